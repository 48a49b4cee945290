/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-overview-data.h"

#include <math.h>

#include "penstock-signals.h"

/* ---- Phase and resonance ---- */

static void
fill_trend (PenstockPhaseFacts    *self,
            const PenstockHistory *history)
{
  gsize rows[PENSTOCK_OVERVIEW_TREND_WEEKS];
  gsize n = penstock_history_weeks (history, G_N_ELEMENTS (rows), rows);

  self->trend_day = g_new (PenstockDay, n + 1);
  self->trend = g_new (double, n + 1);
  for (gsize i = 0; i < n && penstock_history_get_day (history, rows[i]) < self->as_of; i++)
    {
      self->trend_day[self->n_trend] = penstock_history_get_day (history, rows[i]);
      self->trend[self->n_trend++] = penstock_history_get_resonance (history, rows[i]);
    }
  self->trend_day[self->n_trend] = self->as_of;
  self->trend[self->n_trend++] = self->resonance;
}

static void
fill_layers (PenstockPhaseFacts      *self,
             const PenstockChain     *chain,
             const PenstockHistory   *history,
             const PenstockGroupPast *groups)
{
  gssize earlier = penstock_history_find (history, self->as_of - PENSTOCK_RESONANCE_DAYS);

  self->n_layers = chain->n_layers;
  self->layers = g_new0 (PenstockLayerFacts, MAX (chain->n_layers, 1));
  for (guint i = 0; i < chain->n_layers; i++)
    {
      PenstockLayerFacts *layer = &self->layers[i];
      guint group = PENSTOCK_GROUP_LAYER (chain, i);

      layer->label = chain->layers[i].name;
      layer->past = groups[group];
      layer->before = earlier < 0 ? NAN : penstock_history_get_group (history, (gsize)earlier, group)->values.validation;
      layer->change = layer->past.values.validation - layer->before;
    }
  self->change = earlier < 0 ? NAN : self->resonance - penstock_history_get_resonance (history, (gsize)earlier);
}

PenstockPhaseFacts *
penstock_phase_facts_new (const PenstockScoreboard *board,
                          const PenstockHistory    *history)
{
  g_autofree PenstockGroupPast *groups = NULL;
  PenstockPhaseFacts *self;

  if (board == NULL || history == NULL || penstock_history_get_n (history) == 0)
    return NULL;

  self = g_new0 (PenstockPhaseFacts, 1);
  self->as_of = board->as_of;
  self->prices_to = penstock_history_get_day (history, penstock_history_get_n (history) - 1);
  groups = penstock_history_phases_on (history, board, &self->resonance, &self->triple);
  self->chain = groups[PENSTOCK_GROUP_CHAIN (board->chain)];
  fill_layers (self, board->chain, history, groups);
  fill_trend (self, history);

  return self;
}

void
penstock_phase_facts_free (PenstockPhaseFacts *self)
{
  if (self == NULL)
    return;

  g_free (self->layers);
  g_free (self->trend_day);
  g_free (self->trend);
  g_free (self);
}

/* ---- Unpriced beneficiaries ---- */

static int
compare_gaps (gconstpointer a,
              gconstpointer b)
{
  const PenstockBeneficiary *one = a, *other = b;

  if (one->gap != other->gap)
    return one->gap > other->gap ? -1 : 1;

  return one->company < other->company ? -1 : 1;
}

/* A company whose demand falls less than it could is no beneficiary: only paths that lift it count. Paths come strongest first. */
static gboolean
find_path (const PenstockScoreboard *board,
           guint                     company,
           PenstockScorePath        *path)
{
  g_autoptr(PenstockExplanation) explanation = penstock_explanation_new (board, company);
  gboolean found = FALSE;

  for (guint i = 0; explanation != NULL && i < explanation->n_paths; i++)
    {
      const PenstockScorePath *candidate = &explanation->paths[i];

      if (candidate->contribution > 0.0 && (!found || candidate->n_links < path->n_links))
        {
          *path = *candidate;
          found = TRUE;
        }
    }

  return found;
}

