/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-yahoo-private.h"
#include "penstock-feed-json-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define SOURCE "yahoo-chart"
#define QUARTER 900 /* seconds: every session begins on a quarter of an hour, so shorter bars lie on a grid of the clock */

/* -- sessions -- */

typedef struct { PenstockYahooPeriod period; PenstockSession session; } Window;

static void
add_window (GArray          *windows,
            JsonObject      *object,
            PenstockSession  session)
{
  const Window window = {
    .period = { penstock_feed_json_time (object, "start"), penstock_feed_json_time (object, "end") }, .session = session,
  };

  if (object != NULL && window.period.start < window.period.end)
    g_array_append_val (windows, window);
}

/* [[{…}], [{…}]]: a list of days, each a list of sessions. */
static void
add_days (GArray          *windows,
          JsonArray       *days,
          PenstockSession  session)
{
  for (guint i = 0; days != NULL && i < json_array_get_length (days); i++)
    {
      JsonNode *node = json_array_get_element (days, i);
      JsonArray *day = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      if (day == NULL)
        add_window (windows, penstock_feed_json_element_object (days, i), session);
      for (guint k = 0; day != NULL && k < json_array_get_length (day); k++)
        add_window (windows, penstock_feed_json_element_object (day, k), session);
    }
}

static void
add_current (GArray                    *windows,
             const PenstockYahooPeriod *period,
             PenstockSession            session)
{
  const Window window = { *period, session };

  if (period->start < period->end)
    g_array_append_val (windows, window);
}

/* "tradingPeriods" is a list of regular sessions, or an object of three such lists; "currentTradingPeriod" knows the last day only, and is asked where
 * the first says nothing. The earlier window wins. */
static GArray *
find_windows (const PenstockYahooView *view)
{
  static const struct { const char *name; PenstockSession session; } kinds[] = {
    { "regular", PENSTOCK_SESSION_REGULAR }, { "pre", PENSTOCK_SESSION_PRE }, { "post", PENSTOCK_SESSION_POST },
  };
  GArray *windows = g_array_new (FALSE, FALSE, sizeof (Window));
  JsonObject *periods = penstock_feed_json_object (view->chart->meta, "tradingPeriods");

  add_days (windows, penstock_feed_json_array (view->chart->meta, "tradingPeriods"), PENSTOCK_SESSION_REGULAR);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_days (windows, penstock_feed_json_array (periods, kinds[i].name), kinds[i].session);

  add_current (windows, &view->regular, PENSTOCK_SESSION_REGULAR);
  add_current (windows, &view->pre, PENSTOCK_SESSION_PRE);
  add_current (windows, &view->post, PENSTOCK_SESSION_POST);
  return windows;
}

static PenstockSession
session_at (const GArray *windows,
            gint64        time)
{
  for (guint i = 0; i < windows->len; i++)
    {
      const Window *window = &g_array_index (windows, Window, i);

      if (time >= window->period.start && time < window->period.end)
        return window->session;
    }

  return PENSTOCK_SESSION_CLOSED;
}

/* -- rows -- */

/* Seconds a bar; 0 for days and longer. */
static guint
find_interval (const PenstockYahooView *view)
{
  static const struct { const char *name; guint seconds; } intervals[] = {
    { "1m", 60 }, { "2m", 120 }, { "5m", 300 }, { "15m", 900 }, { "30m", 1800 }, { "60m", 3600 }, { "90m", 5400 }, { "1h", 3600 },
  };
  const char *name = penstock_feed_json_string (view->chart->meta, "dataGranularity");

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (intervals); i++)
    if (g_str_equal (name, intervals[i].name))
      return intervals[i].seconds;

  return 0;
}

static gboolean
has_close (const PenstockYahooView *view,
           const PenstockYahooRow  *row)
{
  return isfinite (penstock_yahoo_view_price (view, PENSTOCK_CHART_CLOSE, row->at));
}

