/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include <glib.h>

#include "penstock-score.h"

/* Whole days of a made-up market: what must hold whatever the numbers are. */

#define N        40
#define BARS     420
#define FIGURES  60
#define EVENTS   6
#define FIRST    19000
#define SEGMENTS 4
#define LINKS    60

typedef struct
{
  gint32             day[BARS];
  double             price[BARS];
  gsize              n_bars;
  PenstockScoreFigure figures[FIGURES];
  gsize              n_figures;
  int                k;
  struct { gint32 since[3]; int status[3], direction; double relevance; } events[EVENTS];
  gsize              n_events;
  gboolean           listed;
} Company;

typedef struct
{
  Company               company[N];
  PenstockScoreExposure exposures[N];
  PenstockScoreLink     links[LINKS];
} Market;

static void
make_figures (Company *self,
              GRand   *rand)
{
  const int apart = 360 / self->k;

  for (gint32 p = 0; p < FIGURES / 2; p++)
    {
      const gint32 published = FIRST + BARS - (FIGURES / 2 - 1 - p) * apart + g_rand_int_range (rand, 0, apart / 2);

      self->figures[self->n_figures++] = (PenstockScoreFigure) { 1000 + p, published, g_rand_double_range (rand, 50.0, 150.0) };
      if (g_rand_double (rand) < 0.3) /* restated later on */
        self->figures[self->n_figures++] =
          (PenstockScoreFigure) { 1000 + p, published + g_rand_int_range (rand, 5, 90), g_rand_double_range (rand, 50.0, 150.0) };
    }
}

static void
make_company (Company *self,
              GRand   *rand)
{
  double price = 100.0;

  self->listed = g_rand_double (rand) < 0.85;
  for (gint32 i = 0; i < BARS && self->listed; i++)
    if (i % 7 < 5)
      {
        price *= exp (g_rand_double_range (rand, -0.03, 0.031));
        self->day[self->n_bars] = FIRST + i;
        self->price[self->n_bars++] = g_rand_double (rand) < 0.004 ? price * 100.0 : g_rand_double (rand) < 0.004 ? NAN : price;
      }

  self->k = self->listed ? g_rand_boolean (rand) ? 12 : 4 : 0;
  if (self->k > 0)
    make_figures (self, rand);

  self->n_events = (gsize)g_rand_int_range (rand, 0, EVENTS + 1);
  for (gsize e = 0; e < self->n_events; e++)
    {
      gint32 day = FIRST + g_rand_int_range (rand, 200, BARS);

      self->events[e].direction = g_rand_int_range (rand, -1, 2);
      self->events[e].relevance = g_rand_double_range (rand, 0.1, 1.0);
      for (int s = 0; s < 3; s++)
        {
          self->events[e].since[s] = day;
          self->events[e].status[s] = g_rand_int_range (rand, PENSTOCK_SCORE_RUMOUR, PENSTOCK_SCORE_EXPIRED + 1);
          day += g_rand_int_range (rand, 1, 40);
        }
    }
}

static Market *
make_market (guint32 seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  Market *self = g_new0 (Market, 1);

  for (guint32 i = 0; i < N; i++)
    {
      make_company (&self->company[i], rand);
      self->exposures[i] = (PenstockScoreExposure) { i, (guint32)g_rand_int_range (rand, 0, SEGMENTS), g_rand_double_range (rand, 0.1, 1.0) };
    }
  for (gsize k = 0; k < LINKS; k++)
    {
      PenstockScoreLink *link = &self->links[k];

      link->from_segment = g_rand_double (rand) < 0.1;
      link->to_segment = g_rand_double (rand) < 0.1;
      link->from = (guint32)g_rand_int_range (rand, 0, link->from_segment ? SEGMENTS : N);
      link->to = (guint32)g_rand_int_range (rand, 0, link->to_segment ? SEGMENTS : N);
      link->value = g_rand_double_range (rand, 0.05, 0.6);
    }

  return self;
}

