/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-feed-json-private.h"
#include "penstock-import-private.h"
#include "penstock-indicator-rows-private.h"
#include "penstock-news-feed-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* The user's own addresses of outside series: a CSV like the ones that are imported, or JSON. Every host is asked for itself. Unlike a file, which is
 * taken whole or not at all, a body is taken row by row, as the next one comes by itself: a faulty row is left out with its place. */

static void
indicators_build_request (const char          *base_url,
                          const PenstockQuery *query,
                          PenstockRequest     *request)
{
  g_autofree char *address = query->subject != NULL ? penstock_news_feed_resolve (NULL, query->subject) : NULL;

  if (address == NULL)
    return;

  request->method = g_strdup ("GET");
  request->uri = g_steal_pointer (&address);
  request->headers = g_strdupv ((char *[]) { "Accept", "text/csv, application/json, text/plain;q=0.8, */*;q=0.5", NULL });
}

static PenstockOutcome
indicators_recognise (guint        status,
                      const char  *content_type,
                      GBytes      *body,
                      char       **reason)
{
  return penstock_recognise (status, body, FALSE, reason);
}

/* -- JSON -- */

/* What the member says, as text: a year may be a number. Borrowed from the object, or @buffer. */
static const char *
text_of (JsonObject *object,
         const char *member,
         char        buffer[static 24])
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    {
      g_snprintf (buffer, 24, "%" G_GINT64_FORMAT, json_node_get_int (node));
      return buffer;
    }

  return penstock_feed_json_string (object, member);
}

/* A number, or a number in quotes; null and nothing at all are unknown. */
static PenstockNumber
read_value (JsonNode *node,
            double   *value)
{
  *value = NAN;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return PENSTOCK_NUMBER_UNKNOWN;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return PENSTOCK_NUMBER_BAD;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return penstock_feed_number (json_node_get_string (node), FALSE, value);

  *value = penstock_feed_json_node_number (node);
  return isfinite (*value) ? PENSTOCK_NUMBER_GOOD : PENSTOCK_NUMBER_BAD;
}

/* @around: what the row does not say itself; may be NULL. */
static void
take_object (PenstockIndicatorRows *self,
             JsonObject            *object,
             JsonObject            *around,
             const char            *place)
{
  PenstockIndicatorRow row = { { NULL }, PENSTOCK_NUMBER_UNKNOWN, 0 };
  char buffers[PENSTOCK_INDICATOR_N_COLUMNS][24];
  const guint line = self->batch->rows + 1;
  PenstockIndicatorColumn column;
  g_autofree char *what = NULL;
  g_autofree char *quoted = NULL;

  for (guint i = 0; i < PENSTOCK_INDICATOR_N_COLUMNS; i++)
    {
      row.field[i] = text_of (object, penstock_indicator_columns[i], buffers[i]);
      if (row.field[i] == NULL)
        row.field[i] = text_of (around, penstock_indicator_columns[i], buffers[i]);
    }
  row.kind = read_value (json_object_get_member (object, "value"), &row.value);
  if (penstock_indicator_rows_add (self, &row, line, &column, &what))
    return;

  quoted = penstock_recognise_quote (row.field[column] != NULL ? row.field[column] : "", -1);
  penstock_batch_reject (self->batch, line, "%s.%s: %s %s", place, penstock_indicator_columns[column], quoted, what);
}

static void
take_array (PenstockIndicatorRows *self,
            JsonArray             *array,
            JsonObject            *around,
            const char            *place)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = penstock_feed_json_element_object (array, i);
      JsonArray *points = around == NULL ? penstock_feed_json_array (object, "points") : NULL;
      g_autofree char *at = g_strdup_printf ("%s[%u]", place, i);
      g_autofree char *inner = g_strdup_printf ("%s.points", at);

      if (points != NULL)
        take_array (self, points, object, inner);
      else if (object != NULL)
        take_object (self, object, around, at);
      else
        {
          self->batch->rows++;
          penstock_batch_reject (self->batch, self->batch->rows, "%s: %s", at, _("not an object"));
        }
    }
}

static gboolean
read_json (PenstockIndicatorRows  *self,
           const char             *data,
           gsize                   length,
           GError                **error)
{
  g_autoptr(JsonNode) root = penstock_feed_json_load (data, length, error);
  JsonArray *points;

  if (root == NULL)
    return FALSE;

  if (JSON_NODE_HOLDS_ARRAY (root))
    {
      take_array (self, json_node_get_array (root), NULL, "$");
      return TRUE;
    }

  points = JSON_NODE_HOLDS_OBJECT (root) ? penstock_feed_json_array (json_node_get_object (root), "points") : NULL;
  if (points == NULL)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("$.points: not there; these are no series"));
      return FALSE;
    }

  take_array (self, points, json_node_get_object (root), "$.points");
  return TRUE;
}

/* -- either -- */

static char
first_byte (const char *data,
            gsize       length)
{
  gsize i = length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (i < length && g_ascii_isspace (data[i]))
    i++;

  return i < length ? data[i] : '\0';
}

static gboolean
indicators_parse (GBytes               *body,
                  const PenstockQuery  *query,
                  gint64                now,
                  PenstockBatch        *batch,
                  GError              **error)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  const char first = first_byte (data, length);
  g_auto(PenstockIndicatorRows) rows = { 0 };
  g_auto(PenstockCsv) csv = { 0 };

  penstock_indicator_rows_init (&rows, now, batch);
  if (first == '[' || first == '{')
    return read_json (&rows, data, length, error);

  return penstock_import_csv_take (g_strndup (data != NULL ? data : "", length), length, &csv, error) &&
         penstock_indicator_rows_read_csv (&rows, &csv, FALSE, error);
}

/* Servers call a CSV whatever they like. */
static const char *const content_types[] = { "application/", "text/", "binary/octet-stream", NULL };

static const PenstockPolicy policy = {
  .min_interval_ms = 10000,
  .backoff_first_s = 300,
  .backoff_most_s = 21600,
  .follow_redirects = TRUE,
  .content_types = content_types,
};

const PenstockProvider penstock_provider_indicators = {
  .id = "indicators",
  .title = N_("Your own indicators"),
  .sends = N_("Nothing but the address itself and your network address, to each host whose series you add."),
  .gives = PENSTOCK_GIVES_INDICATORS,
  .asks = PENSTOCK_ASKS_ADDRESS,
  .rhythm = PENSTOCK_RHYTHM_SERIES,
  .policy = &policy,
  .build_request = indicators_build_request,
  .recognise = indicators_recognise,
  .parse = indicators_parse,
};
