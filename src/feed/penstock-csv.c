/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-csv-private.h"
#include "penstock-error.h"
#include "penstock-feed-text-private.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
fail (GError     **error,
      guint        line,
      gsize        column,
      const char  *what)
{
  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line %u, column %u: %s"), line, (guint)column, what);
  return FALSE;
}

/* The separator the first line has most of outside quotes. */
static char
tell_separator (const char *text)
{
  static const char candidates[] = { ',', ';', '\t' };
  guint count[G_N_ELEMENTS (candidates)] = { 0 };
  gboolean quoted = FALSE;
  guint best = 0;

  for (const char *p = text; *p != '\0' && (quoted || (*p != '\n' && *p != '\r')); p++)
    {
      if (*p == '"')
        quoted = !quoted;
      for (guint i = 0; i < G_N_ELEMENTS (candidates) && !quoted; i++)
        if (*p == candidates[i])
          count[i]++;
    }

  for (guint i = 1; i < G_N_ELEMENTS (candidates); i++)
    if (count[i] > count[best])
      best = i;

  return candidates[best];
}

gboolean
penstock_csv_init_take (PenstockCsv  *self,
                        char         *text,
                        gsize         length,
                        GError      **error)
{
  const char *nul = memchr (text, '\0', length);

  *self = (PenstockCsv) { .text = text, .at = text, .end = text + length, .next_line = 1 };

  if (nul != NULL)
    {
      guint line = 1;

      for (const char *p = text; p < nul; p++)
        line += *p == '\n';
      g_clear_pointer (&self->text, g_free);
      return fail (error, line, 1, _("a NUL byte: this is no text file, or one in UTF-16"));
    }

  self->separator = tell_separator (text);
  self->fields = g_ptr_array_new ();
  return TRUE;
}

void
penstock_csv_clear (PenstockCsv *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
}

/* Unquotes in place, from behind the opening quote; leaves self->at behind the closing one. NULL if there is none. */
static char *
quoted_field (PenstockCsv *self)
{
  char *field = self->at + 1;
  char *from = field, *to = field;

  for (; from < self->end; from++)
    {
      if (*from == '"' && from[1] == '"')
        from++;
      else if (*from == '"')
        {
          self->at = from + 1;
          *to = '\0';
          return field;
        }
      if (*from == '\n')
        self->next_line++;
      *to++ = *from;
    }

  return NULL;
}

static gboolean
skip_empty_lines (PenstockCsv *self)
{
  while (self->at < self->end && (*self->at == '\n' || *self->at == '\r'))
    {
      if (*self->at == '\n')
        self->next_line++;
      self->at++;
    }

  return self->at < self->end;
}

/* Steps over the end of a record: LF, CR LF or CR. */
static void
end_record (PenstockCsv *self,
            char         c)
{
  if (c == '\0')
    return;

  self->at++;
  if (c == '\r' && self->at < self->end && *self->at == '\n')
    self->at++;
  self->next_line++;
}

gboolean
penstock_csv_next (PenstockCsv  *self,
                   GError      **error)
{
  g_ptr_array_set_size (self->fields, 0);
  if (!skip_empty_lines (self))
    return FALSE;

  self->line = self->next_line;
  for (;;)
    {
      gboolean quoted = *self->at == '"';
      char *field = self->at;
      char c;

      if (quoted && (field = quoted_field (self)) == NULL)
        return fail (error, self->line, self->fields->len + 1, _("a quote that is never closed"));
      while (!quoted && *self->at != self->separator && *self->at != '\n' && *self->at != '\r' && *self->at != '\0')
        self->at++;

      c = *self->at;
      if (c != self->separator && c != '\n' && c != '\r' && c != '\0')
        return fail (error, self->line, self->fields->len + 1, _("text after a closing quote"));

      *self->at = '\0';
      g_ptr_array_add (self->fields, quoted ? field : penstock_feed_strip (field));
      if (c != self->separator)
        {
          end_record (self, c);
          return TRUE;
        }
      self->at++;
    }
}

gboolean
penstock_csv_header (PenstockCsv  *self,
                     GError      **error)
{
  g_autoptr(GError) local_error = NULL;

  if (penstock_csv_next (self, &local_error))
    return TRUE;

  if (local_error == NULL)
    g_set_error_literal (&local_error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("the file is empty"));
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

int
penstock_csv_find (const PenstockCsv *self,
                   const char *const *names)
{
  for (guint i = 0; i < self->fields->len; i++)
    for (guint k = 0; names[k] != NULL; k++)
      {
        g_autofree char *copy = g_strdup (g_ptr_array_index (self->fields, i));

        if (g_ascii_strcasecmp (penstock_feed_strip (copy), names[k]) == 0)
          return (int)i;
      }

  return -1;
}
