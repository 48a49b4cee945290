/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-chain.h"
#include "penstock-error.h"

#include <string.h>

/* One place of fixtures/chain-small.json is broken at a time: the first fault names that place. */
typedef struct
{
  const char *what;
  const char *with;
  const char *path;
  const char *says;
} Mutation;

static const Mutation mutations[] = {
  { "penstock-chain/1", "penstock-chain/2", "$.format", "penstock-chain/1" },
  { "\"format\": \"penstock-chain/1\",", "", "$.format", "missing" },
  { "\"id\": \"small\"", "\"id\": \"\"", "$.id", "empty" },
  { "\"name\": \"Small chain\"", "\"name\": [1]", "$.name", "not a string" },
  { "\"low\": 0.2,", "\"low\": 0,", "$.strength_values.low", "above 0" },
  { "\"high\": 0.8", "\"high\": 0.4", "$.strength_values.high", "below" },
  { "\"high\": 0.8", "\"high\": 1.5", "$.strength_values.high", "at most 1" },
  { "\"high\": 0.8", "\"high\": 1e999", "$.strength_values.high", "at most 1" },
  { ", \"mid\": 0.5", "", "$.strength_values.mid", "missing" },
  { "\"layers\": [", "\"tiers\": [", "$.segments[0].layer", "no layer `up'" },
  { "\"id\": \"down\", \"name\"", "\"id\": \"up\", \"name\"", "$.layers[1].id", "already" },
  { "\"id\": \"down\", \"name\"", "\"name\"", "$.layers[1].id", "missing" },
  { "\"tz\": \"Asia/Tokyo\"", "\"tz\": \"Asia/Tokio\"", "$.exchanges[2].tz", "Tokio" },
  { "\"tz\": \"Asia/Tokyo\"", "\"tz\": \"../../etc/passwd\"", "$.exchanges[2].tz", "passwd" },
  { "\"exchange\": \"TSE\", \"mic\"", "\"exchange\": \"NYSE\", \"mic\"", "$.exchanges[2].exchange", "already" },
  { "09:00-13:30", "09:00-08:30", "$.exchanges[0].regular", "08:30" },
  { "09:00-13:30", "9:00-13:30", "$.exchanges[0].regular", "9:00" },
  { "12:30-15:30", "11:00-15:30", "$.exchanges[2].regular", "11:00" },
  { "09:00-13:30", "09:00-25:30", "$.exchanges[0].regular", "25:30" },
  { "pre 04:00", "before 04:00", "$.exchanges[1].extended", "before" },
  { ", post 16:00-20:00", ", ", "$.exchanges[1].extended", "pre 04:00" },
  { "\"red_up (like Taipei)\"", "\"blue_up\"", "$.exchanges[2].color_convention", "blue_up" },
  { "\"yahoo_suffix\": \".TW\", ", "", "$.exchanges[0].yahoo_suffix", "missing" },
  { "\"yahoo_suffix\": \".TW\"", "\"yahoo_suffix\": \"TW\"", "$.exchanges[0].yahoo_suffix", "TW" },
  { "\"layer\": \"down\"", "\"layer\": \"side\"", "$.segments[1].layer", "no layer `side'" },
  { "\"id\": \"cloud\", \"order\"", "\"id\": \"foundry\", \"order\"", "$.segments[1].id", "already" },
  { "\"order\": 2", "\"order\": 1", "$.segments[1].order", "order" },
  { "\"order\": 2", "\"order\": 2.5", "$.segments[1].order", "whole" },
  { "{ \"id\": \"bet\", ", "{ \"id\": \"beta\", ", "$.companies[2].id", "$.companies[1]" },
  { "{ \"id\": \"bet\", ", "{ \"id\": \"b t\", ", "$.companies[2].id", "letters" },
  { "{ \"id\": \"bet\", ", "{ \"id\": 7, ", "$.companies[2].id", "not a string" },
  { "{ \"id\": \"bet\", ", "{ ", "$.companies[2].id", "missing" },
  { "\"2222.T\"", "\"1111.TW\"", "$.companies[2].ticker", "$.companies[0]" },
  { "\"2222.T\"", "\"2222.KS\"", "$.companies[2].ticker", "`.T'" },
  { "\"exchange\": \"NYSE\", \"country\"", "\"exchange\": \"LSE\", \"country\"", "$.companies[1].exchange", "no exchange `LSE'" },
  { "\"currency\": \"USD\", \"tier\"", "\"tier\"", "$.companies[1].currency", "missing" },
  { "\"country\": \"JP\"", "\"country\": null", "$.companies[2].country", "missing" },
  { "\"tier\": 2", "\"tier\": 3", "$.companies[1].tier", "between 1 and 2" },
  { "\"tier\": 2", "\"tier\": \"2\"", "$.companies[1].tier", "whole" },
  { "\"sec_cik\": 1234", "\"sec_cik\": -1", "$.companies[1].sec_cik", "-1" },
  { "\"monthly_revenue\": true", "\"monthly_revenue\": 1", "$.companies[0].monthly_revenue", "true" },
  { "\"note\": \"a note\"", "\"note\": 5", "$.companies[1].note", "not a string" },
  { "\"weight\": 0.25", "\"weight\": 0", "$.companies[1].segments[1].weight", "above 0" },
  { "\"weight\": 0.25", "\"weight\": 1.01", "$.companies[1].segments[1].weight", "1.01" },
  { "\"weight\": 0.25", "\"weight\": \"0.25\"", "$.companies[1].segments[1].weight", "not a number" },
  { ", \"weight\": 0.25", "", "$.companies[1].segments[1].weight", "missing" },
  { "{ \"segment\": \"foundry\", \"weight\": 0.25 }", "7", "$.companies[1].segments[1]", "not an object" },
  { "\"segment\": \"foundry\", \"weight\": 0.25", "\"segment\": \"cloud\", \"weight\": 0.25", "$.companies[1].segments[1].segment", "already" },
  { "\"segment\": \"foundry\", \"weight\": 0.25", "\"segment\": \"fog\", \"weight\": 0.25", "$.companies[1].segments[1].segment", "`fog'" },
  { "[ { \"segment\": \"foundry\", \"weight\": 0.5 } ]", "[]", "$.companies[2].segments", "empty" },
  { "\"confidence\": \"likely\",\n    \"sec_cik\"", "\"confidence\": \"maybe\",\n    \"sec_cik\"", "$.companies[1].confidence", "sure, likely, check" },
  { "[\"Alfa\", \"甲\"]", "\"Alfa\"", "$.companies[0].aliases", "not an array" },
  { "[\"Alfa\", \"甲\"]", "[\"Alfa\", 3]", "$.companies[0].aliases[1]", "not a string" },
  { "[\"Alfa\", \"甲\"]", "[\"Alfa\", \"BETA\"]", "$.companies[0].aliases[1]", "$.companies[1]" },
  { "[\"Alfa\", \"甲\"]", "[\"2222.t\", \"甲\"]", "$.companies[0].aliases[0]", "$.companies[2]" },
  { "[\"Alfa\", \"甲\"]", "[\"gamma\", \"甲\"]", "$.companies[0].aliases[0]", "$.private_entities[0]" },
  { "\"name\": \"Beta Disks\",", "\"name\": \"Beta Disks\", \"aliases\": [\"alfa\"],", "$.companies[2].aliases[0]", "$.companies[0]" },
  { "\"name\": \"Gamma AI\",", "\"name\": \"Gamma AI\", \"aliases\": [\"ALW\"],", "$.private_entities[0].aliases[0]", "$.companies[0]" },
  { "\"alt_ticker\": \"ALW\"", "\"alt_ticker\": \"BET\"", "$.companies[0].alt_ticker", "$.companies[2]" },
  { "\"id\": \"gamma\"", "\"id\": \"alpha\"", "$.private_entities[0].id", "$.companies[0]" },
  { "\"listed\": false", "\"listed\": true", "$.private_entities[0].listed", "$.companies" },
  { "\"listed\": false, \"segment\": \"cloud\"", "\"listed\": false, \"segment\": \"sky\"", "$.private_entities[0].segment", "`sky'" },
  { "\"parent\": \"alpha\"", "\"parent\": \"delta\"", "$.ownership[0].parent", "no company `delta'" },
  { "\"child\": \"bet\"", "\"child\": \"alpha\"", "$.ownership[0].child", "itself" },
  { "\"consolidated\": true", "\"consolidated\": \"yes\"", "$.ownership[0].consolidated", "true" },
  { "\"to\": \"gamma\"", "\"to\": \"foo\"", "$.links[2].to", "no company `foo'" },
  { "\"from\": \"seg:foundry\"", "\"from\": \"seg:fondry\"", "$.links[1].from", "no segment `fondry'" },
  { "\"to\": \"gamma\"", "\"to\": \"beta\"", "$.links[2].to", "itself" },
  { "\"to\": \"seg:cloud\"", "\"to\": \"seg:foundry\"", "$.links[1].to", "itself" },
  { "\"kind\": \"finance\"", "\"kind\": \"gift\"", "$.links[2].kind", "supply, finance" },
  { "\"status\": \"rumoured\"", "\"status\": \"rumored\"", "$.links[2].status", "rumored" },
  { "\"strength\": \"mid\"", "\"strength\": 0.5", "$.links[1].strength", "not a string" },
  { "\"basis_type\": \"rumour\"", "\"basis_type\": \"hearsay\"", "$.links[2].basis_type", "hearsay" },
  { "\"basis\": \"It is said\", \"confidence\": \"check\"", "\"basis\": \"It is said\"", "$.links[2].confidence", "missing" },
  { "\"basis\": \"It is said\"", "\"basis\": \"\"", "$.links[2].basis", "empty" },
  { "\"links\": [", "\"links\": {}, \"x\": [", "$.links", "not an array" },
  { "\"links\": [", "\"lines\": [", "$.links", "missing" },
};

