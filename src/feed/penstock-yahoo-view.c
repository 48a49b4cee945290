/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-yahoo-private.h"
#include "penstock-feed-json-private.h"
#include "penstock-money.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define FIRST_TIME  -5e9 /* UTC seconds, year 1811 to 5138: beyond it a number is no time */
#define LATEST_TIME 1e11

static gboolean
fail (GError     **error,
      const char  *path,
      const char  *what)
{
  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, "%s: %s", path, what);
  return FALSE;
}

static PenstockYahooPeriod
read_period (JsonObject *periods,
             const char *name)
{
  JsonObject *period = penstock_feed_json_object (periods, name);

  return (PenstockYahooPeriod) {
    .start = penstock_feed_json_time (period, "start"),
    .end = penstock_feed_json_time (period, "end"),
  };
}

/* Yahoo writes symbols in capitals; anything else that differs is the answer to another question. */
static gboolean
read_symbol (PenstockYahooView    *self,
             const PenstockQuery  *query,
             GError              **error)
{
  const char *symbol = penstock_feed_json_string (self->chart->meta, "symbol");

  self->symbol = query->subject != NULL ? query->subject : symbol;
  if (self->symbol == NULL || *self->symbol == '\0')
    return fail (error, "meta.symbol", _("missing"));
  if (symbol != NULL && g_ascii_strcasecmp (symbol, self->symbol) != 0)
    {
      g_autofree char *quoted = penstock_recognise_quote (symbol, -1);
      g_autofree char *words = g_strdup_printf (_("the answer is about %s, not about %s"), quoted, self->symbol);

      return fail (error, "meta.symbol", words);
    }

  return TRUE;
}

static gboolean
read_zone (PenstockYahooView  *self,
           GError            **error)
{
  const char *name = penstock_feed_json_string (self->chart->meta, "exchangeTimezoneName");
  g_autofree char *quoted = NULL;

  if (name == NULL)
    return fail (error, "meta.exchangeTimezoneName", _("missing"));

  self->zone = penstock_zone (name);
  if (self->zone != NULL)
    return TRUE;

  quoted = penstock_recognise_quote (name, -1);
  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("meta.exchangeTimezoneName: unknown time zone %s"), quoted);
  return FALSE;
}

static void
read_meta (PenstockYahooView *self)
{
  JsonObject *meta = self->chart->meta;
  JsonObject *periods = penstock_feed_json_object (meta, "currentTradingPeriod");
  const char *currency = penstock_feed_json_string (meta, "currency");
  const char *granularity = penstock_feed_json_string (meta, "dataGranularity");
  double factor = 1.0;

  self->currency = currency != NULL && *currency != '\0' ? penstock_money_major (currency, &factor) : NULL;
  self->minor = 1.0 / factor; /* exactly 100 for 0.01: a quotient of it is rounded once */
  self->daily = granularity == NULL || g_str_equal (granularity, "1d");
  self->market_time = penstock_feed_json_time (meta, "regularMarketTime");
  self->market_day = self->market_time != 0 ? penstock_day_from_unix (self->market_time, self->zone) : PENSTOCK_DAY_NONE;
  self->pre = read_period (periods, "pre");
  self->regular = read_period (periods, "regular");
  self->post = read_period (periods, "post");
  self->open_day = self->regular.start != 0 ? penstock_day_from_unix (self->regular.start, self->zone) : PENSTOCK_DAY_NONE;
}

/* Parallel arrays of different lengths: no one knows what belongs together beyond the shortest. */
static guint
common_length (const PenstockYahoo *chart,
               PenstockBatch       *batch)
{
  const PenstockYahooColumn *time = &chart->column[PENSTOCK_CHART_TIME];
  gsize n = time->n;
  guint other = 0;

  for (guint i = 1; i < PENSTOCK_CHART_N_COLUMNS; i++)
    if (chart->column[i].present && chart->column[i].n != time->n)
      {
        other = i;
        n = MIN (n, chart->column[i].n);
      }

  if (other != 0)
    penstock_batch_reject (batch, (guint)n + 1, _("%s has %u values for %u times: cut to the shortest"), penstock_yahoo_column_names[other],
                           (guint)chart->column[other].n, (guint)time->n);

  return (guint)n;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const PenstockYahooRow *one = a, *two = b;

  if (one->time != two->time)
    return one->time < two->time ? -1 : 1;

  return one->at < two->at ? -1 : one->at > two->at;
}

