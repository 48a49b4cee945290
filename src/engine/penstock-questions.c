/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-questions.h"

#include <string.h>

#include "penstock-timetable.h"

#define OVERLAP_DAYS   7   /* asked for again, so that a later correction heals what is stored */
#define MONTHS_BACK    38  /* yoy_3m, accel and sue of the newest month need three years */

#define QUOTE_SECONDS       60
#define LOCAL_QUOTE_SECONDS 2

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
  return (provider->gives & (PENSTOCK_GIVES_BARS | PENSTOCK_GIVES_QUOTES)) != 0;
}

gboolean
penstock_question_by_month (const PenstockProvider *provider)
{
  return provider == penstock_provider_find ("mops-month");
}

gboolean
penstock_question_is_local (PenstockEngine         *engine,
                            const PenstockProvider *provider)
{
  g_autoptr(GUri) uri = g_uri_parse (penstock_http_get_base_url (engine->http, provider), G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autoptr(GInetAddress) address = host != NULL ? g_inet_address_new_from_string (host) : NULL;

  return g_strcmp0 (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
}

static PenstockQuestion *
question_new (const PenstockProvider *provider,
              const char             *subject,
              const char             *key)
{
  PenstockQuestion *self = g_new0 (PenstockQuestion, 1);

  self->provider = provider;
  self->subject = g_strdup (subject);
  self->key = g_strdup (key);
  self->from = PENSTOCK_DAY_NONE;

  return self;
}

static PenstockPast
past_of (PenstockEngine         *engine,
         const PenstockQuestion *question,
         gint64                  answered_again)
{
  const PenstockFeedState *state = penstock_engine_find_feed_state (engine, question->provider->id, question->key);
  PenstockPast past = { .last_bar = PENSTOCK_DAY_NONE };
  PenstockHostState host;

  if (penstock_http_get_host_state (engine->http, question->provider->policy->host_key, &host))
    past.next_try = host.refused_until;
  if (state == NULL)
    return past;

  past.last_try = state->last_try;
  past.last_success = state->last_success;
  past.next_try = MAX (past.next_try, state->next_try);
  past.failing = state->failing_since != 0;
  if (past.failing && state->status == 0 && g_str_equal (state->outcome, "broken") && state->last_try < answered_again)
    past.last_try = 0;

  return past;
}

PenstockQuestion *
penstock_question_new_symbol (PenstockEngine         *engine,
                              const PenstockProvider *provider,
                              const char             *symbol)
{
  PenstockQuestion *self = question_new (provider, symbol, symbol);
  const PenstockListing *listing = penstock_engine_listing (engine, symbol, FALSE);
  const PenstockBars *bars = listing != NULL ? listing->bars : NULL;

  self->from = bars != NULL && bars->n > 0
    ? bars->day[bars->n - 1] - OVERLAP_DAYS
    : penstock_engine_today (engine) - PENSTOCK_HISTORY_DAYS;

  return self;
}

PenstockQuestion *
penstock_question_new_table (PenstockEngine         *engine,
                             const PenstockProvider *provider)
{
  return question_new (provider, NULL, "");
}

static void
add (GPtrArray          *questions,
     PenstockQuestion   *question,
     const PenstockPast *past,
     gint64              due,
     gboolean            force)
{
  if (due == PENSTOCK_TIMETABLE_NEVER)
    {
      penstock_question_free (question);
      return;
    }

  question->last_try = past->last_try;
  question->due = force ? 0 : due;
  g_ptr_array_add (questions, question);
}

/* Before and after the market the daily bars are those we have; the price outside the session is only in the short answer. */
static gboolean
only_quote_is_news (const PenstockExchange *exchange,
                    PenstockDay             last_bar,
                    gint64                  now)
{
  PenstockSession session;
  PenstockDay day;

  if (exchange == NULL || last_bar == PENSTOCK_DAY_NONE)
    return FALSE;

  session = penstock_exchange_session (exchange, now);
  penstock_timetable_last_close (exchange, now, &day);

  return (session == PENSTOCK_SESSION_PRE || session == PENSTOCK_SESSION_POST) && last_bar >= day;
}

static void
add_listings (GPtrArray              *questions,
              PenstockEngine         *engine,
              const PenstockProvider *provider,
              gboolean                force,
              gint64                  answered_again)
{
  const PenstockChain *chain = engine->chain;
  const gint64 now = penstock_clock_now (engine->clock);
  const guint interval = penstock_question_is_local (engine, provider) ? LOCAL_QUOTE_SECONDS : QUOTE_SECONDS;

  for (guint i = 0; i < chain->n_companies; i++)
    {
      const PenstockCompany *company = &chain->companies[i];
      const PenstockListing *listing;
      PenstockQuestion *question;
      PenstockPast past;

      if (!company->listed || company->symbol == NULL || company->tier > engine->tier)
        continue;

      question = penstock_question_new_symbol (engine, provider, company->symbol);
      past = past_of (engine, question, answered_again);
      listing = penstock_engine_listing (engine, company->symbol, FALSE);
      if (listing != NULL && listing->bars != NULL && listing->bars->n > 0)
        past.last_bar = listing->bars->day[listing->bars->n - 1];
      question->quote_only = only_quote_is_news (penstock_chain_exchange (chain, i), past.last_bar, now);
      add (questions, question, &past, penstock_timetable_listing (penstock_chain_exchange (chain, i), &past, interval, now), force);
    }
}

static void
add_table (GPtrArray              *questions,
           PenstockEngine         *engine,
           const PenstockProvider *provider,
           gboolean                force,
           gint64                  answered_again)
{
  PenstockQuestion *question = penstock_question_new_table (engine, provider);
  const PenstockPast past = past_of (engine, question, answered_again);

  add (questions, question, &past, penstock_timetable_revenue (&past, penstock_clock_now (engine->clock)), force);
}

static gboolean
has_month (const PenstockRevenue *revenue,
           PenstockPeriod         month)
{
  if (revenue == NULL || revenue->periods_per_year != 12)
    return FALSE;

  for (gsize k = revenue->n; k-- > 0;)
    if (revenue->figures[k].period == month)
      return TRUE;

  return FALSE;
}

/* Is there a filer of that market at all, and is one of them without the month? */
static gboolean
month_is_missing (PenstockEngine *engine,
                  const char     *suffix,
                  PenstockPeriod  month)
{
  for (guint i = 0; i < engine->chain->n_companies; i++)
    {
      const PenstockCompany *company = &engine->chain->companies[i];

      if (company->monthly_revenue && company->symbol != NULL && company->tier <= engine->tier &&
          g_str_has_suffix (company->symbol, suffix) && !has_month (engine->market->company[i].revenue, month))
        return TRUE;
    }

  return FALSE;
}

static void
add_months (GPtrArray              *questions,
            PenstockEngine         *engine,
            const PenstockProvider *provider,
            gboolean                force,
            gint64                  answered_again)
{
  const gint64 now = penstock_clock_now (engine->clock);
  int year, month, day;
  PenstockPeriod newest;

  penstock_day_to_ymd (penstock_engine_today (engine), &year, &month, &day);
  newest = year * 12 + month - 2;
  for (PenstockPeriod period = newest; period > newest - MONTHS_BACK; period--)
    for (gsize t = 0; t < G_N_ELEMENTS (month_tables); t++)
      {
        const gboolean missing = month_is_missing (engine, month_tables[t].suffix, period);
        g_autofree char *key = NULL;
        char text[16];
        PenstockQuestion *question;
        PenstockPast past;

        if (!missing)
          continue;

        penstock_period_format (period, 12, text);
        key = g_strdup_printf ("%s %s", month_tables[t].subject, text);
        question = question_new (provider, month_tables[t].subject, key);
        question->month = period;
        past = past_of (engine, question, answered_again);
        add (questions, question, &past, penstock_timetable_month (period, FALSE, &past, now), force);
      }
}

/* Stable, so that of two never tried the one listed first goes first. */
static int
compare_questions (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  const PenstockQuestion *first = *(PenstockQuestion *const *)a;
  const PenstockQuestion *second = *(PenstockQuestion *const *)b;

  return first->last_try < second->last_try ? -1 : first->last_try > second->last_try;
}

GPtrArray *
penstock_questions_list (PenstockEngine *engine,
                         gboolean        force,
                         gint64          answered_again)
{
  GPtrArray *questions = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_question_free);

  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      const PenstockProvider *provider = penstock_providers[i];

      if (!penstock_engine_is_enabled (engine, provider->id))
        continue;

      if (penstock_question_by_symbol (provider))
        add_listings (questions, engine, provider, force, answered_again);
      else if (penstock_question_by_month (provider))
        add_months (questions, engine, provider, force, answered_again);
      else if (provider->gives & PENSTOCK_GIVES_REVENUE)
        add_table (questions, engine, provider, force, answered_again);
    }

  g_qsort_with_data (questions->pdata, (int)questions->len, sizeof (gpointer), compare_questions, NULL);

  return questions;
}
