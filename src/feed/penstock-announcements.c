/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-announcements-private.h"
#include "penstock-feed-json-private.h"
#include "penstock-feed-text-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define FIRST_GREGORIAN_YEAR 1912
#define DAY_SECONDS          86400
#define LONGEST_SUMMARY      4000 /* characters */

enum { CODE, NAME, DAY, TIME, SUBJECT, CLAUSE, TEXT, N_FIELDS };

static const char *const field_names[N_FIELDS][3] = {
  [CODE] = { "公司代號", "SecuritiesCompanyCode", NULL },
  [NAME] = { "公司名稱", "CompanyName", NULL },
  [DAY] = { "發言日期", NULL, NULL },
  [TIME] = { "發言時間", NULL, NULL },
  [SUBJECT] = { "主旨", NULL, NULL },
  [CLAUSE] = { "符合條款", NULL, NULL },
  [TEXT] = { "說明", NULL, NULL },
};

/* The fields of one row, in one line each; NULL = not there. */
typedef struct { char *text[N_FIELDS]; } Row;

static void
row_clear (Row *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    g_free (self->text[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

/* White space of any kind, line ends and full-width blanks included, as one space; none at the ends; at most @most characters. */
static char *
dup_flat (const char *text,
          guint       most)
{
  g_autoptr(GString) flat = g_string_new (NULL);
  gboolean gap = FALSE;
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == 0xa0 || c == 0xfeff)
        {
          gap = flat->len > 0;
          continue;
        }
      if (n++ == most)
        {
          g_string_append (flat, "…");
          break;
        }
      if (gap)
        g_string_append_c (flat, ' ');
      gap = FALSE;
      g_string_append_unichar (flat, c);
    }

  return g_string_free (g_steal_pointer (&flat), FALSE);
}

/* Numbers too: neither exchange promises that a code or a time stays text. */
static char *
dup_value (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return dup_flat (json_node_get_string (node), LONGEST_SUMMARY);
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  return NULL;
}

static void
read_row (Row        *row,
          JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *copy = g_strdup (name);
      const char *key = penstock_feed_strip (copy);

      for (guint i = 0; i < N_FIELDS; i++)
        if (row->text[i] == NULL && g_strv_contains (field_names[i], key))
          row->text[i] = dup_value (node);
    }
}

static gboolean
is_number (const char *text,
           gsize       least,
           gsize       most)
{
  gsize n = text != NULL ? strlen (text) : 0;

  return n >= least && n <= most && strspn (text, "0123456789") == n;
}

/* "1150717"; a year from 1912 on is Gregorian already. */
static PenstockDay
read_day (const char *text)
{
  int number, year;

  if (!is_number (text, 6, 8))
    return PENSTOCK_DAY_NONE;

  number = atoi (text);
  year = number / 10000;
  if (year < FIRST_GREGORIAN_YEAR)
    year += 1911;

  return year <= 2200 ? penstock_day_from_ymd (year, number / 100 % 100, number % 100) : PENSTOCK_DAY_NONE;
}

/* Seconds of the day; -1 if there is no such time. "65728" is 06:57:28. */
static int
read_time (const char *text)
{
  int number;

  if (!is_number (text, 1, 6))
    return -1;

  number = atoi (text);
  if (number / 10000 > 23 || number / 100 % 100 > 59 || number % 100 > 59)
    return -1;

  return number / 10000 * 3600 + number / 100 % 100 * 60 + number % 100;
}

/* Taipei has had no summer time since 1979, and the exchanges' feeds nothing older. */
static gint64
to_utc (PenstockDay day,
        int         seconds)
{
  return penstock_day_to_unix_utc (day) + seconds - 8 * 3600;
}

static gboolean
is_code (const char *code)
{
  gsize n = code != NULL ? strlen (code) : 0;

  return n >= 4 && n <= 6 && g_ascii_isdigit (*code) && strspn (code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == n;
}

/* Neither exchange numbers them: company, day, time and subject make one. */
static char *
dup_id (const Row  *row,
        const char *symbol)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, row->text[SUBJECT], -1);

  return g_strdup_printf ("%s %s %s %.12s", symbol, row->text[DAY] != NULL ? row->text[DAY] : "", row->text[TIME] != NULL ? row->text[TIME] : "", sum);
}

