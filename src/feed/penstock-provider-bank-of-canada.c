/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-feed-json-private.h"
#include "penstock-feed-text-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Bank of Canada, Valet: the only keyless official rate of the Taiwan dollar. It gives Canadian dollars for one unit of a currency, as text with
 * four to six digits after the point; Penstock keeps units of a currency for one Canadian dollar, which is the inverse. FXTWDCAD has four digits
 * that count (0.04328), so TWD is right to about 0.01 %, and to 0.02 % across to another currency. What has fewer than three digits that count would
 * be wrong by up to 5 % and is rejected. A series can be missing on a day. */

#define SHORT_BODY   8192 /* bytes; a fault is no longer than that */
#define LEAST_DIGITS 3
#define FIRST_DAY    "2017-01-03" /* of these series */

#define SERIES "FXTWDCAD,FXUSDCAD,FXEURCAD,FXJPYCAD,FXHKDCAD,FXCNYCAD,FXGBPCAD,FXCHFCAD,FXAUDCAD,FXSGDCAD"

static void
bank_of_canada_build_request (const char          *base_url,
                              const PenstockQuery *query,
                              PenstockRequest     *request)
{
  char from[16] = FIRST_DAY, until[16] = "";

  if (query->from != PENSTOCK_DAY_NONE)
    penstock_day_format (query->from, from);
  if (query->until != PENSTOCK_DAY_NONE)
    penstock_day_format (query->until, until);

  request->method = g_strdup ("GET");
  if (query->quote_only)
    request->uri = g_strconcat (base_url, "/valet/observations/" SERIES "/json?recent=5", NULL);
  else
    request->uri = g_strconcat (base_url, "/valet/observations/" SERIES "/json?start_date=", from, *until != '\0' ? "&end_date=" : "", until, NULL);
}

/* {"message": "Series FXABCCAD not found.", "docs": …} comes with 400 or 404. */
static char *
dup_message (GBytes *body)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr(JsonNode) root = length > 0 && length <= SHORT_BODY ? penstock_feed_json_load (data, length, NULL) : NULL;
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  const char *message = penstock_feed_json_string (object, "message");

  return message != NULL && !json_object_has_member (object, "observations") ? penstock_recognise_quote (message, -1) : NULL;
}

static PenstockOutcome
bank_of_canada_recognise (guint        status,
                          const char  *content_type,
                          GBytes      *body,
                          char       **reason)
{
  PenstockOutcome outcome = penstock_recognise (status, body, FALSE, reason);
  g_autofree char *message = outcome != PENSTOCK_OUTCOME_REFUSED ? dup_message (body) : NULL;

  if (message == NULL)
    return outcome;

  g_free (*reason);
  *reason = g_steal_pointer (&message);
  return PENSTOCK_OUTCOME_BROKEN;
}

/* "FXTWDCAD" */
static gboolean
is_series (const char *name)
{
  if (strlen (name) != 8 || !g_str_has_prefix (name, "FX") || !g_str_has_suffix (name, "CAD"))
    return FALSE;

  return g_ascii_isupper (name[2]) && g_ascii_isupper (name[3]) && g_ascii_isupper (name[4]);
}

/* Digits from the first that is not 0. */
static guint
count_digits (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0' && *p != 'e' && *p != 'E'; p++)
    n += g_ascii_isdigit (*p) && (n > 0 || *p != '0');

  return n;
}

static void
add_value (const char    *name,
           JsonNode      *node,
           PenstockDay    day,
           guint          line,
           PenstockBatch *batch)
{
  const char *text = JSON_NODE_HOLDS_OBJECT (node) ? penstock_feed_json_string (json_node_get_object (node), "v") : NULL;
  PenstockRate rate = { .base = "CAD", .day = day, .source = "bank-of-canada" };
  double value;
  const PenstockNumber kind = penstock_feed_number (text, FALSE, &value);

  if (day == PENSTOCK_DAY_NONE)
    penstock_batch_reject (batch, line, "$.observations[%u].d: %s", line - 1, _("not a date"));
  else if (kind != PENSTOCK_NUMBER_GOOD || value <= 1e-9 || value >= 1e9)
    penstock_batch_reject (batch, line, "$.observations[%u].%s.v: %s", line - 1, name,
                           kind == PENSTOCK_NUMBER_UNKNOWN ? _("no rate given") : _("not a rate"));
  else if (count_digits (text) < LEAST_DIGITS)
    penstock_batch_reject (batch, line, "$.observations[%u].%s.v: %s", line - 1, name, _("too few digits for a rate"));
  else
    {
      rate.rate = 1 / value;
      memcpy (rate.currency, name + 2, 3);
      g_array_append_val (batch->rates, rate);
      batch->kept++;
    }
}

static void
add_observation (JsonObject          *object,
                 guint                line,
                 const PenstockQuery *query,
                 PenstockBatch       *batch)
{
  const char *text = penstock_feed_json_string (object, "d");
  const PenstockDay day = text != NULL ? penstock_day_parse (text) : PENSTOCK_DAY_NONE;
  const gboolean early = day != PENSTOCK_DAY_NONE && query->from != PENSTOCK_DAY_NONE && day < query->from;
  const gboolean late = day != PENSTOCK_DAY_NONE && query->until != PENSTOCK_DAY_NONE && day > query->until;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (is_series (name))
      {
        batch->rows++;
        if (!early && !late)
          add_value (name, node, day, line, batch);
      }
}

static gboolean
bank_of_canada_parse (GBytes               *body,
                      const PenstockQuery  *query,
                      gint64                now,
                      PenstockBatch        *batch,
                      GError              **error)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr(JsonNode) root = penstock_feed_json_load (data != NULL ? data : "", length, error);
  JsonArray *observations;

  if (root == NULL)
    return FALSE;

  observations = JSON_NODE_HOLDS_OBJECT (root) ? penstock_feed_json_array (json_node_get_object (root), "observations") : NULL;
  if (observations == NULL)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("$.observations: not there; these are no rates"));
      return FALSE;
    }

  for (guint i = 0; i < json_array_get_length (observations); i++)
    {
      JsonObject *object = penstock_feed_json_element_object (observations, i);

      if (object != NULL)
        {
          add_observation (object, i + 1, query, batch);
          continue;
        }
      batch->rows++;
      penstock_batch_reject (batch, i + 1, "$.observations[%u]: %s", i, _("not an object"));
    }

  return TRUE;
}

static const char *const content_types[] = { "application/json", "text/json", "text/plain", NULL };

static const PenstockPolicy policy = {
  .host_key = "bank-of-canada",
  .min_interval_ms = 2000,
  .max_per_hour = 60,
  .backoff_first_s = 600,
  .backoff_most_s = 21600,
  .follow_redirects = FALSE,
  .content_types = content_types,
};

const PenstockProvider penstock_provider_bank_of_canada = {
  .id = "bank-of-canada",
  .title = N_("Bank of Canada exchange rates"),
  .base_url = "https://www.bankofcanada.ca",
  .terms_url = "https://www.bankofcanada.ca/terms/",
  .sends = N_("Your network address, to the Bank of Canada."),
  .attribution = N_("Source: Bank of Canada."),
  .gives = PENSTOCK_GIVES_FX,
  .asks = PENSTOCK_ASKS_TABLE,
  .rhythm = PENSTOCK_RHYTHM_RATES,
  .policy = &policy,
  .build_request = bank_of_canada_build_request,
  .recognise = bank_of_canada_recognise,
  .parse = bank_of_canada_parse,
};
