/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-compute.h"

#include <math.h>
#include <string.h>

#include "penstock-event.h"

/* Days an event counts (five half-lives, SCORING §3), by PenstockStatus; 0 = not at all. */
static const int event_days[] = { 5 * 7, 5 * 21, 5 * 45, 0, 0 };

static guint
count_events (const PenstockScoreCompany *company,
              PenstockDay                 day)
{
  guint n = 0;

  for (size_t k = 0; k < company->n_events; k++)
    if (event_days[company->events[k].status] > 0 && day - company->events[k].status_day <= event_days[company->events[k].status])
      n++;

  return n;
}

static PenstockSeriesState
series_state (const PenstockScoreCompany *company,
              PenstockDay                 day)
{
  if (company->unverified)
    return PENSTOCK_SERIES_UNVERIFIED;
  if (company->n_bars == 0)
    return PENSTOCK_SERIES_NONE;
  if (day - company->day[company->n_bars - 1] > PENSTOCK_STALE_DAYS)
    return PENSTOCK_SERIES_STALE;

  return PENSTOCK_SERIES_CURRENT;
}

/* The newest period known at the end of the day, and when its newest vintage was published. */
static void
fill_revenue_facts (PenstockCompanyFacts  *facts,
                    const PenstockRevenue *revenue,
                    PenstockDay            day)
{
  if (revenue == NULL)
    return;

  for (gsize k = revenue->n; k-- > 0;)
    if (penstock_day_from_unix_utc (revenue->figures[k].published_at) <= day)
      {
        facts->periods_per_year = revenue->periods_per_year;
        facts->revenue_period = revenue->figures[k].period;
        facts->revenue_published = revenue->figures[k].published_at;
        return;
      }
}

static void
fill_facts (PenstockScoreboard         *board,
            const PenstockMarket       *market,
            const PenstockScoreCompany *companies,
            const PenstockVerdict      *verdicts)
{
  for (guint i = 0; i < board->n; i++)
    {
      PenstockCompanyFacts *facts = &board->facts[i];
      const PenstockScoreCompany *company = &companies[i];

      facts->verdict = verdicts[i];
      facts->state = series_state (company, board->as_of);
      facts->last_day = company->n_bars > 0 ? company->day[company->n_bars - 1] : PENSTOCK_DAY_NONE;
      facts->n_events = count_events (company, board->as_of);
      fill_revenue_facts (facts, market->company[i].revenue, board->as_of);
    }
}

static gboolean
is_simulated (const PenstockMarket *market,
              PenstockDay           day)
{
  for (guint i = 0; i < market->n; i++)
    {
      const PenstockMarketCompany *company = &market->company[i];

      if (company->bars != NULL && company->bars->simulated && penstock_bars_find (company->bars, day) >= 0)
        return TRUE;
      if (company->has_quote && company->quote.simulated && penstock_market_quote_counts (&company->quote, company->bars, market->today, day))
        return TRUE;
    }

  return FALSE;
}

static guint
count_ranked (const PenstockScoreboard *board)
{
  guint n = 0;

  for (guint i = 0; i < board->n; i++)
    n += board->chain->companies[i].listed && !isnan (board->column[PENSTOCK_COLUMN_own][i]);

  return n;
}

static void
fill_groups (PenstockScoreboard       *board,
             const PenstockScoreTable *table)
{
  const PenstockChain *chain = board->chain;
  const PenstockGraph *graph = penstock_scoreboard_get_graph (board);

  for (guint s = 0; s < chain->n_segments; s++)
    board->segments[s] = (PenstockGroupRow) {
      .id = chain->segments[s].id, .name = chain->segments[s].name, .layer = (int)chain->segments[s].layer,
      .values = penstock_score_group (table, graph->segment_weight + (gsize)s * board->n),
    };
  for (guint l = 0; l < chain->n_layers; l++)
    board->layers[l] = (PenstockGroupRow) {
      .id = chain->layers[l].id, .name = chain->layers[l].name, .layer = -1,
      .values = penstock_score_group (table, graph->layer_weight + (gsize)l * board->n),
    };
}

/* A company's benefit against its own year: b of its own last trading days at or before the day, each as it was known then. Only where
 * the series is current: a listing that stopped trading has no last year. */
static void
fill_benefit_rel (PenstockScoreboard   *board,
                  PenstockPanel        *panel,
                  const gint32 *const  *days,
                  const gsize          *n_days)
{
  const double *benefit = board->column[PENSTOCK_COLUMN_benefit];
  double past[PENSTOCK_REL_DAYS];

  for (guint i = 0; i < board->n; i++)
    {
      const gsize n = MIN (n_days[i], PENSTOCK_REL_DAYS);
      const uint32_t *customers, *links;
      const double *weights;

      if (board->facts[i].state != PENSTOCK_SERIES_CURRENT ||
          penstock_score_graph_row (board->graph, i, &customers, &weights, &links) == 0)
        continue;

      for (gsize k = 0; k < n; k++)
        {
          const gint32 day = days[i][n_days[i] - n + k];

          past[k] = day == board->as_of ? benefit[i] : penstock_panel_row (panel, day)[i];
        }
      board->column[PENSTOCK_COLUMN_benefit_rel][i] = penstock_score_benefit_rel (benefit[i], past, n);
    }
}

/* The inputs' arrays are reused for past days, so the trading days of this one are kept aside. */
static gint32 *
keep_days (const PenstockScoreboard   *board,
           const PenstockScoreCompany *companies,
           const gint32              **days,
           gsize                      *n_days)
{
  gint32 *kept = g_new (gint32, (gsize)board->n * PENSTOCK_REL_DAYS + 1);

  for (guint i = 0; i < board->n; i++)
    {
      const gsize n = MIN (companies[i].n_bars, PENSTOCK_REL_DAYS);

      days[i] = kept + (gsize)i * PENSTOCK_REL_DAYS;
      n_days[i] = n;
      if (n > 0)
        memcpy (kept + (gsize)i * PENSTOCK_REL_DAYS, companies[i].day + companies[i].n_bars - n, n * sizeof (gint32));
    }

  return kept;
}

PenstockScoreboard *
penstock_compute_board (PenstockMarket *market,
                        PenstockDay     day,
                        PenstockPanel  *panel)
{
  const gint64 began = g_get_monotonic_time ();
  PenstockScoreboard *board = penstock_scoreboard_new (market->graph, day);
  PenstockScoreTable table = { .n = market->n };
  g_autofree PenstockVerdict *verdicts = g_new0 (PenstockVerdict, market->n + 1);
  g_autofree double *work = g_new0 (double, 8 * (gsize)market->n + 1);
  g_autofree const gint32 **days = g_new0 (const gint32 *, market->n + 1);
  g_autofree gsize *n_days = g_new0 (gsize, market->n + 1);
  g_autofree gint32 *kept = NULL;
  const PenstockScoreCompany *companies;

  memcpy (table.column, board->column, sizeof table.column);
  board->settings = market->settings;
  penstock_panel_sync (panel, market);
  companies = penstock_inputs_on_day (penstock_panel_get_inputs (panel), day, verdicts);

  penstock_score_compute (day, companies, board->graph, &board->settings, &table, work);
  fill_facts (board, market, companies, verdicts);
  board->n_ranked = count_ranked (board);
  board->simulated = is_simulated (market, day);
  fill_groups (board, &table);

  kept = keep_days (board, companies, days, n_days);
  fill_benefit_rel (board, panel, days, n_days);
  board->computed_us = g_get_monotonic_time () - began;

  return board;
}
