/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-sample.h"

#include "penstock-paths.h"
#include "penstock-sample-bodies.h"
#include "penstock-sample-filings.h"

#include <libsoup/soup.h>
#include <stdlib.h>
#include <string.h>

struct _PenstockSample
{
  GObject                parent_instance;

  PenstockChain         *chain;
  PenstockClock         *clock;
  PenstockSamplePrices  *prices;
  PenstockSampleRevenue *revenue;
  SoupServer            *server;
  guint                  port;
};

G_DEFINE_FINAL_TYPE (PenstockSample, penstock_sample, G_TYPE_OBJECT)

typedef struct
{
  guint       status;
  const char *type;
  GBytes     *body;
  gboolean    tagged; /* a table: answers conditional requests */
} Answer;

/* -- Yahoo -- */

static Answer
refuse_chart (guint       status,
              const char *code,
              const char *description)
{
  return (Answer){ status, "application/json;charset=utf-8", penstock_sample_chart_error_body (code, description) };
}

static gint64
get_seconds (GHashTable *query,
             const char *key,
             gint64      otherwise)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, key) : NULL;
  gint64 value;

  return text != NULL && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value, NULL) ? value : otherwise;
}

/* "5d", "3mo", "2y", "ytd", "max": days to look back, and for days the number of rows. Unknown: -1. */
static int
read_range (const char  *range,
            PenstockDay  today,
            guint       *last_rows)
{
  char *unit = NULL;
  const long count = strtol (range, &unit, 10);

  if (g_str_equal (range, "max"))
    return 0;
  if (g_str_equal (range, "ytd"))
    return today - penstock_day_from_ymd (penstock_day_year (today), 1, 1);
  if (count < 1 || count > 100)
    return -1;
  if (g_str_equal (unit, "d"))
    *last_rows = (guint)count;
  if (g_str_equal (unit, "d") || g_str_equal (unit, "mo") || g_str_equal (unit, "y"))
    return (int)count * (g_str_equal (unit, "y") ? 366 : g_str_equal (unit, "mo") ? 31 : 2) + 7;
  return -1;
}

/* FALSE: what is asked for cannot be had; @answer says why. */
static gboolean
read_question (GHashTable             *query,
               gint64                  now,
               PenstockSampleQuestion *question,
               Answer                 *answer)
{
  const char *interval = query != NULL ? g_hash_table_lookup (query, "interval") : NULL;
  const char *range = query != NULL ? g_hash_table_lookup (query, "range") : NULL;
  const char *extended = query != NULL ? g_hash_table_lookup (query, "includePrePost") : NULL;
  int days;

  *question = (PenstockSampleQuestion){
    .daily = interval == NULL || g_str_equal (interval, "1d"),
    .extended = g_strcmp0 (extended, "true") == 0,
    .from = get_seconds (query, "period1", G_MININT64),
    .until = get_seconds (query, "period2", G_MAXINT64),
  };

  if (!question->daily)
    {
      if (g_str_equal (interval, "5m") && g_strcmp0 (range, "1d") == 0)
        return TRUE;
      *answer = refuse_chart (422, "Unprocessable Entity", "The sample market has 1d, and 5m of the last day");
      return FALSE;
    }

  if (range == NULL || question->from != G_MININT64)
    return TRUE;
  if ((days = read_range (range, penstock_day_from_unix_utc (now), &question->last_rows)) < 0)
    {
      *answer = refuse_chart (422, "Unprocessable Entity", "Invalid input - range is not supported");
      return FALSE;
    }
  if (days > 0 && question->last_rows == 0)
    question->from = now - (gint64)days * 86400;
  return TRUE;
}

static Answer
answer_chart (PenstockSample *self,
              const char     *symbol,
              GHashTable     *query)
{
  const gint64 now = penstock_clock_now (self->clock);
  const int company = penstock_chain_find_symbol (self->chain, symbol);
  PenstockSampleQuestion question;
  GBytes *body = NULL;
  Answer answer;

  if (!read_question (query, now, &question, &answer))
    return answer;
  if (company >= 0 && penstock_sample_prices_has (self->prices, (guint)company))
    body = penstock_sample_chart_body (self->prices, (guint)company, &question, now);
  if (body == NULL)
    return refuse_chart (404, "Not Found", "No data found, symbol may be delisted");
  return (Answer){ 200, "application/json;charset=utf-8", body };
}

