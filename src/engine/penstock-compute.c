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
  facts->periods_per_year = 0;
  facts->revenue_period = 0;
  facts->revenue_published = 0;
  facts->revenue_simulated = FALSE;
  if (revenue == NULL)
    return;

  for (gsize k = revenue->n; k-- > 0;)
    if (penstock_day_from_unix_utc (revenue->figures[k].published_at) <= day)
      {
        facts->periods_per_year = revenue->periods_per_year;
        facts->revenue_period = revenue->figures[k].period;
        facts->revenue_published = revenue->figures[k].published_at;
        facts->revenue_simulated = penstock_revenue_figure_is_simulated (&revenue->figures[k]);
        return;
      }
}

/* What did not change is what it was; its inputs are not there any more. */
static void
fill_facts (PenstockScoreboard        *board,
            const PenstockMarket      *market,
            const PenstockInputsOfDay *inputs,
            PenstockCompanyFacts      *last)
{
  for (guint i = 0; i < board->n; i++)
    {
      PenstockCompanyFacts *facts = &last[i];
      const PenstockScoreCompany *company = &inputs->companies[i];

      if ((inputs->kept[i] & PENSTOCK_OWN_PRICE) == 0)
        {
          facts->verdict = inputs->verdicts[i];
          facts->state = series_state (company, board->as_of);
          facts->last_day = company->n_bars > 0 ? company->day[company->n_bars - 1] : PENSTOCK_DAY_NONE;
        }
      if ((inputs->kept[i] & PENSTOCK_OWN_EVENTS) == 0)
        facts->n_events = count_events (company, board->as_of);
      if ((inputs->kept[i] & PENSTOCK_OWN_REVENUE) == 0)
        fill_revenue_facts (facts, market->company[i].revenue, board->as_of);
    }

  memcpy (board->facts, last, board->n * sizeof *last);
}

static gboolean
is_simulated (const PenstockMarket     *market,
              const PenstockScoreboard *board)
{
  const PenstockDay day = board->as_of;

  for (guint i = 0; i < market->n; i++)
    {
      const PenstockMarketCompany *company = &market->company[i];

      if (company->bars != NULL && company->bars->simulated && penstock_bars_find (company->bars, day) >= 0)
        return TRUE;
      if (company->has_quote && company->quote.simulated && penstock_market_quote_counts (&company->quote, company->bars, market->today, day))
        return TRUE;
      if (board->facts[i].revenue_simulated)
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
    {
      const PenstockGraphGroup *members = &graph->group[PENSTOCK_GROUP_SEGMENT (chain, s)];

      board->segments[s] = (PenstockGroupRow) {
        .id = chain->segments[s].id, .name = chain->segments[s].name, .layer = (int)chain->segments[s].layer,
        .values = penstock_score_group_of (table, members->company, members->weight, members->n),
      };
    }
  for (guint l = 0; l < chain->n_layers; l++)
    {
      const PenstockGraphGroup *members = &graph->group[PENSTOCK_GROUP_LAYER (chain, l)];

      board->layers[l] = (PenstockGroupRow) {
        .id = chain->layers[l].id, .name = chain->layers[l].name, .layer = -1,
        .values = penstock_score_group_of (table, members->company, members->weight, members->n),
      };
    }
}

/* The company's last trading days up to the board's, without that day's own benefit, which is the board's. */
static void
add_up_year (PenstockPanel              *panel,
             guint                       company,
             const PenstockScoreCompany *bars,
             PenstockDay                 as_of)
{
  PenstockLastBoard *last = penstock_panel_get_last (panel);
  const gsize n = MIN (bars->n_bars, PENSTOCK_REL_DAYS);
  const gint32 *day = bars->day + bars->n_bars - n;
  const gboolean today = n > 0 && day[n - 1] == as_of;
  double past[PENSTOCK_REL_DAYS];

  for (gsize k = 0; k < n - today; k++)
    past[k] = penstock_panel_row (panel, day[k])[company];
  last->year[company] = penstock_score_year (past, n - today);
  last->year_is[company] = today ? PENSTOCK_YEAR_AND_TODAY : PENSTOCK_YEAR_BEFORE;
}

/* A company's benefit against its own year: b of its own last trading days at or before the day, each as it was known then. Only where
 * the series is current: a listing that stopped trading has no last year. */
static void
fill_benefit_rel (PenstockScoreboard        *board,
                  PenstockPanel             *panel,
                  const PenstockInputsOfDay *inputs)
{
  PenstockLastBoard *last = penstock_panel_get_last (panel);
  const double *benefit = board->column[PENSTOCK_COLUMN_benefit];

  for (guint i = 0; i < board->n; i++)
    {
      PenstockScoreYear year;

      if ((inputs->kept[i] & PENSTOCK_OWN_PRICE) == 0)
        last->year_is[i] = PENSTOCK_YEAR_UNKNOWN;
      if (board->facts[i].state != PENSTOCK_SERIES_CURRENT || penstock_score_graph_row (board->graph, i, NULL, NULL, NULL) == 0)
        continue;

      if (last->year_is[i] == PENSTOCK_YEAR_UNKNOWN)
        add_up_year (panel, i, &inputs->companies[i], board->as_of);
      year = last->year[i];
      if (last->year_is[i] == PENSTOCK_YEAR_AND_TODAY)
        penstock_score_year_add (&year, benefit[i]);
      board->column[PENSTOCK_COLUMN_benefit_rel][i] = penstock_score_year_rel (&year, benefit[i]);
    }
}

PenstockScoreboard *
penstock_compute_board (PenstockMarket *market,
                        PenstockDay     day,
                        PenstockPanel  *panel)
{
  const gint64 began = g_get_monotonic_time ();
  PenstockScoreboard *board = penstock_scoreboard_new (market->graph, day);
  PenstockScoreTable table = { .n = market->n };
  PenstockLastBoard *last = penstock_panel_get_last (panel);
  const gsize size = PENSTOCK_N_COLUMNS * (gsize)market->n * sizeof (double);
  g_autofree double *work = g_new (double, 8 * (gsize)market->n + 1);
  PenstockInputsOfDay inputs;

  memcpy (table.column, board->column, sizeof table.column);
  board->settings = market->settings;
  penstock_panel_sync (panel, market);
  inputs = penstock_inputs_for_board (penstock_panel_get_inputs (panel), day, last->day != day);
  last->day = day;

  memcpy (board->column[0], last->values, size); /* a board's columns are one block */
  penstock_score_compute_kept (day, inputs.companies, inputs.kept, board->graph, &board->settings, &table, work);
  fill_facts (board, market, &inputs, last->facts);
  board->n_ranked = count_ranked (board);
  board->simulated = is_simulated (market, board);
  fill_groups (board, &table);
  fill_benefit_rel (board, panel, &inputs);
  memcpy (last->values, board->column[0], size);
  board->computed_us = g_get_monotonic_time () - began;

  return board;
}
