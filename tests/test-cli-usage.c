/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/wait.h>

#include "cli-run.h"

/* What people get wrong: one line on stderr that says what and where, the right exit code, nothing on stdout, nothing changed. DATA stands for a data
 * folder that does not exist yet, FILES for a folder with the files of set_up. */
typedef struct { const char *args; int code; const char *says; } Mistake;

static const Mistake mistakes[] = {
  { "", 2, "no command" },
  { "watch", 2, "unknown command “watch”" },
  { "what-if", 2, "no ID given" },
  { "what-if honhai", 2, "no AMOUNT given" },
  { "what-if honhai 1 2", 2, "“2” is one word too many" },
  { "what-if honhai one", 2, "“one” is not a number" },
  { "what-if honhai nan", 2, "“nan” is not a number" },
  { "what-if honhai 101", 2, "“101” is not a number" },
  { "what-if nobody 1", 1, "nobody" },
  { "what-if seg:nope 1", 1, "no segment “nope”" },
  { "claims FILES/missing.json", 1, "missing.json" },
  { "claims FILES/note.txt", 1, "note.txt" },
  { "claims FILES/note.txt FILES/note.txt", 2, "one word too many" },
  { "evidence all", 2, "“all” is one word too many" },
  { "evidence --from x", 2, "--from: “x”" },
  { "evidence --from 2026-02-01 --to 2026-01-01", 2, "--from is after --to" },
  { "indicators all", 2, "“all” is one word too many" },
  { "indicators --threshold nope 1:2", 1, "nope" },
  { "indicators --layer", 2, "--layer" },
  { "--bogus", 2, "unknown option --bogus" },
  { "score --bogus", 2, "--bogus" },
  { "score extra", 2, "“extra” is one word too many" },
  { "--format xml score", 2, "“xml” is not table, json or csv" },
  { "score --as-of 2026-02-30", 2, "--as-of: “2026-02-30”" },
  { "score --as-of tomorrow", 2, "--as-of: “tomorrow”" },
  { "--data-dir", 2, "--data-dir" },
  { "--chain FILES/missing.json score", 1, "missing.json" },
  { "--chain FILES/broken.json score", 1, "--chain: $.id" },
  { "--data-dir FILES/note.txt score", 1, "note.txt" },
  { "explain", 2, "no ID given" },
  { "explain honhai quanta", 2, "“quanta” is one word too many" },
  { "explain nobody", 1, "nobody" },
  { "series", 2, "no ID given" },
  { "series NOSUCH", 1, "NOSUCH" },
  { "series intc --accept yesterday", 2, "--accept: “yesterday”" },
  { "series intc --split 2026-01-02", 2, "--split DATE N:M" },
  { "series intc --split 2026-01-02 ten:one", 2, "--split DATE N:M" },
  { "series intc --split 2026-01-02 3:3", 2, "changes nothing" },
  { "series intc --split 2026-01-02 10:1 --accept 2026-01-02", 2, "together" },
  { "series intc --export FILES/none/x.csv", 1, "no bars" },
  { "import", 2, "import bars|revenue|events|indicators FILE…" },
  { "import stones FILES/note.txt", 2, "“stones” is not bars, revenue, events or indicators" },
  { "import bars", 2, "no file given" },
  { "import indicators FILES/note.txt", 1, "note.txt" },
  { "import bars FILES/MISSING.csv", 1, "MISSING.csv" },
  { "import bars FILES", 1, "is a directory" },
  { "import bars FILES/note.txt", 1, "SYMBOL.csv" },
  { "import bars FILES/HEADLESS.csv", 1, "HEADLESS.csv: line 1" },
  { "import revenue FILES/revenue.csv", 1, "revenue.csv: line 3" },
  { "import events FILES/broken.json", 1, "broken.json" },
  { "import events FILES/stranger.json", 1, "$[0].companies: no company “stranger”" },
  { "fetch --feed nope", 2, "no feed “nope”; there are yahoo-chart" },
  { "fetch --base-url yahoo-chart", 2, "is not ID=URL" },
  { "fetch --base-url nope=http://127.0.0.1", 2, "no feed “nope”" },
  { "fetch --base-url yahoo-chart=ftp://127.0.0.1", 2, "is not an http or https address" },
  { "chart intc", 2, "no --output given" },
  { "chart --output FILES/x.png", 2, "no ID given" },
  { "chart intc --output FILES/x.gif", 2, "does not end in .png, .svg or .pdf" },
  { "chart intc --output FILES/none/x.png", 1, "there is no folder" },
  { "chart intc --output FILES/x.png --range 2w", 2, "--range: “2w”" },
  { "chart intc --output FILES/x.png --range 1m --from 2026-01-01", 2, "--range together" },
  { "chart intc --output FILES/x.png --from 2026-02-01 --to 2026-01-01", 2, "--from is after --to" },
  { "chart intc --output FILES/x.png --from 1.2.2026", 2, "--from: “1.2.2026”" },
  { "chart intc --output FILES/x.png --style bars", 2, "--style: “bars”" },
  { "chart intc --output FILES/x.png --overlay ema:5", 2, "--overlay: “ema:5”" },
  { "chart intc --output FILES/x.png --overlay sma:1", 2, "--overlay: “sma:1”" },
  { "chart intc --output FILES/x.png --size huge", 2, "--size: “huge”" },
  { "chart intc --output FILES/x.png --scale 9", 2, "--scale: 9" },
  { "chart intc --output FILES/x.png --scale two", 2, "two" },
  { "chart intc --output FILES/x.png --theme pink", 2, "--theme: “pink”" },
  { "chart intc --output FILES/x.png --pane own --pane gap --pane score", 2, "--pane: a chart takes 2" },
  { "chart intc --output FILES/x.png", 1, "has no bars" },
  { "chain", 2, "chain check FILE" },
  { "chain check", 2, "no file given" },
  { "chain check FILES/missing.json", 1, "missing.json" },
  { "feeds now", 2, "“now” is one word too many" },
  { "segments all", 2, "“all” is one word too many" },
};

