/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-yahoo-private.h"
#include "penstock-feed-json-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>

/* What the doors of the house share: how it says no, and how often it may be asked. */

#define SHORT_BODY 8192 /* bytes; an error is no longer than that */

/* $.chart.error or $.finance.error of a short body, if it is JSON that has one. */
static JsonNode *
load_error (GBytes      *body,
            JsonObject **found)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  JsonNode *root = length > 0 && length <= SHORT_BODY ? penstock_feed_json_load (data, length, NULL) : NULL;
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  *found = penstock_feed_json_object (penstock_feed_json_object (object, "chart"), "error");
  if (*found == NULL)
    *found = penstock_feed_json_object (penstock_feed_json_object (object, "finance"), "error");

  return root;
}

/* "No such symbol" and "nothing in that range" are answers; the rest is a fault, in the source's own words. */
static PenstockOutcome
recognise_error (JsonObject  *error,
                 char       **reason)
{
  const char *code = penstock_feed_json_string (error, "code");
  const char *words = penstock_feed_json_string (error, "description");

  g_free (*reason);
  *reason = penstock_recognise_quote (words != NULL ? words : code != NULL ? code : _("no reason given"), -1);

  if (code != NULL && g_str_equal (code, "Not Found"))
    return PENSTOCK_OUTCOME_EMPTY;
  if (words != NULL && g_str_has_prefix (words, "Data doesn't exist"))
    return PENSTOCK_OUTCOME_EMPTY;

  return PENSTOCK_OUTCOME_BROKEN;
}

PenstockOutcome
penstock_yahoo_recognise (guint       status,
                          const char *content_type,
                          GBytes     *body,
                          char      **reason)
{
  PenstockOutcome outcome = penstock_recognise (status, body, FALSE, reason);
  g_autoptr(JsonNode) root = NULL;
  JsonObject *error;

  if (outcome == PENSTOCK_OUTCOME_REFUSED)
    return outcome;

  root = load_error (body, &error);
  if (error != NULL)
    return recognise_error (error, reason);

  return outcome;
}

static const char *const content_types[] = { "application/json", "text/json", "text/plain", NULL };

/* query1 and query2 are one house: the budget is the same. No published limit; people are shut out after some dozens of requests a minute. */
const PenstockPolicy penstock_yahoo_policy = {
  .host_key = "yahoo",
  .user_agent = "Mozilla/5.0 (compatible; Penstock/" PENSTOCK_VERSION ")",
  .min_interval_ms = 2000,
  .max_per_hour = 360,
  .backoff_first_s = 60,
  .backoff_most_s = 3600,
  .follow_redirects = FALSE,
  .content_types = content_types,
};
