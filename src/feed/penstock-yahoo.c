/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-yahoo-private.h"
#include "penstock-yahoo-scanner.h"
#include "penstock-error.h"
#include "penstock-feed-json-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>

const char *const penstock_yahoo_column_names[PENSTOCK_CHART_N_COLUMNS] = {
  "timestamp", "open", "high", "low", "close", "volume", "adjclose",
};

static gboolean
fail (GError     **error,
      const char  *path,
      const char  *what)
{
  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, "%s: %s", path, what);
  return FALSE;
}

/* The Nth array of the scan, if that is what @array stands for. */
static PenstockScannedArray *
marked (JsonArray               *array,
        const PenstockYahooScan *scan)
{
  JsonNode *node;
  gint64 index;

  if (scan->taken->len == 0 || json_array_get_length (array) != 1)
    return NULL;

  node = json_array_get_element (array, 0);
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return NULL;

  index = json_node_get_int (node);
  return index >= 0 && index < scan->taken->len ? &g_array_index (scan->taken, PenstockScannedArray, index) : NULL;
}

static gboolean
copy_elements (PenstockYahooColumn  *column,
               const char           *name,
               JsonArray            *array,
               GError              **error)
{
  column->n = json_array_get_length (array);
  column->value = g_new (double, MAX (column->n, 1));

  for (gsize i = 0; i < column->n; i++)
    {
      JsonNode *node = json_array_get_element (array, (guint)i);

      column->value[i] = penstock_feed_json_node_number (node);
      if (!JSON_NODE_HOLDS_NULL (node) && column->value[i] != column->value[i])
        {
          g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("%s[%u]: not a number"), name, (guint)i);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_column (PenstockYahoo         *self,
             PenstockYahooColumnId  id,
             JsonObject            *object,
             PenstockYahooScan     *scan,
             GError               **error)
{
  const char *name = penstock_yahoo_column_names[id];
  PenstockYahooColumn *column = &self->column[id];
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
  PenstockScannedArray *array;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, name, _("not an array"));

  column->present = TRUE;
  array = marked (json_node_get_array (node), scan);
  if (array == NULL)
    return copy_elements (column, name, json_node_get_array (node), error);

  column->n = array->n;
  column->value = g_steal_pointer (&array->value);
  return TRUE;
}

/* What the source says instead of a result. */
static gboolean
fail_without_result (JsonObject  *chart,
                     GError     **error)
{
  const char *words = penstock_feed_json_string (penstock_feed_json_object (chart, "error"), "description");
  g_autofree char *quoted = words != NULL ? penstock_recognise_quote (words, -1) : NULL;

  if (chart == NULL)
    return fail (error, "$", _("no “chart” in the answer"));
  if (quoted != NULL)
    return fail (error, "chart.error", quoted);

  return fail (error, "chart.result", _("no result"));
}

static gboolean
read_root (PenstockYahoo  *self,
           GError        **error)
{
  JsonObject *root = JSON_NODE_HOLDS_OBJECT (self->root) ? json_node_get_object (self->root) : NULL;
  JsonObject *chart = penstock_feed_json_object (root, "chart");

  self->result = penstock_feed_json_element_object (penstock_feed_json_array (chart, "result"), 0);
  if (self->result == NULL)
    return fail_without_result (chart, error);

  self->meta = penstock_feed_json_object (self->result, "meta");
  return self->meta != NULL || fail (error, "chart.result[0].meta", _("missing"));
}

static gboolean
read_columns (PenstockYahoo      *self,
              PenstockYahooScan  *scan,
              GError            **error)
{
  JsonObject *indicators = penstock_feed_json_object (self->result, "indicators");
  JsonObject *quote = penstock_feed_json_element_object (penstock_feed_json_array (indicators, "quote"), 0);
  JsonObject *adjusted = penstock_feed_json_element_object (penstock_feed_json_array (indicators, "adjclose"), 0);

  if (!read_column (self, PENSTOCK_CHART_TIME, self->result, scan, error) ||
      !read_column (self, PENSTOCK_CHART_ADJ_CLOSE, adjusted, scan, error))
    return FALSE;

  for (PenstockYahooColumnId id = PENSTOCK_CHART_OPEN; id <= PENSTOCK_CHART_VOLUME; id++)
    if (!read_column (self, id, quote, scan, error))
      return FALSE;

  return TRUE;
}

PenstockYahoo *
penstock_yahoo_read (const char  *text,
                     gsize        length,
                     gboolean     scan,
                     GError     **error)
{
  g_autoptr(PenstockYahoo) self = g_new0 (PenstockYahoo, 1);
  g_auto(PenstockYahooScan) scanned = { 0 };

  penstock_yahoo_scan_init (&scanned, text, scan ? length : 0);
  if (scan)
    self->root = penstock_feed_json_load (scanned.skeleton->str, scanned.skeleton->len, NULL);
  if (self->root == NULL && scan)
    g_array_set_size (scanned.taken, 0);
  /* A fault has its place in the whole text, not in the skeleton. */
  if (self->root == NULL)
    self->root = penstock_feed_json_load (text, length, error);

  if (self->root == NULL || !read_root (self, error) || !read_columns (self, &scanned, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
penstock_yahoo_free (PenstockYahoo *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < PENSTOCK_CHART_N_COLUMNS; i++)
    g_free (self->column[i].value);
  g_clear_pointer (&self->root, json_node_unref);
  g_free (self);
}
