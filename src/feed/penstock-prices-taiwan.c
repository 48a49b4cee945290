/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-prices-private.h"
#include "penstock-feed-json-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define FIRST_GREGORIAN_YEAR 1912 /* ROC year 1: a greater number is no ROC year */

gboolean
penstock_prices_is_taiwan_code (const char *code)
{
  gsize n = strlen (code);

  if (n < 4 || n > 6 || !g_ascii_isdigit (*code))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isdigit (code[i]) && !g_ascii_isupper (code[i]))
      return FALSE;

  return TRUE;
}

char *
penstock_prices_taiwan_code (const char *symbol,
                             const char *suffix)
{
  const char *dot = symbol != NULL ? strrchr (symbol, '.') : NULL;
  g_autofree char *code = NULL;

  if (dot == NULL || !g_str_equal (dot, suffix))
    return NULL;

  code = g_strndup (symbol, (gsize)(dot - symbol));
  return penstock_prices_is_taiwan_code (code) ? g_steal_pointer (&code) : NULL;
}

const char *
penstock_prices_taiwan_currency (const char *code)
{
  return strlen (code) == 6 && strchr ("KMSC", code[5]) != NULL ? NULL : "TWD";
}

/* -- days -- */

static PenstockDay
day_of (int year,
        int month,
        int day)
{
  return year > 0 ? penstock_day_from_ymd (year < FIRST_GREGORIAN_YEAR ? year + 1911 : year, month, day) : PENSTOCK_DAY_NONE;
}

/* A run of 1 to @most digits that ends at @stop; returns what follows. */
static const char *
read_part (const char *text,
           gsize       most,
           char        stop,
           int        *value)
{
  gsize n = text != NULL ? strspn (text, "0123456789") : 0;

  if (n < 1 || n > most || text[n] != stop)
    return NULL;

  *value = (int)g_ascii_strtoull (text, NULL, 10);
  return text + n + (stop != '\0');
}

PenstockDay
penstock_prices_taiwan_day (const char *text)
{
  static const char *const marks[] = { "*", "＊" };
  g_autofree char *copy = g_strdup (text != NULL ? text : "");
  char *stripped = penstock_feed_strip (copy);
  int year, month, day;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_suffix (stripped, marks[i]))
      stripped[strlen (stripped) - strlen (marks[i])] = '\0';
  g_strchomp (stripped);

  if (strchr (stripped, '/') != NULL)
    {
      const char *rest = read_part (stripped, 4, '/', &year);

      rest = read_part (rest, 2, '/', &month);
      return read_part (rest, 2, '\0', &day) != NULL ? day_of (year, month, day) : PENSTOCK_DAY_NONE;
    }

  if (strlen (stripped) < 6 || read_part (stripped, 8, '\0', &day) == NULL)
    return PENSTOCK_DAY_NONE;

  return day_of (day / 10000, day / 100 % 100, day % 100);
}

char *
penstock_prices_taiwan_month (const PenstockQuery *query,
                              const char          *separator)
{
  int year, month;

  if (query->until == PENSTOCK_DAY_NONE)
    return NULL;

  penstock_day_to_ymd (query->until, &year, &month, NULL);
  return g_strdup_printf ("%04d%s%02d%s01", year, separator, month, separator);
}

/* -- what is no data -- */

/* The exchanges turn away who asks too often with a page of their own, for minutes to hours. */
static gboolean
is_turned_away (GBytes *body)
{
  return penstock_recognise_says (body, "FOR SECURITY REASONS", 16384) || penstock_recognise_says (body, "安全性考量", 16384);
}

static gboolean
says_nothing (const char *stat)
{
  return strstr (stat, "沒有符合條件") != NULL || strstr (stat, "很抱歉") != NULL || strstr (stat, "查無") != NULL;
}

PenstockOutcome
penstock_prices_taiwan_recognise (guint       status,
                                  const char *content_type,
                                  GBytes     *body,
                                  char      **reason)
{
  PenstockOutcome outcome = penstock_recognise (status, body, FALSE, reason);
  g_autoptr(JsonNode) root = NULL;
  const char *stat;

  if (outcome == PENSTOCK_OUTCOME_BROKEN && is_turned_away (body))
    {
      g_free (*reason);
      *reason = g_strdup (_("the source turns us away (a “security reasons” page)"));
      return PENSTOCK_OUTCOME_REFUSED;
    }
  if (outcome != PENSTOCK_OUTCOME_DATA)
    return outcome;

  root = penstock_prices_load_short (body);
  stat = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? penstock_feed_json_string (json_node_get_object (root), "stat") : NULL;
  if (stat == NULL || g_ascii_strcasecmp (stat, "OK") == 0)
    return outcome;

  *reason = penstock_recognise_quote (stat, -1);
  return says_nothing (stat) ? PENSTOCK_OUTCOME_EMPTY : PENSTOCK_OUTCOME_BROKEN;
}

/* -- a month of one security -- */

#define DAY_COLUMN PENSTOCK_BAR_ADJ_CLOSE /* no such price in these tables: its place is the day's */