GArray *
penstock_overview_dup_beneficiaries (const PenstockScoreboard *board,
                                     guint                     most)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (PenstockBeneficiary));
  guint kept = 0;

  for (guint i = 0; board != NULL && i < board->n; i++)
    {
      PenstockBeneficiary row = {
        .company = i,
        .gap = penstock_scoreboard_get (board, i, PENSTOCK_COLUMN_gap),
        .ret_1m = penstock_scoreboard_get (board, i, PENSTOCK_COLUMN_ret_1m),
      };

      if (row.gap > 0.0)
        g_array_append_val (rows, row);
    }
  g_array_sort (rows, compare_gaps);

  for (guint i = 0; i < rows->len && kept < most; i++)
    {
      PenstockBeneficiary row = g_array_index (rows, PenstockBeneficiary, i);

      if (find_path (board, row.company, &row.path))
        g_array_index (rows, PenstockBeneficiary, kept++) = row;
    }
  g_array_set_size (rows, kept);

  return rows;
}

/* ---- Latest signals ---- */

static void
clear_latest (gpointer data)
{
  g_clear_pointer (&((PenstockLatest *)data)->event, penstock_event_unref);
}

static int
compare_latest (gconstpointer a,
                gconstpointer b)
{
  const PenstockLatest *one = a, *other = b;

  if (one->status->day != other->status->day)
    return one->status->day > other->status->day ? -1 : 1;
  if (one->weight != other->weight)
    return one->weight > other->weight ? -1 : 1;

  return g_strcmp0 (one->event->id, other->event->id);
}

GArray *
penstock_overview_dup_latest (PenstockEngine *engine,
                              PenstockDay     today,
                              guint           most,
                              guint          *n_total)
{
  GPtrArray *events = penstock_engine_get_events (engine);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (PenstockLatest));

  g_array_set_clear_func (rows, clear_latest);
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      PenstockEvent *event = g_ptr_array_index (events, i);
      const PenstockStatusChange *status = penstock_event_status_at (event, today);
      PenstockLatest row = { .event = event, .status = status };

      if (status == NULL)
        continue;

      row.weight = penstock_event_credibility (status->status);
      penstock_event_ref (event);
      g_array_append_val (rows, row);
    }

  g_array_sort (rows, compare_latest);
  *n_total = rows->len;
  if (rows->len > most)
    g_array_set_size (rows, most);

  return rows;
}

/* ---- Movers ---- */

static int
compare_changes (gconstpointer a,
                 gconstpointer b)
{
  const PenstockMover *one = a, *other = b;

  if (one->change != other->change)
    return one->change > other->change ? -1 : 1;

  return penstock_instrument_get_company (one->instrument) < penstock_instrument_get_company (other->instrument) ? -1 : 1;
}

GArray *
penstock_overview_dup_movers (PenstockEngine  *engine,
                              guint            most,
                              GArray         **companies)
{
  GListModel *instruments = penstock_engine_get_instruments (engine);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (PenstockMover));
  GArray *compared = g_array_new (FALSE, FALSE, sizeof (guint));
  guint losers;

  for (guint i = 0; i < g_list_model_get_n_items (instruments); i++)
    {
      PenstockInstrument *instrument = penstock_engine_get_instrument (engine, i);
      PenstockMover row = { .instrument = instrument, .change = penstock_instrument_get_change (instrument) };

      if (penstock_instrument_get_state (instrument) != PENSTOCK_STATE_CURRENT || isnan (row.change))
        continue;

      g_array_append_val (rows, row);
      g_array_append_val (compared, i);
    }

  g_array_sort (rows, compare_changes);
  losers = MIN (most, rows->len / 2);
  for (guint i = rows->len - losers; i < rows->len; i++)
    g_array_index (rows, PenstockMover, i).fell = TRUE;
  if (rows->len > most + losers)
    g_array_remove_range (rows, most, rows->len - most - losers);

  if (companies != NULL)
    *companies = compared;
  else
    g_array_unref (compared);

  return rows;
}
