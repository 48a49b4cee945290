/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-prices-private.h"
#include "penstock-feed-json-private.h"
#include "penstock-recognise-private.h"
#include "penstock-taiwan-private.h"

#include <glib/gi18n.h>

/* TWSE STOCK_DAY_ALL: the last session of every listed security, one table with no question to ask, some 1,371 rows. As traded: not adjusted, so
 * ADJ_CLOSE stays unknown. What was not traded that day has no prices. */

#define SOURCE "twse-day"
#define SUFFIX ".TW"

static const struct { PenstockBarField field; const char *member; } columns[] = {
  { PENSTOCK_BAR_OPEN, "OpeningPrice" },
  { PENSTOCK_BAR_HIGH, "HighestPrice" },
  { PENSTOCK_BAR_LOW, "LowestPrice" },
  { PENSTOCK_BAR_CLOSE, "ClosingPrice" },
  { PENSTOCK_BAR_VOLUME, "TradeVolume" },
};

static void
twse_day_build_request (const char          *base_url,
                        const PenstockQuery *query,
                        PenstockRequest     *request)
{
  request->method = g_strdup ("GET");
  request->uri = g_strconcat (base_url, "/v1/exchangeReport/STOCK_DAY_ALL", NULL);
}

/* The row's numbers; FALSE if one of them is something else, and the row is rejected. */
static gboolean
read_numbers (JsonObject        *object,
              PenstockPricesRow *row,
              PenstockBatch     *batch)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (penstock_prices_number (json_object_get_member (object, columns[i].member), &row->value[columns[i].field]) == PENSTOCK_NUMBER_BAD)
      {
        penstock_batch_reject (batch, row->line, _("%s is not a number"), columns[i].member);
        return FALSE;
      }

  return TRUE;
}

typedef struct
{
  PenstockPricesSeries series;
  GHashTable          *seen; /* codes, borrowed from the tree */
  GArray              *row;  /* one PenstockPricesRow: a series of one day */
} Reader;

static void
read_object (Reader        *reader,
             guint          line,
             JsonObject    *object,
             PenstockBatch *batch)
{
  const char *code = penstock_feed_json_string (object, "Code");
  g_autofree char *symbol = NULL;
  PenstockPricesRow row;

  penstock_prices_row_init (&row, penstock_prices_taiwan_day (penstock_feed_json_string (object, "Date")), line);
  if (code == NULL || !penstock_prices_is_taiwan_code (code))
    penstock_batch_reject (batch, line, _("Code: not the code of a security"));
  else if (row.day == PENSTOCK_DAY_NONE)
    penstock_batch_reject (batch, line, _("Date: not a day"));
  else if (!read_numbers (object, &row, batch))
    return;
  else if (!g_hash_table_add (reader->seen, (gpointer)code))
    penstock_batch_reject (batch, line, _("%s is in the table twice"), code);
  else
    {
      symbol = g_strconcat (code, SUFFIX, NULL);
      reader->series.symbol = symbol;
      reader->series.currency = penstock_prices_taiwan_currency (code);
      g_array_set_size (reader->row, 0);
      g_array_append_val (reader->row, row);
      penstock_prices_add_bars (&reader->series, reader->row, batch);
    }
}

static gboolean
twse_day_parse (GBytes               *body,
                const PenstockQuery  *query,
                gint64                now,
                PenstockBatch        *batch,
                GError              **error)
{
  g_autoptr(JsonNode) root = penstock_prices_load (body, error);
  JsonArray *rows = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GArray) row = g_array_new (FALSE, FALSE, sizeof (PenstockPricesRow));
  Reader reader = { .series = { .source = SOURCE, .now = now, .until = query->until }, .seen = seen, .row = row };

  if (root == NULL)
    return FALSE;
  if (rows == NULL)
    return penstock_prices_fail (error, _("not a table: the answer is no JSON array"));

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *object = penstock_feed_json_element_object (rows, i);

      batch->rows++;
      if (object == NULL)
        penstock_batch_reject (batch, i + 1, _("not an object"));
      else if (!json_object_has_member (object, "Code") || !json_object_has_member (object, "ClosingPrice"))
        penstock_batch_reject (batch, i + 1, _("not daily prices: Code or ClosingPrice is missing"));
      else
        read_object (&reader, i + 1, object, batch);
    }

  return TRUE;
}

/* The budget of the exchange's open data: no limit is published, one table an hour is plenty. A redirect leads to the home page. */
static const PenstockPolicy policy = {
  .host_key = "twse-openapi",
  .min_interval_ms = 3000,
  .max_per_hour = 60,
  .backoff_first_s = 300,
  .backoff_most_s = 21600,
  .follow_redirects = FALSE,
  .content_types = penstock_taiwan_content_types,
};

const PenstockProvider penstock_provider_twse_day = {
  .id = SOURCE,
  .title = N_("TWSE daily prices"),
  .base_url = "https://openapi.twse.com.tw",
  .terms_url = "https://www.twse.com.tw/zh/page/terms/use.html",
  .sends = N_("Your network address, to the Taiwan Stock Exchange."),
  .attribution = N_("Source: Taiwan Stock Exchange, under the Open Government Data License"),
  .gives = PENSTOCK_GIVES_BARS,
  .asks = PENSTOCK_ASKS_TABLE,
  .rhythm = PENSTOCK_RHYTHM_CLOSE,
  .suffixes = (const char *const[]) { SUFFIX, NULL },
  .policy = &policy,
  .build_request = twse_day_build_request,
  .recognise = penstock_prices_taiwan_recognise,
  .parse = twse_day_parse,
};
