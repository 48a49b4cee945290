/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-yahoo-private.h"
#include "penstock-feed-json-private.h"

#include <math.h>

#define SOURCE "yahoo-chart"

static const PenstockYahooRow *
row_at (const PenstockYahooView *view,
        guint                    i)
{
  return &g_array_index (view->rows, PenstockYahooRow, i);
}

static gboolean
is_within (const PenstockYahooPeriod *period,
           gint64                     time)
{
  return period->start < period->end && time >= period->start && time < period->end;
}

static PenstockSession
session_at (const PenstockYahooView *view,
            gint64                   time)
{
  if (is_within (&view->regular, time))
    return PENSTOCK_SESSION_REGULAR;
  if (is_within (&view->pre, time))
    return PENSTOCK_SESSION_PRE;
  if (is_within (&view->post, time))
    return PENSTOCK_SESSION_POST;

  return PENSTOCK_SESSION_CLOSED;
}

/* The first row of the market's day; -1 if the rows do not reach it. */
static int
find_market_day (const PenstockYahooView *view)
{
  for (guint i = 0; i < view->rows->len; i++)
    if (row_at (view, i)->day == view->market_day)
      return (int)i;

  return -1;
}

/* The close of the last day before the market's day. A hole there (a null close) is no reason to take the day before it. */
static double
daily_close_before (const PenstockYahooView *view,
                    guint                    market_row)
{
  PenstockDay day = row_at (view, market_row - 1)->day;

  for (guint i = market_row; i-- > 0 && row_at (view, i)->day == day;)
    {
      double close = penstock_yahoo_view_price (view, PENSTOCK_CHART_CLOSE, row_at (view, i)->at);

      if (isfinite (close))
        return close;
    }

  return NAN;
}

/* "chartPreviousClose" is the close before the range, which is yesterday's only if the range begins today. */
static double
find_previous_close (const PenstockYahooView *view)
{
  int market_row = find_market_day (view);
  double close = NAN;

  if (view->daily && market_row > 0)
    close = daily_close_before (view, (guint)market_row);
  if (!isfinite (close))
    close = penstock_yahoo_view_meta (view, "previousClose");
  if (!isfinite (close) && market_row == 0)
    close = penstock_yahoo_view_meta (view, "chartPreviousClose");

  return close;
}

/* What meta does not have comes from the day's rows: the open from its first, the rest of a daily row from its last. */
static void
add_day (const PenstockYahooView *view,
         PenstockQuote           *quote)
{
  double volume = penstock_feed_json_number (view->chart->meta, "regularMarketVolume");

  quote->high = penstock_yahoo_view_meta (view, "regularMarketDayHigh");
  quote->low = penstock_yahoo_view_meta (view, "regularMarketDayLow");
  quote->volume = isfinite (volume) && volume >= 0.0 ? volume : NAN;

  for (guint i = 0; i < view->rows->len; i++)
    {
      const PenstockYahooRow *row = row_at (view, i);

      if (row->day != view->market_day || (!view->daily && view->regular.start != 0 && !is_within (&view->regular, row->time)))
        continue;
      if (!isfinite (quote->open))
        quote->open = penstock_yahoo_view_price (view, PENSTOCK_CHART_OPEN, row->at);
      if (view->daily && !isfinite (quote->high))
        quote->high = penstock_yahoo_view_price (view, PENSTOCK_CHART_HIGH, row->at);
      if (view->daily && !isfinite (quote->low))
        quote->low = penstock_yahoo_view_price (view, PENSTOCK_CHART_LOW, row->at);
      if (view->daily && !isfinite (quote->volume))
        quote->volume = penstock_yahoo_view_volume (view, row->at);
    }
}

/* The last price outside the regular session, if it is newer than the last one inside. */
static void
add_extended (const PenstockYahooView *view,
              PenstockQuote           *quote)
{
  for (guint i = view->rows->len; !view->daily && i-- > 0 && row_at (view, i)->time > view->market_time;)
    {
      double close = penstock_yahoo_view_price (view, PENSTOCK_CHART_CLOSE, row_at (view, i)->at);
      PenstockSession session = session_at (view, row_at (view, i)->time);

      if (!isfinite (close))
        continue;
      if (session == PENSTOCK_SESSION_PRE || session == PENSTOCK_SESSION_POST)
        {
          quote->extended_price = close;
          quote->session = session;
        }
      return;
    }
}

void
penstock_yahoo_add_quote (const PenstockYahooView *view,
                          gint64                   now,
                          PenstockBatch           *batch)
{
  PenstockQuote quote;
  double price = penstock_yahoo_view_meta (view, "regularMarketPrice");

  if (!isfinite (price) || view->market_time == 0)
    return;

  penstock_quote_clear (&quote);
  quote.price = price;
  quote.previous_close = find_previous_close (view);
  quote.market_time = view->market_time;
  quote.fetched_at = now;
  quote.day = view->market_day;
  quote.session = session_at (view, view->market_time);
  quote.simulated = penstock_feed_json_true (view->chart->meta, "penstockSimulated");
  g_strlcpy (quote.currency, view->currency != NULL ? view->currency : "", sizeof quote.currency);
  g_strlcpy (quote.source, SOURCE, sizeof quote.source);
  add_day (view, &quote);
  add_extended (view, &quote);

  penstock_batch_add_quote (batch, view->symbol, &quote);
}
