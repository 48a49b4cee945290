/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-look.h"

#include <string.h>

#include "penstock-poller-private.h"
#include "penstock-preference.h"

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

#define QUOTE_SECONDS       MINUTE
#define LOCAL_QUOTE_SECONDS 2
#define CLOSE_QUOTE         (20 * MINUTE) /* after the close the last price is the day's */

#define REGISTRANT_SECONDS  (4 * HOUR)    /* four times in the SEC's day */
#define CURRENT_SECONDS     (10 * MINUTE)
#define TAIWAN_SECONDS      (30 * MINUTE)
#define NEWS_SECONDS        (15 * MINUTE)
#define SERIES_SECONDS      (4 * HOUR)    /* what somebody types into a sheet now and then */
#define SPARE_PART_SECONDS  (30 * DAY)    /* another part than the one that has the figures */

#define FRESH_QUARTER_DAYS  150           /* a quarter, and the time to file the next */

void
penstock_look_init (PenstockLook   *self,
                    PenstockEngine *engine,
                    gint64          answered_again)
{
  *self = (PenstockLook) { .engine = engine, .memory = &engine->poller->memory, .answered_again = answered_again };

  self->now = penstock_clock_now (engine->clock);
  penstock_failover_order_init (&self->order, engine);
  self->trading = g_new (PenstockTrading, engine->chain->n_exchanges + 1);
  self->has_trading = g_new0 (gboolean, engine->chain->n_exchanges + 1);
}

void
penstock_look_clear (PenstockLook *self)
{
  g_free (self->trading);
  g_free (self->has_trading);
  g_free (self->months);
}

static gint64
refused_until (PenstockEngine         *engine,
               const PenstockProvider *provider,
               const char             *subject)
{
  g_autofree char *key = penstock_http_dup_host_key (engine->http, provider, subject);
  PenstockHostState host;

  return key != NULL && penstock_http_get_host_state (engine->http, key, &host) ? host.refused_until : 0;
}

void
penstock_look_at (PenstockLook           *self,
                  const PenstockProvider *provider)
{
  self->provider = provider;
  self->local = penstock_question_is_local (self->engine, provider);
  self->refused_until = provider->asks != PENSTOCK_ASKS_ADDRESS ? refused_until (self->engine, provider, NULL) : 0;
  self->max_per_hour = self->local ? 0 : penstock_http_get_policy (self->engine->http, provider)->max_per_hour;

  self->n_subjects = 0;
  for (guint i = 0; i < self->engine->chain->n_companies; i++)
    self->n_subjects += penstock_look_covers (self, i);
}

/* Figures by month and by quarter are different companies'. */
static gboolean
gives_its_revenue (const PenstockProvider *provider,
                   const PenstockCompany  *company)
{
  if (provider->gives != PENSTOCK_GIVES_REVENUE)
    return TRUE;

  return company->monthly_revenue != (provider->asks == PENSTOCK_ASKS_REGISTRANT);
}

gboolean
penstock_look_covers (const PenstockLook *self,
                      guint               company)
{
  const PenstockCompany *info = &self->engine->chain->companies[company];

  if (!penstock_question_is_followed (self->engine, company) || !gives_its_revenue (self->provider, info))
    return FALSE;

  return self->provider->asks == PENSTOCK_ASKS_REGISTRANT ? info->cik != 0 : penstock_provider_covers (self->provider, info->symbol);
}

/* -- what is known of a question -- */

static PenstockPast
past_of (PenstockLook           *self,
         const PenstockQuestion *question)
{
  const PenstockFeedState *state = penstock_engine_find_feed_state (self->engine, question->provider->id, question->key);
  PenstockPast past = { .last_bar = PENSTOCK_DAY_NONE, .next_try = self->refused_until };

  if (question->provider->asks == PENSTOCK_ASKS_ADDRESS)
    past.next_try = refused_until (self->engine, question->provider, question->subject);
  if (question->cik != 0)
    past.filed_at = penstock_memory_filed_at (self->memory, question->cik);
  if (state == NULL)
    return past;

  past.last_try = state->last_try;
  past.last_success = state->last_success;
  past.failing = state->failing_since != 0;
  /* It was the line, and not the source: nothing to wait for. */
  if (past.failing && state->status == 0 && g_str_equal (state->outcome, "broken") && state->last_try < self->answered_again)
    past.last_try = 0;
  else
    past.next_try = MAX (past.next_try, state->next_try);

  return past;
}

static const PenstockTrading *
trading_of (PenstockLook *self,
            int           exchange)
{
  const PenstockExchange *info;

  if (exchange < 0)
    return NULL;

  info = &self->engine->chain->exchanges[exchange];
  if (!self->has_trading[exchange])
    penstock_timetable_trading (info, self->now, penstock_closure_holds (&self->memory->closures[exchange], info, self->now), &self->trading[exchange]);
  self->has_trading[exchange] = TRUE;

  return &self->trading[exchange];
}

