/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-pane-choice.h"
#include "penstock-chart-source.h"

static gboolean
is_unverified (PenstockEngine *engine,
               guint           company)
{
  const PenstockScoreboard *board = penstock_engine_get_scoreboard (engine);

  return board != NULL && board->facts[company].verdict.unverified;
}

/* An unverified series is shown as it came and hatched from the jump on; any other as it is scored. */
static PenstockBars *
dup_bars (PenstockEngine     *engine,
          PenstockInstrument *instrument,
          PenstockDay        *unverified_from)
{
  guint company = penstock_instrument_get_company (instrument);
  PenstockBars *bars = penstock_instrument_get_bars (instrument);

  *unverified_from = PENSTOCK_DAY_NONE;
  if (is_unverified (engine, company))
    {
      PenstockDay today = penstock_clock_today (penstock_engine_get_clock (engine));
      g_autoptr(PenstockSeries) series = penstock_engine_get_series (engine, penstock_instrument_get_info (instrument)->id, today, NULL);

      *unverified_from = penstock_engine_get_scoreboard (engine)->facts[company].verdict.jump_day;
      if (series != NULL && series->bars != NULL)
        return penstock_bars_ref (series->bars);
    }

  return bars != NULL ? penstock_bars_ref (bars) : NULL;
}

static char *
dup_delay (const PenstockQuote *quote)
{
  if (quote == NULL || quote->market_time == 0)
    return g_strdup (_("end of day"));
  if (quote->delay_minutes == 0)
    return NULL;

  return g_strdup_printf (_("%u min"), quote->delay_minutes);
}

/* A simulated price came the way of a feed, not from it. */
static char *
dup_source (PenstockInstrument *instrument)
{
  const char *source = penstock_instrument_get_source (instrument);

  if (penstock_instrument_get_simulated (instrument))
    return g_strdup_printf (_("Penstock’s sample market, simulated in the shape of %s"), source);

  return g_strdup (source);
}

static void
add_panes (PenstockChartSource   *self,
           const PenstockHistory *history,
           guint                  company,
           const char *const     *panes)
{
  for (guint i = 0; history != NULL && panes != NULL && panes[i] != NULL && self->data.n_panes < PENSTOCK_MAX_CHART_PANES; i++)
    {
      g_autofree char *name = penstock_pane_choice_resolve (self->chain, panes[i], company);
      PenstockScoreLine *line = penstock_score_line_new (history, name, (int)company, NULL);
      const guint n = self->data.n_panes;

      if (line == NULL)
        continue;

      self->line[n] = line;
      self->pane[n] = (PenstockChartPane) {
        .title = line->title, .n = line->n, .day = line->day, .value = line->value,
        .low = line->low, .high = line->high, .decimals = line->decimals,
      };
      self->data.n_panes++;
    }
  self->data.panes = self->pane;
}

PenstockChartSource *
penstock_chart_source_new (PenstockEngine    *engine,
                           guint              company,
                           const char *const *panes)
{
  PenstockInstrument *instrument = penstock_engine_get_instrument (engine, company);
  const PenstockExchange *exchange = penstock_instrument_get_exchange (instrument);
  const PenstockQuote *quote = penstock_instrument_get_quote (instrument);
  PenstockChartSource *self;
  PenstockDay unverified_from;
  PenstockBars *bars = dup_bars (engine, instrument, &unverified_from);

  if (bars == NULL || bars->n == 0)
    {
      g_clear_pointer (&bars, penstock_bars_unref);
      return NULL;
    }

  self = g_new0 (PenstockChartSource, 1);
  self->chain = penstock_chain_ref (penstock_engine_get_chain (engine));
  self->name = g_strdup (penstock_instrument_get_display_name (instrument));
  self->source = dup_source (instrument);
  self->delay = dup_delay (quote);
  self->data_time = penstock_instrument_get_market_time (instrument);
  self->data.bars = bars;
  self->data.name = self->name;
  self->data.symbol = self->chain->companies[company].symbol;
  self->data.exchange = exchange != NULL ? exchange->name : "";
  self->data.currency = bars->currency != NULL ? bars->currency : self->chain->companies[company].currency;
  self->data.zone = exchange != NULL ? exchange->zone : "UTC";
  self->data.convention = penstock_instrument_get_convention (instrument);
  self->data.simulated = penstock_instrument_get_simulated (instrument);
  self->data.last_is_live = penstock_instrument_is_live (instrument, penstock_clock_now (penstock_engine_get_clock (engine)));
  self->data.unverified_from = unverified_from;
  self->data.markers = penstock_engine_dup_markers (engine, company, penstock_clock_today (penstock_engine_get_clock (engine)));
  add_panes (self, penstock_engine_get_history (engine), company, panes);
  return self;
}

void
penstock_chart_source_free (PenstockChartSource *self)
{
  for (guint i = 0; i < self->data.n_panes; i++)
    penstock_score_line_free (self->line[i]);
  penstock_bars_unref (self->data.bars);
  g_array_unref (self->data.markers);
  penstock_chain_unref (self->chain);
  g_free (self->name);
  g_free (self->source);
  g_free (self->delay);
  g_free (self);
}