/* -- Taiwan -- */

/* "/sii/t21sc03_115_4_0.html" or "/sii/t21sc03_115_4.csv" */
static Answer
answer_mops (PenstockSample *self,
             const char     *market,
             const char     *name)
{
  const PenstockDay today = penstock_clock_today (self->clock);
  const gboolean csv = g_str_has_suffix (name, ".csv");
  gboolean domestic = TRUE;
  PenstockPeriod month;
  char **parts = g_strsplit_set (name, "_.", -1);
  const guint n = g_strv_length (parts);

  month = n >= 4 ? (PenstockPeriod)((atoi (parts[1]) + 1911) * 12 + atoi (parts[2]) - 1) : G_MININT32;
  if (n >= 5)
    domestic = g_str_equal (parts[3], "0");
  g_strfreev (parts);

  /* All three filers are domestic companies of the main board. */
  if (!g_str_equal (market, "sii") || !domestic)
    month = G_MININT32;
  if (csv)
    return (Answer){ 200, "text/csv", penstock_sample_mops_csv_body (self->revenue, month, today), TRUE };
  return (Answer){ 200, "text/html", penstock_sample_mops_html_body (self->revenue, month, today), TRUE };
}

/* -- the SEC -- */

static const char no_such_key[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                  "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>";

/* "CIK0001045810/us-gaap/Revenues.json". EDGAR answers a tag that a registrant does not use with an XML document. */
static Answer
answer_concept (PenstockSample *self,
                const char     *rest)
{
  const guint64 cik = g_str_has_prefix (rest, "CIK") ? g_ascii_strtoull (rest + strlen ("CIK"), NULL, 10) : 0;
  const char *slash = strchr (rest, '/');
  const char *end = g_str_has_suffix (rest, ".json") ? strrchr (rest, '.') : NULL;
  g_autofree char *concept = slash != NULL && end > slash ? g_strndup (slash + 1, (gsize)(end - slash - 1)) : NULL;
  GBytes *body = NULL;

  for (guint i = 0; cik != 0 && concept != NULL && body == NULL && i < self->chain->n_companies; i++)
    if (self->chain->companies[i].cik == cik)
      body = penstock_sample_concept_body (self->prices, i, concept, penstock_clock_now (self->clock));
  if (body != NULL)
    return (Answer){ 200, "application/json", body, TRUE };

  return (Answer){ 404, "application/xml", g_bytes_new_static (no_such_key, strlen (no_such_key)) };
}

/* -- the server -- */

static Answer
answer_path (PenstockSample *self,
             const char     *path,
             GHashTable     *query)
{
  const char *chart = strstr (path, "/v8/finance/chart/");
  const char *mops = strstr (path, "/t21/");
  const char *concept = strstr (path, "/api/xbrl/companyconcept/");

  if (chart != NULL)
    return answer_chart (self, chart + strlen ("/v8/finance/chart/"), query);
  if (concept != NULL)
    return answer_concept (self, concept + strlen ("/api/xbrl/companyconcept/"));
  if (g_str_has_suffix (path, "/t187ap05_L"))
    return (Answer){ 200, "application/json", penstock_sample_openapi_body (self->revenue, penstock_clock_today (self->clock)), TRUE };
  if (g_str_has_suffix (path, "/mopsfin_t187ap05_O"))
    return (Answer){ 200, "application/json", g_bytes_new_static ("[]", 2), TRUE };
  if (mops != NULL)
    {
      g_auto(GStrv) parts = g_strsplit (mops + strlen ("/t21/"), "/", -1);

      if (g_strv_length (parts) == 2 && g_str_has_prefix (parts[1], "t21sc03_"))
        return answer_mops (self, parts[0], parts[1]);
    }
  return (Answer){ 404, "text/plain", g_bytes_new_static ("Not Found", 9) };
}

/* 304 if the client has this very body. */
static gboolean
is_unchanged (SoupServerMessage *message,
              GBytes            *body)
{
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);
  g_autofree char *etag = g_strdup_printf ("\"%.32s\"", sum);
  const char *known = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "If-None-Match");

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag", etag);
  return g_strcmp0 (known, etag) == 0;
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  PenstockSample *self = user_data;
  Answer answer;

  if (soup_server_message_get_method (message) != SOUP_METHOD_GET)
    {
      soup_server_message_set_status (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL);
      return;
    }

  answer = answer_path (self, path, query);
  if (answer.tagged && is_unchanged (message, answer.body))
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_MODIFIED, NULL);
    }
  else
    {
      gsize length;
      const char *bytes = g_bytes_get_data (answer.body, &length);

      soup_server_message_set_status (message, answer.status, NULL);
      soup_server_message_set_response (message, answer.type, SOUP_MEMORY_COPY, bytes, length);
    }
  g_bytes_unref (answer.body);
}