static int
exchange_of (PenstockLook           *self,
             const PenstockQuestion *question)
{
  const PenstockChain *chain = self->engine->chain;
  const char *suffix;

  if (question->company >= 0)
    return chain->companies[question->company].exchange;

  suffix = question->provider->suffixes != NULL ? question->provider->suffixes[0] : NULL;
  for (guint i = 0; suffix != NULL && i < chain->n_exchanges; i++)
    if (g_str_equal (chain->exchanges[i].suffix, suffix))
      return (int)i;

  return -1;
}

static PenstockDay
last_bar_of (PenstockLook           *self,
             const PenstockQuestion *question)
{
  const PenstockListing *listing = penstock_engine_listing (self->engine, question->subject, FALSE);

  return listing != NULL && listing->bars != NULL && listing->bars->n > 0 ? listing->bars->day[listing->bars->n - 1] : PENSTOCK_DAY_NONE;
}

/* -- when -- */

/* Of an exchange found closed one listing goes on being asked: the first that had nothing of the day; of a group all of it. */
static gboolean
is_probe (PenstockLook           *self,
          const PenstockQuestion *question,
          int                     exchange)
{
  return question->provider->asks == PENSTOCK_ASKS_LISTINGS || self->memory->closures[exchange].listing[0] == (guint)question->company;
}

/* Before and after the market the daily bars are those we have; the price outside the session is only in the short answer. */
static gboolean
only_quote_is_news (const PenstockTrading *trading,
                    PenstockDay            last_bar)
{
  return trading != NULL && last_bar != PENSTOCK_DAY_NONE && last_bar >= trading->last_day &&
         (trading->session == PENSTOCK_SESSION_PRE || trading->session == PENSTOCK_SESSION_POST);
}

static gint64
judge_prices (PenstockLook     *self,
              PenstockQuestion *question,
              PenstockPast     *past)
{
  const int exchange = exchange_of (self, question);
  const PenstockTrading *trading = trading_of (self, exchange);

  if (self->provider->gives & PENSTOCK_GIVES_BARS)
    past->last_bar = last_bar_of (self, question);
  else if (trading != NULL)
    past->last_bar = past->last_success >= trading->last_close + CLOSE_QUOTE ? trading->last_day : trading->last_day - 1;
  question->quote_only = only_quote_is_news (trading, past->last_bar);

  if (trading != NULL && trading->quiet && past->last_try != 0 && is_probe (self, question, exchange))
    return penstock_timetable_probe (trading, past, self->now);
  /* Who has no quotes has nothing to say about a session that is open. */
  if ((self->provider->gives & PENSTOCK_GIVES_QUOTES) == 0)
    return penstock_timetable_close_of_day (trading, past, self->now);

  return penstock_timetable_session (trading, past, self->local ? LOCAL_QUOTE_SECONDS : QUOTE_SECONDS, self->now);
}

static gint64
judge_close (PenstockLook     *self,
             PenstockQuestion *question,
             PenstockPast     *past)
{
  if (question->subject != NULL && self->provider->asks == PENSTOCK_ASKS_LISTING)
    past->last_bar = last_bar_of (self, question);
  else
    past->last_bar = penstock_memory_newest (self->memory, self->provider, question->key);

  return penstock_timetable_close_of_day (trading_of (self, exchange_of (self, question)), past, self->now);
}

static gboolean
is_taiwanese (const PenstockProvider *provider)
{
  return provider->suffixes != NULL && provider->suffixes[0] != NULL && g_str_has_prefix (provider->suffixes[0], ".TW");
}

static gint64
judge_filings (PenstockLook       *self,
               const PenstockPast *past)
{
  if (self->provider->asks != PENSTOCK_ASKS_TABLE)
    return penstock_timetable_filings (&penstock_office_sec, past,
                                       penstock_timetable_spread (REGISTRANT_SECONDS, self->n_subjects, self->max_per_hour), self->now);
  if (is_taiwanese (self->provider))
    return penstock_timetable_filings (&penstock_office_taiwan, past, TAIWAN_SECONDS, self->now);

  return penstock_timetable_filings (&penstock_office_sec, past, CURRENT_SECONDS, self->now);
}

static gboolean
is_fresh (PenstockLook *self,
          PenstockDay   day)
{
  return day != PENSTOCK_DAY_NONE && day >= penstock_day_from_unix_utc (self->now) - FRESH_QUARTER_DAYS;
}

/* The tag under which a company files its revenue is one of several; once all have answered and one has the figures, the others are only looked at now and
 * then. Before that all are needed: only together they say what is a figure (penstock-parts.h). */
