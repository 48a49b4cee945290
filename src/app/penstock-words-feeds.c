/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-money.h"
#include "penstock-words-overview.h"

#define LOOK_AHEAD 14 /* days in which an exchange opens again */

/* ---- Feeds ---- */

enum { REFUSED, BROKEN, OFFLINE, N_TROUBLES };

typedef struct
{
  guint              fine, waiting, trouble[N_TROUBLES];
  gint64             newest;  /* last success of any; 0 = none */
  PenstockFeedHealth *worst;  /* borrowed of the model; NULL = none */
  int                worst_kind;
} Tally;

static int
trouble_of (const char *state)
{
  static const char *const ids[N_TROUBLES] = { "refused", "broken", "offline" };

  for (int i = 0; i < N_TROUBLES; i++)
    if (g_str_equal (state, ids[i]))
      return i;

  return -1;
}

/* Of those in trouble, the one that speaks for most. */
static void
count_feed (Tally              *tally,
            PenstockFeedHealth *feed)
{
  const char *state = penstock_feed_health_get_state (feed);
  int trouble = trouble_of (state);

  tally->newest = MAX (tally->newest, penstock_feed_health_get_last_success (feed));
  if (g_str_equal (state, "ok") || g_str_equal (state, "standby"))
    tally->fine++;
  else if (g_str_equal (state, "idle") || g_str_equal (state, "no-key"))
    tally->waiting++;
  if (trouble < 0)
    return;

  tally->trouble[trouble]++;
  if (tally->worst == NULL || penstock_feed_health_get_failing (feed) > penstock_feed_health_get_failing (tally->worst))
    {
      tally->worst = feed;
      tally->worst_kind = trouble;
    }
}

static Tally
count_feeds (PenstockEngine *engine)
{
  GListModel *feeds = penstock_engine_get_feeds (engine);
  Tally tally = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (feeds); i++)
    {
      g_autoptr(PenstockFeedHealth) feed = g_list_model_get_item (feeds, i);

      count_feed (&tally, feed);
    }

  return tally;
}

static void
add (GString    *text,
     char       *part) /* taken */
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", part);
  g_free (part);
}

char *
penstock_words_feeds (PenstockEngine *engine,
                      gint64          now,
                      gboolean       *answered)
{
  Tally tally = count_feeds (engine);
  g_autoptr(GString) parts = g_string_new (NULL);

  *answered = tally.fine > 0;
  if (tally.fine + tally.waiting + tally.trouble[REFUSED] + tally.trouble[BROKEN] + tally.trouble[OFFLINE] == 0)
    return g_strdup (_("No feed is switched on"));
  if (tally.fine == 0 && tally.worst == NULL)
    return g_strdup (_("No feed has been asked yet"));

  /* Translators: numbers of feeds, joined by commas: "Feeds: 6 ok, 1 refused, newest 3 s ago" */
  add (parts, g_strdup_printf (ngettext ("%u ok", "%u ok", tally.fine), tally.fine));
  if (tally.trouble[REFUSED] > 0)
    add (parts, g_strdup_printf (ngettext ("%u refused", "%u refused", tally.trouble[REFUSED]), tally.trouble[REFUSED]));
  if (tally.trouble[BROKEN] > 0)
    add (parts, g_strdup_printf (ngettext ("%u broken", "%u broken", tally.trouble[BROKEN]), tally.trouble[BROKEN]));
  if (tally.trouble[OFFLINE] > 0)
    add (parts, g_strdup_printf (ngettext ("%u offline", "%u offline", tally.trouble[OFFLINE]), tally.trouble[OFFLINE]));
  if (tally.newest > 0)
    {
      g_autofree char *age = penstock_format_age (MAX (now - tally.newest, 0));

      add (parts, g_strdup_printf (_("newest %s ago"), age));
    }

  return g_strdup_printf (_("Feeds: %s"), parts->str);
}

char *
penstock_words_worst_feed (PenstockEngine *engine,
                           gint64          now)
{
  Tally tally = count_feeds (engine);
  g_autofree char *next = NULL;
  gint64 next_try;

  if (tally.worst == NULL)
    return NULL;

  next_try = penstock_feed_health_get_next_try (tally.worst);
  if (next_try <= now)
    /* Translators: a feed, its state in one word, and the reason */
    return g_strdup_printf (_("%1$s %2$s: %3$s"), penstock_feed_health_get_title (tally.worst),
                            penstock_words_feed_state (penstock_feed_health_get_state (tally.worst)), penstock_feed_health_get_reason (tally.worst));

  next = penstock_words_clock_time (next_try, now);
  return g_strdup_printf (_("%1$s %2$s: %3$s, next try %4$s"), penstock_feed_health_get_title (tally.worst),
                          penstock_words_feed_state (penstock_feed_health_get_state (tally.worst)), penstock_feed_health_get_reason (tally.worst), next);
}