static PenstockNewsItem *
make_item (const Row  *row,
           const char *source,
           const char *suffix,
           gint64      now)
{
  const PenstockDay day = read_day (row->text[DAY]);
  const int seconds = read_time (row->text[TIME]);
  g_autofree char *symbol = g_strconcat (row->text[CODE], suffix, NULL);
  g_autofree char *title = NULL;
  PenstockNewsItem *item;

  if (row->text[NAME] != NULL && *row->text[NAME] != '\0')
    title = g_strconcat (row->text[NAME], "：", row->text[SUBJECT], NULL);

  item = penstock_news_item_new (title != NULL ? title : row->text[SUBJECT], source,
                                 day == PENSTOCK_DAY_NONE ? now : to_utc (day, seconds >= 0 ? seconds : DAY_SECONDS - 1));
  item->date_assumed = day == PENSTOCK_DAY_NONE;
  item->id = dup_id (row, symbol);
  item->summary = row->text[TEXT] != NULL && *row->text[TEXT] != '\0' ? g_strdup (row->text[TEXT]) : NULL;
  item->publisher = g_strdup ("MOPS");
  item->language = g_strdup ("zh-Hant");
  item->form = row->text[CLAUSE] != NULL && *row->text[CLAUSE] != '\0' ? g_strdup (row->text[CLAUSE]) : NULL;
  item->symbols = g_new0 (char *, 2);
  item->symbols[0] = g_steal_pointer (&symbol);
  item->official = TRUE;
  return item;
}

/* TRUE if the row has the keys of announcements. */
static gboolean
add_row (JsonObject          *object,
         guint                line,
         const char          *source,
         const char          *suffix,
         const PenstockQuery *query,
         gint64               now,
         PenstockBatch       *batch)
{
  g_auto(Row) row = { .text = { NULL } };
  PenstockDay day;

  read_row (&row, object);
  day = read_day (row.text[DAY]);
  if (!is_code (row.text[CODE]))
    penstock_batch_reject (batch, line, _("%s: not a company code"), field_names[CODE][0]);
  else if (row.text[SUBJECT] == NULL || *row.text[SUBJECT] == '\0')
    penstock_batch_reject (batch, line, _("%s: no subject"), field_names[SUBJECT][0]);
  else if (day == PENSTOCK_DAY_NONE || query->from == PENSTOCK_DAY_NONE || day >= query->from)
    {
      g_ptr_array_add (batch->news, make_item (&row, source, suffix, now));
      batch->kept++;
    }

  return row.text[SUBJECT] != NULL && row.text[CODE] != NULL;
}

gboolean
penstock_announcements_parse (const char           *source,
                              const char           *suffix,
                              GBytes               *body,
                              const PenstockQuery  *query,
                              gint64                now,
                              PenstockBatch        *batch,
                              GError              **error)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr(JsonNode) root = penstock_feed_json_load (data != NULL ? data : "", length, error);
  gboolean recognised = FALSE;
  JsonArray *rows;

  if (root == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_ARRAY (root))
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("not a table: the answer is no JSON array"));
      return FALSE;
    }

  rows = json_node_get_array (root);
  batch->rows = json_array_get_length (rows);
  for (guint i = 0; i < batch->rows; i++)
    {
      JsonObject *object = penstock_feed_json_element_object (rows, i);

      if (object != NULL)
        recognised |= add_row (object, i + 1, source, suffix, query, now, batch);
      else
        penstock_batch_reject (batch, i + 1, _("not an object"));
    }

  if (recognised || batch->rows == 0)
    return TRUE;

  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("row 1: not announcements: %s and %s are missing"), field_names[CODE][0],
               field_names[SUBJECT][0]);
  return FALSE;
}
