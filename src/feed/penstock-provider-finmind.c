/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-feed-json-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* FinMind, an aggregator: the monthly revenue of one Taiwanese company, all years in one answer, in NTD. Stands in where the exchanges do not answer. A
 * row's `date` is the first of the month after; revenue_year and revenue_month say which month it is.
 *
 * When was it published?  If the row says when FinMind had it (create_time, Taipei), a plausible one is taken, as the end of its day where it is only
 * a date: it is never before the filing. A row without one, or one that FinMind filled in long after, follows the rule of the exchanges' tables
 * (penstock-taiwan-private.h): seen before the deadline, it was public when it was seen; else the deadline, assumed. */

#define SHORT_BODY    8192 /* bytes; a fault is no longer than that */
#define FIRST_DAY     "2002-02-01" /* of the data set */
#define LATE_DAYS     20   /* after the deadline; beyond it create_time says when history was filled in */
#define TAIPEI_AHEAD  (8 * 3600)
#define DAY_SECONDS   86400

static const char *const suffixes[] = { ".TW", ".TWO", NULL };

static void
finmind_build_request (const char          *base_url,
                       const PenstockQuery *query,
                       PenstockRequest     *request)
{
  const char *dot = query->subject != NULL ? strrchr (query->subject, '.') : NULL;
  g_autofree char *code = NULL, *escaped = NULL;
  char from[16] = FIRST_DAY, until[16] = "";

  if (dot == NULL || dot == query->subject || !g_strv_contains (suffixes, dot))
    return;
  if (query->from != PENSTOCK_DAY_NONE)
    penstock_day_format (query->from, from);
  if (query->until != PENSTOCK_DAY_NONE)
    penstock_day_format (query->until, until);

  code = g_strndup (query->subject, (gsize)(dot - query->subject));
  escaped = g_uri_escape_string (code, NULL, FALSE);
  request->method = g_strdup ("GET");
  request->uri = g_strconcat (base_url, "/api/v4/data?dataset=TaiwanStockMonthRevenue&data_id=", escaped, "&start_date=", from,
                              *until != '\0' ? "&end_date=" : "", until, NULL);
  if (query->key != NULL)
    {
      request->headers = g_new0 (char *, 3);
      request->headers[0] = g_strdup ("Authorization");
      request->headers[1] = g_strconcat ("Bearer ", query->key, NULL);
    }
}

/* Its own status inside the body goes before HTTP's: {"msg": "Requests reach the upper limit. …", "status": 402}. */
static PenstockOutcome
finmind_recognise (guint        status,
                   const char  *content_type,
                   GBytes      *body,
                   char       **reason)
{
  PenstockOutcome outcome = penstock_recognise (status, body, FALSE, reason);
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr(JsonNode) root = length > 0 && length <= SHORT_BODY ? penstock_feed_json_load (data, length, NULL) : NULL;
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  const char *message = penstock_feed_json_string (object, "msg");
  const double own = penstock_feed_json_number (object, "status");
  g_autofree char *lower = message != NULL ? g_utf8_strdown (message, -1) : NULL;

  if (outcome == PENSTOCK_OUTCOME_REFUSED || message == NULL || (own == 200 && outcome == PENSTOCK_OUTCOME_DATA))
    return outcome;

  g_clear_pointer (reason, g_free);
  if (own == 402 || status == 402 || own == 429)
    *reason = g_strdup (_("FinMind says we ask too often (402)"));
  else if (own == 401 || own == 403 || strstr (lower, "token") != NULL)
    *reason = g_strdup (_("FinMind does not accept the key, or refuses us"));
  else
    {
      *reason = penstock_recognise_quote (message, -1);
      return PENSTOCK_OUTCOME_BROKEN;
    }

  return PENSTOCK_OUTCOME_REFUSED;
}

/* UTC seconds; 0 = none. "2026-07-10" or "2026-07-10 17:03:11". */
static gint64
read_create_time (const char *text)
{
  char day_text[11];
  int hour = 23, minute = 59, second = 59;
  PenstockDay day;

  if (text == NULL || strlen (text) < 10)
    return 0;

  g_strlcpy (day_text, text, sizeof day_text);
  day = penstock_day_parse (day_text);
  if (day == PENSTOCK_DAY_NONE)
    return 0;
  if (strlen (text) == 19 && (text[10] == ' ' || text[10] == 'T') && text[13] == ':' && text[16] == ':')
    {
      hour = (int)g_ascii_strtoull (text + 11, NULL, 10);
      minute = (int)g_ascii_strtoull (text + 14, NULL, 10);
      second = (int)g_ascii_strtoull (text + 17, NULL, 10);
      if (hour > 23 || minute > 59 || second > 59)
        return 0;
    }

  return penstock_day_to_unix_utc (day) + hour * 3600 + minute * 60 + second - TAIPEI_AHEAD;
}

static void
date_figure (PenstockRevenueFigure *figure,
             const char            *create_time,
             gint64                 now)
{
  const gint64 due = penstock_day_to_unix_utc (penstock_period_due (figure->period, 12));
  const gint64 end = penstock_day_to_unix_utc (penstock_period_end (figure->period, 12));
  const gint64 created = read_create_time (create_time);

  figure->first_seen = now;
  if (created >= end - TAIPEI_AHEAD && created <= due + LATE_DAYS * DAY_SECONDS)
    {
      figure->published_at = created;
      return;
    }

  figure->assumed = now >= due || now < end;
  figure->published_at = figure->assumed ? due : now;
}