/* ---- Exchanges ---- */

static gint64
local_moment (GTimeZone  *zone,
              PenstockDay day,
              guint       minute)
{
  int y, m, d;
  g_autoptr(GDateTime) moment = NULL;

  penstock_day_to_ymd (day, &y, &m, &d);
  moment = g_date_time_new (zone, y, m, d, (int)minute / 60, (int)minute % 60, 0.0);
  return moment != NULL ? g_date_time_to_unix (moment) : 0;
}

/* 0: not within LOOK_AHEAD days. */
static gint64
next_opening (const PenstockExchange *exchange,
              gint64                  now)
{
  GTimeZone *zone = penstock_zone (exchange->zone);
  PenstockDay today = penstock_day_from_unix (now, zone);

  for (PenstockDay day = today; zone != NULL && day <= today + LOOK_AHEAD; day++)
    {
      PenstockExchangeHours hours;

      if (!penstock_exchange_hours (exchange, day, &hours))
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (hours.regular); i++)
        if (hours.regular[i].close > 0)
          {
            gint64 opening = local_moment (zone, day, hours.regular[i].open);

            if (opening > now)
              return opening;
          }
    }

  return 0;
}

/* "6 h", "1 h 43 min", "43 min", "2 d" */
static char *
wait_words (gint64 seconds)
{
  guint minutes = (guint)((seconds + 59) / 60);

  if (minutes < 60)
    return g_strdup_printf (C_("time to wait", "%u min"), minutes);
  if (minutes < 6 * 60 && minutes % 60 != 0)
    return g_strdup_printf (C_("time to wait", "%u h %u min"), minutes / 60, minutes % 60);
  if (minutes < 48 * 60)
    return g_strdup_printf (C_("time to wait", "%u h"), minutes / 60);

  return g_strdup_printf (C_("time to wait", "%u d"), minutes / (24 * 60));
}

static char *
exchange_words (const PenstockExchange *exchange,
                gint64                  now)
{
  const char *city = penstock_words_city (exchange->zone);
  PenstockSession session = penstock_exchange_session (exchange, now);
  gint64 opening = next_opening (exchange, now);
  g_autofree char *wait = wait_words (MAX (opening - now, 0));

  if (session == PENSTOCK_SESSION_REGULAR)
    return g_strdup_printf (_("%s open"), city);
  if (session == PENSTOCK_SESSION_PRE && opening > 0)
    return g_strdup_printf (_("%1$s pre-market, opens in %2$s"), city, wait);
  if (session == PENSTOCK_SESSION_POST)
    return g_strdup_printf (_("%s after hours"), city);
  if (opening == 0)
    return g_strdup_printf (_("%s closed"), city);

  return g_strdup_printf (_("%1$s closed, opens in %2$s"), city, wait);
}

/* An exchange stands for its city: of New York's two, the one with more companies. */
typedef struct { const PenstockExchange *exchange; guint companies; } Place;

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *one = a, *other = b;

  return one->companies > other->companies ? -1 : (one->companies < other->companies ? 1 : 0);
}

static GArray *
list_places (const PenstockChain *chain)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (guint i = 0; i < chain->n_companies; i++)
    {
      const PenstockExchange *exchange = penstock_chain_exchange (chain, i);
      Place place = { exchange, 1 };
      guint k;

      for (k = 0; exchange != NULL && k < places->len; k++)
        if (g_str_equal (g_array_index (places, Place, k).exchange->zone, exchange->zone))
          break;
      if (exchange != NULL && k < places->len)
        g_array_index (places, Place, k).companies++;
      else if (exchange != NULL)
        g_array_append_val (places, place);
    }
  g_array_sort (places, compare_places);

  return places;
}

char *
penstock_words_exchanges (const PenstockChain *chain,
                          gint64               now,
                          guint                most)
{
  g_autoptr(GArray) places = list_places (chain);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (most, places->len); i++)
    {
      g_autofree char *words = exchange_words (g_array_index (places, Place, i).exchange, now);

      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", words);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