/* One price and no volume, at the time of the last trade or off the grid: the newest price, which Yahoo appends to the bars. */
static gboolean
is_tick (const PenstockYahooView *view,
         const PenstockYahooRow  *row,
         guint                    interval)
{
  const double close = penstock_yahoo_view_price (view, PENSTOCK_CHART_CLOSE, row->at);

  for (PenstockYahooColumnId id = PENSTOCK_CHART_OPEN; id <= PENSTOCK_CHART_LOW; id++)
    if (penstock_yahoo_view_price (view, id, row->at) != close)
      return FALSE;
  if (penstock_yahoo_view_volume (view, row->at) > 0.0)
    return FALSE;

  return row->time == view->market_time || (interval <= QUARTER && row->time % interval != 0);
}

/* Those with a close, one a time; of two of the same time the later in the answer. */
static GArray *
pick_rows (const PenstockYahooView *view,
           guint                    interval,
           PenstockBatch           *batch)
{
  GArray *picked = g_array_new (FALSE, FALSE, sizeof (PenstockYahooRow));
  const PenstockYahooRow *last;

  for (guint i = 0; i < view->rows->len; i++)
    {
      const PenstockYahooRow *row = &g_array_index (view->rows, PenstockYahooRow, i);

      if (!has_close (view, row))
        continue;
      last = picked->len > 0 ? &g_array_index (picked, PenstockYahooRow, picked->len - 1) : NULL;
      if (last != NULL && last->time == row->time)
        {
          penstock_batch_reject (batch, last->at + 1, _("a later row has the same time"));
          batch->kept--;
          g_array_set_size (picked, picked->len - 1);
        }
      g_array_append_val (picked, *row);
    }

  last = picked->len > 0 ? &g_array_index (picked, PenstockYahooRow, picked->len - 1) : NULL;
  if (last != NULL && is_tick (view, last, interval))
    g_array_set_size (picked, picked->len - 1);

  return picked;
}

void
penstock_yahoo_add_intraday (const PenstockYahooView *view,
                             gint64                   now,
                             PenstockBatch           *batch)
{
  static const PenstockYahooColumnId columns[] = {
    [PENSTOCK_BAR_OPEN] = PENSTOCK_CHART_OPEN, [PENSTOCK_BAR_HIGH] = PENSTOCK_CHART_HIGH,
    [PENSTOCK_BAR_LOW] = PENSTOCK_CHART_LOW, [PENSTOCK_BAR_CLOSE] = PENSTOCK_CHART_CLOSE,
  };
  const guint interval = find_interval (view);
  g_autoptr(GArray) picked = NULL;
  g_autoptr(GArray) windows = NULL;
  PenstockIntraday *minutes;

  if (interval == 0)
    return;
  picked = pick_rows (view, interval, batch);
  if (picked->len == 0)
    return;

  windows = find_windows (view);
  minutes = penstock_intraday_new (view->symbol, SOURCE, picked->len);
  minutes->currency = g_strdup (view->currency);
  minutes->zone = g_strdup (penstock_feed_json_string (view->chart->meta, "exchangeTimezoneName"));
  minutes->interval = interval;
  minutes->simulated = penstock_feed_json_true (view->chart->meta, "penstockSimulated");
  minutes->fetched_at = now;
  for (guint i = 0; i < picked->len; i++)
    {
      const PenstockYahooRow *row = &g_array_index (picked, PenstockYahooRow, i);

      minutes->time[i] = row->time;
      minutes->session[i] = (guint8)session_at (windows, row->time);
      for (guint field = 0; field < G_N_ELEMENTS (columns); field++)
        minutes->field[field][i] = penstock_yahoo_view_price (view, columns[field], row->at);
      minutes->field[PENSTOCK_BAR_VOLUME][i] = penstock_yahoo_view_volume (view, row->at);
    }
  g_ptr_array_add (batch->intraday, minutes);
}