static char *
read_fixture (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "chain-small.json", NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static PenstockChain *
parse (const char  *text,
       gssize       length,
       GPtrArray  **faults,
       GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize)length);

  return penstock_chain_new_from_bytes (bytes, faults, error);
}

static char *
mutate (const char     *text,
        const Mutation *mutation)
{
  const char *at = strstr (text, mutation->what);
  g_autoptr(GString) out = g_string_new (NULL);

  if (at == NULL || strstr (at + 1, mutation->what) != NULL)
    g_error ("`%s' must occur once in the fixture", mutation->what);

  g_string_append_len (out, text, at - text);
  g_string_append (out, mutation->with);
  g_string_append (out, at + strlen (mutation->what));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_each_fault_names_its_place (void)
{
  g_autofree char *text = read_fixture ();

  for (gsize i = 0; i < G_N_ELEMENTS (mutations); i++)
    {
      g_autofree char *broken = mutate (text, &mutations[i]);
      g_autoptr(GPtrArray) faults = NULL;
      g_autoptr(GError) error = NULL;
      const PenstockFault *first;
      g_autofree char *line = NULL;

      g_test_message ("%s → %s", mutations[i].what, mutations[i].with);
      g_assert_null (parse (broken, -1, &faults, &error));
      g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT);
      g_assert_cmpuint (faults->len, >, 0);
      first = g_ptr_array_index (faults, 0);
      g_assert_cmpstr (first->path, ==, mutations[i].path);
      g_assert_nonnull (strstr (first->message, mutations[i].says));
      line = g_strdup_printf ("%s: %s", first->path, first->message);
      g_assert_cmpstr (error->message, ==, line);
      g_assert_null (strchr (error->message, '\n'));
    }
}

