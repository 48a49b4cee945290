/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-report.h"
#include "engine-world.h"
#include "penstock-compute.h"
#include "penstock-evidence.h"

#include <sys/resource.h>

/* bench-score-engine DATA COMPANIES LINKS, DATA with the shipped chain: the product's own code paths behind the pages.
 *   the solve of a made-up chain, a new quote to a new scoreboard of it, and the whole evidence table of the shipped chain over ten years. */

#define PEER   "penstock"
#define SOLVES 20
#define QUOTES 20
#define DECADE 2520

/* -- a made-up chain -- */

static void
add_companies (GString *json,
               guint    n)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);

  g_string_append (json, "\"companies\": [");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (json,
                            "%s{\"id\": \"c%u\", \"name\": \"Company %u\", \"ticker\": \"S%04u\", \"exchange\": \"NASDAQ\", \"country\": \"US\", "
                            "\"currency\": \"USD\", \"tier\": 1, \"tags\": [], \"confidence\": \"sure\", \"segments\": [{\"segment\": \"s%d\", "
                            "\"weight\": 0.%d, \"reason\": \"made up\"}]}",
                            i > 0 ? "," : "", i, i, i, g_rand_int_range (rand, 0, 16), g_rand_int_range (rand, 1, 10));
  g_string_append (json, "],");
}

/* Each company supplies the same number of others; no pair twice. */
static void
add_links (GString *json,
           guint    n_companies,
           guint    n_links)
{
  static const char *const strengths[] = { "low", "mid", "high" };
  static const char *const confidences[] = { "sure", "likely", "check" };
  g_autoptr(GRand) rand = g_rand_new_with_seed (2);
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_string_append (json, "\"links\": [");
  while (g_hash_table_size (seen) < n_links)
    {
      const guint from = g_hash_table_size (seen) % n_companies;
      const guint to = (guint)g_rand_int_range (rand, 0, (gint32)n_companies);

      if (from == to || !g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize)from * n_companies + to + 1)))
        continue;
      g_string_append_printf (json,
                              "%s{\"from\": \"c%u\", \"to\": \"c%u\", \"level\": \"company\", \"kind\": \"supply\", \"status\": \"established\", "
                              "\"strength\": \"%s\", \"basis_type\": \"reported\", \"basis\": \"made up\", \"confidence\": \"%s\"}",
                              g_hash_table_size (seen) > 1 ? "," : "", from, to, strengths[g_rand_int_range (rand, 0, 3)],
                              confidences[g_rand_int_range (rand, 0, 3)]);
    }
  g_string_append (json, "]}");
}

static PenstockChain *
make_chain (guint n_companies,
            guint n_links)
{
  GString *json = g_string_new ("{\"format\": \"penstock-chain/1\", \"id\": \"made-up\", \"name\": \"Made up\", \"as_of\": \"2026-05-12\", \"notes\": [],"
                                "\"strength_values\": {\"low\": 0.2, \"mid\": 0.5, \"high\": 0.8},"
                                "\"layers\": [{\"id\": \"l0\", \"name\": \"A\", \"covers\": \"a\"}, {\"id\": \"l1\", \"name\": \"B\", \"covers\": \"b\"},"
                                "{\"id\": \"l2\", \"name\": \"C\", \"covers\": \"c\"}],"
                                "\"exchanges\": [{\"exchange\": \"NASDAQ\", \"mic\": \"XNAS\", \"yahoo_suffix\": \"\", \"currency\": \"USD\","
                                "\"tz\": \"America/New_York\", \"regular\": \"09:30-16:00\", \"color_convention\": \"green_up\"}],"
                                "\"private_entities\": [], \"ownership\": [], \"segments\": [");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  PenstockChain *chain;

  for (int s = 0; s < 16; s++)
    g_string_append_printf (json, "%s{\"id\": \"s%d\", \"order\": %d, \"name\": \"Segment %d\", \"covers\": \"made up\", \"layer\": \"l%d\"}",
                            s > 0 ? "," : "", s, s + 1, s, s % 3);
  g_string_append (json, "],");
  add_companies (json, n_companies);
  add_links (json, n_companies, n_links);

  bytes = g_string_free_to_bytes (json);
  chain = penstock_chain_new_from_bytes (bytes, NULL, &error);
  if (chain == NULL)
    die ("the made-up chain", error->message);

  return chain;
}

static void
emit_best (const char *metric,
           double      best)
{
  emit (PEER, metric, best, "ms");
}

/* -- the solve -- */

static void
measure_solve (PenstockGraph *graph)
{
  const gsize n = graph->chain->n_companies;
  g_autofree double *own = g_new (double, n), *benefit = g_new (double, n);
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);
  double best = INFINITY;
  gsize sweeps = 0;

  for (int k = 0; k < SOLVES; k++)
    {
      gint64 start;

      for (gsize i = 0; i < n; i++)
        own[i] = g_rand_double_range (rand, -3.0, 3.0);
      start = g_get_monotonic_time ();
      sweeps = penstock_score_solve (graph->graph, 0.6, own, benefit);
      best = MIN (best, milliseconds_since (start));
    }
  emit_best ("chain, solve", best);
  emit (PEER, "chain, sweeps of a solve", (double)sweeps, "");
}

