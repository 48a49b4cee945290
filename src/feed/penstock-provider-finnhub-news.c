/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-error.h"
#include "penstock-feed-json-private.h"
#include "penstock-news-feed-private.h"
#include "penstock-news-feed-tree-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Finnhub: the news of a US listing, for whoever has a key of his own. A bare array; wire stories come several times under different ids. */

#define SOURCE       "finnhub-news"
#define SHORT_BODY   8192  /* bytes; an error is no longer than that */
#define MOST_ROWS    1000
#define MOST_TITLE   500   /* characters */
#define MOST_SUMMARY 2000
#define MOST_NAME    120

/* Both dates must be there; without a wish everything is asked for. */
static void
finnhub_news_build_request (const char          *base_url,
                            const PenstockQuery *query,
                            PenstockRequest     *request)
{
  g_autofree char *dotted = g_strdelimit (g_strdup (query->subject != NULL ? query->subject : ""), "-", '.'); /* BRK-B is BRK.B there */
  g_autofree char *symbol = g_uri_escape_string (dotted, NULL, FALSE);
  char from[16] = "2000-01-01", until[16] = "2099-12-31";

  if (query->key == NULL || *query->key == '\0' || *symbol == '\0')
    return;

  if (query->from != PENSTOCK_DAY_NONE)
    penstock_day_format (query->from, from);
  if (query->until != PENSTOCK_DAY_NONE)
    penstock_day_format (query->until, until);
  request->method = g_strdup ("GET");
  request->uri = g_strdup_printf ("%s/api/v1/company-news?symbol=%s&from=%s&to=%s", base_url, symbol, from, until);
  request->headers = g_strdupv ((char *[]) { "X-Finnhub-Token", (char *)query->key, NULL });
}

/* {"error": "…"} in its own words, whatever the status. */
static PenstockOutcome
finnhub_news_recognise (guint       status,
                        const char *content_type,
                        GBytes     *body,
                        char      **reason)
{
  PenstockOutcome outcome = penstock_recognise (status, body, FALSE, reason);
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr(JsonNode) root = length > 0 && length <= SHORT_BODY ? penstock_feed_json_load (data, length, NULL) : NULL;
  const char *words = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? penstock_feed_json_string (json_node_get_object (root), "error") : NULL;

  if (words == NULL)
    return outcome;

  g_free (*reason);
  *reason = penstock_recognise_quote (words, -1);
  if (outcome == PENSTOCK_OUTCOME_REFUSED || strstr (words, "limit") != NULL || strstr (words, "API key") != NULL)
    return PENSTOCK_OUTCOME_REFUSED;

  return PENSTOCK_OUTCOME_BROKEN;
}

/* "https://www.thestar.com.my" → "thestar.com.my" */
static char *
dup_publisher (JsonObject *row)
{
  char *name = penstock_news_feed_plain (penstock_feed_json_string (row, "source"), PENSTOCK_NEWS_TEXT, MOST_NAME);
  char *host = name != NULL ? strstr (name, "://") : NULL;

  if (host != NULL)
    {
      host += g_str_has_prefix (host, "://www.") ? 7 : 3;
      host[strcspn (host, "/")] = '\0';
      memmove (name, host, strlen (host) + 1);
    }

  return name;
}