static gboolean
is_sorted (GArray *rows)
{
  for (guint i = 1; i < rows->len; i++)
    if (g_array_index (rows, PenstockYahooRow, i - 1).time > g_array_index (rows, PenstockYahooRow, i).time)
      return FALSE;

  return TRUE;
}

static int
find_interval (const PenstockYahooView *self,
               guint                    at)
{
  return g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, g_array_index (self->rows, PenstockYahooRow, at).time);
}

/* The days of the rows @first … @last, which are by time. GLib takes microseconds to find the offset of a zone; where both ends lie between the same two
 * changes of the clocks (@from and @to are their intervals), so does all between. */
static void
find_days (PenstockYahooView *self,
           guint              first,
           guint              last,
           int                from,
           int                to)
{
  const guint middle = first + (last - first) / 2;

  if (from == to)
    {
      gint64 offset = g_time_zone_get_offset (self->zone, from);

      for (PenstockYahooRow *row = &g_array_index (self->rows, PenstockYahooRow, first); first <= last; first++, row++)
        row->day = penstock_day_from_unix_utc (row->time + offset);
      return;
    }

  find_days (self, first, middle, from, find_interval (self, middle));
  find_days (self, middle + 1, last, find_interval (self, middle + 1), to);
}

static void
read_rows (PenstockYahooView *self,
           PenstockBatch     *batch)
{
  const double *time = self->chart->column[PENSTOCK_CHART_TIME].value;
  guint n = common_length (self->chart, batch);

  batch->rows = (guint)self->chart->column[PENSTOCK_CHART_TIME].n;
  self->rows = g_array_sized_new (FALSE, FALSE, sizeof (PenstockYahooRow), n);

  for (guint i = 0; i < n; i++)
    {
      PenstockYahooRow row = { .at = i };

      if (!isfinite (time[i]) || time[i] <= FIRST_TIME || time[i] >= LATEST_TIME)
        {
          penstock_batch_reject (batch, i + 1, _("no time"));
          continue;
        }
      row.time = (gint64)time[i];
      g_array_append_val (self->rows, row);
    }

  if (!is_sorted (self->rows))
    g_array_sort (self->rows, compare_rows);
  if (self->rows->len > 0)
    find_days (self, 0, self->rows->len - 1, find_interval (self, 0), find_interval (self, self->rows->len - 1));
}

gboolean
penstock_yahoo_view_init (PenstockYahooView    *self,
                          const PenstockYahoo  *chart,
                          const PenstockQuery  *query,
                          PenstockBatch        *batch,
                          GError              **error)
{
  *self = (PenstockYahooView) { .chart = chart };

  if (!read_symbol (self, query, error) || !read_zone (self, error))
    return FALSE;

  read_meta (self);
  read_rows (self, batch);
  return TRUE;
}

void
penstock_yahoo_view_clear (PenstockYahooView *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
}

static double
to_major (const PenstockYahooView *self,
          double                   value)
{
  return isfinite (value) && value > 0.0 ? value / self->minor : NAN;
}

double
penstock_yahoo_view_price (const PenstockYahooView *self,
                           PenstockYahooColumnId    id,
                           guint                    at)
{
  const PenstockYahooColumn *column = &self->chart->column[id];

  return column->present ? to_major (self, column->value[at]) : NAN;
}

double
penstock_yahoo_view_volume (const PenstockYahooView *self,
                            guint                    at)
{
  const PenstockYahooColumn *column = &self->chart->column[PENSTOCK_CHART_VOLUME];

  return column->present && isfinite (column->value[at]) && column->value[at] >= 0.0 ? column->value[at] : NAN;
}

double
penstock_yahoo_view_meta (const PenstockYahooView *self,
                          const char              *member)
{
  return to_major (self, penstock_feed_json_number (self->chart->meta, member));
}

gboolean
penstock_yahoo_view_is_complete (const PenstockYahooView *self,
                                 PenstockDay              day)
{
  if (self->open_day != PENSTOCK_DAY_NONE)
    return day < self->open_day || (day == self->open_day && self->market_time >= self->regular.end);
  if (self->market_day != PENSTOCK_DAY_NONE)
    return day < self->market_day;

  /* The body says nothing about any session: its last day may be a day under way. */
  return self->rows->len > 0 && day < g_array_index (self->rows, PenstockYahooRow, self->rows->len - 1).day;
}
