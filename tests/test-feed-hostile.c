/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-yahoo-private.h"
#include "penstock-yahoo-scanner.h"
#include "penstock-feed-json-private.h"
#include "penstock-provider.h"

#include <math.h>

/* Bytes that were made to hurt: whatever comes, an outcome with a reason, and the scanner and json-glib read the same. */

static char *
recorded_path (const char *folder)
{
  const char *shared = g_getenv ("PENSTOCK_SHARED");
  g_autofree char *path = shared != NULL ? g_build_filename (shared, "feeds", "real", folder, NULL) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static void
read_with_all (const char *data,
               gsize       length)
{
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      const PenstockQuery query = { .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE, .month = 2026 * 12 + 3 };
      g_autoptr(PenstockBatch) batch = penstock_batch_new ();
      g_autoptr(GBytes) body = g_bytes_new (data, length);
      g_autofree char *reason = NULL;
      PenstockOutcome outcome = penstock_provider_read (penstock_providers[i], &query, 200, NULL, body, 1791300000, batch, &reason);

      g_assert_true ((outcome == PENSTOCK_OUTCOME_DATA) == (reason == NULL));
      g_assert_true (reason == NULL || (*reason != '\0' && strchr (reason, '\n') == NULL && g_utf8_validate (reason, -1, NULL)));
    }
}

static gboolean
same_columns (const PenstockYahoo *one,
              const PenstockYahoo *two)
{
  for (guint i = 0; i < PENSTOCK_CHART_N_COLUMNS; i++)
    {
      const PenstockYahooColumn *a = &one->column[i], *b = &two->column[i];

      if (a->present != b->present || a->n != b->n)
        return FALSE;
      for (gsize k = 0; k < a->n; k++)
        if (a->value[k] != b->value[k] && !(isnan (a->value[k]) && isnan (b->value[k])))
          return FALSE;
    }

  return TRUE;
}

/* TRUE if the text was read. */
static gboolean
check_agreement (const char *text,
                 gsize       length)
{
  g_autoptr(GError) scan_error = NULL;
  g_autoptr(GError) tree_error = NULL;
  g_autoptr(PenstockYahoo) scanned = penstock_yahoo_read (text, length, TRUE, &scan_error);
  g_autoptr(PenstockYahoo) tree = penstock_yahoo_read (text, length, FALSE, &tree_error);

  if ((scanned == NULL) != (tree == NULL) || (scanned != NULL && !same_columns (scanned, tree)))
    g_error ("scanner and json-glib differ (%s; %s) on %.*s", scan_error != NULL ? scan_error->message : "read",
             tree_error != NULL ? tree_error->message : "read", (int)MIN (length, 4000), text);
  if (scan_error != NULL)
    g_assert_cmpstr (scan_error->message, ==, tree_error->message);

  return scanned != NULL;
}

/* A byte changed, dropped, doubled or moved in from elsewhere, mostly where numbers are. */
static void
mutate (GString *text,
        GRand   *random)
{
  static const char alphabet[] = "0123456789.,-+eE[]{}\":nul \n\\";
  gsize at = (gsize)g_rand_int_range (random, 0, (gint32)text->len);
  char c = alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)];

  switch (g_rand_int_range (random, 0, 4))
    {
    case 0:
      text->str[at] = c;
      break;
    case 1:
      g_string_erase (text, (gssize)at, 1);
      break;
    case 2:
      g_string_insert_c (text, (gssize)at, c);
      break;
    default:
      {
        gsize from = (gsize)g_rand_int_range (random, 0, (gint32)text->len), n = MIN (12, text->len - from);
        g_autofree char *piece = g_strndup (text->str + from, n);

        g_string_insert_len (text, (gssize)at, piece, (gssize)n);
      }
    }
}

static void
check_mutations (const char *text,
                 gsize       length,
                 guint       n,
                 GRand      *random,
                 guint      *n_read)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GString) copy = g_string_new_len (text, (gssize)length);

      for (int k = g_rand_int_range (random, 1, 4); k > 0 && copy->len > 0; k--)
        mutate (copy, random);
      *n_read += check_agreement (copy->str, copy->len);
    }
}

static void
for_each_file (const char *path,
               void      (*func) (const char *name, const char *data, gsize length, gpointer user_data),
               gpointer    user_data)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *data = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (file, &data, &length, NULL));
      func (name, data, length, user_data);
    }
}

typedef struct { GRand *random; guint files, taken, read; } Agreement;

static void
check_recorded (const char *name,
                const char *data,
                gsize       length,
                gpointer    user_data)
{
  Agreement *agreement = user_data;
  g_auto(PenstockYahooScan) scan = { 0 };

  penstock_yahoo_scan_init (&scan, data, length);
  g_assert_true (check_agreement (data, length));
  check_mutations (data, length, length < 10000 ? 120 : 2, agreement->random, &agreement->read);
  agreement->taken += scan.taken->len;
  agreement->files++;
}