/* What is left of the market when everything after @day is cut away. */
static Market *
cut_market (const Market *self,
            gint32        day)
{
  Market *cut = g_memdup2 (self, sizeof *self);

  for (gsize i = 0; i < N; i++)
    {
      Company *company = &cut->company[i];
      gsize kept = 0;

      while (company->n_bars > 0 && company->day[company->n_bars - 1] > day)
        company->price[--company->n_bars] = 1e9;
      for (gsize f = 0; f < company->n_figures; f++)
        if (company->figures[f].published_day <= day)
          company->figures[kept++] = company->figures[f];
      company->n_figures = kept;
      for (gsize e = 0; e < company->n_events; e++)
        for (int s = 0; s < 3; s++)
          if (company->events[e].since[s] > day)
            company->events[e].status[s] = PENSTOCK_SCORE_CONFIRMED;
    }

  return cut;
}

typedef struct
{
  double values[PENSTOCK_N_COLUMNS][N];
} Scores;

static gsize
events_on (const Company      *self,
           gint32              day,
           PenstockScoreEvent *events)
{
  gsize n = 0;

  for (gsize e = 0; e < self->n_events; e++)
    for (int s = 2; s >= 0; s--)
      if (self->events[e].since[s] <= day)
        {
          events[n++] = (PenstockScoreEvent) {
            .status_day = self->events[e].since[s], .status = self->events[e].status[s],
            .direction = self->events[e].direction, .relevance = self->events[e].relevance,
          };
          break;
        }

  return n;
}

static Scores *
score (const Market *self,
       gint32        day)
{
  static gint32 days[N][BARS];
  static double prices[N][BARS];
  static PenstockScoreEvent events[N][EVENTS];
  PenstockScoreCompany companies[N];
  double work[8 * N];
  Scores *scores = g_new (Scores, 1);
  PenstockScoreTable table = { .n = N };
  PenstockScoreGraph *graph = penstock_score_graph_new (N, SEGMENTS, self->exposures, N, self->links, LINKS);

  for (gsize i = 0; i < N; i++)
    {
      const Company *c = &self->company[i];
      const PenstockVerdict verdict = penstock_score_verify (c->day, c->price, c->n_bars, NULL, 0, day, days[i], prices[i], NULL, NULL);

      companies[i] = (PenstockScoreCompany) {
        .day = days[i], .price = prices[i], .n_bars = verdict.n_good, .unverified = verdict.unverified,
        .figures = c->figures, .n_figures = c->n_figures, .periods_per_year = c->k,
        .events = events[i], .n_events = events_on (c, day, events[i]), .listed = c->listed,
      };
    }
  for (int column = 0; column < PENSTOCK_N_COLUMNS; column++)
    table.column[column] = scores->values[column];
  memset (work, 0xff, sizeof work);
  penstock_score_compute (day, companies, graph, &penstock_score_default_settings, &table, work);
  penstock_score_graph_free (graph);

  return scores;
}

static gsize
count_known (const double *x)
{
  gsize n = 0;

  for (gsize i = 0; i < N; i++)
    n += !isnan (x[i]);

  return n;
}

static void
test_past_days_stay (void)
{
  for (guint32 seed = 1; seed <= 4; seed++)
    {
      g_autofree Market *market = make_market (seed);

      for (gint32 day = FIRST + 230; day < FIRST + BARS + 60; day += 11)
        {
          g_autofree Market *cut = cut_market (market, day);
          g_autofree Scores *with = score (market, day);
          g_autofree Scores *without = score (cut, day);

          for (int column = 0; column < PENSTOCK_N_COLUMNS; column++)
            g_assert_cmpmem (with->values[column], sizeof with->values[column], without->values[column], sizeof without->values[column]);
        }
    }
}

