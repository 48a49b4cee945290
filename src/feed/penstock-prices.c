/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-prices-private.h"
#include "penstock-error.h"
#include "penstock-feed-json-private.h"
#include "penstock-money.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define SHORT_BODY 8192 /* bytes; an error is no longer than that */

gboolean
penstock_prices_fail (GError     **error,
                      const char  *format,
                      ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, message);
  return FALSE;
}

JsonNode *
penstock_prices_load (GBytes  *body,
                      GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);

  return penstock_feed_json_load (data != NULL ? data : "", length, error);
}

JsonNode *
penstock_prices_load_short (GBytes *body)
{
  return g_bytes_get_size (body) <= SHORT_BODY ? penstock_prices_load (body, NULL) : NULL;
}

PenstockOutcome
penstock_prices_recognise_keyed (guint     status,
                                 GBytes   *body,
                                 char    **reason)
{
  const PenstockOutcome outcome = penstock_recognise (status, body, FALSE, reason);
  g_autofree char *note = NULL;
  g_autofree char *quoted = NULL;

  if (status != 401 && status != 403)
    return outcome;

  note = penstock_recognise_dup_note (body);
  quoted = note != NULL ? penstock_recognise_quote (note, -1) : NULL;
  g_free (*reason);
  *reason = quoted != NULL ? g_strdup_printf (_("the source refused the key (%u): %s"), status, quoted)
                           : g_strdup_printf (_("the source refused the key (%u)"), status);
  return PENSTOCK_OUTCOME_REFUSED;
}

PenstockNumber
penstock_prices_number (JsonNode *node,
                        double   *value)
{
  *value = NAN;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return PENSTOCK_NUMBER_UNKNOWN;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return penstock_feed_number (json_node_get_string (node), TRUE, value);

  *value = penstock_feed_json_node_number (node);
  if (isfinite (*value))
    return PENSTOCK_NUMBER_GOOD;

  *value = NAN;
  return PENSTOCK_NUMBER_BAD;
}

/* -- daily rows to bars -- */

void
penstock_prices_row_init (PenstockPricesRow *row,
                          PenstockDay        day,
                          guint              line)
{
  *row = (PenstockPricesRow) { .day = day, .line = line };
  for (guint field = 0; field < PENSTOCK_BAR_N_FIELDS; field++)
    row->value[field] = NAN;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const PenstockPricesRow *one = a, *two = b;

  if (one->day != two->day)
    return one->day < two->day ? -1 : 1;

  return one->line < two->line ? -1 : one->line > two->line;
}

static const char *
find_fault (const PenstockPricesSeries *series,
            const PenstockPricesRow    *row)
{
  const double close = row->value[PENSTOCK_BAR_CLOSE];

  if (!isfinite (close))
    return _("no close");
  if (close <= 0.0)
    return _("the close is not positive");
  if (series->until != PENSTOCK_DAY_NONE && row->day > series->until)
    return _("after the last day asked for");

  return NULL;
}

/* One row a day, in place: the later row of two is the later word. */
static void
pick_rows (const PenstockPricesSeries *series,
           GArray                     *rows,
           PenstockBatch              *batch)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const PenstockPricesRow row = g_array_index (rows, PenstockPricesRow, i);
      PenstockPricesRow *last = n > 0 ? &g_array_index (rows, PenstockPricesRow, n - 1) : NULL;
      const char *fault = find_fault (series, &row);

      if (fault != NULL)
        {
          penstock_batch_reject (batch, row.line, "%s", fault);
        }
      else if (last != NULL && last->day == row.day)
        {
          penstock_batch_reject (batch, last->line, _("a later row has the same day"));
          *last = row;
        }
      else
        {
          g_array_index (rows, PenstockPricesRow, n++) = row;
        }
    }

  g_array_set_size (rows, n);
}

/* Prices are divided by @minor: 100 for pence. */
static double
to_major (PenstockBarField field,
          double           value,
          double           minor)
{
  if (field == PENSTOCK_BAR_VOLUME)
    return isfinite (value) && value >= 0.0 ? value : NAN;

  return isfinite (value) && value > 0.0 ? value / minor : NAN;
}

void
penstock_prices_add_bars (const PenstockPricesSeries *series,
                          GArray                     *rows,
                          PenstockBatch              *batch)
{
  double factor = 1.0;
  const char *currency = series->currency != NULL ? penstock_money_major (series->currency, &factor) : NULL;
  const double minor = 1.0 / factor; /* exactly 100 for 0.01: a quotient of it is rounded once */
  PenstockBars *bars;

  g_array_sort (rows, compare_rows);
  pick_rows (series, rows, batch);
  batch->kept += rows->len;
  if (rows->len == 0)
    return;

  bars = penstock_bars_new (series->symbol, currency, series->source, rows->len);
  bars->fetched_at = series->now;
  for (guint i = 0; i < rows->len; i++)
    {
      const PenstockPricesRow *row = &g_array_index (rows, PenstockPricesRow, i);

      bars->day[i] = row->day;
      for (PenstockBarField field = 0; field < PENSTOCK_BAR_N_FIELDS; field++)
        bars->field[field][i] = to_major (field, row->value[field], minor);
    }
  g_ptr_array_add (batch->bars, bars);
}
