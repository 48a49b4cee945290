/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-evidence-private.h"

#include <math.h>
#include <string.h>

#include "penstock-event.h"
#include "penstock-inputs.h"

/* SCORING.md §7, look-ahead check: does a day's row come out the same, bit for bit, of data that ends on that day? What is cut here is gone, so
 * nothing further down can have used it. */

#define UNITS 60 /* a day, beside a placebo graph's eight days as 1 */

/* Every column that a history keeps, but benefit_rel, which is made of rows before. */
static const PenstockColumn checked[] = {
  PENSTOCK_COLUMN_price_z,   PENSTOCK_COLUMN_revenue_z, PENSTOCK_COLUMN_event_z, PENSTOCK_COLUMN_own,    PENSTOCK_COLUMN_benefit,
  PENSTOCK_COLUMN_benefit_z, PENSTOCK_COLUMN_gap,       PENSTOCK_COLUMN_score,   PENSTOCK_COLUMN_ret_1m, PENSTOCK_COLUMN_yoy_3m,
  PENSTOCK_COLUMN_validation, PENSTOCK_COLUMN_narrative,
};

/* -- the cut -- */

static PenstockBars *
cut_bars (const PenstockBars *bars,
          PenstockDay         day)
{
  const gsize n = (gsize)(penstock_bars_find (bars, day) + 1);
  PenstockBars *part = penstock_bars_new (bars->symbol, bars->currency, bars->source, n);

  for (gsize i = 0; i < n; i++)
    {
      part->day[i] = bars->day[i];
      for (guint f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
        part->field[f][i] = bars->field[f][i];
    }

  return part;
}

static GArray *
cut_actions (const GArray *actions,
             PenstockDay   day)
{
  GArray *part = g_array_new (FALSE, FALSE, sizeof (PenstockScoreAction));

  for (guint i = 0; i < actions->len; i++)
    {
      const PenstockScoreAction *action = &g_array_index (actions, PenstockScoreAction, i);

      if (action->day <= day)
        g_array_append_val (part, *action);
    }

  return part;
}

static PenstockRevenue *
cut_revenue (const PenstockRevenue *revenue,
             PenstockDay            day)
{
  g_autofree PenstockRevenueFigure *figures = g_new (PenstockRevenueFigure, revenue->n + 1);
  gsize n = 0;

  for (gsize i = 0; i < revenue->n; i++)
    if (penstock_day_from_unix_utc (revenue->figures[i].published_at) <= day)
      figures[n++] = revenue->figures[i];

  return penstock_revenue_new (revenue->symbol, revenue->currency, revenue->periods_per_year, figures, n);
}

static PenstockEvent *
cut_event (const PenstockEvent *event,
           PenstockDay          day)
{
  PenstockEvent *part = penstock_event_new (event->id, event->title);

  part->direction = event->direction;
  for (guint i = 0; i < event->history->len; i++)
    {
      const PenstockStatusChange *change = &g_array_index (event->history, PenstockStatusChange, i);

      if (change->day <= day)
        penstock_event_add_status (part, change->day, change->status, NULL);
    }
  for (guint i = 0; i < event->companies->len; i++)
    {
      const PenstockEventCompany *company = &g_array_index (event->companies, PenstockEventCompany, i);

      penstock_event_add_company (part, company->company, company->relevance);
    }

  return part;
}

static void
cut_company (PenstockMarket              *cut,
             guint                        i,
             const PenstockMarketCompany *company,
             PenstockDay                  day)
{
  if (company->bars != NULL)
    {
      g_autoptr(PenstockBars) bars = cut_bars (company->bars, day);

      penstock_market_set_bars (cut, i, bars);
    }
  if (company->actions != NULL)
    {
      g_autoptr(GArray) actions = cut_actions (company->actions, day);

      penstock_market_set_actions (cut, i, actions);
    }
  if (company->revenue != NULL)
    {
      g_autoptr(PenstockRevenue) revenue = cut_revenue (company->revenue, day);

      penstock_market_set_revenue (cut, i, revenue);
    }
}

PenstockMarket *
penstock_evidence_cut (const PenstockMarket *market,
                       PenstockDay           day)
{
  PenstockMarket *cut = penstock_market_new (market->graph);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_event_unref);

  cut->settings = market->settings;
  for (guint i = 0; i < market->n; i++)
    cut_company (cut, i, &market->company[i], day);
  for (guint i = 0; market->events != NULL && i < market->events->len; i++)
    {
      const PenstockEvent *event = g_ptr_array_index (market->events, i);

      if (penstock_event_status_at (event, day) != NULL)
        g_ptr_array_add (events, cut_event (event, day));
    }
  penstock_market_set_events (cut, events);

  return cut;
}