/* -- a new quote -- */

static void
measure_quotes (PenstockGraph *graph)
{
  g_autoptr(PenstockMarket) draft = penstock_market_new (graph);
  g_autoptr(PenstockPanel) panel = penstock_panel_new (graph);
  g_autoptr(PenstockScoreboard) first = NULL;
  double best = INFINITY;
  gint64 start;

  draft->today = world_today ();
  for (guint i = 0; i < draft->n; i++)
    {
      g_autoptr(PenstockBars) bars = world_bars (graph->chain->companies[i].symbol, draft->today - 1, WORLD_BARS);

      penstock_market_set_bars (draft, i, bars);
    }
  start = g_get_monotonic_time ();
  first = penstock_compute_board (draft, draft->today, panel);
  emit_best ("scoreboard, the first", milliseconds_since (start));

  for (guint k = 0; k < QUOTES; k++)
    {
      const guint company = k * 97 % draft->n;
      const PenstockBars *bars = draft->company[company].bars;
      g_autoptr(PenstockMarket) market = NULL;
      g_autoptr(PenstockScoreboard) board = NULL;
      PenstockQuote quote;

      penstock_quote_clear (&quote);
      quote.day = draft->today;
      quote.price = penstock_bars_price (bars, bars->n - 1) * 1.01;
      start = g_get_monotonic_time ();
      penstock_market_set_quote (draft, company, &quote);
      market = penstock_market_copy (draft);
      board = penstock_compute_board (market, market->today, panel);
      best = MIN (best, milliseconds_since (start));
    }
  emit_best ("scoreboard, after a new quote", best);
}

/* -- the evidence -- */

/* Ten years of bars of every listing and five of revenue of every filer, in one batch. */
static void
fill_decade (World *world)
{
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();

  for (guint i = 0; i < world->chain->n_companies; i++)
    {
      const PenstockCompany *company = &world->chain->companies[i];

      if (company->listed)
        g_ptr_array_add (batch->bars, world_bars (company->symbol, world_today (), DECADE));
      if (company->listed && company->monthly_revenue)
        {
          g_autoptr(PenstockRevenue) revenue = world_revenue (company->symbol);

          for (gsize k = 0; k < revenue->n; k++)
            {
              PenstockRevenueRow row = { g_strdup (revenue->symbol), g_strdup (revenue->currency), revenue->figures[k], revenue->periods_per_year };

              g_array_append_val (batch->revenue, row);
            }
        }
    }
  world_put (world, batch);
}

static void
measure_evidence (World *world)
{
  g_autoptr(PenstockEvidence) evidence = NULL;
  g_autoptr(PenstockHistory) history = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint n_placebo = 0;
  gint64 start;

  fill_decade (world);
  world_settle (world);
  start = g_get_monotonic_time ();
  history = penstock_engine_compute_history (world->engine, world_today ());
  emit_best ("history, ten years", milliseconds_since (start));

  start = g_get_monotonic_time ();
  penstock_engine_get_evidence_async (world->engine, PENSTOCK_DAY_NONE, PENSTOCK_DAY_NONE, NULL, NULL, NULL, world_result_cb, &result);
  evidence = penstock_engine_get_evidence_finish (world->engine, world_wait (&result), &error);
  if (evidence == NULL)
    die ("evidence", error->message);
  for (guint i = 0; i < evidence->n_rows; i++)
    n_placebo += evidence->rows[i].has_placebo;
  if (n_placebo == 0 || !evidence->look_ahead_ok)
    die ("evidence", "there is no placebo, or something looks ahead");
  emit (PEER, "evidence, ten years, 200 placebo graphs", milliseconds_since (start) / 1e3, "s");
}

int
main (int    argc,
      char **argv)
{
  World world = { 0 };
  struct rusage usage;

  g_set_prgname ("bench-score-engine");
  if (argc != 4)
    {
      g_printerr ("usage: bench-score-engine DATA COMPANIES LINKS\n");
      return 2;
    }

  g_setenv ("PENSTOCK_PKGDATADIR", argv[1], TRUE);
  {
    g_autoptr(PenstockChain) chain = make_chain ((guint)atoi (argv[2]), (guint)atoi (argv[3]));
    g_autoptr(PenstockGraph) graph = penstock_graph_new (chain);

    measure_solve (graph);
    measure_quotes (graph);
  }

  world_setup (&world, NULL);
  measure_evidence (&world);
  world_teardown (&world, NULL);

  getrusage (RUSAGE_SELF, &usage);
  emit (PEER, "peak memory, chain and evidence", (double)usage.ru_maxrss / 1024.0, "MiB");

  return 0;
}
