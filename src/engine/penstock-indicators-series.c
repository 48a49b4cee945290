/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-indicators-private.h"

#include <math.h>
#include <string.h>

#include "penstock-score-indicators.h"

/* A period while its series is made. */
typedef struct
{
  PenstockIndicatorPeriod *period;      /* borrowed */
  PenstockDay              begin, end;
  PenstockDay              first_known; /* of any outcome; PENSTOCK_DAY_NONE */
} Draft;

static gboolean
is_forecast (const PenstockIndicatorPoint *point)
{
  return point->forecast_day != PENSTOCK_DAY_NONE;
}

static void
period_free (gpointer data)
{
  PenstockIndicatorPeriod *self = data;

  g_array_unref (self->vintages);
  g_free (self->period);
  g_free (self);
}

static void
clear_forecaster (gpointer data)
{
  g_free (((PenstockForecaster *)data)->source);
}

void
penstock_indicator_series_free (PenstockIndicatorSeries *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->periods);
  g_array_unref (self->forecasters);
  g_free (self->id);
  g_free (self->series);
  g_free (self->unit);
  g_free (self->population);
  g_free (self->last_period);
  g_free (self->last_source);
  g_free (self);
}

/* -- order -- */

static int
compare_days (PenstockDay a,
              PenstockDay b)
{
  return a < b ? -1 : a > b;
}

/* Statements as they became known: of one day the outcomes after the forecasts, of these the later period after the earlier, and so on, so that the last
 * one is the newest whatever order they came in. */
static int
compare_statements (gconstpointer a,
                    gconstpointer b)
{
  const PenstockIndicatorPoint *first = *(PenstockIndicatorPoint *const *)a, *second = *(PenstockIndicatorPoint *const *)b;
  PenstockDay begins[2] = { 0 }, ends[2] = { 0 };
  int order = compare_days (first->known_day, second->known_day);

  if (order != 0)
    return order;
  if (is_forecast (first) != is_forecast (second))
    return is_forecast (first) ? -1 : 1;

  penstock_indicator_period (first->period, &begins[0], &ends[0]);
  penstock_indicator_period (second->period, &begins[1], &ends[1]);
  if ((order = compare_days (ends[0], ends[1])) != 0 || (order = compare_days (begins[0], begins[1])) != 0 ||
      (order = compare_days (first->forecast_day, second->forecast_day)) != 0)
    return order;

  return strcmp (first->source, second->source);
}

static int
compare_drafts (gconstpointer a,
                gconstpointer b)
{
  const Draft *first = a, *second = b;
  const int order = compare_days (first->begin, second->begin);

  return order != 0 ? order : compare_days (first->end, second->end);
}

static int
compare_vintages (gconstpointer a,
                  gconstpointer b)
{
  const PenstockVintage *first = a, *second = b;
  const int order = compare_days (first->day, second->day);

  return order != 0 ? order : strcmp (first->source, second->source);
}

static int
compare_forecasters (gconstpointer a,
                     gconstpointer b)
{
  return strcmp (((const PenstockForecaster *)a)->source, ((const PenstockForecaster *)b)->source);
}

/* -- periods, with their vintages -- */

/* Each forecaster's name once: vintages borrow it. */
static void
add_forecasters (PenstockIndicatorSeries *self,
                 GPtrArray               *points,
                 GHashTable              *names)
{
  for (guint i = 0; i < points->len; i++)
    {
      const PenstockIndicatorPoint *point = g_ptr_array_index (points, i);
      PenstockForecaster forecaster = { NULL, 0, NAN, NAN, NAN };

      if (!is_forecast (point) || g_hash_table_contains (names, point->source))
        continue;
      forecaster.source = g_strdup (point->source);
      g_array_append_val (self->forecasters, forecaster);
      g_hash_table_insert (names, forecaster.source, forecaster.source);
    }

  g_array_sort (self->forecasters, compare_forecasters);
}

static guint
find_draft (GArray                       *drafts,
            GHashTable                   *numbers,
            const PenstockIndicatorPoint *point)
{
  gpointer number;
  Draft draft = { NULL, 0, 0, PENSTOCK_DAY_NONE };

  if (g_hash_table_lookup_extended (numbers, point->period, NULL, &number))
    return GPOINTER_TO_UINT (number);

  penstock_indicator_period (point->period, &draft.begin, &draft.end);
  draft.period = g_new0 (PenstockIndicatorPeriod, 1);
  draft.period->period = g_strdup (point->period);
  draft.period->vintages = g_array_new (FALSE, FALSE, sizeof (PenstockVintage));
  draft.period->outcome = NAN;
  draft.period->outcome_day = PENSTOCK_DAY_NONE;
  g_array_append_val (drafts, draft);
  g_hash_table_insert (numbers, draft.period->period, GUINT_TO_POINTER (drafts->len - 1));

  return drafts->len - 1;
}

/* The points come in the order they became known: the last outcome is the one that holds. */
static void
add_point (Draft                        *draft,
           const PenstockIndicatorPoint *point,
           GHashTable                   *names)
{
  if (is_forecast (point))
    {
      PenstockVintage vintage = { point->forecast_day, point->value, point->day_assumed, g_hash_table_lookup (names, point->source) };

      g_array_append_val (draft->period->vintages, vintage);
      return;
    }

  if (draft->first_known == PENSTOCK_DAY_NONE)
    draft->first_known = point->known_day;
  draft->period->outcome = point->value;
  draft->period->outcome_day = point->known_day;
}

