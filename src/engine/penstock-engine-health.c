/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-indicators-private.h"
#include "penstock-questions.h"

/* What the answers about all of one feed's subjects come to, in words. */

#define FEEDS_EVERY_US    (G_USEC_PER_SEC / 4)
#define MOST_FAILED_SHARE 2 /* one in so many subjects may fail before a feed counts as broken */

#define PRICES (PENSTOCK_GIVES_BARS | PENSTOCK_GIVES_QUOTES)

const char *
penstock_engine_source_title (const char *source)
{
  const PenstockProvider *provider = source != NULL ? penstock_provider_find (source) : NULL;

  if (provider != NULL)
    return _(provider->title);
  if (g_strcmp0 (source, "file") == 0)
    return _("File");

  return source != NULL ? source : "";
}

typedef struct
{
  guint                    n, n_broken, n_refused;
  const PenstockFeedState *latest, *latest_broken, *latest_refused;
  gint64                   last_success;
  gint64                   next_broken;   /* when the first of the broken ones is asked again; 0 = not known */
} FeedSum;

static const PenstockFeedState *
later (const PenstockFeedState *a,
       const PenstockFeedState *b)
{
  return a == NULL || b->last_try > a->last_try ? b : a;
}

static void
add_state (FeedSum                 *sum,
           const PenstockFeedState *state)
{
  sum->n++;
  sum->latest = later (sum->latest, state);
  sum->last_success = MAX (sum->last_success, state->last_success);
  if (g_str_equal (state->outcome, "broken"))
    {
      sum->n_broken++;
      sum->latest_broken = later (sum->latest_broken, state);
      if (state->next_try != 0 && state->next_try != PENSTOCK_NEVER_AGAIN)
        sum->next_broken = sum->next_broken != 0 ? MIN (sum->next_broken, state->next_try) : state->next_try;
    }
  if (g_str_equal (state->outcome, "refused"))
    {
      sum->n_refused++;
      sum->latest_refused = later (sum->latest_refused, state);
    }
}

static FeedSum
sum_feed (PenstockEngine *self,
          const char     *feed)
{
  FeedSum sum = { 0 };
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->feed_states);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (g_str_equal (((PenstockFeedState *)value)->feed, feed))
      add_state (&sum, value);

  return sum;
}

/* What the chain's listings say of the feeds: for each provider, in their order. */
typedef struct
{
  gboolean preferred;    /* for the prices of any */
  guint    standing_in;  /* listings whose price is its, although another is preferred */
} Standing;

static Standing *
standing_of (Standing               *standings,
             const PenstockProvider *provider)
{
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    if (penstock_providers[i] == provider)
      return &standings[i];

  return NULL;
}

static const char *
price_source (PenstockInstrument    *instrument,
              const PenstockListing *listing)
{
  const PenstockQuote *quote = penstock_instrument_get_quote (instrument);

  if (quote->market_time != 0)
    return quote->source;

  return listing->bars != NULL && listing->bars->n > 0 ? penstock_second_source (listing, listing->bars->day[listing->bars->n - 1]) : NULL;
}

/* Owned. */
static Standing *
sum_standings (PenstockEngine *self)
{
  static const PenstockGives prices[] = { PENSTOCK_GIVES_QUOTES, PENSTOCK_GIVES_BARS };
  guint n = 0;
  Standing *standings;

  while (penstock_providers[n] != NULL)
    n++;
  standings = g_new0 (Standing, n + 1);
  for (guint i = 0; i < self->chain->n_companies; i++)
    {
      const char *symbol = self->chain->companies[i].symbol;
      PenstockInstrument *instrument = penstock_engine_get_instrument (self, i);
      const PenstockListing *listing = symbol != NULL ? penstock_engine_listing (self, symbol, FALSE) : NULL;
      const char *source = listing != NULL && penstock_instrument_get_stands_in (instrument) ? price_source (instrument, listing) : NULL;
      const PenstockProvider *given = source != NULL ? penstock_provider_find (source) : NULL;

      for (gsize k = 0; symbol != NULL && k < G_N_ELEMENTS (prices); k++)
        {
          Standing *standing = standing_of (standings, penstock_preference_find (self, symbol, prices[k]));

          if (standing != NULL)
            standing->preferred = TRUE;
        }
      if (given != NULL)
        standing_of (standings, given)->standing_in++;
    }
  for (guint i = 0; i < n; i++)
    standings[i].preferred |= (penstock_providers[i]->gives & PRICES) == 0;

  return standings;
}

