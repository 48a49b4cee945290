/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-sample-session.h"

#include "penstock-sample-random.h"

#include <math.h>

#define TICK        2    /* seconds */
#define SLOT        300  /* seconds */
#define REGULAR_SD  0.009
#define EXTENDED_SD 0.003

/* One walk: the regular session, or the hours before or after it. */
typedef struct
{
  const PenstockExchange *exchange;
  PenstockDay             day;
  guint64                 stream;
  double                  from, to, low, high, sd;
  guint                   n_steps;
  double                  volume;   /* of the whole; 0 outside the regular session */
  gboolean                regular;
  gint64                  start, end;
} Walk;

gint64
penstock_sample_time (const PenstockExchange *exchange,
                      PenstockDay             day,
                      guint                   minute)
{
  GTimeZone *zone = penstock_zone (exchange->zone);
  const gint64 local = penstock_day_to_unix_utc (day) + (gint64)minute * 60;
  const int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_STANDARD, local);

  return local - g_time_zone_get_offset (zone, interval);
}

guint
penstock_sample_close_minute (const PenstockExchange *exchange)
{
  return exchange->regular[1].close > 0 ? exchange->regular[1].close : exchange->regular[0].close;
}

/* Seconds of trading, the lunch break left out. */
static gint64
seconds_traded (const PenstockExchange *exchange,
                PenstockDay             day,
                gint64                  now)
{
  gint64 sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (exchange->regular); i++)
    if (exchange->regular[i].close > 0)
      {
        const gint64 open = penstock_sample_time (exchange, day, exchange->regular[i].open);
        const gint64 close = penstock_sample_time (exchange, day, exchange->regular[i].close);

        sum += CLAMP (now, open, close) - open;
      }
  return sum;
}

static gboolean
is_lunch (const PenstockExchange *exchange,
          PenstockDay             day,
          gint64                  time)
{
  return exchange->regular[1].close > 0 &&
         time >= penstock_sample_time (exchange, day, exchange->regular[0].close) &&
         time < penstock_sample_time (exchange, day, exchange->regular[1].open);
}

/* The last moment of trading at or before @now; between sessions of a day the end of the first. */
static gint64
last_trade (const PenstockExchange *exchange,
            PenstockDay             day,
            gint64                  now)
{
  if (is_lunch (exchange, day, now))
    now = penstock_sample_time (exchange, day, exchange->regular[0].close);
  return now - now % TICK;
}

static Walk
regular_walk (const PenstockCompany   *info,
              const PenstockExchange  *exchange,
              const PenstockSampleDay *whole)
{
  return (Walk){
    .exchange = exchange, .day = whole->day, .regular = TRUE,
    .stream = penstock_sample_stream ("walk", info->symbol) + (guint64)whole->day,
    .from = whole->open, .to = whole->close, .low = whole->low, .high = whole->high, .sd = REGULAR_SD,
    .n_steps = (guint)(seconds_traded (exchange, whole->day, G_MAXINT64) / TICK),
    .volume = whole->volume,
    .start = penstock_sample_time (exchange, whole->day, exchange->regular[0].open),
    .end = penstock_sample_time (exchange, whole->day, penstock_sample_close_minute (exchange)),
  };
}

/* Before the open from the last close to the open of the day; after the close to nowhere in particular. */
static Walk
extended_walk (const PenstockCompany  *info,
               const PenstockExchange *exchange,
               PenstockDay             day,
               gboolean                pre,
               double                  from,
               double                  open)
{
  const PenstockHours *hours = pre ? &exchange->pre : &exchange->post;
  const guint64 stream = penstock_sample_stream (pre ? "pre" : "post", info->symbol) + (guint64)day;

  return (Walk){
    .exchange = exchange, .day = day, .stream = stream,
    .from = from, .to = pre ? open : from * (1.0 + 0.004 * penstock_sample_normal (stream, 0)),
    .low = from * 0.5, .high = from * 1.5, .sd = EXTENDED_SD,
    .n_steps = (guint)(hours->close - hours->open) * 60 / TICK,
    .start = penstock_sample_time (exchange, day, hours->open),
    .end = penstock_sample_time (exchange, day, hours->close),
  };
}

static guint
step_at (const Walk *walk,
         gint64      time)
{
  const gint64 seconds = walk->regular ? seconds_traded (walk->exchange, walk->day, time) : CLAMP (time, walk->start, walk->end) - walk->start;

  return MIN ((guint)(seconds / TICK), walk->n_steps);
}

static double
price_at (const Walk *walk,
          guint       step)
{
  const double price = penstock_sample_bridge (walk->stream, walk->from, walk->to, step, walk->n_steps, walk->sd);

  return penstock_sample_on_grid (walk->exchange->currency, CLAMP (price, walk->low, walk->high));
}

/* What the steps from @first to @last have shown. */
static PenstockSampleBar
play (const Walk *walk,
      gint64      time,
      guint       first,
      guint       last)
{
  const double open = price_at (walk, first);
  PenstockSampleBar bar = { time, open, open, open, open, floor (walk->volume * (double)(last - first) / (double)walk->n_steps) };

  for (guint i = first + 1; i <= last; i++)
    {
      bar.close = price_at (walk, i);
      bar.high = MAX (bar.high, bar.close);
      bar.low = MIN (bar.low, bar.close);
    }
  return bar;
}