static gboolean
is_spare_part (PenstockLook           *self,
               const PenstockQuestion *question)
{
  if (!penstock_memory_has_answered (self->memory, self->provider, question->key) ||
      is_fresh (self, penstock_memory_newest (self->memory, self->provider, question->key)))
    return FALSE;

  for (guint k = 0; self->provider->parts[k] != NULL; k++)
    {
      g_autofree char *key = g_strdup_printf ("%s %s", question->symbol, self->provider->parts[k]);

      if (is_fresh (self, penstock_memory_newest (self->memory, self->provider, key)))
        return TRUE;
    }

  return FALSE;
}

static gint64
judge_quarter (PenstockLook           *self,
               const PenstockQuestion *question,
               const PenstockPast     *past)
{
  guint interval = DAY;

  if (self->provider->parts != NULL && is_spare_part (self, question))
    {
      PenstockPast spare = *past;

      spare.filed_at = 0;
      return penstock_timetable_quarter (&spare, SPARE_PART_SECONDS, self->now);
    }

  interval = penstock_timetable_spread (DAY, self->n_subjects, self->max_per_hour);
  return penstock_timetable_quarter (past, interval, self->now);
}

static gint64
judge_rates (PenstockLook           *self,
             const PenstockQuestion *question,
             PenstockPast           *past)
{
  const gboolean canadian = g_str_equal (self->provider->id, "bank-of-canada");

  past->last_bar = penstock_memory_newest (self->memory, self->provider, question->key);
  return penstock_timetable_rates (canadian ? &penstock_rates_bank_of_canada : &penstock_rates_ecb, past, self->now);
}

static gint64
when (PenstockLook     *self,
      PenstockQuestion *question,
      PenstockPast     *past)
{
  const gboolean single = self->provider->asks == PENSTOCK_ASKS_LISTING || self->provider->asks == PENSTOCK_ASKS_REGISTRANT;
  const guint n = single ? self->n_subjects : 1;

  switch (self->provider->rhythm)
    {
    case PENSTOCK_RHYTHM_SESSION:
      return judge_prices (self, question, past);
    case PENSTOCK_RHYTHM_CLOSE:
      return judge_close (self, question, past);
    case PENSTOCK_RHYTHM_REVENUE:
      return penstock_timetable_revenue (past, penstock_timetable_spread (HOUR, n, self->max_per_hour), self->now);
    case PENSTOCK_RHYTHM_ARCHIVE:
      return penstock_timetable_month (question->month, FALSE, past, self->now);
    case PENSTOCK_RHYTHM_FILINGS:
      return judge_filings (self, past);
    case PENSTOCK_RHYTHM_QUARTER:
      return judge_quarter (self, question, past);
    case PENSTOCK_RHYTHM_NEWS:
      return penstock_timetable_news (past, penstock_timetable_spread (NEWS_SECONDS, n, self->max_per_hour), self->now);
    case PENSTOCK_RHYTHM_SERIES:
      return penstock_timetable_news (past, SERIES_SECONDS, self->now);
    case PENSTOCK_RHYTHM_RATES:
      return judge_rates (self, question, past);
    case PENSTOCK_RHYTHM_REGISTER:
      return penstock_timetable_register (past, self->now);
    case PENSTOCK_RHYTHM_REQUEST:
    default:
      return PENSTOCK_TIMETABLE_NEVER;
    }
}

void
penstock_look_judge (PenstockLook     *self,
                     PenstockQuestion *question)
{
  PenstockPast past = past_of (self, question);

  question->last_try = past.last_try;
  question->due = when (self, question, &past);
}

/* -- months of revenue -- */

PenstockPeriod
penstock_look_newest_month (const PenstockLook *self)
{
  int year, month, day;

  penstock_day_to_ymd (penstock_day_from_unix_utc (self->now), &year, &month, &day);
  return year * 12 + month - 2;
}

static guint64
months_of (const PenstockRevenue *revenue,
           PenstockPeriod         newest)
{
  guint64 months = 0;

  if (revenue == NULL || revenue->periods_per_year != 12)
    return 0;

  for (gsize k = revenue->n; k-- > 0 && revenue->figures[k].period > newest - PENSTOCK_LOOK_MONTHS;)
    if (revenue->figures[k].period <= newest)
      months |= G_GUINT64_CONSTANT (1) << (newest - revenue->figures[k].period);

  return months;
}

gboolean
penstock_look_has_month (PenstockLook *self,
                         const char   *suffix,
                         guint         back)
{
  const PenstockChain *chain = self->engine->chain;

  if (self->months == NULL)
    {
      self->months = g_new (guint64, chain->n_companies + 1);
      for (guint i = 0; i < chain->n_companies; i++)
        self->months[i] = months_of (self->engine->market->company[i].revenue, penstock_look_newest_month (self));
    }

  for (guint i = 0; i < chain->n_companies; i++)
    {
      const PenstockCompany *company = &chain->companies[i];

      if ((self->months[i] >> back & 1) == 0 && company->monthly_revenue && company->symbol != NULL && company->tier <= self->engine->tier &&
          g_str_has_suffix (company->symbol, suffix))
        return FALSE;
    }

  return TRUE;
}