typedef struct { char *files, *data; } Fixture;

static void
write_file (const char *dir,
            const char *name,
            const char *text)
{
  g_autofree char *path = cli_write (dir, name, text);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->files = cli_temp_dir ();
  fixture->data = g_build_filename (fixture->files, "data", NULL);
  write_file (fixture->files, "note.txt", "not a folder\n");
  write_file (fixture->files, "HEADLESS.csv", "2026-01-02,1,2,3\n");
  write_file (fixture->files, "revenue.csv", "symbol,period,value,currency,published_at\n"
              "2317.TW,2026-04,1,TWD,2026-05-05\n2317.TW,2026-99,1,TWD,2026-05-05\n");
  write_file (fixture->files, "broken.json", "{ \"format\": \"penstock-chain/1\", \"links\": 3 }");
  write_file (fixture->files, "stranger.json", "[{ \"id\": \"e\", \"title\": \"E\", \"kind\": \"k\", \"direction\": 1,"
              " \"companies\": { \"stranger\": 1.0 },"
              " \"status_history\": [[\"2026-01-02\", \"confirmed\"]], \"source\": \"s\" }]");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  cli_remove_dir (fixture->files);
  g_free (fixture->files);
  g_free (fixture->data);
}

static char **
fill_in (const Fixture *fixture,
         const char    *args)
{
  g_auto(GStrv) parts = g_strsplit (args, "FILES", -1);
  g_autofree char *filled = g_strjoinv (fixture->files, parts);
  g_autofree char *all = strstr (args, "--data-dir") == NULL ? g_strconcat (filled, " --data-dir ", fixture->data, NULL) : g_strdup (filled);

  return g_strsplit (*args != '\0' ? all : "", " ", -1);
}