/* -- the check -- */

static gboolean
is_same (const double *a,
         const double *b,
         gsize         n)
{
  for (gsize i = 0; i < n; i++)
    if (memcmp (a + i, b + i, sizeof (double)) != 0 && !(isnan (a[i]) && isnan (b[i])))
      return FALSE;

  return TRUE;
}

/* From nothing but @cut: no row, panel or verified series of another day is at hand. */
static double *
compute_again (PenstockMarket     *cut,
               PenstockDay         day,
               PenstockScoreTable *table)
{
  const gsize n = cut->n;
  PenstockInputs *inputs = penstock_inputs_new (cut->graph);
  double *block = g_new0 (double, n * (PENSTOCK_N_COLUMNS + 8) + 1);

  *table = (PenstockScoreTable) { .n = n };
  for (guint c = 0; c < PENSTOCK_N_COLUMNS; c++)
    table->column[c] = block + c * n;

  penstock_inputs_sync (inputs, cut);
  penstock_score_compute (day, penstock_inputs_for_board (inputs, day, TRUE).companies, cut->graph->graph, &cut->settings, table,
                          block + PENSTOCK_N_COLUMNS * n);
  penstock_inputs_free (inputs);

  return block;
}

static guint
count_days (const PenstockEvidenceJob *job)
{
  return MIN (job->n_days, PENSTOCK_EVIDENCE_LOOK_AHEAD_DAYS);
}

/* Spread evenly over the period, its first and last day among them. */
static guint
nth_row (const PenstockEvidenceJob *job,
         guint                      index)
{
  const guint n = count_days (job);

  return job->first + (n > 1 ? (guint)((guint64)index * (job->n_days - 1) / (n - 1)) : 0);
}

static void
check_day (PenstockEvidenceJob *job,
           guint                index)
{
  const guint row = nth_row (job, index);
  const PenstockDay day = job->past->day[row];
  g_autoptr(PenstockMarket) cut = penstock_evidence_cut (job->market, day);
  PenstockScoreTable table;
  g_autofree double *block = compute_again (cut, day, &table);

  job->look_ahead_fault[index] = PENSTOCK_DAY_NONE;
  for (guint c = 0; c < G_N_ELEMENTS (checked); c++)
    if (job->past->column[checked[c]] != NULL && !is_same (job->past->column[checked[c]][row], table.column[checked[c]], table.n))
      job->look_ahead_fault[index] = day;
  penstock_evidence_advance (job, UNITS);
}

gint
penstock_evidence_look_ahead_units (const PenstockEvidenceJob *job)
{
  return (gint)count_days (job) * UNITS;
}

gboolean
penstock_evidence_look_ahead (PenstockEvidenceJob *job)
{
  PenstockEvidence *evidence = job->evidence;

  if (!penstock_evidence_run (job, count_days (job), check_day))
    return FALSE;

  evidence->look_ahead_days = count_days (job);
  evidence->look_ahead_fault = PENSTOCK_DAY_NONE;
  for (guint i = evidence->look_ahead_days; i-- > 0;)
    if (job->look_ahead_fault[i] != PENSTOCK_DAY_NONE)
      evidence->look_ahead_fault = job->look_ahead_fault[i];
  evidence->look_ahead_ok = evidence->look_ahead_fault == PENSTOCK_DAY_NONE;

  return TRUE;
}
