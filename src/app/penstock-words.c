/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-words.h"

#include <math.h>

#include "penstock-money.h"

const char *
penstock_words_city (const char *zone)
{
  static const struct { const char *zone, *city; } cities[] = {
    { "America/New_York", N_("New York") },
    { "America/Toronto", N_("Toronto") },
    { "Asia/Hong_Kong", N_("Hong Kong") },
    { "Asia/Seoul", N_("Seoul") },
    { "Asia/Shanghai", N_("Shanghai") },
    { "Asia/Taipei", N_("Taipei") },
    { "Asia/Tokyo", N_("Tokyo") },
    { "Asia/Kolkata", N_("Mumbai") },
    { "Asia/Singapore", N_("Singapore") },
    { "Asia/Jerusalem", N_("Tel Aviv") },
    { "Australia/Sydney", N_("Sydney") },
    { "Europe/Amsterdam", N_("Amsterdam") },
    { "Europe/Berlin", N_("Frankfurt") },
    { "Europe/Helsinki", N_("Helsinki") },
    { "Europe/London", N_("London") },
    { "Europe/Madrid", N_("Madrid") },
    { "Europe/Milan", N_("Milan") },
    { "Europe/Oslo", N_("Oslo") },
    { "Europe/Paris", N_("Paris") },
    { "Europe/Rome", N_("Milan") },
    { "Europe/Stockholm", N_("Stockholm") },
    { "Europe/Vienna", N_("Vienna") },
    { "Europe/Zurich", N_("Zurich") },
  };
  const char *slash;

  for (guint i = 0; i < G_N_ELEMENTS (cities); i++)
    if (g_strcmp0 (zone, cities[i].zone) == 0)
      return _(cities[i].city);

  slash = zone != NULL ? strrchr (zone, '/') : NULL;
  return slash != NULL ? slash + 1 : (zone != NULL ? zone : "");
}

char *
penstock_words_listing (PenstockEngine *engine,
                        guint           company)
{
  const PenstockChain *chain = penstock_engine_get_chain (engine);
  const PenstockCompany *info = &chain->companies[company];
  const PenstockExchange *exchange = penstock_chain_exchange (chain, company);
  const char *segment = info->n_exposures > 0 ? chain->segments[info->exposures[0].segment].name : NULL;
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();

  if (info->symbol != NULL)
    g_ptr_array_add (parts, info->symbol);
  g_ptr_array_add (parts, exchange != NULL ? exchange->name : (gpointer)_("not listed"));
  if (segment != NULL)
    g_ptr_array_add (parts, (gpointer)segment);
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **)parts->pdata);
}

static char *
moment_in_zone (gint64      unix_seconds,
                const char *zone)
{
  GTimeZone *tz = zone != NULL ? penstock_zone (zone) : NULL;
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (unix_seconds);
  g_autoptr(GDateTime) local = tz != NULL ? g_date_time_to_timezone (utc, tz) : g_date_time_ref (utc);

  /* Translators: day, month and time of a price, as in "12 May 13:30" */
  return g_date_time_format (local, _("%-d %b %H:%M"));
}

static char *
delay_suffix (const PenstockQuote *quote)
{
  if (quote == NULL || quote->delay_minutes == 0)
    return g_strdup ("");

  /* Translators: appended to the age of a price that its source delays */
  return g_strdup_printf (_(" · %u min delayed"), quote->delay_minutes);
}

char *
penstock_words_price_moment (PenstockInstrument *instrument,
                             gint64              now)
{
  const PenstockExchange *exchange = penstock_instrument_get_exchange (instrument);
  gint64 then = penstock_instrument_get_market_time (instrument);
  g_autofree char *moment = NULL;
  g_autofree char *age = NULL;
  g_autofree char *delay = NULL;

  if (then <= 0 || exchange == NULL)
    return g_strdup ("");

  moment = moment_in_zone (then, exchange->zone);
  age = penstock_format_age (penstock_instrument_get_age (instrument));
  delay = delay_suffix (penstock_instrument_get_quote (instrument));

  /* A price of an earlier session is a close, whether the exchange is open or not.
   * Translators: when the price was made: moment, city of the exchange, age, delay, as in "12 May 10:00 New York · 3 s" */
  if (penstock_exchange_session (exchange, now) == PENSTOCK_SESSION_REGULAR && now - then < 12 * 3600)
    return g_strdup_printf (_("%s %s · %s%s"), moment, penstock_words_city (exchange->zone), age, delay);

  /* Translators: the same for the last price of a closed exchange */
  return g_strdup_printf (_("close %s %s · %s%s"), moment, penstock_words_city (exchange->zone), age, delay);
}

char *
penstock_words_clock_time (gint64 unix_seconds,
                           gint64 now)
{
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_local (unix_seconds);
  g_autoptr(GDateTime) today = g_date_time_new_from_unix_local (now);
  gboolean same_day = g_date_time_get_year (then) == g_date_time_get_year (today)
                      && g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (today);

  return g_date_time_format (then, same_day ? "%H:%M" : _("%-d %b %H:%M"));
}

const char *
penstock_words_state (PenstockState state)
{
  switch (state)
    {
    case PENSTOCK_STATE_STALE:
      return _("stale");
    case PENSTOCK_STATE_REFUSED:
      return _("refused");
    case PENSTOCK_STATE_UNVERIFIED:
      return _("jump");
    case PENSTOCK_STATE_BROKEN:
      return _("broken");
    case PENSTOCK_STATE_EMPTY:
    case PENSTOCK_STATE_CURRENT:
    case PENSTOCK_STATE_OFFLINE:
    default:
      return NULL;
    }
}

char *
penstock_words_state_full (PenstockInstrument       *instrument,
                           const PenstockScoreboard *board)
{
  const PenstockVerdict *verdict = board != NULL ? &board->facts[penstock_instrument_get_company (instrument)].verdict : NULL;

  if (penstock_instrument_get_state (instrument) == PENSTOCK_STATE_UNVERIFIED && verdict != NULL && verdict->unverified)
    {
      g_autofree char *ratio = penstock_format_number (verdict->jump_ratio, 2);

      return g_strdup_printf (_("jump ×%s"), ratio);
    }

  return g_strdup (penstock_words_state (penstock_instrument_get_state (instrument)));
}

const char *
penstock_words_feed_state (const char *state)
{
  static const struct { const char *id, *word; } words[] = {
    { "ok", N_("current") },
    { "refused", N_("refused") },
    { "broken", N_("broken") },
    { "offline", N_("offline") },
    { "idle", N_("not asked yet") },
    { "standby", N_("standing by") },
    { "no-key", N_("wants a key") },
    { "off", N_("off") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (state, words[i].id) == 0)
      return _(words[i].word);

  return "";
}