static void
test_all_faults_in_file_order (void)
{
  static const Mutation several[] = {
    { "\"tz\": \"Asia/Tokyo\"", "\"tz\": \"Nowhere\"", "$.exchanges[2].tz", NULL },
    { "\"weight\": 0.9", "\"weight\": -1", "$.companies[0].segments[0].weight", NULL },
    { "{ \"id\": \"bet\", ", "{ \"id\": \"beta\", ", "$.companies[2].id", NULL },
    { "\"name\": \"Gamma AI\"", "\"name\": \"\"", "$.private_entities[0].name", NULL },
    { "\"child\": \"bet\"", "\"child\": \"delta\"", "$.ownership[0].child", NULL },
    { "\"strength\": \"mid\"", "\"strength\": \"strong\"", "$.links[1].strength", NULL },
  };
  g_autofree char *text = read_fixture ();
  g_autoptr(GPtrArray) faults = NULL;
  g_autoptr(GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (several); i++)
    {
      char *broken = mutate (text, &several[i]);

      g_free (text);
      text = broken;
    }

  g_assert_null (parse (text, -1, &faults, &error));
  g_assert_cmpuint (faults->len, ==, G_N_ELEMENTS (several));
  for (guint i = 0; i < faults->len; i++)
    g_assert_cmpstr (((const PenstockFault *)g_ptr_array_index (faults, i))->path, ==, several[i].path);
}

static void
assert_message (const char *text,
                gssize      length,
                const char *message)
{
  g_autoptr(GPtrArray) faults = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (parse (text, length, &faults, &error));
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpuint (faults->len, ==, 1);
}