static void
test_agreement_on_recorded (void)
{
  g_autofree char *path = recorded_path ("yahoo-chart");
  g_autoptr(GRand) random = g_rand_new_with_seed (20260512);
  Agreement agreement = { .random = random };

  if (path == NULL)
    {
      g_test_skip ("no recorded bodies here");
      return;
    }

  for_each_file (path, check_recorded, &agreement);
  g_test_message ("%u files, %u arrays taken, %u mutants still readable", agreement.files, agreement.taken, agreement.read);
  g_assert_cmpuint (agreement.taken, >, 5 * agreement.files); /* or nothing was compared */
  g_assert_cmpuint (agreement.read, >, 500);
}

#define CHART(timestamp, rest) "{\"chart\":{\"result\":[{\"meta\":{},\"timestamp\":" timestamp "," rest "}]}}"
#define CLOSE(close) CHART ("[1,2,3]", "\"indicators\":{\"quote\":[{\"close\":" close "}]}")

/* Where a scanner that is not careful goes wrong. */
static void
test_agreement_on_traps (void)
{
  static const char *const texts[] = {
    CLOSE ("[]"), CLOSE ("[ ]"), CLOSE ("[1,]"), CLOSE ("[1 ,\n2\t, 3 ]"), CLOSE ("[1, ]"), CLOSE ("[,1]"), CLOSE ("[1 2]"), CLOSE ("[1,,2]"),
        CLOSE ("[01]"),
    CLOSE ("[-0,-0.0,0.0]"), CLOSE ("[1.]"), CLOSE ("[.5]"), CLOSE ("[-]"), CLOSE ("[+1]"), CLOSE ("[1e5,1E-5,1.5e+3]"), CLOSE ("[1e]"),
        CLOSE ("[1e999]"),
    CLOSE ("[1e-999]"), CLOSE ("[123456789012345678]"), CLOSE ("[1234567890123456789012]"), CLOSE ("[0.1234567890123456789]"),
    CLOSE ("[0.12345678901234567890123456789]"), CLOSE ("[9007199254740993,9007199254740992.5,9007199254740993.0]"), CLOSE ("[334."
        "92999267578125,0.3,2.2250738585072014e-308]"),
    CLOSE ("[nul]"), CLOSE ("[null,nullnull]"), CLOSE ("[true]"), CLOSE ("[\"1\"]"), CLOSE ("[[1]]"), CLOSE ("[NaN]"), CLOSE ("[1"), CLOSE ("1"),
        CLOSE ("null"), CLOSE ("[0]"), CLOSE ("[1]"),
    /* the name written otherwise, twice, or elsewhere; and a mark of the source's own */
    CHART ("[1]", "\"time\\u0073tamp\":[0]"), CHART ("[5]", "\"timestamp\":[0]"), CHART ("[5]", "\"timestamp\":\"x\""), CHART ("[5,6]", "\"t"
        "imestamp\":[true]"),
    "{\"chart\":{\"result\":[{\"meta\":{},\"timestamp\":[7]}],\"result\":[{\"meta\":{\"a\":1}}]}}",
    "{\"chart\":{\"result\":[{\"meta\":{\"timestamp\":[0]},\"timestamp\":[7]},{\"timestamp\":[0]}]}}",
    "{\"chart\":{\"result\":[{\"meta\":{\"x\":\"\\\"timestamp\\\":[0]\"},\"timestamp\":[7]}]}}",
    "[{\"chart\":{\"result\":[{\"timestamp\":[7]}]}}]", "{\"chart\":[{\"timestamp\":[7]}]}", "{\"chart\":{\"result\":[{\"timestamp\" [7]}]}}",
    "{\"a\":[[[[[[[[[[1]]]]]]]]]],\"chart\":{\"result\":[{\"meta\":{},\"timestamp\":[7]}]}}", "\xef\xbb\xbf{\"chart\":{\"result\":[{\"met"
        "a\":{},\"timestamp\":[7]}]}}",
    "{\"chart\":{\"result\":[{\"meta\":{},\"timestamp\":[7]}]}} x", "]]]]", "{\"chart\":\"", "\"\\",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    check_agreement (texts[i], strlen (texts[i]));
}

/* The quick division against strtod, bit for bit. */
static void
test_numbers_are_exact (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  g_autoptr(GString) text = g_string_new ("{\"chart\":{\"result\":[{\"meta\":{},\"timestamp\":[");
  g_autoptr(GArray) expected = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(PenstockYahoo) chart = NULL;

  for (guint i = 0; i < 40000; i++)
    {
      char number[64];
      double value = ldexp (g_rand_double (random) + 0.5, g_rand_int_range (random, -12, 40));

      if (i % 2 == 0)
        value = (double)(float)value; /* as Yahoo has them */
      g_snprintf (number, sizeof number, "%.*f", g_rand_int_range (random, 0, 17), value);
      value = g_ascii_strtod (number, NULL);
      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", number);
      g_array_append_val (expected, value);
    }
  g_string_append (text, "]}]}}");

  chart = penstock_yahoo_read (text->str, text->len, TRUE, NULL);
  g_assert_nonnull (chart);
  g_assert_cmpuint (chart->column[PENSTOCK_CHART_TIME].n, ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    if (chart->column[PENSTOCK_CHART_TIME].value[i] != g_array_index (expected, double, i))
      g_error ("number %u: %.17g, not %.17g", i, chart->column[PENSTOCK_CHART_TIME].value[i], g_array_index (expected, double, i));
}

/* -- the JSON test suite -- */

static void
check_suite_file (const char *name,
                  const char *data,
                  gsize       length,
                  gpointer    user_data)
{
  guint *n = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = penstock_feed_json_load (data, length, &error);
  g_autofree char *inside = NULL;
  g_autoptr(GString) close = g_string_new (NULL);

  g_assert_true ((root == NULL) == (error != NULL));
  if (strstr (name, "parsing_y_") != NULL && root == NULL)
    g_error ("%s must be read: %s", name, error->message);
  if (strstr (name, "parsing_n_") != NULL && root != NULL)
    g_error ("%s must not be read", name);

  read_with_all (data, length);
  g_string_append (close, "{\"chart\":{\"result\":[{\"meta\":{},\"timestamp\":[1],\"indicators\":{\"quote\":[{\"close\":");
  g_string_append_len (close, data, (gssize)length);
  g_string_append (close, "}]}}]}}");
  check_agreement (data, length);
  check_agreement (close->str, close->len);
  (*n)++;
}

static void
test_json_suite (void)
{
  g_autofree char *path = recorded_path ("jsontestsuite");
  guint n = 0;

  if (path == NULL)
    {
      g_test_skip ("no JSON test suite here");
      return;
    }

  for_each_file (path, check_suite_file, &n);
  g_test_message ("%u files", n);
  g_assert_cmpuint (n, >, 200);
}

static void
test_deep_nesting (void)
{
  g_autofree char *arrays = g_strnfill (100000, '[');
  g_autoptr(GString) objects = g_string_new (NULL);
  g_autoptr(GString) tags = g_string_new ("<html>");

  for (guint i = 0; i < 50000; i++)
    {
      g_string_append (objects, "[{\"\":");
      g_string_append (tags, i % 2 == 0 ? "<table><tr><td>" : "<div>");
    }

  read_with_all (arrays, strlen (arrays));
  read_with_all (objects->str, objects->len);
  read_with_all (tags->str, tags->len);
}

/* -- half a body -- */

static void
check_truncations (const char *path)
{
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  for (gsize n = 0; n <= length; n++)
    {
      g_autofree char *exact = g_memdup2 (data, n); /* so that ASan sees the end */

      read_with_all (n > 0 ? exact : "", n);
    }
}

static void
test_truncations (void)
{
  static const char *const fixtures[] = { "yahoo-chart-ok.json", "twse-revenue-ok.json", "mops-month-ok.html", "mops-month-ok.csv" };
  g_autofree char *recorded = recorded_path ("yahoo-chart/2344.TW_10d_1d_null_close_and_duplicate_today.200.json");

  for (guint i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", fixtures[i], NULL);

      check_truncations (path);
    }
  if (recorded != NULL)
    check_truncations (recorded);
}

/* A JSON answer that broke off is never data. */
static void
test_half_is_not_data (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "yahoo-chart-ok.json", NULL);
  const PenstockQuery query = { .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  for (gsize n = 0; n < length - 2; n += 7)
    {
      g_autoptr(PenstockBatch) batch = penstock_batch_new ();
      g_autoptr(GBytes) body = g_bytes_new (data, n);

      g_assert_cmpint (penstock_provider_read (penstock_provider_find ("yahoo-chart"), &query, 200, NULL, body, 0, batch, NULL), ==,
          PENSTOCK_OUTCOME_BROKEN);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/hostile/agreement-on-traps", test_agreement_on_traps);
  g_test_add_func ("/feed/hostile/agreement-on-recorded", test_agreement_on_recorded);
  g_test_add_func ("/feed/hostile/numbers-are-exact", test_numbers_are_exact);
  g_test_add_func ("/feed/hostile/json-suite", test_json_suite);
  g_test_add_func ("/feed/hostile/deep-nesting", test_deep_nesting);
  g_test_add_func ("/feed/hostile/truncations", test_truncations);
  g_test_add_func ("/feed/hostile/half-is-not-data", test_half_is_not_data);
  return g_test_run ();
}
