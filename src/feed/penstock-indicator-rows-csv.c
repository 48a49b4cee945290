/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-indicator-rows-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* A record, kept until all are there: only together they say what a comma in a number means. */
typedef struct
{
  guint   line;
  char  **fields;
} Record;

static void
clear_record (gpointer data)
{
  g_strfreev (((Record *)data)->fields);
}

static gboolean
read_header (PenstockCsv  *csv,
             int           columns[PENSTOCK_INDICATOR_N_COLUMNS],
             GError      **error)
{
  if (!penstock_csv_header (csv, error))
    return FALSE;

  for (guint i = 0; i < PENSTOCK_INDICATOR_N_COLUMNS; i++)
    {
      const char *const names[] = { penstock_indicator_columns[i], NULL };

      columns[i] = penstock_csv_find (csv, names);
      if (columns[i] >= 0 || i == PENSTOCK_INDICATOR_PUBLISHED_AT)
        continue;

      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line %u: the header has no “%s” column"), csv->line, penstock_indicator_columns[i]);
      return FALSE;
    }

  return TRUE;
}

/* Keeps the records; a record of another width is a fault, as nobody can say which field is which. */
static gboolean
read_records (PenstockCsv            *csv,
              PenstockIndicatorRows  *rows,
              guint                   width,
              gboolean                strict,
              GArray                 *records,
              GError                **error)
{
  g_autoptr(GError) local_error = NULL;

  while (penstock_csv_next (csv, &local_error))
    {
      Record record = { csv->line, NULL };

      if (csv->fields->len == width)
        {
          g_ptr_array_add (csv->fields, NULL);
          record.fields = g_strdupv ((char **)csv->fields->pdata);
          g_array_append_val (records, record);
          continue;
        }
      if (strict)
        {
          g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line %u: %u columns where the header has %u"), csv->line, csv->fields->len, width);
          return FALSE;
        }
      rows->batch->rows++;
      penstock_batch_reject (rows->batch, csv->line, _("%u columns where the header has %u"), csv->fields->len, width);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Does @mark stand in @text as only a decimal mark can: as the last mark, and not before three digits that might be thousands? */
static gboolean
is_decimal (const char *text,
            char        mark)
{
  const char other = mark == ',' ? '.' : ',';
  const char *last = strrchr (text, mark);

  if (last == NULL || strchr (last, other) != NULL)
    return FALSE;

  return strchr (text, mark) == last && (strchr (text, other) != NULL || strspn (last + 1, "0123456789") != 3);
}

/* Where nothing tells, a comma is a decimal mark in a file that does not separate its columns by it. */
static char
tell_mark (GArray *records,
           int     column,
           char    separator)
{
  for (guint i = 0; i < records->len; i++)
    {
      const char *text = g_array_index (records, Record, i).fields[column];

      if (is_decimal (text, '.'))
        return '.';
      if (is_decimal (text, ','))
        return ',';
    }

  return separator == ';' ? ',' : '.';
}

/* "1.234,5" → "1,234.5": what penstock_feed_number() reads. */
static PenstockNumber
read_value (const char *text,
            char        mark,
            double     *value)
{
  g_autofree char *swapped = g_strdup (text);

  for (char *p = swapped; mark == ',' && *p != '\0'; p++)
    *p = *p == ',' ? '.' : *p == '.' ? ',' : *p;

  return penstock_feed_number (swapped, TRUE, value);
}

static gboolean
take_record (PenstockIndicatorRows  *self,
             const Record           *record,
             const int               columns[PENSTOCK_INDICATOR_N_COLUMNS],
             char                    mark,
             gboolean                strict,
             GError                **error)
{
  PenstockIndicatorRow row = { { NULL }, PENSTOCK_NUMBER_UNKNOWN, 0 };
  PenstockIndicatorColumn column;
  g_autofree char *what = NULL;
  g_autofree char *quoted = NULL;

  for (guint i = 0; i < PENSTOCK_INDICATOR_N_COLUMNS; i++)
    row.field[i] = columns[i] >= 0 ? record->fields[columns[i]] : NULL;
  row.kind = read_value (row.field[PENSTOCK_INDICATOR_VALUE], mark, &row.value);
  if (penstock_indicator_rows_add (self, &row, record->line, &column, &what))
    return TRUE;

  quoted = penstock_recognise_quote (row.field[column] != NULL ? row.field[column] : "", -1);
  if (!strict)
    {
      penstock_batch_reject (self->batch, record->line, _("column %d (%s): %s %s"), columns[column] + 1, penstock_indicator_columns[column], quoted, what);
      return TRUE;
    }

  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line %u, column %d (%s): %s %s"), record->line, columns[column] + 1,
               penstock_indicator_columns[column], quoted, what);
  return FALSE;
}

gboolean
penstock_indicator_rows_read_csv (PenstockIndicatorRows  *self,
                                  PenstockCsv            *csv,
                                  gboolean                strict,
                                  GError                **error)
{
  g_autoptr(GArray) records = g_array_new (FALSE, FALSE, sizeof (Record));
  int columns[PENSTOCK_INDICATOR_N_COLUMNS];
  char mark;

  g_array_set_clear_func (records, clear_record);
  if (!read_header (csv, columns, error) || !read_records (csv, self, csv->fields->len, strict, records, error))
    return FALSE;

  mark = tell_mark (records, columns[PENSTOCK_INDICATOR_VALUE], csv->separator);
  for (guint i = 0; i < records->len; i++)
    if (!take_record (self, &g_array_index (records, Record, i), columns, mark, strict, error))
      return FALSE;

  return TRUE;
}