typedef struct
{
  const PenstockProvider *provider;
  FeedSum                 sum;
  PenstockHostState       host;       /* of all its hosts together */
  Standing                standing;
  gint64                  planned;    /* by the timetable; 0 = none */
} Feed;

/* Off, and how it was when it was last asked all the same: by name, from the command line. */
static void
describe_off (PenstockEngine  *self,
              const Feed      *feed,
              char           **reason)
{
  const gint64 now = penstock_clock_now (self->clock);
  const PenstockFeedState *state = feed->sum.latest;

  if (state == NULL)
    return;
  if (g_str_equal (state->outcome, "refused"))
    *reason = penstock_reason_refused (_(feed->provider->title), state->status, state->failing_since, MAX (state->next_try, feed->host.refused_until), now);
  else if (g_str_equal (state->outcome, "broken"))
    *reason = penstock_reason_broken (_(feed->provider->title), state->reason, state->failing_since, now);
}

/* @reason (out, owned) is left NULL when there is nothing to say. */
static const char *
judge_feed (PenstockEngine  *self,
            const Feed      *feed,
            char           **reason)
{
  const PenstockProvider *provider = feed->provider;
  const FeedSum *sum = &feed->sum;
  const gint64 now = penstock_clock_now (self->clock);
  const gboolean all_refused = sum->n > 0 && sum->n_refused == sum->n;
  gint64 since;

  if (!penstock_engine_is_enabled (self, provider->id))
    {
      describe_off (self, feed, reason);
      return "off";
    }
  if (!penstock_preference_is_usable (self, provider))
    {
      *reason = g_strdup_printf (_("%s wants a key of your own, and none is stored"), _(provider->title));
      return "no-key";
    }
  if (feed->host.refused_until > now || all_refused)
    {
      const PenstockFeedState *state = sum->latest_refused;
      const gint64 until = feed->host.refused_until > now ? feed->host.refused_until : state->next_try;

      *reason = penstock_reason_refused (_(provider->title), state != NULL ? state->status : 0,
                                         state != NULL ? state->failing_since : feed->host.last_request, until, now);
      return "refused";
    }
  if (sum->latest == NULL)
    return feed->standing.preferred || feed->standing.standing_in > 0 ? "idle" : "standby";
  if (penstock_engine_is_offline (self, &since))
    {
      *reason = penstock_reason_offline (since, now);
      return "offline";
    }
  if ((sum->n_broken + sum->n_refused) * MOST_FAILED_SHARE > sum->n)
    {
      const PenstockFeedState *worst = sum->latest_broken != NULL ? sum->latest_broken : sum->latest_refused;

      *reason = penstock_reason_broken (_(provider->title), worst->reason, worst->failing_since, now);
      return "broken";
    }

  return feed->standing.preferred || feed->standing.standing_in > 0 || feed->planned != 0 ? "ok" : "standby";
}

static void
add_host (PenstockEngine *self,
          Feed           *feed,
          GString        *names,
          const char     *address,
          const char     *subject)
{
  g_autoptr(GUri) uri = address != NULL ? g_uri_parse (address, G_URI_FLAGS_NONE, NULL) : NULL;
  g_autofree char *key = penstock_http_dup_host_key (self->http, feed->provider, subject);
  const char *name = uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : NULL;
  const gint64 now = penstock_clock_now (self->clock);
  PenstockHostState host;

  if (name != NULL)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
  if (key == NULL || !penstock_http_get_host_state (self->http, key, &host))
    return;

  /* Of several hosts one that refuses does not silence the others: only what is common to all is the feed's. */
  feed->host.refused_until = subject == NULL ? host.refused_until : 0;
  feed->host.last_request = MAX (feed->host.last_request, host.last_request);
  feed->host.requests_hour += now - host.hour_start < 60 * 60 ? host.requests_hour : 0;
  feed->host.requests_day += host.day == penstock_engine_today (self) ? host.requests_day : 0;
}

