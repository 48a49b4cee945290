/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-world.h"

#include "penstock-claim-private.h"

/* Sentences in two languages against what was filed (tests/fixtures/claims.tsv), and the claims a user keeps. */

#define SEED "Foxconn April 2026 NT$648 bn, +29.74 % YoY, highest April in five years"

static PenstockDay
day (const char *text)
{
  const PenstockDay result = penstock_day_parse (text);

  g_assert_cmpint (result, !=, PENSTOCK_DAY_NONE);
  return result;
}

static char **
read_lines (const char *directory,
            const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, directory, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_strdelimit (g_strchomp (text), "\r", ' ');
  return g_strsplit (text, "\n", -1);
}

static void
take_series (World      *world,
             const char *symbol,
             char      **lines)
{
  g_autoptr(GArray) figures = g_array_new (FALSE, TRUE, sizeof (PenstockRevenueFigure));
  g_autoptr(PenstockRevenue) revenue = NULL;
  g_autofree char *currency = NULL;
  int per_year = 12;

  for (gsize i = 1; lines[i] != NULL; i++)
    {
      g_auto(GStrv) cells = g_strsplit (lines[i], ",", -1);
      PenstockRevenueFigure figure = { .source = "file" };

      if (!g_str_equal (cells[0], symbol))
        continue;
      g_assert_true (penstock_period_parse (cells[1], &figure.period, &per_year));
      figure.value = g_ascii_strtod (cells[2], NULL);
      figure.published_at = penstock_day_to_unix_utc (day (g_strchomp (cells[4])));
      g_free (currency);
      currency = g_strdup (cells[3]);
      g_array_append_val (figures, figure);
    }
  g_assert_cmpuint (figures->len, >, 0);
  revenue = penstock_revenue_new (symbol, currency, per_year, (const PenstockRevenueFigure *)(gpointer)figures->data, figures->len);
  penstock_engine_take_revenue (world->engine, revenue);
}

/* US$1 = NT$30.5 = €1 / 1.2 on every day. */
static void
take_rates (World *world)
{
  g_autoptr(GArray) rates = g_array_new (FALSE, TRUE, sizeof (PenstockRate));

  for (PenstockDay d = day ("2025-01-01"); d <= day ("2026-08-01"); d++)
    {
      PenstockRate usd = { "USD", "EUR", d, 1.2, "ecb" };
      PenstockRate twd = { "TWD", "EUR", d, 36.6, "ecb" };

      g_array_append_val (rates, usd);
      g_array_append_val (rates, twd);
    }
  penstock_engine_take_rates (world->engine, (const PenstockRate *)(gpointer)rates->data, rates->len);
}

static void
setup (World         *world,
       gconstpointer  data)
{
  g_auto(GStrv) monthly = read_lines ("../data/sample", "monthly_revenue_tw.csv");
  g_auto(GStrv) others = read_lines ("fixtures", "claims-revenue.csv");

  world_setup (world, data);
  take_series (world, "2317.TW", monthly);
  take_series (world, "2330.TW", monthly);
  take_series (world, "2382.TW", monthly);
  take_series (world, "INTC", others);
  take_series (world, "NVDA", others);
  take_series (world, "3231.TW", others);
  take_rates (world);
}

static char *
parts_of (const PenstockClaimCheck *check)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < check->parts->len; i++)
    {
      const PenstockClaimPart *part = &g_array_index (check->parts, PenstockClaimPart, i);

      g_assert_nonnull (part->stated_text);
      g_assert_nonnull (part->filed_text);
      g_assert_true (part->known || part->note != NULL);
      g_string_append_printf (text, "%s%s%c", i > 0 ? " " : "", penstock_claim_part_id (part->kind), !part->known ? '?' : part->ok ? '+' : '-');
    }

  return g_string_free (text, FALSE);
}

/* TRUE if it is as expected. */
static gboolean
check_row (World *world,
           char **row)
{
  const PenstockDay as_of = day (row[0]);
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockClaim) claim = penstock_claim_read (penstock_engine_get_names (world->engine), row[3], as_of, &error);
  g_autoptr(PenstockClaimCheck) check = claim != NULL ? penstock_engine_check_claim (world->engine, claim, as_of) : NULL;
  const char *verdict = check != NULL ? penstock_claim_verdict_id (check->verdict) : "unverifiable";
  const char *words = check != NULL ? check->words : error->message;
  g_autofree char *parts = check != NULL ? parts_of (check) : g_strdup ("");
  const gboolean unverifiable = g_str_equal (row[1], "unverifiable");

  if (g_str_equal (verdict, row[1]) && (unverifiable ? strstr (words, row[2]) != NULL : g_str_equal (parts, row[2])))
    return TRUE;

  g_test_message ("%s\n    expected %s, %s\n    got %s, %s: %s", row[3], row[1], row[2], verdict, parts, words);
  return FALSE;
}

