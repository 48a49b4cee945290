/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-prices-private.h"
#include "penstock-feed-json-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Tiingo: daily prices of the United States, for whoever has a key of his own. Published after the close: no day of an answer is under way.
 *
 * Stored prices are divided by every split there has been since (as Yahoo gives them), Tiingo's open … volume are as traded. So each row is divided
 * by the splitFactors of all later rows, its volume multiplied; the row of a split is at the new level already. For that to be whole every answer
 * reaches to date: .until cuts what is kept, not what is asked. adjClose is free of dividends too and becomes ADJ_CLOSE as it is. */

#define SOURCE "tiingo"
#define FIRST_DAY "1962-01-01" /* no US series is older */
#define LARGEST_SPLIT 1e5
#define WEEK 5                 /* days between two rows that are no longer neighbours */

static const struct { PenstockBarField field; const char *member; } columns[] = {
  { PENSTOCK_BAR_OPEN, "open" },
  { PENSTOCK_BAR_HIGH, "high" },
  { PENSTOCK_BAR_LOW, "low" },
  { PENSTOCK_BAR_CLOSE, "close" },
  { PENSTOCK_BAR_VOLUME, "volume" },
  { PENSTOCK_BAR_ADJ_CLOSE, "adjClose" },
};

/* A row and the splitFactor of its day. */
typedef struct
{
  PenstockPricesRow row;
  double            split;
} SplitRow;

static void
tiingo_build_request (const char          *base_url,
                      const PenstockQuery *query,
                      PenstockRequest     *request)
{
  g_autofree char *symbol = NULL;
  char from[16];

  if (query->key == NULL || *query->key == '\0' || query->subject == NULL || *query->subject == '\0')
    return;

  symbol = g_uri_escape_string (query->subject, NULL, FALSE);
  request->method = g_strdup ("GET");
  request->uri = g_strdup_printf ("%s/tiingo/daily/%s/prices?startDate=%s&resampleFreq=daily&format=json", base_url, symbol,
                                  query->from != PENSTOCK_DAY_NONE ? penstock_day_format (query->from, from) : FIRST_DAY);
  request->headers = g_new0 (char *, 3);
  request->headers[0] = g_strdup ("Authorization");
  request->headers[1] = g_strconcat ("Token ", query->key, NULL);
}

static PenstockOutcome
tiingo_recognise (guint       status,
                  const char *content_type,
                  GBytes     *body,
                  char      **reason)
{
  const PenstockOutcome outcome = penstock_prices_recognise_keyed (status, body, reason);
  g_autofree char *note = outcome == PENSTOCK_OUTCOME_BROKEN ? penstock_recognise_dup_note (body) : NULL;

  if (note != NULL && status == 404 && strstr (note, "ot found") != NULL)
    return PENSTOCK_OUTCOME_EMPTY; /* no such symbol */
  if (note != NULL && strstr (note, "request allocation") != NULL)
    return PENSTOCK_OUTCOME_REFUSED;

  return outcome;
}

/* "2023-01-03T00:00:00.000Z" and "2018-04-12T00:00:00+00:00": a day. With any other time of day it is no daily price. */
static PenstockDay
read_day (const char *text)
{
  static const char midnight[] = "T00:00:00";
  g_autofree char *day = text != NULL ? g_strndup (text, 10) : NULL;
  const char *rest = text != NULL && strlen (text) >= 10 ? text + 10 : NULL;

  if (rest == NULL || !(*rest == '\0' || g_str_has_prefix (rest, midnight)))
    return PENSTOCK_DAY_NONE;

  return penstock_day_parse (day);
}

static gboolean
read_numbers (JsonObject        *object,
              PenstockPricesRow *row,
              PenstockBatch     *batch)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      JsonNode *node = json_object_get_member (object, columns[i].member);

      row->value[columns[i].field] = penstock_feed_json_node_number (node);
      if (node != NULL && !JSON_NODE_HOLDS_NULL (node) && !isfinite (row->value[columns[i].field]))
        {
          penstock_batch_reject (batch, row->line, _("$[%u].%s: not a number"), row->line - 1, columns[i].member);
          return FALSE;
        }
    }

  return TRUE;
}

/* FALSE only where a split may be hidden: then no price before it is known. */
static gboolean
read_split (JsonObject  *object,
            guint        at,
            double      *split,
            GError     **error)
{
  JsonNode *node = json_object_get_member (object, "splitFactor");

  *split = 1.0;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;

  *split = penstock_feed_json_node_number (node);
  return (*split >= 1.0 / LARGEST_SPLIT && *split <= LARGEST_SPLIT) || penstock_prices_fail (error, _("$[%u].splitFactor: not a split"), at);
}