/* All it contacts, in the order of the user's addresses; each once. */
static char *
sum_hosts (PenstockEngine *self,
           Feed           *feed)
{
  GString *names = g_string_new (NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char **addresses = penstock_engine_get_addresses (self, feed->provider);

  if (feed->provider->asks != PENSTOCK_ASKS_ADDRESS)
    add_host (self, feed, names, penstock_http_get_base_url (self->http, feed->provider), NULL);
  else
    for (guint i = 0; addresses != NULL && addresses[i] != NULL; i++)
      {
        char *key = penstock_http_dup_host_key (self->http, feed->provider, addresses[i]);

        if (key != NULL && g_hash_table_add (seen, key))
          add_host (self, feed, names, addresses[i], addresses[i]);
      }

  return g_string_free (names, FALSE);
}

/* While the timetable runs, it says; otherwise what it would do is worked out, for feeds of which that is news. */
static gint64
next_by_timetable (PenstockEngine         *self,
                   const PenstockProvider *provider)
{
  const gint64 now = penstock_clock_now (self->clock);
  g_autoptr(GPtrArray) questions = penstock_questions_list (self, FALSE, 0);
  gint64 next = 0;

  for (guint i = 0; i < questions->len; i++)
    {
      const PenstockQuestion *question = g_ptr_array_index (questions, i);

      if (question->provider == provider)
        next = next != 0 ? MIN (next, MAX (question->due, now)) : MAX (question->due, now);
    }

  return next;
}

static gint64
next_try (PenstockEngine *self,
          const Feed     *feed,
          const char     *state)
{
  const gint64 now = penstock_clock_now (self->clock);
  const FeedSum *sum = &feed->sum;

  if (g_str_equal (state, "off"))
    return feed->host.refused_until > now ? feed->host.refused_until : 0;
  if (g_str_equal (state, "refused"))
    return MAX (feed->host.refused_until, sum->latest_refused != NULL && sum->latest_refused->next_try != PENSTOCK_NEVER_AGAIN
                                            ? sum->latest_refused->next_try : 0);
  if (feed->planned != 0 || !g_str_equal (state, "broken"))
    return feed->planned;

  return sum->next_broken > now ? sum->next_broken : next_by_timetable (self, feed->provider);
}

static gboolean
refresh_feed (PenstockEngine *self,
              guint           i,
              const Standing *standing)
{
  const PenstockProvider *provider = penstock_providers[i];
  g_autoptr(PenstockFeedHealth) model = g_list_model_get_item (G_LIST_MODEL (self->feeds), i);
  const PenstockPolicy *policy = penstock_http_get_policy (self->http, provider);
  Feed feed = {
    .provider = provider, .sum = sum_feed (self, provider->id), .standing = *standing, .planned = penstock_poller_next (self->poller, provider),
  };
  g_autofree char *hosts = sum_hosts (self, &feed);
  g_autofree char *reason = NULL;
  PenstockHealth health = { 0 };

  health.host = hosts;
  health.state = judge_feed (self, &feed, &reason);
  health.reason = reason != NULL ? reason : "";
  health.terms_url = provider->terms_url != NULL ? provider->terms_url : "";
  health.key_state = provider->key_need == PENSTOCK_KEY_NONE ? "none" : penstock_http_has_key (self->http, provider) ? "set" : "missing";
  health.enabled = penstock_engine_is_enabled (self, provider->id);
  health.last_success = feed.sum.last_success;
  health.next_try = next_try (self, &feed, health.state);
  health.subjects = feed.sum.n;
  health.failing = feed.sum.n_broken + feed.sum.n_refused;
  health.standing_in = standing->standing_in;
  health.requests_hour = feed.host.requests_hour;
  health.most_per_hour = policy->max_per_hour;
  health.requests_today = feed.host.requests_day;
  health.most_per_day = policy->max_per_day;

  return penstock_feed_health_set (model, &health);
}

void
penstock_engine_refresh_feeds (PenstockEngine *self)
{
  g_autofree Standing *standings = NULL;
  gboolean changed = FALSE;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self));

  if (self->shut_down)
    return;

  standings = sum_standings (self);
  g_clear_handle_id (&self->feeds_source, g_source_remove);
  self->feeds_refreshed = g_get_monotonic_time ();
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    changed |= refresh_feed (self, i, &standings[i]);
  if (changed)
    g_signal_emit_by_name (self, "feeds-changed");
}

static gboolean
feeds_cb (gpointer user_data)
{
  PenstockEngine *self = user_data;

  self->feeds_source = 0;
  penstock_engine_refresh_feeds (self);
  return G_SOURCE_REMOVE;
}

void
penstock_engine_queue_feeds (PenstockEngine *self)
{
  gint64 wait;

  if (self->feeds_source != 0 || self->shut_down)
    return;

  /* At once after a pause; while answers rain, a few times a second: it is a sum over all listings. */
  wait = self->feeds_refreshed + FEEDS_EVERY_US - g_get_monotonic_time ();
  if (self->feeds_refreshed == 0 || wait <= 0)
    self->feeds_source = g_idle_add_full (G_PRIORITY_DEFAULT, feeds_cb, self, NULL);
  else
    self->feeds_source = g_timeout_add ((guint)(wait / 1000 + 1), feeds_cb, self);
}