static void
test_sentences (World         *world,
                gconstpointer  data)
{
  g_auto(GStrv) lines = read_lines ("fixtures", "claims.tsv");
  guint n = 0, n_right = 0;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) row = g_strsplit (lines[i], "\t", -1);

      if (*lines[i] == '#')
        continue;
      g_assert_cmpuint (g_strv_length (row), ==, 4);
      n++;
      n_right += check_row (world, row);
    }

  g_test_message ("%u of %u sentences", n_right, n);
  g_assert_cmpuint (n, >=, 200);
  g_assert_cmpuint (n_right, ==, n);
}

/* A sentence that is judged is not, once it has a word nobody knows. */
static void
test_unknown_words (World         *world,
                    gconstpointer  data)
{
  static const char *const forms[] = { "Zorblatt %s", "%s zorblatt", "%s罔" };
  g_auto(GStrv) lines = read_lines ("fixtures", "claims.tsv");

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) row = g_strsplit (lines[i], "\t", -1);

      if (*lines[i] == '#' || g_str_equal (row[1], "unverifiable"))
        continue;
      for (guint f = 0; f < G_N_ELEMENTS (forms); f++)
        {
          g_auto(GStrv) halves = g_strsplit (forms[f], "%s", 2);
          g_autofree char *sentence = g_strconcat (halves[0], row[3], halves[1], NULL);
          g_autoptr(GError) error = NULL;
          g_autoptr(PenstockClaim) claim = penstock_claim_read (penstock_engine_get_names (world->engine), sentence, day (row[0]), &error);
          g_autoptr(PenstockClaimCheck) check = claim != NULL ? penstock_engine_check_claim (world->engine, claim, day (row[0])) : NULL;

          if (check != NULL && check->verdict != PENSTOCK_VERDICT_UNVERIFIABLE)
            g_error ("“%s” is judged", sentence);
        }
    }
}

static PenstockClaimCheck *
check_text (World      *world,
            const char *text,
            const char *as_of)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockClaim) claim = penstock_claim_read (penstock_engine_get_names (world->engine), text, day (as_of), &error);

  g_assert_no_error (error);
  return penstock_engine_check_claim (world->engine, claim, day (as_of));
}

/* The example of SCORING.md §9. */
static void
test_the_seed (World         *world,
               gconstpointer  data)
{
  g_autoptr(PenstockClaimCheck) check = check_text (world, SEED, "2026-06-01");
  const PenstockClaimPart *level = &g_array_index (check->parts, PenstockClaimPart, 0);
  const PenstockClaimPart *change = &g_array_index (check->parts, PenstockClaimPart, 1);
  const PenstockClaimPart *rank = &g_array_index (check->parts, PenstockClaimPart, 2);

  g_assert_cmpint (check->verdict, ==, PENSTOCK_VERDICT_CONTRADICTED);
  g_assert_cmpuint (check->parts->len, ==, 3);
  g_assert_cmpfloat (level->stated, ==, 648e9);
  g_assert_cmpfloat (level->filed, ==, 832097956000.0);
  g_assert_cmpstr (level->stated_text, ==, "NT$648 bn");
  g_assert_cmpstr (level->filed_text, ==, "NT$832.1 bn");
  g_assert_cmpfloat_with_epsilon (change->filed, 832097956.0 / 641365597.0 - 1.0, 1e-15);
  g_assert_cmpstr (rank->note, ==, "understated: highest April on file");
  g_assert_cmpfloat (check->figure.value, ==, 832097956000.0);
  g_assert_cmpfloat (check->base_figure.value, ==, 641365597000.0);
  g_assert_nonnull (strstr (check->words, "Contradicted: level NT$648 bn is wrong, filed is NT$832.1 bn"));
}

/* The same on the recorded history, where it is at hand. */
static void
test_the_seed_on_record (World         *world,
                         gconstpointer  data)
{
  const char *shared = g_getenv ("PENSTOCK_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "", "feeds", "history", "monthly_revenue_tw.csv", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(PenstockClaimCheck) check = NULL;
  g_autofree char *parts = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("no recorded history");
      return;
    }

  lines = g_strsplit (g_strstrip (text), "\n", -1);
  take_series (world, "2317.TW", lines);
  check = check_text (world, SEED, "2026-08-19");
  parts = parts_of (check);
  g_assert_cmpint (check->verdict, ==, PENSTOCK_VERDICT_CONTRADICTED);
  g_assert_cmpstr (parts, ==, "level- change+ rank+");
}