static GArray *
make_periods (PenstockIndicatorSeries *self,
              GPtrArray               *points,
              GHashTable              *names)
{
  GArray *drafts = g_array_new (FALSE, FALSE, sizeof (Draft));
  g_autoptr(GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < points->len; i++)
    {
      const PenstockIndicatorPoint *point = g_ptr_array_index (points, i);
      const guint number = find_draft (drafts, numbers, point);

      add_point (&g_array_index (drafts, Draft, number), point, names);
    }

  g_array_sort (drafts, compare_drafts);
  for (guint i = 0; i < drafts->len; i++)
    {
      PenstockIndicatorPeriod *period = g_array_index (drafts, Draft, i).period;

      g_array_sort (period->vintages, compare_vintages);
      g_ptr_array_add (self->periods, period);
    }

  return drafts;
}

/* -- what follows from them -- */

static void
measure (PenstockForecaster *forecaster,
         GArray             *drafts)
{
  g_autoptr(GArray) forecasts = g_array_new (FALSE, FALSE, sizeof (PenstockScoreForecast));
  PenstockScoreForecastErrors errors;

  for (guint i = 0; i < drafts->len; i++)
    {
      const Draft *draft = &g_array_index (drafts, Draft, i);

      for (guint k = 0; k < draft->period->vintages->len; k++)
        {
          const PenstockVintage *vintage = &g_array_index (draft->period->vintages, PenstockVintage, k);
          const PenstockScoreForecast forecast = {
            .value = vintage->value, .outcome = draft->period->outcome, .made = vintage->day, .known = draft->first_known,
            .begin = draft->begin, .end = draft->end,
          };

          if (vintage->source == forecaster->source)
            g_array_append_val (forecasts, forecast);
        }
    }

  errors = penstock_score_forecast_errors ((const PenstockScoreForecast *)(gpointer)forecasts->data, forecasts->len);
  forecaster->n = (guint)errors.n;
  forecaster->mean_error = errors.mean_error;
  forecaster->mean_absolute_error = errors.mean_absolute_error;
  forecaster->last_error = errors.last_error;
}

/* What the period before the last statement's, of the same length in name (a year, a quarter, a month), came to. */
static double
outcome_before (GArray     *drafts,
                const char *period)
{
  PenstockDay begin = PENSTOCK_DAY_NONE;

  penstock_indicator_period (period, &begin, NULL);
  for (guint i = 0; i < drafts->len; i++)
    {
      const Draft *draft = &g_array_index (drafts, Draft, i);

      if (draft->end == begin && strlen (draft->period->period) == strlen (period))
        return draft->period->outcome;
    }

  return NAN;
}

static double
previous_of (GPtrArray *points,
             GArray    *drafts)
{
  const PenstockIndicatorPoint *last = g_ptr_array_index (points, points->len - 1);

  for (guint i = points->len - 1; i-- > 0;)
    {
      const PenstockIndicatorPoint *point = g_ptr_array_index (points, i);

      if (g_str_equal (point->source, last->source) && g_str_equal (point->period, last->period))
        return point->value;
    }

  return outcome_before (drafts, last->period);
}

PenstockIndicatorSeries *
penstock_indicator_series_new (GPtrArray *points)
{
  PenstockIndicatorSeries *self = g_new0 (PenstockIndicatorSeries, 1);
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GArray) drafts = NULL;
  const PenstockIndicatorPoint *last;

  self->periods = g_ptr_array_new_with_free_func (period_free);
  self->forecasters = g_array_new (FALSE, FALSE, sizeof (PenstockForecaster));
  g_array_set_clear_func (self->forecasters, clear_forecaster);
  self->layer = -1;
  self->low = self->high = NAN;
  self->state_since = PENSTOCK_DAY_NONE;

  g_ptr_array_sort (points, compare_statements);
  last = g_ptr_array_index (points, points->len - 1);
  self->id = penstock_indicator_dup_id (last);
  self->series = g_strdup (last->series);
  self->unit = g_strdup (last->unit);
  self->population = g_strdup (last->population);

  add_forecasters (self, points, names);
  drafts = make_periods (self, points, names);
  for (guint i = 0; i < self->forecasters->len; i++)
    measure (&g_array_index (self->forecasters, PenstockForecaster, i), drafts);

  self->last = last->value;
  self->last_period = g_strdup (last->period);
  self->last_is_forecast = is_forecast (last);
  self->last_day = last->known_day;
  self->last_source = g_strdup (last->source);
  self->previous = previous_of (points, drafts);

  return self;
}

void
penstock_indicator_series_judge (PenstockIndicatorSeries *self,
                                 GPtrArray               *points)
{
  static const PenstockThresholdState states[] = { PENSTOCK_THRESHOLD_BELOW, PENSTOCK_THRESHOLD_WITHIN, PENSTOCK_THRESHOLD_ABOVE };
  g_autoptr(GArray) values = NULL;
  g_autoptr(GArray) days = NULL;

  if (isnan (self->low) && isnan (self->high))
    return;

  /* What was the newest statement at the end of each day that brought one. */
  values = g_array_new (FALSE, FALSE, sizeof (double));
  days = g_array_new (FALSE, FALSE, sizeof (PenstockDay));
  for (guint i = 0; i < points->len; i++)
    {
      const PenstockIndicatorPoint *point = g_ptr_array_index (points, i);
      const PenstockIndicatorPoint *next = i + 1 < points->len ? g_ptr_array_index (points, i + 1) : NULL;

      if (next != NULL && next->known_day == point->known_day)
        continue;
      g_array_append_val (values, point->value);
      g_array_append_val (days, point->known_day);
    }

  self->state = states[penstock_score_threshold_side (self->last, self->low, self->high) + 1];
  self->state_since = g_array_index (days, PenstockDay, penstock_score_threshold_since ((const double *)(gpointer)values->data, values->len,
                                                                                       self->low, self->high));
}
