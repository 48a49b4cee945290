/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-yahoo-private.h"
#include "penstock-feed-json-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define SOURCE "yahoo-chart"

#define MOST_BEYOND 1.8 /* as for a jump: a wrong unit or a slipped digit, not a rounding */

/* A close that the same row's high and low contradict. Where there is no range there is nothing to contradict it. */
static gboolean
is_beyond_range (const PenstockYahooView *view,
                 guint                    at)
{
  const PenstockYahooColumn *columns = view->chart->column;
  const double close = columns[PENSTOCK_CHART_CLOSE].value[at];
  const double high = columns[PENSTOCK_CHART_HIGH].present ? columns[PENSTOCK_CHART_HIGH].value[at] : NAN;
  const double low = columns[PENSTOCK_CHART_LOW].present ? columns[PENSTOCK_CHART_LOW].value[at] : NAN;

  return (high > 0 && close > high * MOST_BEYOND) || (low > 0 && close < low / MOST_BEYOND);
}

/* Why the row is no bar; NULL if it is one. */
static const char *
find_fault (const PenstockYahooView *view,
            const PenstockQuery     *query,
            const PenstockYahooRow  *row)
{
  const PenstockYahooColumn *close = &view->chart->column[PENSTOCK_CHART_CLOSE];

  if (!close->present || !isfinite (close->value[row->at]))
    return _("no close");
  if (close->value[row->at] <= 0.0)
    return _("the close is not positive");
  if (is_beyond_range (view, row->at))
    return _("the close is far outside the day’s own high and low");
  if (query->until != PENSTOCK_DAY_NONE && row->day > query->until)
    return _("after the last day asked for");
  if (!penstock_yahoo_view_is_complete (view, row->day))
    return _("the session is not over: its price is the quote’s");

  return NULL;
}

/* The rows that become bars, one a day. Where a day occurs twice the later row is the whole day, not what came after. */
static GArray *
pick_rows (const PenstockYahooView *view,
           const PenstockQuery     *query,
           PenstockBatch           *batch)
{
  GArray *picked = g_array_new (FALSE, FALSE, sizeof (PenstockYahooRow));

  for (guint i = 0; i < view->rows->len; i++)
    {
      const PenstockYahooRow *row = &g_array_index (view->rows, PenstockYahooRow, i);
      PenstockYahooRow *last = picked->len > 0 ? &g_array_index (picked, PenstockYahooRow, picked->len - 1) : NULL;
      const char *fault = find_fault (view, query, row);

      if (fault != NULL)
        {
          penstock_batch_reject (batch, row->at + 1, "%s", fault);
        }
      else if (last != NULL && last->day == row->day)
        {
          penstock_batch_reject (batch, last->at + 1, _("a later row has the same day"));
          *last = *row;
        }
      else
        {
          g_array_append_val (picked, *row);
        }
    }

  return picked;
}

static void
count_closes (const PenstockYahooView *view,
              PenstockBatch           *batch)
{
  for (guint i = 0; i < view->rows->len; i++)
    {
      guint at = g_array_index (view->rows, PenstockYahooRow, i).at;

      if (isfinite (penstock_yahoo_view_price (view, PENSTOCK_CHART_CLOSE, at)))
        batch->kept++;
      else
        penstock_batch_reject (batch, at + 1, _("no close"));
    }
}

void
penstock_yahoo_add_bars (const PenstockYahooView *view,
                         const PenstockQuery     *query,
                         gint64                   now,
                         PenstockBatch           *batch)
{
  static const PenstockYahooColumnId columns[PENSTOCK_BAR_N_FIELDS] = {
    [PENSTOCK_BAR_OPEN] = PENSTOCK_CHART_OPEN,
    [PENSTOCK_BAR_HIGH] = PENSTOCK_CHART_HIGH,
    [PENSTOCK_BAR_LOW] = PENSTOCK_CHART_LOW,
    [PENSTOCK_BAR_CLOSE] = PENSTOCK_CHART_CLOSE,
    [PENSTOCK_BAR_ADJ_CLOSE] = PENSTOCK_CHART_ADJ_CLOSE,
  };
  g_autoptr(GArray) picked = NULL;
  PenstockBars *bars;

  if (!view->daily)
    {
      count_closes (view, batch);
      return;
    }

  picked = pick_rows (view, query, batch);
  batch->kept = picked->len;
  if (picked->len == 0)
    return;

  bars = penstock_bars_new (view->symbol, view->currency, SOURCE, picked->len);
  bars->fetched_at = now;
  bars->simulated = penstock_feed_json_true (view->chart->meta, "penstockSimulated");
  for (guint i = 0; i < picked->len; i++)
    {
      const PenstockYahooRow *row = &g_array_index (picked, PenstockYahooRow, i);

      bars->day[i] = row->day;
      for (guint field = 0; field < PENSTOCK_BAR_N_FIELDS; field++)
        bars->field[field][i] = field == PENSTOCK_BAR_VOLUME ? penstock_yahoo_view_volume (view, row->at)
                                                             : penstock_yahoo_view_price (view, columns[field], row->at);
    }
  g_ptr_array_add (batch->bars, bars);
}

static gboolean
read_split (const PenstockYahooView *view,
            JsonObject              *split,
            PenstockAction          *action)
{
  const char *ratio = penstock_feed_json_string (split, "splitRatio");
  gint64 date = penstock_feed_json_time (split, "date");

  *action = (PenstockAction) {
    .kind = PENSTOCK_ACTION_SPLIT_PROVIDER,
    .numerator = penstock_feed_json_number (split, "numerator"),
    .denominator = penstock_feed_json_number (split, "denominator"),
  };

  if (ratio != NULL && !(isfinite (action->numerator) && isfinite (action->denominator)))
    {
      char *rest;

      action->numerator = g_ascii_strtod (ratio, &rest);
      action->denominator = *rest == ':' || *rest == '/' ? g_ascii_strtod (rest + 1, NULL) : NAN;
    }

  action->day = penstock_day_from_unix (date, view->zone);
  return date != 0 && isfinite (action->numerator) && isfinite (action->denominator) && action->numerator > 0.0 && action->denominator > 0.0;
}

static int
compare_actions (gconstpointer a,
                 gconstpointer b)
{
  const PenstockAction *one = a, *two = b;

  return one->day < two->day ? -1 : one->day > two->day;
}

/* An object whose members are named by their time. Together they are the series' split signature. */
void
penstock_yahoo_add_splits (const PenstockYahooView *view,
                           PenstockBatch           *batch)
{
  JsonObject *splits = penstock_feed_json_object (penstock_feed_json_object (view->chart->result, "events"), "splits");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (splits == NULL)
    return;

  json_object_iter_init (&iter, splits);
  while (json_object_iter_next (&iter, &name, &node))
    {
      PenstockAction action;

      if (JSON_NODE_HOLDS_OBJECT (node) && read_split (view, json_node_get_object (node), &action))
        g_array_append_val (batch->splits, action);
      else
        penstock_batch_reject (batch, 0, _("events.splits: an entry that is no split"));
    }

  g_array_sort (batch->splits, compare_actions);
}
