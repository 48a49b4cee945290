/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-questions.h"

#include <string.h>

#include "penstock-indicators-private.h"
#include "penstock-look.h"
#include "penstock-poller-private.h"
#include "penstock-preference.h"

#define OVERLAP_DAYS      7    /* asked for again, so that a later correction heals what is stored */
#define NEWS_DAYS         30   /* of a first question about events */
#define REVENUE_DAYS      1200 /* of a first question about revenue: three years and more */
#define REVENUE_OVERLAP   130  /* months that may be corrected, or were missed */
#define STALE_SECONDS     (12 * 60 * 60)

enum { RANK_TABLE, RANK_FIRST_TIER, RANK_SECOND_TIER, RANK_OTHERS, RANK_ARCHIVE };

/* The tables the archive has for each month: market, and domestic (0) or foreign companies (1). */
static const struct { const char *subject, *suffix; } month_tables[] = {
  { "sii/0", ".TW" }, { "sii/1", ".TW" }, { "otc/0", ".TWO" }, { "otc/1", ".TWO" },
};

void
penstock_question_free (PenstockQuestion *self)
{
  g_free (self->subject);
  g_free (self->key);
  g_free (self);
}

gboolean
penstock_question_by_symbol (const PenstockProvider *provider)
{
  return (provider->gives & (PENSTOCK_GIVES_BARS | PENSTOCK_GIVES_QUOTES)) != 0 &&
         (provider->asks == PENSTOCK_ASKS_LISTING || provider->asks == PENSTOCK_ASKS_LISTINGS);
}

gboolean
penstock_question_is_followed (PenstockEngine *engine,
                               guint           company)
{
  const PenstockCompany *info = &engine->chain->companies[company];

  return info->listed && info->symbol != NULL && info->tier <= engine->tier;
}