/* The market must not be so poor that the test above compares nothing with nothing. */
static void
test_the_made_up_market_has_scores (void)
{
  g_autofree Market *market = make_market (1);
  g_autofree Scores *scores = score (market, FIRST + BARS - 1);

  for (int column = 0; column < PENSTOCK_N_COLUMNS; column++)
    if (column != PENSTOCK_COLUMN_mom_12_1 && column != PENSTOCK_COLUMN_ram_12_1 && column != PENSTOCK_COLUMN_benefit_rel)
      g_assert_cmpuint (count_known (scores->values[column]), >=, 5);
  g_assert_cmpuint (count_known (scores->values[PENSTOCK_COLUMN_benefit_rel]), ==, 0);
}

static void
test_bounds (void)
{
  g_autofree Market *market = make_market (7);
  g_autofree Scores *scores = score (market, FIRST + BARS - 1);

  for (gsize i = 0; i < N; i++)
    {
      for (int column = 0; column < PENSTOCK_N_COLUMNS; column++)
        if (penstock_score_columns[column].kind == PENSTOCK_KIND_SIGNAL)
          g_assert_false (fabs (scores->values[column][i]) > 3.0);
      g_assert_false (scores->values[PENSTOCK_COLUMN_score][i] <= 0.0 || scores->values[PENSTOCK_COLUMN_score][i] > 100.0);
      g_assert_false (fabs (scores->values[PENSTOCK_COLUMN_validation][i]) > 3.0);
      g_assert_false (fabs (scores->values[PENSTOCK_COLUMN_narrative][i]) > 3.0);
      if (!market->company[i].listed)
        g_assert_true (isnan (scores->values[PENSTOCK_COLUMN_score][i]) && isnan (scores->values[PENSTOCK_COLUMN_benefit_z][i]));
    }
}

static void
test_order_of_companies_does_not_matter (void)
{
  g_autofree Market *market = make_market (3);
  g_autofree Market *turned = g_memdup2 (market, sizeof *market);
  g_autofree Scores *before = score (market, FIRST + BARS - 1);
  g_autofree Scores *after = NULL;

  for (gsize i = 0; i < N; i++)
    {
      turned->company[i] = market->company[N - 1 - i];
      turned->exposures[i].company = N - 1 - market->exposures[i].company;
    }
  for (gsize k = 0; k < LINKS; k++)
    {
      turned->links[k].from = market->links[k].from_segment ? market->links[k].from : N - 1 - market->links[k].from;
      turned->links[k].to = market->links[k].to_segment ? market->links[k].to : N - 1 - market->links[k].to;
    }
  after = score (turned, FIRST + BARS - 1);

  for (int column = 0; column < PENSTOCK_N_COLUMNS; column++)
    for (gsize i = 0; i < N; i++)
      {
        const double x = before->values[column][i], y = after->values[column][N - 1 - i];

        g_assert_cmpint (isnan (x) != 0, ==, isnan (y) != 0);
        if (!isnan (x))
          g_assert_cmpfloat_with_epsilon (x, y, 1e-9);
      }
}

/* Until its denial a rumour that will be denied weighs what any rumour weighs; from then on nothing. */
static void
test_denied_rumour (void)
{
  g_autofree Market *denied = make_market (5);
  g_autofree Market *standing = NULL;
  g_autofree Market *never = NULL;
  const gint32 heard = FIRST + 400, denial = FIRST + 410;
  Company *company = &denied->company[0];

  company->n_events = 1;
  company->events[0].direction = 1;
  company->events[0].relevance = 1.0;
  for (int s = 0; s < 3; s++)
    {
      company->events[0].since[s] = s == 0 ? heard : denial;
      company->events[0].status[s] = s == 0 ? PENSTOCK_SCORE_RUMOUR : PENSTOCK_SCORE_DENIED;
    }
  standing = g_memdup2 (denied, sizeof *denied);
  standing->company[0].events[0].since[1] = standing->company[0].events[0].since[2] = G_MAXINT32;
  never = g_memdup2 (denied, sizeof *denied);
  never->company[0].n_events = 0;

  for (gint32 day = heard - 1; day < denial + 3; day++)
    {
      g_autofree Scores *scores = score (denied, day);
      g_autofree Scores *as = score (day < denial ? standing : never, day);

      g_assert_cmpint (isnan (scores->values[PENSTOCK_COLUMN_event_z][0]) != 0, ==, day < heard || day >= denial);
      for (int column = 0; column < PENSTOCK_N_COLUMNS; column++)
        g_assert_cmpmem (scores->values[column], sizeof scores->values[column], as->values[column], sizeof as->values[column]);
    }
}