/* What the reader saw, not only what came of it. */
static void
test_what_is_read (World         *world,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockClaim) claim = penstock_claim_read (penstock_engine_get_names (world->engine),
                                                        "On 5 May 2026 鴻海 said April revenue was nearly NT$833.5bn", day ("2026-06-01"), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (world->chain->companies[claim->company].id, ==, "honhai");
  g_assert_cmpint (claim->published, ==, day ("2026-05-05"));
  g_assert_cmpint (claim->period, ==, 2026 * 12 + 3);
  g_assert_cmpint (claim->n_periods, ==, 1);
  g_assert_cmpfloat (claim->level.value, ==, 833.5e9);
  g_assert_cmpfloat_with_epsilon (claim->level.half, 0.05e9, 1);
  g_assert_cmpint (claim->level.bound, ==, PENSTOCK_BOUND_NEARLY);
  g_assert_cmpstr (claim->currency, ==, "TWD");
  g_assert_true (isnan (claim->change[0].value));
  g_assert_cmpint (claim->rank, ==, 0);
}

/* The rate is of the day the claim was published, and is told with its day and source. */
static void
test_rate_is_told (World         *world,
                   gconstpointer  data)
{
  g_autoptr(PenstockClaimCheck) check = check_text (world, "On 5 May 2026 Foxconn said April revenue was US$27.3bn", "2026-06-01");
  const PenstockClaimPart *level = &g_array_index (check->parts, PenstockClaimPart, 0);

  g_assert_cmpint (check->verdict, ==, PENSTOCK_VERDICT_CONFIRMED);
  g_assert_cmpfloat_with_epsilon (level->filed, 832097956000.0 / 30.5, 1);
  g_assert_nonnull (strstr (level->note, "30.5000 TWD/USD"));
  g_assert_nonnull (strstr (level->note, "5 May 2026"));
}

/* Only beside the amount it was used for: the filer's own currency needs none. */
static void
test_rate_is_told_of_its_amount (World         *world,
                                 gconstpointer  data)
{
  g_autoptr(PenstockClaimCheck) check = check_text (world, "Foxconn’s April 2026 revenue was US$27.28bn (NT$832.1bn)", "2026-06-01");
  const PenstockClaimPart *level = &g_array_index (check->parts, PenstockClaimPart, 0);
  const PenstockClaimPart *converted = &g_array_index (check->parts, PenstockClaimPart, 1);

  g_assert_cmpint (check->verdict, ==, PENSTOCK_VERDICT_CONFIRMED);
  g_assert_nonnull (strstr (level->note, "TWD/USD"));
  g_assert_null (converted->note);
}

/* Of a claim made later, no rate of a day after @as_of is known. */
static void
test_rate_is_not_of_the_future (World         *world,
                                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockClaim) claim = penstock_claim_read (penstock_engine_get_names (world->engine), "On 20 May 2026 Foxconn said April revenue was US$27.3bn",
                                                        day ("2026-06-01"), &error);
  g_autoptr(PenstockClaimCheck) check = penstock_engine_check_claim (world->engine, claim, day ("2026-05-12"));

  g_assert_cmpint (check->verdict, ==, PENSTOCK_VERDICT_CONFIRMED);
  g_assert_nonnull (strstr (g_array_index (check->parts, PenstockClaimPart, 0).note, "12 May 2026"));
}

static void
test_restatement_is_told (World         *world,
                          gconstpointer  data)
{
  g_autoptr(PenstockClaimCheck) check = check_text (world, "Wistron’s March 2026 revenue was NT$150.0bn", "2026-06-01");
  const PenstockClaimPart *level = &g_array_index (check->parts, PenstockClaimPart, 0);

  g_assert_cmpint (check->verdict, ==, PENSTOCK_VERDICT_CONTRADICTED);
  g_assert_nonnull (strstr (level->note, "restated: NT$150.00 bn by the filing of 10 Apr 2026"));
}

