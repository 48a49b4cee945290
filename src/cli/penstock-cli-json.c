/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-cli-json.h"

#include "penstock-day.h"

#include <math.h>

char *
penstock_cli_number (double value,
                     char   buffer[static PENSTOCK_CLI_NUMBER_SIZE])
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };

  buffer[0] = '\0';
  if (value == 0.0)
    value = 0.0; /* no negative zero */
  for (gsize i = 0; isfinite (value) && i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buffer, PENSTOCK_CLI_NUMBER_SIZE, formats[i], value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  return buffer;
}

char *
penstock_cli_moment (gint64 unix_seconds)
{
  g_autoptr(GDateTime) moment = unix_seconds != 0 ? g_date_time_new_from_unix_utc (unix_seconds) : NULL;

  return moment != NULL ? g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

void
penstock_cli_json_init (PenstockCliJson *self,
                        GString         *out,
                        guint            spread)
{
  *self = (PenstockCliJson){ .out = out, .spread = spread };
}

static void
break_line (PenstockCliJson *self)
{
  g_string_append_c (self->out, '\n');
  for (guint i = 0; i < self->depth; i++)
    g_string_append_c (self->out, ' ');
}

static void
append_text (GString    *out,
             const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_string_append_c (out, '"');
  for (const char *at = valid; *at != '\0'; at++)
    if (*at == '"' || *at == '\\')
      g_string_append_printf (out, "\\%c", *at);
    else if ((guchar)*at < 0x20)
      g_string_append_printf (out, "\\u%04x", *at);
    else
      g_string_append_c (out, *at);
  g_string_append_c (out, '"');
}

/* Comma, line and key before a value. */
static void
begin_member (PenstockCliJson *self,
              const char      *key)
{
  const gboolean spread = self->depth > 0 && self->depth <= self->spread;

  if (self->depth > 0)
    {
      if (self->begun[self->depth])
        g_string_append (self->out, spread ? "," : ", ");
      self->begun[self->depth] = TRUE;
    }
  if (spread)
    break_line (self);
  if (key != NULL)
    {
      append_text (self->out, key);
      g_string_append (self->out, ": ");
    }
}

void
penstock_cli_json_open (PenstockCliJson *self,
                        const char      *key,
                        char             bracket)
{
  begin_member (self, key);
  g_string_append_c (self->out, bracket);
  self->depth++;
  g_assert (self->depth < G_N_ELEMENTS (self->begun));
  self->begun[self->depth] = FALSE;
}

void
penstock_cli_json_close (PenstockCliJson *self,
                         char             bracket)
{
  const gboolean lines = self->depth <= self->spread && self->begun[self->depth];

  self->depth--;
  if (lines)
    break_line (self);
  g_string_append_c (self->out, bracket);
  if (self->depth == 0)
    g_string_append_c (self->out, '\n');
}

void
penstock_cli_json_number (PenstockCliJson *self,
                          const char      *key,
                          double           value)
{
  char buffer[PENSTOCK_CLI_NUMBER_SIZE];

  begin_member (self, key);
  g_string_append (self->out, isfinite (value) ? penstock_cli_number (value, buffer) : "null");
}

void
penstock_cli_json_integer (PenstockCliJson *self,
                           const char      *key,
                           gint64           value)
{
  begin_member (self, key);
  g_string_append_printf (self->out, "%" G_GINT64_FORMAT, value);
}

void
penstock_cli_json_boolean (PenstockCliJson *self,
                           const char      *key,
                           gboolean         value)
{
  begin_member (self, key);
  g_string_append (self->out, value ? "true" : "false");
}

void
penstock_cli_json_string (PenstockCliJson *self,
                          const char      *key,
                          const char      *value)
{
  begin_member (self, key);
  if (value != NULL)
    append_text (self->out, value);
  else
    g_string_append (self->out, "null");
}

void
penstock_cli_json_null (PenstockCliJson *self,
                        const char      *key)
{
  penstock_cli_json_string (self, key, NULL);
}

void
penstock_cli_json_moment (PenstockCliJson *self,
                          const char      *key,
                          gint64           unix_seconds)
{
  g_autofree char *text = penstock_cli_moment (unix_seconds);

  penstock_cli_json_string (self, key, text);
}

void
penstock_cli_json_day (PenstockCliJson *self,
                       const char      *key,
                       gint32           day)
{
  char buffer[16];

  penstock_cli_json_string (self, key, day != PENSTOCK_DAY_NONE ? penstock_day_format (day, buffer) : NULL);
}