/* Nobody has a signal: no benefit of 0 but none. */
static void
test_no_signal_no_benefit (void)
{
  g_autofree Market *market = make_market (5);
  g_autofree Scores *scores = NULL;

  for (gsize i = 0; i < N; i++)
    market->company[i].n_bars = market->company[i].n_figures = market->company[i].n_events = 0;
  scores = score (market, FIRST + BARS);
  for (int column = 0; column < PENSTOCK_N_COLUMNS; column++)
    g_assert_cmpuint (count_known (scores->values[column]), ==, 0);
}

static void
test_group (void)
{
  double values[PENSTOCK_N_COLUMNS][4];
  const double weight[] = { 1.0, 0.5, 0.0, 0.5 };
  PenstockScoreTable table = { .n = 4 };
  PenstockScoreGroup group;

  for (int column = 0; column < PENSTOCK_N_COLUMNS; column++)
    {
      table.column[column] = values[column];
      for (gsize i = 0; i < 4; i++)
        values[column][i] = NAN;
    }
  memcpy (values[PENSTOCK_COLUMN_own], (double[]) { 1.0, 2.0, 99.0, NAN }, sizeof (double[4]));
  memcpy (values[PENSTOCK_COLUMN_validation], (double[]) { NAN, NAN, 1.0, 0.25 }, sizeof (double[4]));
  memcpy (values[PENSTOCK_COLUMN_narrative], (double[]) { 1.0, 1.0, 1.0, -1.0 }, sizeof (double[4]));
  memcpy (values[PENSTOCK_COLUMN_yoy_3m], (double[]) { -0.1, 0.2, 0.3, 0.0 }, sizeof (double[4]));
  memcpy (values[PENSTOCK_COLUMN_gap], (double[]) { 3.0, NAN, NAN, 0.0 }, sizeof (double[4]));

  group = penstock_score_group (&table, weight);
  g_assert_cmpuint (group.members, ==, 3);
  g_assert_cmpuint (group.members_with_own, ==, 2);
  g_assert_cmpuint (group.members_with_validation, ==, 1);
  g_assert_cmpfloat_with_epsilon (group.own, 2.0 / 1.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (group.validation, 0.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (group.narrative, 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (group.breadth, 0.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (group.gap, 2.0, 1e-12);
  g_assert_true (isnan (group.price_z) && isnan (group.revenue_z) && isnan (group.benefit_z));

  group = penstock_score_group (&table, (double[]) { 0.0, 0.0, 0.0, 0.0 });
  g_assert_cmpuint (group.members, ==, 0);
  g_assert_true (isnan (group.own) && isnan (group.breadth));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/score/day/past-days-stay", test_past_days_stay);
  g_test_add_func ("/score/day/made-up-market-has-scores", test_the_made_up_market_has_scores);
  g_test_add_func ("/score/day/bounds", test_bounds);
  g_test_add_func ("/score/day/order-of-companies-does-not-matter", test_order_of_companies_does_not_matter);
  g_test_add_func ("/score/day/denied-rumour", test_denied_rumour);
  g_test_add_func ("/score/day/no-signal-no-benefit", test_no_signal_no_benefit);
  g_test_add_func ("/score/day/group", test_group);

  return g_test_run ();
}