static gboolean
listen_local (PenstockSample *self,
              GError        **error)
{
  GSList *uris;

  self->server = soup_server_new ("server-header", "penstock-sample ", NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  if (!soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;

  uris = soup_server_get_uris (self->server);
  self->port = (guint)g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return TRUE;
}

static char *
find_data (const char *name,
           GError    **error)
{
  char *path = penstock_paths_data_file (name);

  if (path == NULL)
    g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND, "The sample market's file %s is not installed", name);
  return path;
}

PenstockSample *
penstock_sample_new (PenstockChain *chain,
                     PenstockClock *clock,
                     GError       **error)
{
  g_autoptr(PenstockSample) self = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (chain != NULL, NULL);
  g_return_val_if_fail (PENSTOCK_IS_CLOCK (clock), NULL);

  self = g_object_new (PENSTOCK_TYPE_SAMPLE, NULL);
  self->chain = penstock_chain_ref (chain);
  self->clock = g_object_ref (clock);
  self->prices = penstock_sample_prices_new (chain);
  if ((path = find_data ("sample/monthly_revenue_tw.csv", error)) == NULL ||
      (self->revenue = penstock_sample_revenue_load (path, error)) == NULL || !listen_local (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

const char *const penstock_sample_feeds[] = { "yahoo-chart", "sec-revenue", "twse-revenue", "tpex-revenue", "mops-month", NULL };

void
penstock_sample_configure (PenstockSample *self,
                           PenstockHttp   *http)
{
  g_autofree char *base_url = g_strdup_printf ("http://127.0.0.1:%u", self->port);

  g_return_if_fail (PENSTOCK_IS_SAMPLE (self));

  for (guint i = 0; penstock_providers[i] != NULL; i++)
    penstock_http_set_base_url (http, penstock_providers[i], base_url);
}

guint
penstock_sample_get_port (PenstockSample *self)
{
  g_return_val_if_fail (PENSTOCK_IS_SAMPLE (self), 0);

  return self->port;
}

char *
penstock_sample_dup_events (PenstockSample *self,
                            GError        **error)
{
  g_autofree char *path = find_data ("sample/events.json", error);
  char *json = NULL;

  g_return_val_if_fail (PENSTOCK_IS_SAMPLE (self), NULL);

  if (path == NULL || !g_file_get_contents (path, &json, NULL, error))
    return NULL;
  return json;
}

static void
penstock_sample_dispose (GObject *object)
{
  PenstockSample *self = PENSTOCK_SAMPLE (object);

  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (penstock_sample_parent_class)->dispose (object);
}

static void
penstock_sample_finalize (GObject *object)
{
  PenstockSample *self = PENSTOCK_SAMPLE (object);

  g_clear_pointer (&self->prices, penstock_sample_prices_free);
  g_clear_pointer (&self->revenue, penstock_sample_revenue_free);
  g_clear_pointer (&self->chain, penstock_chain_unref);

  G_OBJECT_CLASS (penstock_sample_parent_class)->finalize (object);
}

static void
penstock_sample_class_init (PenstockSampleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = penstock_sample_dispose;
  object_class->finalize = penstock_sample_finalize;
}

static void
penstock_sample_init (PenstockSample *self)
{
}
