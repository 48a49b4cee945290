/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-error.h"
#include "penstock-feed-text-private.h"
#include "penstock-import-private.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#define LARGEST_FILE (64 * 1024 * 1024) /* bytes: a century of daily bars is a thousandth of it */

static gboolean
check_file (const char  *path,
            GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                                                 NULL, &local_error);

  if (info == NULL)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND, local_error->message);
      return FALSE;
    }
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, _("%s is not a file"), path);
      return FALSE;
    }
  if (g_file_info_get_size (info) > LARGEST_FILE)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, _("%s is larger than 64 MiB"), path);
      return FALSE;
    }

  return TRUE;
}

static char *
load_raw (const char  *path,
          gsize       *length,
          GError     **error)
{
  g_autoptr(GError) local_error = NULL;
  char *raw;

  if (!check_file (path, error))
    return NULL;
  if (g_file_get_contents (path, &raw, length, &local_error))
    return raw;

  g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND, local_error->message);
  return NULL;
}

char *
penstock_import_load (const char  *path,
                      gsize       *length,
                      GError     **error)
{
  g_autofree char *raw = load_raw (path, length, error);

  return raw != NULL ? penstock_feed_decode (raw, *length, length, error) : NULL;
}

/* The line of the first byte that is no UTF-8; 0 if there is none. A NUL byte is left for the CSV reader to complain of. */
static guint
find_invalid_line (const char *text,
                   gsize       length)
{
  const char *end;
  guint line = 1;

  if (length == 0 || g_utf8_validate_len (text, length, &end) || *end == '\0')
    return 0;

  for (const char *p = text; p < end; p++)
    line += *p == '\n';

  return line;
}

gboolean
penstock_import_csv_take (char         *text,
                          gsize         length,
                          PenstockCsv  *csv,
                          GError      **error)
{
  guint invalid;

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    memmove (text, text + 3, (length -= 3) + 1);

  invalid = find_invalid_line (text, length);
  if (invalid == 0)
    return penstock_csv_init_take (csv, text, length, error);

  g_free (text);
  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line %u: not UTF-8 text"), invalid);
  return FALSE;
}

gboolean
penstock_import_open_csv (const char   *path,
                          PenstockCsv  *csv,
                          GError      **error)
{
  gsize length;
  char *text = load_raw (path, &length, error);

  return text != NULL && penstock_import_csv_take (text, length, csv, error);
}