static void
test_no_json (void)
{
  static const char *const html = "<!DOCTYPE html>\n<html><body>Too many requests</body></html>\n";

  assert_message ("", 0, "the file is empty");
  assert_message (" \n\t\n", -1, "the file is empty");
  assert_message (html, -1, "this is HTML or XML, not JSON");
  assert_message ("{\n \"id\": \"caf\xe9\"\n}", -1, "line 2, column 12: not UTF-8 text");
  assert_message ("{}\0{}", 5, "line 1, column 3: not UTF-8 text");
  assert_message ("{\n \"id\": \"é\", oops\n}", -1, "line 2, column 13: expected a string in double quotes");
  assert_message ("{ \"a\": 1, }", -1, "line 1, column 11: expected a string in double quotes");
  assert_message ("[1 2]", -1, "line 1, column 4: expected `,' or `]'");
  assert_message ("{ \"a\" 1 }", -1, "line 1, column 7: expected `:' after the name of a member");
  assert_message ("{ \"a\": 01 }", -1, "line 1, column 9: expected `,' or `}'");
  assert_message ("{ \"a\": .5 }", -1, "line 1, column 8: expected a value");
  assert_message ("{ \"a\": NaN }", -1, "line 1, column 8: expected a value");
  assert_message ("{ \"a\": /* hm */ 1 }", -1, "line 1, column 8: expected a value");
  assert_message ("{ \"a\": \"b\nc\" }", -1, "line 1, column 10: a control character or line break in a string");
  assert_message ("{ \"a\": \"\\u12g4\" }", -1, "line 1, column 13: a \\u needs four hexadecimal digits");
  assert_message ("{ \"a\": \"\\ud800x\" }", -1, "line 1, column 15: a \\u that is half a character");
  assert_message ("{ \"a\": \"\\q\" }", -1, "line 1, column 10: no such escape in a string");
  assert_message ("{} {}", -1, "line 1, column 4: something follows the end of the JSON value");
  assert_message ("[1, 2]", -1, "$: is not an object");
  assert_message ("\"text\"", -1, "$: is not an object");
  assert_message ("null", -1, "$: is not an object");
}

static void
test_nested_deeply (void)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (int i = 0; i < 500000; i++)
    g_string_append_c (text, '[');

  assert_message (text->str, (gssize)text->len, "line 1, column 65: nested too deeply");
}

/* However a download stops, the result is one clear line. */
static void
test_every_truncation (void)
{
  g_autofree char *text = read_fixture ();
  gsize length = strlen (g_strchomp (text));

  for (gsize n = 0; n < length; n++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) faults = NULL;

      g_assert_null (parse (text, (gssize)n, &faults, &error));
      g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT);
      g_assert_null (strchr (error->message, '\n'));
      g_assert_cmpuint (faults->len, ==, 1);
    }
}

static void
test_byte_order_mark_is_accepted (void)
{
  g_autofree char *text = read_fixture ();
  g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", text, NULL);
  g_autoptr(GPtrArray) faults = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockChain) chain = parse (marked, -1, &faults, &error);

  g_assert_no_error (error);
  g_assert_nonnull (chain);
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
test_files_that_are_none (void)
{
  g_autoptr(GError) missing = NULL;
  g_autoptr(GError) directory = NULL;
  g_autoptr(GError) endless = NULL;
  g_autoptr(GPtrArray) faults = NULL;

  g_assert_null (penstock_chain_new_from_file ("/nonexistent/chain.json", &faults, &missing));
  g_assert_error (missing, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (missing->message, "/nonexistent/chain.json"));
  g_assert_cmpuint (faults->len, ==, 1);

  g_assert_null (penstock_chain_new_from_file ("/", NULL, &directory));
  g_assert_error (directory, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND);

  g_assert_null (penstock_chain_new_from_file ("/dev/zero", NULL, &endless));
  g_assert_error (endless, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/chain-faults/place", test_each_fault_names_its_place);
  g_test_add_func ("/core/chain-faults/all", test_all_faults_in_file_order);
  g_test_add_func ("/core/chain-faults/no-json", test_no_json);
  g_test_add_func ("/core/chain-faults/deep", test_nested_deeply);
  g_test_add_func ("/core/chain-faults/truncated", test_every_truncation);
  g_test_add_func ("/core/chain-faults/bom", test_byte_order_mark_is_accepted);
  g_test_add_func ("/core/chain-faults/file", test_files_that_are_none);

  return g_test_run ();
}
