/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-cli-table.h"

#include "penstock-cli-json.h"

#include <math.h>
#include <string.h>

typedef struct { char *title; int decimals; } Column;

struct _PenstockCliTable
{
  PenstockCliFormat format;
  GArray           *columns; /* Column */
  GPtrArray        *cells;   /* char*, row after row */
};

static void
clear_column (gpointer data)
{
  g_free (((Column *)data)->title);
}

PenstockCliTable *
penstock_cli_table_new (PenstockCliFormat format)
{
  PenstockCliTable *self = g_new0 (PenstockCliTable, 1);

  self->format = format;
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, clear_column);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
penstock_cli_table_free (PenstockCliTable *self)
{
  g_array_unref (self->columns);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

void
penstock_cli_table_column (PenstockCliTable *self,
                           const char       *title,
                           int               decimals)
{
  Column column = { g_strdup (title), decimals };

  g_array_append_val (self->columns, column);
}

void
penstock_cli_table_text (PenstockCliTable *self,
                         const char       *text)
{
  g_ptr_array_add (self->cells, g_utf8_make_valid (text != NULL ? text : self->format == PENSTOCK_CLI_CSV ? "" : "—", -1));
}

void
penstock_cli_table_number (PenstockCliTable *self,
                           double            value)
{
  const Column *column = &g_array_index (self->columns, Column, self->cells->len % self->columns->len);
  char buffer[PENSTOCK_CLI_NUMBER_SIZE];

  if (!isfinite (value))
    penstock_cli_table_text (self, NULL);
  else if (self->format == PENSTOCK_CLI_CSV)
    penstock_cli_table_text (self, penstock_cli_number (value, buffer));
  else
    g_ptr_array_add (self->cells, g_strdup_printf ("%.*f", MAX (column->decimals, 0), value));
}

/* -- CSV -- */

static void
append_csv_cell (GString    *out,
                 const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (out, text);
      return;
    }

  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

static void
print_csv (PenstockCliTable *self,
           GString          *out)
{
  const guint n = self->columns->len;

  for (guint i = 0; i < n; i++)
    {
      append_csv_cell (out, g_array_index (self->columns, Column, i).title);
      g_string_append_c (out, i + 1 < n ? ',' : '\n');
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      append_csv_cell (out, self->cells->pdata[i]);
      g_string_append_c (out, i % n + 1 < n ? ',' : '\n');
    }
}

/* -- aligned -- */

/* Columns of a terminal: Chinese signs take two. */
static guint
text_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      const gunichar c = g_utf8_get_char (text);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

static void
append_aligned (GString      *out,
                const Column *column,
                const char   *text,
                guint         width,
                gboolean      last)
{
  const guint space = width - text_width (text);

  if (column->decimals >= 0)
    g_string_append_printf (out, "%*s%s", (int)space, "", text);
  else if (last)
    g_string_append (out, text);
  else
    g_string_append_printf (out, "%s%*s", text, (int)space, "");
  g_string_append (out, last ? "\n" : "  ");
}

static void
print_aligned (PenstockCliTable *self,
               GString          *out)
{
  const guint n = self->columns->len;
  g_autofree guint *width = g_new0 (guint, n);

  for (guint i = 0; i < n; i++)
    width[i] = text_width (g_array_index (self->columns, Column, i).title);
  for (guint i = 0; i < self->cells->len; i++)
    width[i % n] = MAX (width[i % n], text_width (self->cells->pdata[i]));

  for (guint i = 0; i < n; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);
      append_aligned (out, column, column->title, width[i], i + 1 == n);
    }
  for (guint i = 0; i < self->cells->len; i++)
    append_aligned (out, &g_array_index (self->columns, Column, i % n), self->cells->pdata[i], width[i % n], i % n + 1 == n);
}

void
penstock_cli_table_print (PenstockCliTable *self,
                          GString          *out)
{
  if (self->format == PENSTOCK_CLI_CSV)
    print_csv (self, out);
  else
    print_aligned (self, out);
}