gboolean
penstock_question_is_local (PenstockEngine         *engine,
                            const PenstockProvider *provider)
{
  const char *base_url = penstock_http_get_base_url (engine->http, provider);
  g_autoptr(GUri) uri = base_url != NULL && !engine->poller->strict ? g_uri_parse (base_url, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autoptr(GInetAddress) address = host != NULL ? g_inet_address_new_from_string (host) : NULL;

  return g_strcmp0 (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
}

gboolean
penstock_question_is_stale (const PenstockQuestion *question,
                            gint64                  now)
{
  return question->last_try < now - STALE_SECONDS;
}

/* -- groups of listings: by time zone, as they are open together, in the chain's order -- */


static const char *
zone_of (PenstockEngine *engine,
         guint           company)
{
  const PenstockExchange *exchange = penstock_chain_exchange (engine->chain, company);

  return exchange != NULL ? exchange->zone : "";
}

static gboolean
is_member (PenstockEngine         *engine,
           const PenstockProvider *provider,
           guint                   company)
{
  return penstock_question_is_followed (engine, company) && penstock_provider_covers (provider, engine->chain->companies[company].symbol);
}

/* Which of its zone's groups a company is in. */
static guint
group_number (PenstockEngine         *engine,
              const PenstockProvider *provider,
              guint                   company)
{
  const char *zone = zone_of (engine, company);
  guint before = 0;

  for (guint i = 0; i < company; i++)
    before += is_member (engine, provider, i) && g_str_equal (zone_of (engine, i), zone);

  return before / MAX (provider->most_listings, 1);
}

char *
penstock_question_dup_key (PenstockEngine         *engine,
                           const PenstockProvider *provider,
                           const char             *symbol)
{
  const int company = provider->asks == PENSTOCK_ASKS_LISTINGS ? penstock_chain_find_symbol (engine->chain, symbol) : -1;

  if (company < 0 || !is_member (engine, provider, (guint)company))
    return g_strdup (symbol);

  return g_strdup_printf ("%s/%u", zone_of (engine, (guint)company), group_number (engine, provider, (guint)company));
}

/* -- one question -- */

static PenstockQuestion *
question_new (const PenstockProvider *provider,
              const char             *subject,
              const char             *key)
{
  PenstockQuestion *self = g_new0 (PenstockQuestion, 1);

  self->provider = provider;
  self->subject = g_strdup (subject);
  self->key = g_strdup (key);
  self->company = -1;
  self->rank = RANK_OTHERS;
  self->from = PENSTOCK_DAY_NONE;

  return self;
}

static PenstockDay
first_day_of_bars (PenstockEngine *engine,
                   const char     *symbol)
{
  const PenstockListing *listing = penstock_engine_listing (engine, symbol, FALSE);
  const PenstockBars *bars = listing != NULL ? listing->bars : NULL;

  return bars != NULL && bars->n > 0 ? bars->day[bars->n - 1] - OVERLAP_DAYS : penstock_engine_today (engine) - PENSTOCK_HISTORY_DAYS;
}

/* From which day on what is not prices is asked for. */
static PenstockDay
first_day (PenstockEngine         *engine,
           const PenstockQuestion *question)
{
  const PenstockFeedState *state = penstock_engine_find_feed_state (engine, question->provider->id, question->key);
  const gboolean known = state != NULL && state->last_success != 0;
  const PenstockDay today = penstock_engine_today (engine);

  if (question->provider->gives & PENSTOCK_GIVES_FX)
    return known ? penstock_day_from_unix_utc (state->last_success) - OVERLAP_DAYS : today - PENSTOCK_HISTORY_DAYS;
  if (question->provider->gives & PENSTOCK_GIVES_EVENTS)
    return known ? MIN (penstock_day_from_unix_utc (state->last_success), today) - OVERLAP_DAYS : today - NEWS_DAYS;
  if (question->provider->gives & PENSTOCK_GIVES_REVENUE)
    return today - (known ? REVENUE_OVERLAP : REVENUE_DAYS);

  return PENSTOCK_DAY_NONE;
}

PenstockQuestion *
penstock_question_new_symbol (PenstockEngine         *engine,
                              const PenstockProvider *provider,
                              const char             *symbol)
{
  PenstockQuestion *self = question_new (provider, symbol, symbol);

  self->company = penstock_chain_find_symbol (engine->chain, symbol);
  if (self->company >= 0)
    self->rank = engine->chain->companies[self->company].tier == 1 ? RANK_FIRST_TIER : RANK_SECOND_TIER;
  if (!penstock_question_by_symbol (provider))
    {
      self->rank = RANK_OTHERS;
      self->from = first_day (engine, self);
    }
  else
    self->from = first_day_of_bars (engine, symbol);

  return self;
}

PenstockQuestion *
penstock_question_new_symbols (PenstockEngine         *engine,
                               const PenstockProvider *provider,
                               const char *const      *symbols,
                               const char             *key)
{
  g_autofree char *subject = g_strjoinv (",", (char **)symbols);
  PenstockQuestion *self = question_new (provider, subject, key);

  self->company = penstock_chain_find_symbol (engine->chain, symbols[0]);
  self->rank = RANK_FIRST_TIER;

  return self;
}

PenstockQuestion *
penstock_question_new_words (PenstockEngine         *engine,
                             const PenstockProvider *provider,
                             const char             *words)
{
  PenstockQuestion *self = question_new (provider, words, words);

  self->rank = RANK_FIRST_TIER;
  self->from = first_day (engine, self);

  return self;
}

PenstockQuestion *
penstock_question_new_table (PenstockEngine         *engine,
                             const PenstockProvider *provider)
{
  PenstockQuestion *self = question_new (provider, NULL, "");

  self->rank = RANK_TABLE;
  self->from = first_day (engine, self);

  return self;
}

PenstockQuestion *
penstock_question_new_registrant (PenstockEngine         *engine,
                                  const PenstockProvider *provider,
                                  guint                   company,
                                  const char             *part)
{
  const PenstockCompany *info = &engine->chain->companies[company];
  g_autofree char *key = part != NULL ? g_strdup_printf ("%s %s", info->symbol, part) : g_strdup (info->symbol);
  PenstockQuestion *self = question_new (provider, part, key);

  self->company = (int)company;
  self->symbol = info->symbol;
  self->cik = info->cik;
  self->rank = info->tier == 1 ? RANK_FIRST_TIER : RANK_SECOND_TIER;
  /* All figures are in one answer, and every vintage of them counts. */
  if ((provider->gives & PENSTOCK_GIVES_REVENUE) == 0)
    self->from = first_day (engine, self);

  return self;
}

static PenstockQuestion *
new_month (const PenstockProvider *provider,
           gsize                   table,
           PenstockPeriod          month)
{
  char text[16];
  g_autofree char *key = g_strdup_printf ("%s %s", month_tables[table].subject, penstock_period_format (month, 12, text));
  PenstockQuestion *self = question_new (provider, month_tables[table].subject, key);

  self->month = month;
  self->rank = RANK_ARCHIVE;

  return self;
}

/* -- all of them -- */

static void
add (GPtrArray        *questions,
     PenstockLook     *look,
     PenstockQuestion *question,
     gboolean          force)
{
  penstock_look_judge (look, question);
  if (question->due == PENSTOCK_TIMETABLE_NEVER)
    {
      penstock_question_free (question);
      return;
    }

  if (force)
    question->due = 0;
  g_ptr_array_add (questions, question);
}

static gboolean
wants (PenstockLook *look,
       guint         company)
{
  return penstock_look_covers (look, company) &&
         (!penstock_question_by_symbol (look->provider) ||
          penstock_failover_order_wants (&look->order, look->provider, look->engine->chain->companies[company].symbol));
}

static void
add_listings (GPtrArray    *questions,
              PenstockLook *look,
              gboolean      force)
{
  for (guint i = 0; i < look->engine->chain->n_companies; i++)
    if (wants (look, i))
      add (questions, look, penstock_question_new_symbol (look->engine, look->provider, look->engine->chain->companies[i].symbol), force);
}

/* Those of the groups that need this feed now: a group is asked about as many as do. */
static void
add_groups (GPtrArray    *questions,
            PenstockLook *look,
            gboolean      force)
{
  const PenstockChain *chain = look->engine->chain;
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);

  for (guint i = 0; i < chain->n_companies; i++)
    {
      g_autofree char *key = NULL;
      guint at;

      if (!wants (look, i))
        continue;
      key = penstock_question_dup_key (look->engine, look->provider, chain->companies[i].symbol);
      if (!g_ptr_array_find_with_equal_func (keys, key, g_str_equal, &at))
        {
          at = keys->len;
          g_ptr_array_add (keys, g_steal_pointer (&key));
          g_ptr_array_add (groups, g_ptr_array_new ());
        }
      g_ptr_array_add (g_ptr_array_index (groups, at), chain->companies[i].symbol);
    }

  for (guint g = 0; g < groups->len; g++)
    {
      GPtrArray *symbols = g_ptr_array_index (groups, g);

      PenstockQuestion *question;

      g_ptr_array_add (symbols, NULL);
      question = penstock_question_new_symbols (look->engine, look->provider, (const char *const *)symbols->pdata, g_ptr_array_index (keys, g));
      add (questions, look, question, force);
    }
}

static void
add_months (GPtrArray    *questions,
            PenstockLook *look,
            gboolean      force)
{
  const PenstockPeriod newest = penstock_look_newest_month (look);

  for (guint back = 0; back < PENSTOCK_LOOK_MONTHS; back++)
    for (gsize t = 0; t < G_N_ELEMENTS (month_tables); t++)
      if (!penstock_look_has_month (look, month_tables[t].suffix, back))
        add (questions, look, new_month (look->provider, t, newest - (PenstockPeriod)back), force);
}

static void
add_registrants (GPtrArray    *questions,
                 PenstockLook *look,
                 gboolean      force)
{
  const char *const *parts = look->provider->parts;

  for (guint i = 0; i < look->engine->chain->n_companies; i++)
    {
      if (!penstock_look_covers (look, i))
        continue;
      if (parts == NULL)
        add (questions, look, penstock_question_new_registrant (look->engine, look->provider, i, NULL), force);
      for (guint k = 0; parts != NULL && parts[k] != NULL; k++)
        add (questions, look, penstock_question_new_registrant (look->engine, look->provider, i, parts[k]), force);
    }
}

static void
add_addresses (GPtrArray    *questions,
               PenstockLook *look,
               gboolean      force)
{
  char **addresses = penstock_engine_get_addresses (look->engine, look->provider);

  for (guint i = 0; addresses != NULL && addresses[i] != NULL; i++)
    {
      PenstockQuestion *question = question_new (look->provider, addresses[i], addresses[i]);

      question->from = first_day (look->engine, question);
      add (questions, look, question, force);
    }
}

static void
add_provider (GPtrArray    *questions,
              PenstockLook *look,
              gboolean      force)
{
  switch (look->provider->asks)
    {
    case PENSTOCK_ASKS_LISTING:
      add_listings (questions, look, force);
      break;
    case PENSTOCK_ASKS_LISTINGS:
      add_groups (questions, look, force);
      break;
    case PENSTOCK_ASKS_TABLE:
      add (questions, look, penstock_question_new_table (look->engine, look->provider), force);
      break;
    case PENSTOCK_ASKS_MONTH:
      add_months (questions, look, force);
      break;
    case PENSTOCK_ASKS_REGISTRANT:
      add_registrants (questions, look, force);
      break;
    case PENSTOCK_ASKS_ADDRESS:
      add_addresses (questions, look, force);
      break;
    case PENSTOCK_ASKS_WORDS:
    default:
      break;
    }
}

/* Stable, so that of two that are alike the one listed first goes first. */
static int
compare_questions (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  const PenstockQuestion *first = *(PenstockQuestion *const *)a;
  const PenstockQuestion *second = *(PenstockQuestion *const *)b;
  const gint64 now = *(const gint64 *)user_data;
  const gboolean first_stale = penstock_question_is_stale (first, now), second_stale = penstock_question_is_stale (second, now);

  if (first_stale != second_stale)
    return first_stale ? -1 : 1;
  if (first_stale && first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;

  return first->last_try < second->last_try ? -1 : first->last_try > second->last_try;
}

GPtrArray *
penstock_questions_list (PenstockEngine *engine,
                         gboolean        force,
                         gint64          answered_again)
{
  GPtrArray *questions = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_question_free);
  PenstockLook look;

  penstock_look_init (&look, engine, answered_again);
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      const PenstockProvider *provider = penstock_providers[i];

      if (provider->rhythm == PENSTOCK_RHYTHM_REQUEST || !penstock_preference_is_usable (engine, provider))
        continue;

      penstock_look_at (&look, provider);
      add_provider (questions, &look, force);
    }
  g_qsort_with_data (questions->pdata, (int)questions->len, sizeof (gpointer), compare_questions, &look.now);
  penstock_look_clear (&look);

  return questions;
}

/* Nobody needs it any more: the preferred feed answers again. */
static gboolean
is_wanted (PenstockLook           *look,
           const PenstockQuestion *question)
{
  if (!penstock_question_by_symbol (question->provider) || question->company < 0)
    return TRUE;

  return penstock_failover_order_wants (&look->order, question->provider, look->engine->chain->companies[question->company].symbol);
}

gboolean
penstock_question_is_due (PenstockEngine   *engine,
                          PenstockQuestion *question,
                          gint64            answered_again)
{
  PenstockLook look;
  gboolean due;

  question->due = PENSTOCK_TIMETABLE_NEVER;
  if (!penstock_preference_is_usable (engine, question->provider))
    return FALSE;

  penstock_look_init (&look, engine, answered_again);
  penstock_look_at (&look, question->provider);
  penstock_look_judge (&look, question);
  due = question->due <= look.now && is_wanted (&look, question);
  penstock_look_clear (&look);

  return due;
}