static void
test_mistakes (Fixture       *fixture,
               gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_auto(GStrv) args = fill_in (fixture, mistakes[i].args);
      g_auto(CliRun) run = cli_run_strv ((const char *const *)(args[0] != NULL && *args[0] != '\0' ? args : args + g_strv_length (args)));

      g_test_message ("%s → %d %s", mistakes[i].args, run.code, run.err);
      g_assert_cmpint (run.code, ==, mistakes[i].code);
      g_assert_true (g_str_has_prefix (run.err, "penstock-cli: "));
      g_assert_nonnull (strstr (run.err, mistakes[i].says));
      g_assert_true (strchr (run.err, '\n') == run.err + strlen (run.err) - 1);
      if (strstr (mistakes[i].args, "FILES/broken.json") == NULL || strstr (mistakes[i].args, "chain check") == NULL)
        g_assert_cmpstr (run.out, ==, "");
    }
}

/* Wrong usage does not even create the data folder. */
static void
test_nothing_changed (Fixture       *fixture,
                      gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mistakes); i++)
    if (mistakes[i].code == 2)
      {
        g_auto(GStrv) args = fill_in (fixture, mistakes[i].args);
        g_auto(CliRun) run = cli_run_strv ((const char *const *)(args[0] != NULL && *args[0] != '\0' ? args : args + g_strv_length (args)));

        g_assert_false (g_file_test (fixture->data, G_FILE_TEST_EXISTS));
      }
}

static void
test_help (void)
{
  static const char *const commands[] = { "import", "fetch", "score", "explain", "segments", "series", "chart", "feeds", "chain" };
  g_autofree char *overview = cli_output ("--help");
  g_autofree char *version = cli_output ("--version");

  g_assert_cmpstr (version, ==, "penstock-cli " PENSTOCK_VERSION "\n");
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *help = cli_output (commands[i], "--help");

      g_assert_nonnull (strstr (overview, commands[i]));
      g_assert_nonnull (strstr (help, "--data-dir"));
      g_assert_nonnull (strstr (help, commands[i]));
    }
}

/* A full disk behind stdout is a failure, and said. */
static void
test_output_is_full (void)
{
  g_autofree char *program = cli_program ();
  g_autofree char *command = g_strdup_printf ("exec '%s' --help > /dev/full", program);
  g_autofree char *err = NULL;
  int status = 0;

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no /dev/full");
      return;
    }
  g_assert_true (g_spawn_sync (NULL, (char *[]){ "/bin/sh", "-c", command, NULL }, NULL, 0, NULL, NULL, NULL, &err, &status, NULL));
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 1);
  g_assert_true (g_str_has_prefix (err, "penstock-cli: cannot write the output"));
}

/* Each fault of a chain file on a line of its own, with its place. */
static void
test_chain_check (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *broken = g_build_filename (fixture->files, "broken.json", NULL);
  g_autofree char *good = g_test_build_filename (G_TEST_DIST, "fixtures", "sample-chain.json", NULL);
  g_autofree char *said = cli_output ("chain", "check", good);
  g_auto(CliRun) run = cli_run ("chain", "check", broken);
  g_auto(GStrv) lines = g_strsplit (run.out, "\n", -1);

  g_assert_cmpint (run.code, ==, 1);
  g_assert_cmpuint (g_strv_length (lines), >, 3);
  for (guint i = 0; lines[i + 1] != NULL; i++)
    {
      g_assert_true (lines[i][0] == '$');
      g_assert_nonnull (strstr (lines[i], ": "));
    }
  g_assert_cmpstr (said, ==, "OK: two-companies (layers 2, segments 2, listed companies 2, private 0, links 1, ownerships 0)\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/usage/mistakes", Fixture, NULL, set_up, test_mistakes, tear_down);
  g_test_add ("/cli/usage/nothing-changed", Fixture, NULL, set_up, test_nothing_changed, tear_down);
  g_test_add_func ("/cli/usage/help", test_help);
  g_test_add_func ("/cli/usage/output-is-full", test_output_is_full);
  g_test_add ("/cli/usage/chain-check", Fixture, NULL, set_up, test_chain_check, tear_down);
  return g_test_run ();
}
