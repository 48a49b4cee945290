/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-private.h"

#include <math.h>

#include "penstock-calc-stats.h"

/* SCORING.md §2. */
#define HALF_LIFE_DAYS 45.0
#define SUE_YEARS      2  /* differences before m: 24 months, 8 quarters */
#define MOST_PER_YEAR  12

/* One filer as known at the end of a day. */
typedef struct
{
  const PenstockScoreCompany *company;
  int32_t                     day;
  int32_t                     k; /* periods a year */
} Filer;

/* The vintage of a period that counts: the one published last, but not after the day. NULL if there is none. */
static const PenstockScoreFigure *
figure_of (const Filer *filer,
           int32_t      period)
{
  const PenstockScoreFigure *figures = filer->company->figures;
  size_t low = 0, high = filer->company->n_figures;

  while (low < high) /* the first figure of a later period */
    {
      const size_t middle = low + (high - low) / 2;

      if (figures[middle].period <= period)
        low = middle + 1;
      else
        high = middle;
    }
  while (low > 0 && figures[low - 1].period == period && figures[low - 1].published_day > filer->day)
    low--;

  return low > 0 && figures[low - 1].period == period ? &figures[low - 1] : NULL;
}

/* R(period), NAN when it is not known. */
static double
revenue (const Filer *filer,
         int32_t      period)
{
  const PenstockScoreFigure *figure = figure_of (filer, period);

  return figure != NULL ? figure->value : NAN;
}

/* The figure of m, the greatest period known. */
static const PenstockScoreFigure *
latest_figure (const Filer *filer)
{
  for (size_t i = filer->company->n_figures; i > 0; i--)
    if (filer->company->figures[i - 1].published_day <= filer->day)
      return &filer->company->figures[i - 1];

  return NULL;
}

/* Growth of the @n periods up to @period over the same ones a year before. Missing where one of them is or the base is not positive. */
static double
growth (const Filer *filer,
        int32_t      period,
        int32_t      n)
{
  double now = 0.0, base = 0.0;

  for (int32_t i = n - 1; i >= 0; i--)
    {
      now += revenue (filer, period - i);
      base += revenue (filer, period - i - filer->k);
    }

  return base > 0.0 ? now / base - 1.0 : NAN;
}

/* yoy_3m: three months of a monthly filer, so that Lunar New Year falls out; one quarter of a quarterly one. */
static double
smooth_growth (const Filer *filer,
               int32_t      period)
{
  return growth (filer, period, filer->k == 12 ? 3 : 1);
}

static double
acceleration (const Filer *filer,
              int32_t      period)
{
  return smooth_growth (filer, period) - smooth_growth (filer, period - (filer->k == 12 ? 3 : 1));
}

/* D(period) */
static double
difference (const Filer *filer,
            int32_t      period)
{
  return revenue (filer, period) - revenue (filer, period - filer->k);
}

static double
unexpected (const Filer *filer,
            int32_t      period)
{
  double before[SUE_YEARS * MOST_PER_YEAR], sd;
  const size_t n = (size_t)(SUE_YEARS * filer->k);

  for (size_t i = 0; i < n; i++)
    before[i] = difference (filer, period - 1 - (int32_t)i);
  if (penstock_calc_count (before, n) < n / 2)
    return NAN;

  sd = penstock_calc_sd_sample (before, n);

  return sd > 0.0 ? (difference (filer, period) - penstock_calc_mean (before, n)) / sd : NAN;
}

/* 1 + how many of the same month (quarter) of the other years known, all before @period, were greater. */
static void
rank_same_month (const Filer *filer,
                 int32_t      period,
                 double      *rank,
                 double      *years)
{
  const double value = revenue (filer, period);

  *rank = 1.0;
  *years = 1.0;
  for (int32_t p = period - filer->k; p >= filer->company->figures[0].period; p -= filer->k)
    {
      const double other = revenue (filer, p);

      *rank += other > value;
      *years += !isnan (other);
    }
}

/* The first day on which more is known than on filer->day. */
static int32_t
next_publication (const Filer *filer)
{
  int32_t next = INT32_MAX;

  for (size_t i = 0; i < filer->company->n_figures; i++)
    {
      const int32_t day = filer->company->figures[i].published_day;

      if (day > filer->day && day < next)
        next = day;
    }

  return next;
}

PenstockScoreRevenue
penstock_score_revenue (int32_t                     day,
                        const PenstockScoreCompany *company)
{
  const Filer filer = { .company = company, .day = day, .k = company->periods_per_year };
  PenstockScoreRevenue self = { NAN, NAN, NAN, NAN, NAN, NAN, .until = INT32_MAX };
  const PenstockScoreFigure *latest;

  if (!company->listed || (filer.k != 12 && filer.k != 4))
    return self;

  self.until = next_publication (&filer);
  latest = latest_figure (&filer);
  if (latest == NULL || isnan (latest->value))
    return self;

  self.yoy = growth (&filer, latest->period, 1);
  self.yoy_3m = smooth_growth (&filer, latest->period);
  self.accel = acceleration (&filer, latest->period);
  self.sue = unexpected (&filer, latest->period);
  rank_same_month (&filer, latest->period, &self.same_month_rank, &self.same_month_years);
  self.published_day = latest->published_day;

  return self;
}

/* Our reading: age counts from the vintage that counts, so a restatement of the latest period is news again. */
double
penstock_score_fresh (int32_t                     day,
                      const PenstockScoreRevenue *revenue)
{
  return isnan (revenue->same_month_years) ? NAN : exp2 (-(double)(day - revenue->published_day) / HALF_LIFE_DAYS);
}

static void
compute_company (const PenstockScoreFrame *frame,
                 size_t                    i)
{
  const PenstockScoreRevenue revenue = penstock_score_revenue (frame->day, &frame->companies[i]);
  double *const *column = frame->table->column;

  column[PENSTOCK_COLUMN_yoy][i] = revenue.yoy;
  column[PENSTOCK_COLUMN_yoy_3m][i] = revenue.yoy_3m;
  column[PENSTOCK_COLUMN_accel][i] = revenue.accel;
  column[PENSTOCK_COLUMN_sue][i] = revenue.sue;
  column[PENSTOCK_COLUMN_same_month_rank][i] = revenue.same_month_rank;
  column[PENSTOCK_COLUMN_same_month_years][i] = revenue.same_month_years;
  column[PENSTOCK_COLUMN_fresh][i] = penstock_score_fresh (frame->day, &revenue);
}

static void
compute (const PenstockScoreFrame *frame)
{
  double *const *column = frame->table->column;
  double *z = column[PENSTOCK_COLUMN_revenue_z];
  const double *const parts[] = {
    column[PENSTOCK_COLUMN_yoy_3m], column[PENSTOCK_COLUMN_accel], column[PENSTOCK_COLUMN_sue],
  };

  for (size_t i = 0; i < frame->table->n; i++)
    if (!penstock_score_is_kept (frame, i, PENSTOCK_OWN_REVENUE))
      compute_company (frame, i);

  penstock_score_z_of_mean (parts, sizeof parts / sizeof *parts, frame->table->n, frame->work, z);
  for (size_t i = 0; i < frame->table->n; i++)
    z[i] *= column[PENSTOCK_COLUMN_fresh][i];
}

const PenstockScoreSection penstock_score_section_revenue = {
  .id = "revenue",
  .compute = compute,
};
