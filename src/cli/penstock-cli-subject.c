/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-cli-chart.h"

/* Without the bars that never count; with those after an unexplained jump, which are hatched. */
static PenstockBars *
take_bars (const PenstockSeries *series)
{
  PenstockBars *bars;
  gsize n = 0;

  if (!series->verdict.unverified)
    return series->adjusted != NULL ? penstock_bars_ref (series->adjusted) : NULL;

  for (gsize i = 0; i < series->verdict.n; i++)
    n += series->state[i] == PENSTOCK_BAR_GOOD || series->state[i] == PENSTOCK_BAR_UNVERIFIED;
  bars = penstock_bars_new (series->symbol, series->bars->currency, series->bars->source, n);
  bars->simulated = series->bars->simulated;
  n = 0;
  for (gsize i = 0; i < series->verdict.n; i++)
    if (series->state[i] == PENSTOCK_BAR_GOOD || series->state[i] == PENSTOCK_BAR_UNVERIFIED)
      {
        bars->day[n] = series->bars->day[i];
        for (guint f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
          bars->field[f][n] = series->bars->field[f][i];
        n++;
      }
  return bars;
}

static char *
describe_source (const PenstockBars *bars)
{
  const PenstockProvider *provider = bars->source != NULL ? penstock_provider_find (bars->source) : NULL;

  if (bars->simulated)
    return g_strdup (_("Sample market (simulated)"));
  if (provider != NULL)
    return g_strdup (_(provider->title));
  return g_strdup (g_strcmp0 (bars->source, "file") == 0 ? _("imported file") : bars->source);
}

/* When the last bar's session ended, by the exchange's clock; midnight UTC after the day if the exchange is unknown. */
static gint64
end_of_day (const PenstockExchange *exchange,
            PenstockDay             day)
{
  GTimeZone *zone = exchange != NULL ? penstock_zone (exchange->zone) : NULL;
  gint64 local = penstock_day_to_unix_utc (day) + 24 * 3600;

  if (zone == NULL)
    return local;
  local = penstock_day_to_unix_utc (day) + 60 * (gint64)MAX (exchange->regular[0].close, exchange->regular[1].close);
  return local - g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_STANDARD, local));
}

/* Today's picture of a company of the chain has the live price as its last bar. */
static void
add_company (PenstockCliSubject *self,
             PenstockCliSession *session,
             const PenstockCli  *cli,
             guint               company)
{
  PenstockInstrument *instrument = penstock_engine_get_instrument (session->engine, company);
  const PenstockQuote *quote = penstock_instrument_get_quote (instrument);
  PenstockBars *bars = penstock_instrument_get_bars (instrument);

  self->name = g_strdup (penstock_instrument_get_display_name (instrument));
  self->data.convention = penstock_instrument_get_convention (instrument);
  self->data.markers = penstock_engine_dup_markers (session->engine, company, penstock_cli_session_as_of (session, cli));
  if (cli->as_of != PENSTOCK_DAY_NONE || bars == NULL || bars->n == 0)
    return;

  g_clear_pointer (&self->bars, penstock_bars_unref);
  self->bars = penstock_bars_ref (bars);
  if (quote != NULL && quote->market_time > 0 && quote->day == bars->day[bars->n - 1])
    {
      self->data.last_is_live = penstock_instrument_is_live (instrument, penstock_clock_now (session->clock));
      self->data_time = quote->market_time;
      self->delay = quote->delay_minutes > 0 ? g_strdup_printf (_("%u min"), quote->delay_minutes) : NULL;
    }
}

PenstockCliSubject *
penstock_cli_subject_new (PenstockCliSession *session,
                          const PenstockCli  *cli,
                          const char         *name,
                          GError            **error)
{
  g_autoptr(PenstockCliSubject) self = g_new0 (PenstockCliSubject, 1);
  g_autoptr(PenstockSeries) series = penstock_engine_get_series (session->engine, name, penstock_cli_session_as_of (session, cli), error);
  const PenstockExchange *exchange;
  int company;

  if (series == NULL)
    return NULL;
  self->symbol = g_strdup (series->symbol);
  self->bars = take_bars (series);
  exchange = penstock_chain_exchange_for_symbol (session->chain, self->symbol);
  if ((company = penstock_chain_find_symbol (session->chain, self->symbol)) >= 0)
    {
      exchange = penstock_chain_exchange (session->chain, (guint)company);
      add_company (self, session, cli, (guint)company);
    }
  if (self->bars == NULL || self->bars->n == 0)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND, _("%s has no bars; import or fetch them first"), self->symbol);
      return NULL;
    }

  if (self->data_time == 0)
    {
      self->data_time = end_of_day (exchange, self->bars->day[self->bars->n - 1]);
      self->delay = g_strdup (_("end of day"));
    }
  self->source = describe_source (self->bars);
  self->data.bars = self->bars;
  self->data.name = self->name != NULL ? self->name : self->symbol;
  self->data.symbol = self->symbol;
  self->data.exchange = exchange != NULL ? exchange->name : "";
  self->data.currency = self->bars->currency != NULL ? self->bars->currency : exchange != NULL ? exchange->currency : "";
  self->data.zone = exchange != NULL ? exchange->zone : "UTC";
  self->data.simulated = self->bars->simulated;
  self->data.unverified_from = series->verdict.unverified ? series->verdict.jump_day : PENSTOCK_DAY_NONE;
  return g_steal_pointer (&self);
}

void
penstock_cli_subject_free (PenstockCliSubject *self)
{
  g_clear_pointer (&self->data.markers, g_array_unref);
  g_clear_pointer (&self->bars, penstock_bars_unref);
  g_free (self->name);
  g_free (self->symbol);
  g_free (self->source);
  g_free (self->delay);
  g_free (self);
}