/* What is added up is told as such, whichever month of it was restated last. */
static void
test_sum_is_told (World         *world,
                  gconstpointer  data)
{
  g_autoptr(PenstockClaimCheck) check = check_text (world, "Wistron’s February to March 2026 revenue was NT$257.0bn", "2026-06-01");

  g_assert_cmpint (check->verdict, ==, PENSTOCK_VERDICT_CONFIRMED);
  g_assert_cmpfloat (check->figure.value, ==, 257e9);
  g_assert_cmpuint (check->n_filings, ==, 2);
  g_assert_cmpint (check->figure.period, ==, 2026 * 12 + 2);
  g_assert_cmpint (penstock_day_from_unix_utc (check->figure.published_at), ==, day ("2026-05-25"));
}

/* -- files -- */

static GPtrArray *
parse (World       *world,
       const char  *json,
       GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));

  return penstock_claims_parse (penstock_engine_get_names (world->engine), bytes, day ("2026-06-01"), error);
}

static void
test_fields (World         *world,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) claims = parse (world, "[{\"id\": \"a\", \"company\": \"honhai\", \"period\": \"2026-04\", \"value\": 648e9, \"currency\": \"TWD\","
                                       "\"change\": 0.2974, \"base\": \"year\", \"rank\": 1, \"rank_same_month\": true, \"rank_years\": 5}]", &error);
  g_autoptr(PenstockClaimCheck) check = NULL;
  g_autofree char *parts = NULL;

  g_assert_no_error (error);
  check = penstock_engine_check_claim (world->engine, g_ptr_array_index (claims, 0), day ("2026-06-01"));
  parts = parts_of (check);
  g_assert_cmpstr (parts, ==, "level- change+ rank+");
}

/* "0", "0.3" and "1" are whole percents: a change of 29.74 % is near none of them. */
static void
test_round_changes (World         *world,
                    gconstpointer  data)
{
  static const struct { const char *change, *parts; } rows[] = { { "0", "change-" }, { "0.2", "change-" }, { "0.3", "change+" }, { "1", "change-" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *json = g_strdup_printf ("[{\"company\": \"honhai\", \"period\": \"2026-04\", \"base\": \"year\", \"change\": %s}]", rows[i].change);
      g_autoptr(GPtrArray) claims = parse (world, json, NULL);
      g_autoptr(PenstockClaimCheck) check = penstock_engine_check_claim (world->engine, g_ptr_array_index (claims, 0), day ("2026-06-01"));
      g_autofree char *parts = parts_of (check);

      g_assert_cmpstr (parts, ==, rows[i].parts);
    }
}

static void
test_faults_name_their_place (World         *world,
                              gconstpointer  data)
{
  static const struct { const char *json, *says; } faults[] = {
    { "{}", "$: is not an array" }, { "[{\"id\": \"a\"}]", "$[0]: has neither" }, { "[{\"text\": \"x\"}, {\"value\": \"many\"}]", "$[1].value: is no number" },
    { "[{\"value\": 1, \"value_rounding\": -1}]", "$[0].value_rounding" }, { "[{\"value\": 9, \"value_rounding\": 9}]", "$[0].value_rounding" },
    { "[{\"value\": 1, \"period\": \"April\"}]", "$[0].period: `April'" }, { "[{\"value\": 1, \"currency\": \"NT$\"}]", "$[0].currency" },
    { "[{\"value\": 1, \"published\": \"soon\"}]", "$[0].published" }, { "[{\"value\": 1, \"base\": \"month\"}]", "$[0].base" }, { "[", "JSON" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (parse (world, faults[i].json, &error));
      g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT);
      g_test_message ("%s: %s", faults[i].json, error->message);
      g_assert_true (strstr (error->message, faults[i].says) != NULL || i == G_N_ELEMENTS (faults) - 1);
    }
}

/* -- kept -- */

static void
count_cb (PenstockEngine *engine,
          gpointer        user_data)
{
  ++*(guint *)user_data;
}

/* Jobs of the store run in order: when this one is done, so are those before it. */
static void
wait_for_store (World *world)
{
  g_autoptr(GAsyncResult) result = NULL;

  penstock_store_put_setting_async (world->store, "test", "1", NULL, world_result_cb, &result);
  world_wait (&result);
}

static void
reopen (World *world)
{
  wait_for_store (world);
  world_close (world);
  world_open (world);
}

static const PenstockClaim *
last_claim (World *world)
{
  const GPtrArray *claims = penstock_engine_get_claims (world->engine);

  return g_ptr_array_index (claims, claims->len - 1);
}

static void
test_shipped_claims (World         *world,
                     gconstpointer  data)
{
  static const char *const verdicts[] = { "contradicted", "unverifiable", "unverifiable", "unverifiable" };
  GPtrArray *claims = penstock_engine_get_claims (world->engine);

  g_assert_cmpuint (claims->len, ==, G_N_ELEMENTS (verdicts));
  for (guint i = 0; i < claims->len; i++)
    {
      PenstockClaim *claim = g_ptr_array_index (claims, i);
      g_autoptr(PenstockClaimCheck) check = penstock_engine_check_claim (world->engine, claim, day ("2026-06-01"));

      g_assert_cmpstr (penstock_claim_verdict_id (check->verdict), ==, verdicts[i]);
      g_assert_false (penstock_engine_owns_claim (world->engine, claim->id));
      g_assert_cmpuint (strlen (check->words), >, 20);
    }
}

static void
test_kept_and_forgotten (World         *world,
                         gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockClaim) claim = penstock_engine_read_claim (world->engine, SEED, &error);
  g_autofree char *id = NULL;
  guint n = 0;
  const guint shipped = penstock_engine_get_claims (world->engine)->len;

  g_assert_no_error (error);
  g_signal_connect (world->engine, "claims-changed", G_CALLBACK (count_cb), &n);
  id = g_strdup (claim->id);
  penstock_engine_keep_claim (world->engine, claim);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (penstock_engine_owns_claim (world->engine, id));
  penstock_engine_keep_claim (world->engine, claim); /* once more changes nothing but itself */
  g_assert_cmpuint (penstock_engine_get_claims (world->engine)->len, ==, shipped + 1);

  reopen (world);
  g_assert_cmpuint (penstock_engine_get_claims (world->engine)->len, ==, shipped + 1);
  g_assert_cmpstr (last_claim (world)->id, ==, id);
  g_assert_cmpstr (last_claim (world)->text, ==, SEED);
  g_assert_cmpfloat (last_claim (world)->level.value, ==, 648e9);
  g_assert_cmpfloat (last_claim (world)->level.half, ==, claim->level.half);
  g_assert_cmpfloat (last_claim (world)->change[0].value, ==, claim->change[0].value);
  g_assert_cmpint (last_claim (world)->rank_years, ==, 5);
  g_assert_true (last_claim (world)->rank_same_month);
  g_assert_cmpint (last_claim (world)->period, ==, claim->period);

  penstock_engine_forget_claim (world->engine, last_claim (world)->id);
  penstock_engine_forget_claim (world->engine, "honhai-2026-04-rev"); /* shipped: stays */
  g_assert_false (penstock_engine_owns_claim (world->engine, id));
  reopen (world);
  g_assert_cmpuint (penstock_engine_get_claims (world->engine)->len, ==, shipped);
}

