/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include <string.h>

/* Recorded bodies against a table of expectations: tab-separated, the second column is the file, "#" begins a comment. The bodies are read in
 * place where $PENSTOCK_SHARED has them, and are in no fixture. */

static inline const char *
recorded_dir (void)
{
  static char *path;
  const char *shared = g_getenv ("PENSTOCK_SHARED");

  if (path == NULL && shared != NULL)
    path = g_build_filename (shared, "feeds", "real", NULL);

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR) ? path : NULL;
}

static inline char **
recorded_table (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return g_strsplit (g_strchomp (text), "\n", -1);
}

/* Every row of the table, of which there are at least @least, each of @n_columns. */
static inline void
recorded_check_rows (const char *name,
                     guint       n_columns,
                     guint       least,
                     void        (*check_row) (char **row))
{
  g_auto(GStrv) lines = recorded_table (name);
  guint n = 0;

  if (recorded_dir () == NULL)
    {
      g_test_skip ("no recorded bodies here");
      return;
    }

  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '#')
      {
        g_auto(GStrv) row = g_strsplit (lines[i], "\t", -1);

        g_assert_cmpuint (g_strv_length (row), ==, n_columns);
        check_row (row);
        n++;
      }

  g_assert_cmpuint (n, >=, least);
}

/* Every recorded body of @folders (NULL-terminated) is in the table. */
static inline void
recorded_check_complete (const char        *name,
                         const char *const *folders)
{
  g_auto(GStrv) lines = recorded_table (name);
  g_autofree char *all = g_strjoinv ("\n", lines);

  if (recorded_dir () == NULL)
    {
      g_test_skip ("no recorded bodies here");
      return;
    }

  for (; *folders != NULL; folders++)
    {
      g_autofree char *path = g_build_filename (recorded_dir (), *folders, NULL);
      g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
      const char *file;

      g_assert_nonnull (dir);
      while ((file = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *needle = g_strdup_printf ("\t%s/%s\t", *folders, file);

          if (strstr (all, needle) == NULL)
            g_error ("%s/%s is not in %s", *folders, file, name);
        }
    }
}