static const struct { PenstockBarField column; const char *name; double unit; } names[] = {
  { DAY_COLUMN, "日期", 1.0 },
  { PENSTOCK_BAR_VOLUME, "成交股數", 1.0 },
  { PENSTOCK_BAR_VOLUME, "成交張數", 1000.0 },
  { PENSTOCK_BAR_VOLUME, "成交仟股", 1000.0 },
  { PENSTOCK_BAR_OPEN, "開盤價", 1.0 }, { PENSTOCK_BAR_OPEN, "開盤", 1.0 },
  { PENSTOCK_BAR_HIGH, "最高價", 1.0 }, { PENSTOCK_BAR_HIGH, "最高", 1.0 },
  { PENSTOCK_BAR_LOW, "最低價", 1.0 }, { PENSTOCK_BAR_LOW, "最低", 1.0 },
  { PENSTOCK_BAR_CLOSE, "收盤價", 1.0 }, { PENSTOCK_BAR_CLOSE, "收盤", 1.0 },
};

typedef struct
{
  int    at[PENSTOCK_BAR_N_FIELDS];
  double unit[PENSTOCK_BAR_N_FIELDS];
  guint  least; /* cells of a row that has them all */
} Columns;

/* "日 期" is "日期". */
static char *
dup_without_blanks (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (plain, g_utf8_get_char (p));

  return g_string_free (plain, FALSE);
}

static void
find_column (Columns    *columns,
             guint       at,
             const char *title)
{
  g_autofree char *plain = dup_without_blanks (title);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (plain, names[i].name) && columns->at[names[i].column] < 0)
      {
        columns->at[names[i].column] = (int)at;
        columns->unit[names[i].column] = names[i].unit;
        columns->least = MAX (columns->least, at + 1);
      }
}

static gboolean
find_columns (Columns     *columns,
              JsonArray   *fields,
              const char  *path,
              GError     **error)
{
  *columns = (Columns) { .least = 0 };
  for (guint i = 0; i < PENSTOCK_BAR_N_FIELDS; i++)
    columns->at[i] = -1;

  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonNode *node = json_array_get_element (fields, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        find_column (columns, i, json_node_get_string (node));
    }

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (columns->at[names[i].column] < 0)
      return penstock_prices_fail (error, _("%s.fields: no column %s"), path, names[i].name);

  return TRUE;
}

static const char *
cell_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/* TRUE if the row is one; else it is rejected. */
static gboolean
read_row (const Columns     *columns,
          JsonNode          *node,
          PenstockPricesRow *row,
          PenstockBatch     *batch)
{
  JsonArray *cells = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = cells != NULL ? json_array_get_length (cells) : 0;
  const char *date;

  if (n < columns->least)
    {
      penstock_batch_reject (batch, row->line, _("%u cells where the header has %u"), n, columns->least);
      return FALSE;
    }

  date = cell_text (json_array_get_element (cells, (guint)columns->at[DAY_COLUMN]));
  row->day = penstock_prices_taiwan_day (date);
  if (row->day == PENSTOCK_DAY_NONE)
    {
      g_autofree char *quoted = penstock_recognise_quote (date != NULL ? date : "", -1);

      penstock_batch_reject (batch, row->line, _("%s is no day"), quoted);
      return FALSE;
    }

  for (PenstockBarField field = PENSTOCK_BAR_OPEN; field <= PENSTOCK_BAR_VOLUME; field++)
    {
      if (penstock_prices_number (json_array_get_element (cells, (guint)columns->at[field]), &row->value[field]) == PENSTOCK_NUMBER_BAD)
        {
          penstock_batch_reject (batch, row->line, _("cell %d is not a number"), columns->at[field] + 1);
          return FALSE;
        }
      row->value[field] *= columns->unit[field];
    }

  return TRUE;
}

gboolean
penstock_prices_taiwan_table (const PenstockPricesSeries  *series,
                              JsonObject                  *object,
                              const char                  *path,
                              PenstockBatch               *batch,
                              GError                     **error)
{
  JsonArray *fields = penstock_feed_json_array (object, "fields"), *data = penstock_feed_json_array (object, "data");
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (PenstockPricesRow));
  Columns columns;
  guint n_traded = 0;

  if (data == NULL)
    return penstock_prices_fail (error, _("%s.data: missing"), path);
  if (json_array_get_length (data) == 0)
    return TRUE;
  if (fields == NULL)
    return penstock_prices_fail (error, _("%s.fields: missing"), path);
  if (!find_columns (&columns, fields, path, error))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (data); i++)
    {
      PenstockPricesRow row;

      penstock_prices_row_init (&row, PENSTOCK_DAY_NONE, i + 1);
      batch->rows++;
      if (!read_row (&columns, json_array_get_element (data, i), &row, batch))
        continue;
      g_array_append_val (rows, row);
      n_traded += isfinite (row.value[PENSTOCK_BAR_CLOSE]);
    }

  /* A month without a single trade is no fault: nothing happened. */
  if (n_traded > 0 || batch->rejected->len > 0)
    penstock_prices_add_bars (series, rows, batch);
  return TRUE;
}