/* Bytes nobody wrote: no crash, and never a verdict on nothing. */
static void
test_noise (World         *world,
            gconstpointer  data)
{
  static const char *const words[] = { "Foxconn", "鴻海", "NT$", "648", "bn", "億", "%", "-", "+", "29.74", ",", ".", "April", "2026", "年增", "月", "Q1", "highest", "in five years",
                                       "from", "(", "US$", "兆", "萬", "元", "record", "since", "year on year", "前4月", "115年", "May", "\xef\xbc\x95" };
  g_autoptr(GRand) rand = g_rand_new_with_seed (4);

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(PenstockClaim) claim = NULL;
      g_autoptr(PenstockClaimCheck) check = NULL;

      for (gint k = g_rand_int_range (rand, 1, 14); k > 0; k--)
        g_string_append_printf (text, "%s%s", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))], g_rand_boolean (rand) ? " " : "");
      claim = penstock_claim_read (penstock_engine_get_names (world->engine), text->str, day ("2026-06-01"), &error);
      g_assert_true ((claim == NULL) == (error != NULL));
      if (claim != NULL)
        check = penstock_engine_check_claim (world->engine, claim, day ("2026-06-01"));
    }
}

#define ADD(name) g_test_add ("/engine/claims/" #name, World, NULL, setup, test_##name, world_teardown)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (sentences);
  ADD (unknown_words);
  ADD (the_seed);
  ADD (the_seed_on_record);
  ADD (what_is_read);
  ADD (rate_is_told);
  ADD (rate_is_told_of_its_amount);
  ADD (rate_is_not_of_the_future);
  ADD (restatement_is_told);
  ADD (sum_is_told);
  ADD (fields);
  ADD (round_changes);
  ADD (faults_name_their_place);
  ADD (shipped_claims);
  ADD (kept_and_forgotten);
  ADD (noise);

  return g_test_run ();
}