static char *
dup_id (JsonObject *row)
{
  double number = penstock_feed_json_number (row, "id");
  const char *text = penstock_feed_json_string (row, "id");

  if (number > 0.0 && number < 9e15)
    return g_strdup_printf ("%.0f", number);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static char **
dup_symbols (JsonObject *row)
{
  g_autoptr(GPtrArray) symbols = g_ptr_array_new_with_free_func (g_free);

  penstock_news_xml_add_symbols (symbols, penstock_feed_json_string (row, "related"));
  if (symbols->len == 0)
    return NULL;

  g_ptr_array_add (symbols, NULL);
  return g_strdupv ((char **)symbols->pdata);
}

static PenstockNewsItem *
make_item (JsonObject *row,
           gint64      now)
{
  g_autofree char *title = penstock_news_feed_plain (penstock_feed_json_string (row, "headline"), PENSTOCK_NEWS_HTML, MOST_TITLE);
  gint64 time = penstock_feed_json_time (row, "datetime");
  PenstockNewsItem *item;

  if (title == NULL)
    return NULL;

  item = penstock_news_item_new (title, SOURCE, time > 0 && time <= now ? time : now);
  item->date_assumed = time <= 0 || time > now;
  item->id = dup_id (row);
  item->summary = penstock_news_feed_plain (penstock_feed_json_string (row, "summary"), PENSTOCK_NEWS_HTML, MOST_SUMMARY);
  item->url = penstock_news_feed_resolve (NULL, penstock_feed_json_string (row, "url"));
  item->publisher = dup_publisher (row);
  item->symbols = dup_symbols (row);
  return item;
}

/* The same headline of the same moment and house is the same story, whatever its id. */
static gboolean
is_copy (GHashTable             *stories,
         const PenstockNewsItem *item)
{
  const char *publisher = item->publisher != NULL ? item->publisher : "";

  return !g_hash_table_add (stories, g_strdup_printf ("%" G_GINT64_FORMAT " %s %s", item->published_at, publisher, item->title));
}

static void
read_rows (JsonArray     *array,
           gint64         now,
           PenstockBatch *batch)
{
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) stories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = json_array_get_length (array);

  batch->rows = n;
  for (guint i = 0; i < MIN (n, MOST_ROWS); i++)
    {
      JsonObject *row = penstock_feed_json_element_object (array, i);
      PenstockNewsItem *item = row != NULL ? make_item (row, now) : NULL;

      if (item == NULL)
        penstock_batch_reject (batch, i + 1, _("$[%u].headline: missing"), i);
      else if (is_copy (stories, item))
        {
          penstock_batch_reject (batch, i + 1, _("said twice"));
          penstock_news_item_free (item);
        }
      else
        penstock_news_feed_add_item (batch, keys, i + 1, item);
    }
  if (n > MOST_ROWS)
    penstock_batch_reject (batch, MOST_ROWS + 1, _("the last %u are not read: too many for a news feed"), n - MOST_ROWS);
}

static gboolean
finnhub_news_parse (GBytes               *body,
                    const PenstockQuery  *query,
                    gint64                now,
                    PenstockBatch        *batch,
                    GError              **error)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr(JsonNode) root = penstock_feed_json_load (data != NULL ? data : "", length, error);

  if (root == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_ARRAY (root))
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("$: not an array"));
      return FALSE;
    }

  read_rows (json_node_get_array (root), now, batch);
  return TRUE;
}

static const char *const suffixes[] = { "", NULL };
static const char *const content_types[] = { "application/json", "text/json", NULL };

/* Sixty questions a minute for a free key, shared with the prices: see penstock-provider-finnhub-quote.c. */
static const PenstockPolicy policy = {
  .host_key = "finnhub",
  .min_interval_ms = 1100,
  .max_per_hour = 1800,
  .backoff_first_s = 60,
  .backoff_most_s = 3600,
  .follow_redirects = FALSE,
  .content_types = content_types,
};

const PenstockProvider penstock_provider_finnhub_news = {
  .id = SOURCE,
  .title = N_("Finnhub news"),
  .base_url = "https://finnhub.io",
  .terms_url = "https://finnhub.io/terms-of-service",
  .sends = N_("The symbols of the US-listed companies you follow, your key and your network address, to Finnhub."),
  .gives = PENSTOCK_GIVES_EVENTS,
  .asks = PENSTOCK_ASKS_LISTING,
  .rhythm = PENSTOCK_RHYTHM_NEWS,
  .suffixes = suffixes,
  .key_need = PENSTOCK_KEY_NEEDED,
  .key_url = "https://finnhub.io/register",
  .policy = &policy,
  .build_request = finnhub_news_build_request,
  .recognise = finnhub_news_recognise,
  .parse = finnhub_news_parse,
};
