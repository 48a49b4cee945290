/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-feed-json-private.h"
#include "penstock-news-feed-private.h"

#include <string.h>

/* The JSON test suite, counted: what must be read (y_), what must not (n_), and what does no harm (the rest), by the reader of all JSON answers and by that of
 * JSON Feed. */

typedef struct { guint accepted, read, doubtful, refused; GString *unread; } JsonTable;

static void
check_json (const char *dir,
            const char *name,
            JsonTable  *table)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autofree char *data = NULL;
  g_autoptr(PenstockNewsFeed) feed = NULL;
  g_autoptr(JsonNode) root = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  root = penstock_feed_json_load (data, length, NULL);
  feed = penstock_news_feed_read (data, length, NULL, NULL, NULL);
  if (strstr (name, "_y_") != NULL)
    {
      table->accepted++;
      table->read += root != NULL;
      if (root == NULL)
        g_string_append_printf (table->unread, " %s", name);
      g_assert_nonnull (root);
    }
  else if (strstr (name, "_n_") != NULL)
    {
      table->refused++;
      g_assert_null (root);
    }
  else
    table->doubtful++;
}

static void
test_json_suite (void)
{
  const char *shared = g_getenv ("PENSTOCK_SHARED");
  g_autofree char *path = shared != NULL ? g_build_filename (shared, "feeds", "real", "jsontestsuite", NULL) : NULL;
  g_autoptr(GDir) dir = path != NULL ? g_dir_open (path, 0, NULL) : NULL;
  JsonTable table = { 0 };
  const char *name;

  if (dir == NULL)
    {
      g_test_skip ("no JSON test suite here");
      return;
    }

  table.unread = g_string_new (NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    check_json (path, name, &table);
  g_test_message ("JSON: y_ %u of %u read (not read:%s), n_ %u of %u refused, %u others do no harm", table.read, table.accepted,
                  table.unread->len > 0 ? table.unread->str : " none", table.refused, table.refused, table.doubtful);
  g_assert_cmpuint (table.accepted, >, 60);
  g_string_free (table.unread, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/json-suite", test_json_suite);
  return g_test_run ();
}