static gboolean
read_rows (JsonArray      *array,
           GArray         *rows,
           PenstockBatch  *batch,
           GError        **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = penstock_feed_json_element_object (array, i);
      SplitRow row;

      batch->rows++;
      penstock_prices_row_init (&row.row, read_day (penstock_feed_json_string (object, "date")), i + 1);
      if (row.row.day == PENSTOCK_DAY_NONE)
        {
          penstock_batch_reject (batch, i + 1, _("$[%u].date: not a day"), i);
          continue;
        }
      if (!read_split (object, i, &row.split, error))
        return FALSE;
      if (!read_numbers (object, &row.row, batch))
        row.row.line = 0; /* its split counts all the same */
      g_array_append_val (rows, row);
    }

  return TRUE;
}

static int
compare_days (gconstpointer a,
              gconstpointer b)
{
  const SplitRow *one = a, *two = b;

  return one->row.day < two->row.day ? -1 : one->row.day > two->row.day;
}

static void
add_split (PenstockDay    day,
           double         factor,
           PenstockBatch *batch)
{
  const PenstockAction action = {
    .kind = PENSTOCK_ACTION_SPLIT_PROVIDER, .day = day, .numerator = MAX (factor, 1.0), .denominator = MAX (1.0 / factor, 1.0),
  };

  g_array_prepend_val (batch->splits, action);
}

/* @rows by day, from the newest back. A day that comes twice has one split. */
static GArray *
adjust (GArray        *rows,
        PenstockBatch *batch)
{
  GArray *adjusted = g_array_new (FALSE, FALSE, sizeof (PenstockPricesRow));
  PenstockDay done = PENSTOCK_DAY_NONE;
  double divisor = 1.0, pending = 1.0;

  for (guint i = rows->len; i-- > 0;)
    {
      SplitRow *split = &g_array_index (rows, SplitRow, i);

      if (split->row.day != done)
        {
          divisor *= pending;
          pending = 1.0;
          done = split->row.day;
        }
      if (split->split != 1.0 && pending == 1.0)
        {
          pending = split->split;
          add_split (done, pending, batch);
        }
      for (PenstockBarField field = PENSTOCK_BAR_OPEN; field <= PENSTOCK_BAR_CLOSE; field++)
        split->row.value[field] /= divisor;
      split->row.value[PENSTOCK_BAR_VOLUME] *= divisor;
      if (split->row.line > 0)
        g_array_append_val (adjusted, split->row);
    }

  return adjusted;
}

/* Weekly prices look like daily ones, but for the days between them. @rows by day. */
static gboolean
are_weekly (const GArray *rows)
{
  for (guint i = 1; i < rows->len; i++)
    if (g_array_index (rows, SplitRow, i).row.day - g_array_index (rows, SplitRow, i - 1).row.day < WEEK)
      return FALSE;

  return rows->len > 2;
}

static gboolean
tiingo_parse (GBytes               *body,
              const PenstockQuery  *query,
              gint64                now,
              PenstockBatch        *batch,
              GError              **error)
{
  const PenstockPricesSeries series = {
    .symbol = query->subject != NULL ? query->subject : "", .currency = "USD", .source = SOURCE, .now = now, .until = query->until,
  };
  g_autoptr(JsonNode) root = penstock_prices_load (body, error);
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (SplitRow));
  g_autoptr(GArray) adjusted = NULL;

  if (root == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_ARRAY (root))
    return penstock_prices_fail (error, _("$: not an array of daily prices"));
  if (!read_rows (json_node_get_array (root), rows, batch, error))
    return FALSE;

  g_array_sort (rows, compare_days);
  if (are_weekly (rows))
    return penstock_prices_fail (error, _("not daily prices: the rows lie weeks apart"));

  adjusted = adjust (rows, batch);
  penstock_prices_add_bars (&series, adjusted, batch);
  if (batch->kept == 0)
    g_array_set_size (batch->splits, 0);
  return TRUE;
}

static const char *const content_types[] = { "application/json", "text/json", NULL };

/* A key without a plan: fifty questions an hour, a thousand a day. */
static const PenstockPolicy policy = {
  .host_key = "tiingo",
  .min_interval_ms = 2000,
  .max_per_hour = 50,
  .max_per_day = 1000,
  .backoff_first_s = 600,
  .backoff_most_s = 21600,
  .follow_redirects = FALSE,
  .content_types = content_types,
};

const PenstockProvider penstock_provider_tiingo = {
  .id = SOURCE,
  .title = N_("Tiingo"),
  .base_url = "https://api.tiingo.com",
  .terms_url = "https://www.tiingo.com/about/terms",
  .sends = N_("The symbols of the US-listed companies you follow, your key and your network address, to Tiingo."),
  .gives = PENSTOCK_GIVES_BARS,
  .asks = PENSTOCK_ASKS_LISTING,
  .rhythm = PENSTOCK_RHYTHM_CLOSE,
  .suffixes = (const char *const[]) { "", NULL },
  .key_need = PENSTOCK_KEY_NEEDED,
  .key_url = "https://www.tiingo.com/account/api/token",
  .policy = &policy,
  .build_request = tiingo_build_request,
  .recognise = tiingo_recognise,
  .parse = tiingo_parse,
};