/* A whole number from @least to @most, also as text; -1 if it is none. */
static int
read_whole (JsonObject *object,
            const char *member,
            int         least,
            int         most)
{
  const char *text = penstock_feed_json_string (object, member);
  const double value = text != NULL ? g_ascii_strtod (text, NULL) : penstock_feed_json_number (object, member);

  return value >= least && value <= most && value == floor (value) ? (int)value : -1;
}

static gboolean
is_code (const char *code)
{
  gsize n = code != NULL ? strlen (code) : 0;

  return n >= 4 && n <= 6 && g_ascii_isdigit (*code) && strspn (code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == n;
}

/* What the company is called; NULL if the row is about another one than was asked for. Owned. */
static char *
dup_symbol (const char          *code,
            const PenstockQuery *query)
{
  if (query->subject == NULL)
    return g_strconcat (code, suffixes[0], NULL);

  for (guint i = 0; suffixes[i] != NULL; i++)
    {
      g_autofree char *symbol = g_strconcat (code, suffixes[i], NULL);

      if (g_str_equal (symbol, query->subject))
        return g_steal_pointer (&symbol);
    }

  return NULL;
}

static void
add_row (JsonObject          *object,
         guint                line,
         const PenstockQuery *query,
         gint64               now,
         PenstockBatch       *batch)
{
  const char *code = penstock_feed_json_string (object, "stock_id");
  const int year = read_whole (object, "revenue_year", 1990, 2200);
  const int month = read_whole (object, "revenue_month", 1, 12);
  PenstockRevenueRow row = { .periods_per_year = 12, .figure.value = penstock_feed_json_number (object, "revenue") };

  if (!is_code (code))
    penstock_batch_reject (batch, line, "$.data[%u].stock_id: %s", line - 1, _("not a company code"));
  else if (year < 0 || month < 0)
    penstock_batch_reject (batch, line, "$.data[%u].%s: %s", line - 1, year < 0 ? "revenue_year" : "revenue_month", _("not a month"));
  else if (!isfinite (row.figure.value))
    penstock_batch_reject (batch, line, "$.data[%u].revenue: %s", line - 1, _("not a number"));
  else if ((row.symbol = dup_symbol (code, query)) == NULL)
    penstock_batch_reject (batch, line, "$.data[%u].stock_id: %s", line - 1, _("not the company asked for"));
  else
    {
      row.currency = g_strdup ("TWD");
      row.figure.period = year * 12 + month - 1;
      g_strlcpy (row.figure.source, "finmind", sizeof row.figure.source);
      date_figure (&row.figure, penstock_feed_json_string (object, "create_time"), now);
      g_array_append_val (batch->revenue, row);
      batch->kept++;
    }
}

static gboolean
finmind_parse (GBytes               *body,
               const PenstockQuery  *query,
               gint64                now,
               PenstockBatch        *batch,
               GError              **error)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr(JsonNode) root = penstock_feed_json_load (data != NULL ? data : "", length, error);
  JsonArray *rows;

  if (root == NULL)
    return FALSE;

  rows = JSON_NODE_HOLDS_OBJECT (root) ? penstock_feed_json_array (json_node_get_object (root), "data") : NULL;
  if (rows == NULL)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("$.data: not there; this is no monthly revenue"));
      return FALSE;
    }

  batch->rows = json_array_get_length (rows);
  for (guint i = 0; i < batch->rows; i++)
    {
      JsonObject *object = penstock_feed_json_element_object (rows, i);

      if (object != NULL)
        add_row (object, i + 1, query, now, batch);
      else
        penstock_batch_reject (batch, i + 1, "$.data[%u]: %s", i, _("not an object"));
    }

  return TRUE;
}

static const char *const content_types[] = { "application/json", "text/json", "text/plain", NULL };

/* 300 requests an hour without a key, 600 with one. */
static const PenstockPolicy policy = {
  .host_key = "finmind",
  .min_interval_ms = 2000,
  .max_per_hour = 240,
  .backoff_first_s = 600,
  .backoff_most_s = 21600,
  .follow_redirects = FALSE,
  .content_types = content_types,
};

const PenstockProvider penstock_provider_finmind = {
  .id = "finmind",
  .title = N_("FinMind monthly revenue (Taiwan)"),
  .base_url = "https://api.finmindtrade.com",
  .terms_url = "https://finmindtrade.com/analysis/#/Announcement/privacy",
  .sends = N_("The codes of the Taiwanese companies you follow, your key if you have one, and your network address, to FinMind."),
  .attribution = N_("Monthly revenue by FinMind."),
  .gives = PENSTOCK_GIVES_REVENUE,
  .asks = PENSTOCK_ASKS_LISTING,
  .rhythm = PENSTOCK_RHYTHM_REVENUE,
  .suffixes = suffixes,
  .key_need = PENSTOCK_KEY_OPTIONAL,
  .key_url = "https://finmindtrade.com/analysis/#/account/user",
  .policy = &policy,
  .build_request = finmind_build_request,
  .recognise = finmind_recognise,
  .parse = finmind_parse,
};