/* The first session at or after @day; n if there is none. */
static gsize
find_session (const PenstockSampleDay *days,
              gsize                    n,
              PenstockDay              day)
{
  gsize low = 0, high = n;

  while (low < high)
    {
      const gsize middle = low + (high - low) / 2;

      if (days[middle].day < day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
look_at_session (const PenstockCompany   *info,
                 const PenstockExchange  *exchange,
                 const PenstockSampleDay *whole,
                 gint64                   now,
                 PenstockSampleMoment    *moment)
{
  const Walk walk = regular_walk (info, exchange, whole);
  const PenstockSampleBar bar = play (&walk, walk.start, 0, step_at (&walk, now));

  moment->trading = TRUE;
  moment->session_day = whole->day;
  moment->live = (PenstockSampleDay){ whole->day, bar.open, bar.high, bar.low, bar.close, bar.volume };
  moment->price = bar.close;
  moment->market_time = last_trade (exchange, whole->day, now);
}

static void
look_outside (const PenstockCompany   *info,
              const PenstockExchange  *exchange,
              const PenstockSampleDay *next,
              gint64                   now,
              PenstockSampleMoment    *moment)
{
  const gboolean pre = moment->session == PENSTOCK_SESSION_PRE;
  Walk walk;

  if ((pre && next == NULL) || (!pre && moment->session != PENSTOCK_SESSION_POST))
    return;
  walk = extended_walk (info, exchange, pre ? next->day : moment->session_day, pre, moment->price, pre ? next->open : NAN);
  moment->extended = price_at (&walk, step_at (&walk, now));
}

gboolean
penstock_sample_look (PenstockSamplePrices *prices,
                      guint                 company,
                      gint64                now,
                      PenstockSampleMoment *moment)
{
  const PenstockChain *chain = penstock_sample_prices_get_chain (prices);
  const PenstockCompany *info = &chain->companies[company];
  const PenstockExchange *exchange = penstock_chain_exchange (chain, company);
  const PenstockDay today = penstock_day_from_unix (now, penstock_zone (exchange->zone));
  const guint close_minute = penstock_sample_close_minute (exchange);
  gsize n, next;
  const PenstockSampleDay *days = penstock_sample_prices_days (prices, company, &n);
  gboolean begun;

  *moment = (PenstockSampleMoment){ .days = days, .extended = NAN, .session = penstock_exchange_session (exchange, now) };
  next = find_session (days, n, today);
  if (next < n && days[next].day == today && now >= penstock_sample_time (exchange, today, close_minute))
    next++;
  if (next == 0)
    return FALSE;

  moment->n = next;
  moment->session_day = days[next - 1].day;
  moment->price = days[next - 1].close;
  moment->market_time = penstock_sample_time (exchange, moment->session_day, close_minute);

  begun = next < n && days[next].day == today && now >= penstock_sample_time (exchange, today, exchange->regular[0].open);
  if (begun)
    look_at_session (info, exchange, &days[next], now, moment);
  else
    look_outside (info, exchange, next < n ? &days[next] : NULL, now, moment);
  return TRUE;
}

/* -- intraday -- */

static void
append_slots (GArray     *bars,
              const Walk *walk,
              gint64      now)
{
  for (gint64 time = walk->start; time < walk->end && time < now; time += SLOT)
    {
      const guint first = step_at (walk, time), last = step_at (walk, MIN (time + SLOT, now));
      PenstockSampleBar bar = { time, NAN, NAN, NAN, NAN, NAN };

      if (!walk->regular || !is_lunch (walk->exchange, walk->day, time))
        bar = play (walk, time, first, last);
      g_array_append_val (bars, bar);
    }
}

static void
append_tick (GArray *bars,
             gint64  time,
             double  price)
{
  const PenstockSampleBar tick = { time, price, price, price, price, 0.0 };

  g_array_append_val (bars, tick);
}

GArray *
penstock_sample_intraday (PenstockSamplePrices       *prices,
                          guint                       company,
                          gint64                      now,
                          const PenstockSampleMoment *moment,
                          gboolean                    extended)
{
  const PenstockChain *chain = penstock_sample_prices_get_chain (prices);
  const PenstockCompany *info = &chain->companies[company];
  const PenstockExchange *exchange = penstock_chain_exchange (chain, company);
  GArray *bars = g_array_new (FALSE, FALSE, sizeof (PenstockSampleBar));
  const gboolean has_hours = extended && exchange->pre.close > 0 && exchange->post.close > 0;
  const gboolean before_open = has_hours && moment->session == PENSTOCK_SESSION_PRE && isfinite (moment->extended);
  /* days[n] is the session in progress or to come: the moment points into the whole history */
  const gsize at = moment->trading || before_open ? moment->n : moment->n - 1;
  const PenstockSampleDay *whole = &moment->days[at];
  const Walk regular = regular_walk (info, exchange, whole);

  if (has_hours && at > 0)
    {
      const Walk pre = extended_walk (info, exchange, whole->day, TRUE, moment->days[at - 1].close, whole->open);
      append_slots (bars, &pre, now);
    }
  append_slots (bars, &regular, now);
  if (!before_open)
    append_tick (bars, moment->market_time, moment->price);
  if (has_hours && !moment->trading && !before_open)
    {
      const Walk post = extended_walk (info, exchange, whole->day, FALSE, whole->close, NAN);
      append_slots (bars, &post, now);
    }
  if (has_hours && isfinite (moment->extended))
    append_tick (bars, now - now % TICK, moment->extended);
  return bars;
}
