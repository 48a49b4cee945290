/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-chain.h"
#include "penstock-error.h"
#include "penstock-paths.h"

#include <json-glib/json-glib.h>
#include <string.h>

static PenstockChain *
load_small (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "chain-small.json", NULL);
  g_autoptr(GError) error = NULL;
  PenstockChain *chain = penstock_chain_new_from_file (path, NULL, &error);

  g_assert_no_error (error);
  return chain;
}

static PenstockChain *
load_shipped (void)
{
  g_autofree char *path = penstock_paths_data_file ("chains/ai-infrastructure.json");
  g_autoptr(GPtrArray) faults = NULL;
  g_autoptr(GError) error = NULL;
  PenstockChain *chain;

  g_assert_nonnull (path);
  chain = penstock_chain_new_from_file (path, &faults, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
  return chain;
}

static void
test_companies (void)
{
  g_autoptr(PenstockChain) chain = load_small ();
  const PenstockCompany *alpha = &chain->companies[0];
  const PenstockCompany *beta = &chain->companies[1];

  g_assert_cmpstr (chain->id, ==, "small");
  g_assert_cmpuint (strlen (chain->sha256), ==, 64);
  g_assert_cmpfloat (chain->strength_value[PENSTOCK_STRENGTH_LOW], ==, 0.2);
  g_assert_cmpfloat (chain->strength_value[PENSTOCK_STRENGTH_HIGH], ==, 0.8);
  g_assert_cmpuint (chain->n_companies, ==, 4);
  g_assert_cmpstr (chain->layers[chain->segments[1].layer].id, ==, "down");

  g_assert_cmpstr (alpha->local_name, ==, "甲晶");
  g_assert_cmpstr (alpha->symbol, ==, "1111.TW");
  g_assert_cmpstr (alpha->alt_symbol, ==, "ALW");
  g_assert_cmpstr (alpha->code, ==, "1111");
  g_assert_cmpstr (alpha->aliases[1], ==, "甲");
  g_assert_null (alpha->aliases[2]);
  g_assert_true (alpha->listed);
  g_assert_true (alpha->monthly_revenue);
  g_assert_cmpuint (alpha->tier, ==, 1);

  g_assert_cmpuint (beta->cik, ==, 1234);
  g_assert_cmpstr (beta->note, ==, "a note");
  g_assert_null (beta->local_name);
  g_assert_null (beta->code);
  g_assert_false (beta->monthly_revenue);
  g_assert_cmpint (beta->confidence, ==, PENSTOCK_CONFIDENCE_LIKELY);
  g_assert_cmpuint (beta->n_exposures, ==, 2);
  g_assert_cmpuint (beta->exposures[1].segment, ==, 0);
  g_assert_cmpfloat (beta->exposures[1].weight, ==, 0.25);
  g_assert_cmpstr (chain->companies[2].code, ==, "2222");
}

static void
test_private_entities_follow_the_listed (void)
{
  g_autoptr(PenstockChain) chain = load_small ();
  const PenstockCompany *gamma = &chain->companies[3];

  g_assert_cmpstr (gamma->id, ==, "gamma");
  g_assert_false (gamma->listed);
  g_assert_null (gamma->symbol);
  g_assert_cmpint (gamma->exchange, ==, -1);
  g_assert_cmpuint (gamma->tier, ==, 0);
  g_assert_cmpuint (gamma->n_exposures, ==, 1);
  g_assert_cmpuint (gamma->exposures[0].segment, ==, 1);
  g_assert_cmpfloat (gamma->exposures[0].weight, ==, 1.0);
  g_assert_nonnull (gamma->aliases);
  g_assert_null (penstock_chain_exchange (chain, 3));
}

static void
test_links_and_ownership (void)
{
  g_autoptr(PenstockChain) chain = load_small ();
  const PenstockLink *first = &chain->links[0];
  const PenstockLink *last = &chain->links[2];

  g_assert_cmpuint (chain->n_links, ==, 3);
  g_assert_false (first->from.is_segment);
  g_assert_cmpuint (first->from.index, ==, 0);
  g_assert_cmpuint (first->to.index, ==, 1);
  g_assert_cmpint (first->strength, ==, PENSTOCK_STRENGTH_HIGH);
  g_assert_cmpstr (first->basis_type, ==, "filing");
  g_assert_cmpstr (first->checked, ==, "the 10-K");
  g_assert_true (chain->links[1].from.is_segment);
  g_assert_cmpuint (chain->links[1].to.index, ==, 1);
  g_assert_null (chain->links[1].checked);
  g_assert_cmpint (last->kind, ==, PENSTOCK_LINK_FINANCE);
  g_assert_cmpint (last->status, ==, PENSTOCK_LINK_RUMOURED);
  g_assert_cmpint (last->confidence, ==, PENSTOCK_CONFIDENCE_CHECK);
  g_assert_cmpuint (last->to.index, ==, 3);

  g_assert_cmpuint (chain->n_ownerships, ==, 1);
  g_assert_cmpuint (chain->ownerships[0].child, ==, 2);
  g_assert_true (chain->ownerships[0].consolidated);
}

static void
assert_found (const PenstockChain *chain,
              const char          *name,
              const char          *id)
{
  g_autoptr(GError) error = NULL;
  int index = penstock_chain_find (chain, name, &error);

  g_assert_no_error (error);
  g_assert_cmpint (index, >=, 0);
  g_assert_cmpstr (chain->companies[index].id, ==, id);
}

static void
assert_not_found (const PenstockChain *chain,
                  const char          *name,
                  PenstockError        code,
                  const char          *says)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (penstock_chain_find (chain, name, &error), ==, -1);
  g_assert_error (error, PENSTOCK_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_find (void)
{
  g_autoptr(PenstockChain) chain = load_small ();

  assert_found (chain, "alpha", "alpha");
  assert_found (chain, "ALPHA", "alpha");
  assert_found (chain, "1111.tw", "alpha");
  assert_found (chain, "alw", "alpha");
  assert_found (chain, "1111", "alpha");
  assert_found (chain, "ALFA", "alpha");
  assert_found (chain, "甲", "alpha"); /* its alias; only a name of gamma's */
  assert_found (chain, "甲晶", "alpha");
  assert_found (chain, "alpha wafer", "alpha");
  assert_found (chain, "  Alpha Wa", "alpha");
  assert_found (chain, "Gamma A", "gamma");
  assert_found (chain, "２２２２", "bet"); /* full-width digits */

  assert_not_found (chain, "omega", PENSTOCK_ERROR_NOT_FOUND, "omega");
  assert_not_found (chain, "", PENSTOCK_ERROR_NOT_FOUND, "`'");
  assert_not_found (chain, "\xff\xfe", PENSTOCK_ERROR_NOT_FOUND, "no company");
  assert_not_found (chain, "  ", PENSTOCK_ERROR_NOT_FOUND, "no company");
}

/* The id `bet' is Beta Disks, the symbol `BET' Beta Cloud: as written each is clear, else both are offered. */
static void
test_find_ambiguous (void)
{
  g_autoptr(PenstockChain) chain = load_small ();

  assert_found (chain, "bet", "bet");
  assert_found (chain, "BET", "beta");
  assert_not_found (chain, "Bet", PENSTOCK_ERROR_AMBIGUOUS, "beta (BET)");
  assert_not_found (chain, "Bet", PENSTOCK_ERROR_AMBIGUOUS, "bet (2222.T)");
}

/* Not even the case tells them apart. */
static void
test_find_id_that_is_a_symbol (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "chain-small.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GString) changed = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(PenstockChain) chain = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, "\"bet\"", "\"BET\"", 0), ==, 2);
  bytes = g_bytes_new (changed->str, changed->len);
  chain = penstock_chain_new_from_bytes (bytes, NULL, NULL);
  g_assert_nonnull (chain);

  assert_not_found (chain, "BET", PENSTOCK_ERROR_AMBIGUOUS, "beta (BET), BET (2222.T)");
}

static void
test_exact_lookups (void)
{
  g_autoptr(PenstockChain) chain = load_small ();

  g_assert_cmpint (penstock_chain_find_symbol (chain, "1111.TW"), ==, 0);
  g_assert_cmpint (penstock_chain_find_symbol (chain, "ALW"), ==, -1);
  g_assert_cmpint (penstock_chain_find_id (chain, "gamma"), ==, 3);
  g_assert_cmpint (penstock_chain_find_id (chain, "Gamma"), ==, -1);
  g_assert_cmpint (penstock_chain_find_segment (chain, "cloud"), ==, 1);
  g_assert_cmpint (penstock_chain_find_segment (chain, "seg:cloud"), ==, -1);
}

static void
assert_exchange (const PenstockChain *chain,
                 const char          *symbol,
                 const char          *name)
{
  const PenstockExchange *exchange = penstock_chain_exchange_for_symbol (chain, symbol);

  g_assert_cmpstr (exchange != NULL ? exchange->name : NULL, ==, name);
}

static void
test_exchange_for_symbol (void)
{
  g_autoptr(PenstockChain) chain = load_small ();

  assert_exchange (chain, "1111.TW", "TWSE");
  assert_exchange (chain, "9999.TW", "TWSE");
  assert_exchange (chain, "7203.T", "TSE");
  assert_exchange (chain, "IBM", "NYSE");
  assert_exchange (chain, "BRK-B", "NYSE");
  assert_exchange (chain, "VOD.L", NULL);
  assert_exchange (chain, "^GSPC", NULL);
  assert_exchange (chain, "BTC-USD", NULL);
  assert_exchange (chain, "my-own-bars", NULL);
  assert_exchange (chain, "TWD=X", NULL);
  assert_exchange (chain, "", NULL);
}

/* Local wall-clock time of @zone. */
static PenstockSession
session_at (const PenstockExchange *exchange,
            int                     year,
            int                     month,
            int                     day,
            int                     hour,
            int                     minute)
{
  g_autoptr(GDateTime) moment = g_date_time_new (penstock_zone (exchange->zone), year, month, day, hour, minute, 0);

  return penstock_exchange_session (exchange, g_date_time_to_unix (moment));
}

static void
test_session_new_york (void)
{
  g_autoptr(PenstockChain) chain = load_small ();
  const PenstockExchange *nyse = &chain->exchanges[1];

  g_assert_cmpint (session_at (nyse, 2026, 8, 19, 3, 59), ==, PENSTOCK_SESSION_CLOSED);
  g_assert_cmpint (session_at (nyse, 2026, 8, 19, 4, 0), ==, PENSTOCK_SESSION_PRE);
  g_assert_cmpint (session_at (nyse, 2026, 8, 19, 9, 29), ==, PENSTOCK_SESSION_PRE);
  g_assert_cmpint (session_at (nyse, 2026, 8, 19, 9, 30), ==, PENSTOCK_SESSION_REGULAR);
  g_assert_cmpint (session_at (nyse, 2026, 8, 19, 15, 59), ==, PENSTOCK_SESSION_REGULAR);
  g_assert_cmpint (session_at (nyse, 2026, 8, 19, 16, 0), ==, PENSTOCK_SESSION_POST);
  g_assert_cmpint (session_at (nyse, 2026, 8, 19, 20, 0), ==, PENSTOCK_SESSION_CLOSED);
  g_assert_cmpint (session_at (nyse, 2026, 8, 22, 12, 0), ==, PENSTOCK_SESSION_CLOSED); /* Saturday */
  g_assert_cmpint (session_at (nyse, 2026, 8, 23, 12, 0), ==, PENSTOCK_SESSION_CLOSED); /* Sunday */

  /* 14:00 UTC is 10:00 in summer and 09:00, before the open, in winter; the clocks change on 1 November 2026. */
  g_assert_cmpint (penstock_exchange_session (nyse, 1793368800), ==, PENSTOCK_SESSION_REGULAR); /* Fri 2026-10-30 14:00 */
  g_assert_cmpint (penstock_exchange_session (nyse, 1793628000), ==, PENSTOCK_SESSION_PRE);     /* Mon 2026-11-02 14:00 */
}

static void
test_session_asia (void)
{
  g_autoptr(PenstockChain) chain = load_small ();
  const PenstockExchange *taipei = &chain->exchanges[0];
  const PenstockExchange *tokyo = &chain->exchanges[2];

  g_assert_cmpint (taipei->convention, ==, PENSTOCK_RED_UP);
  g_assert_cmpint (tokyo->convention, ==, PENSTOCK_RED_UP);
  g_assert_cmpint (chain->exchanges[1].convention, ==, PENSTOCK_GREEN_UP);

  g_assert_cmpint (session_at (taipei, 2026, 8, 19, 8, 59), ==, PENSTOCK_SESSION_CLOSED);
  g_assert_cmpint (session_at (taipei, 2026, 8, 19, 9, 0), ==, PENSTOCK_SESSION_REGULAR);
  g_assert_cmpint (session_at (taipei, 2026, 8, 19, 13, 30), ==, PENSTOCK_SESSION_CLOSED);
  /* Monday morning in Taipei is still Sunday in UTC from midnight to 08:00; 01:00 UTC is 09:00. */
  g_assert_cmpint (penstock_exchange_session (taipei, 1787533200), ==, PENSTOCK_SESSION_REGULAR); /* Mon 2026-08-24 01:00 UTC */

  g_assert_cmpint (session_at (tokyo, 2026, 8, 19, 11, 29), ==, PENSTOCK_SESSION_REGULAR);
  g_assert_cmpint (session_at (tokyo, 2026, 8, 19, 11, 30), ==, PENSTOCK_SESSION_CLOSED);
  g_assert_cmpint (session_at (tokyo, 2026, 8, 19, 12, 29), ==, PENSTOCK_SESSION_CLOSED);
  g_assert_cmpint (session_at (tokyo, 2026, 8, 19, 12, 30), ==, PENSTOCK_SESSION_REGULAR);
  g_assert_cmpint (session_at (tokyo, 2026, 8, 19, 15, 30), ==, PENSTOCK_SESSION_CLOSED);
  g_assert_cmpint (penstock_exchange_session (tokyo, G_MAXINT64), ==, PENSTOCK_SESSION_CLOSED);
}

static void
test_shipped_chain (void)
{
  g_autoptr(PenstockChain) chain = load_shipped ();
  guint listed = 0;

  g_assert_cmpstr (chain->id, ==, "ai-infrastructure");
  g_assert_cmpuint (chain->n_companies, ==, 161);
  g_assert_cmpuint (chain->n_links, ==, 307);
  g_assert_cmpuint (chain->n_segments, ==, 16);
  g_assert_cmpuint (chain->n_layers, ==, 3);
  g_assert_cmpuint (chain->n_exchanges, ==, 15);
  g_assert_cmpuint (chain->n_ownerships, ==, 3);
  for (guint i = 0; i < chain->n_companies; i++)
    listed += chain->companies[i].listed ? 1 : 0;
  g_assert_cmpuint (listed, ==, 157);

  assert_found (chain, "honhai", "honhai");
  assert_found (chain, "2317.TW", "honhai");
  assert_found (chain, "Foxconn", "honhai");
  assert_found (chain, "鴻海", "honhai");
  assert_found (chain, "富士康", "honhai");
  assert_found (chain, "台積電", "tsmc");
  assert_found (chain, "TSM", "tsmc");
  assert_found (chain, "ASE", "ase");
  assert_found (chain, "Google", "googl");
  assert_found (chain, "facebook", "meta");
  assert_found (chain, "Supermicro", "smci");
  assert_found (chain, "Hynix", "skhynix");
  assert_found (chain, "Samsung", "samsung");
  assert_found (chain, "TEL", "te");
  assert_found (chain, "東京エレクトロン", "tel");
  assert_found (chain, "삼성전자", "samsung");
  assert_found (chain, "中际旭创", "innolight");
  assert_found (chain, "OpenAI", "openai");
  assert_not_found (chain, "Advanced", PENSTOCK_ERROR_AMBIGUOUS, "amd (AMD)");
}

/* Every symbol of the shipped chain leads to the exchange its company names. */
static void
test_shipped_exchanges (void)
{
  g_autoptr(PenstockChain) chain = load_shipped ();

  for (guint i = 0; i < chain->n_companies; i++)
    if (chain->companies[i].listed)
      g_assert_true (penstock_chain_exchange_for_symbol (chain, chain->companies[i].symbol) == penstock_chain_exchange (chain, i));
}

static void
assert_members_described (JsonNode   *node,
                          JsonObject *described)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        assert_members_described (json_array_get_element (json_node_get_array (node), i), described);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr(GList) members = json_object_get_members (json_node_get_object (node));

      for (GList *l = members; l != NULL; l = l->next)
        {
          if (!json_object_has_member (described, l->data))
            g_error ("the schema does not describe `%s'", (const char *)l->data);
          assert_members_described (json_object_get_member (json_node_get_object (node), l->data), described);
        }
    }
}

/* Collects the names under every "properties" of the schema, each of which needs a description or a reference to one. */
static void
collect_described (JsonNode   *node,
                   JsonObject *described)
{
  g_autoptr(GList) members = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;

  members = json_object_get_members (json_node_get_object (node));
  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *value = json_object_get_member (json_node_get_object (node), l->data);

      if (g_str_equal (l->data, "properties"))
        {
          g_autoptr(GList) names = json_object_get_members (json_node_get_object (value));

          for (GList *n = names; n != NULL; n = n->next)
            {
              JsonObject *property = json_object_get_object_member (json_node_get_object (value), n->data);

              g_assert_true (json_object_has_member (property, "description") || json_object_has_member (property, "$ref"));
              json_object_set_boolean_member (described, n->data, TRUE);
            }
        }
      collect_described (value, described);
    }
}

static void
test_schema_describes_the_shipped_chain (void)
{
  g_autofree char *schema_path = penstock_paths_data_file ("chains/penstock-chain.schema.json");
  g_autofree char *chain_path = penstock_paths_data_file ("chains/ai-infrastructure.json");
  g_autoptr(JsonParser) schema = json_parser_new ();
  g_autoptr(JsonParser) chain = json_parser_new ();
  g_autoptr(JsonObject) described = json_object_new ();

  g_assert_true (json_parser_load_from_file (schema, schema_path, NULL));
  g_assert_true (json_parser_load_from_file (chain, chain_path, NULL));
  collect_described (json_parser_get_root (schema), described);
  g_assert_cmpuint (json_object_get_size (described), >, 40);
  assert_members_described (json_parser_get_root (chain), described);
}

static void
test_boxed (void)
{
  g_autoptr(PenstockChain) chain = load_small ();
  PenstockChain *copy = g_boxed_copy (penstock_chain_get_type (), chain);

  g_assert_true (copy == chain);
  g_boxed_free (penstock_chain_get_type (), copy);
  g_assert_cmpstr (penstock_confidence_id (PENSTOCK_CONFIDENCE_CHECK), ==, "check");
  g_assert_cmpstr (penstock_strength_id (PENSTOCK_STRENGTH_MID), ==, "mid");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/chain/companies", test_companies);
  g_test_add_func ("/core/chain/private", test_private_entities_follow_the_listed);
  g_test_add_func ("/core/chain/links", test_links_and_ownership);
  g_test_add_func ("/core/chain/find", test_find);
  g_test_add_func ("/core/chain/find-ambiguous", test_find_ambiguous);
  g_test_add_func ("/core/chain/find-id-is-symbol", test_find_id_that_is_a_symbol);
  g_test_add_func ("/core/chain/exact", test_exact_lookups);
  g_test_add_func ("/core/chain/exchange-for-symbol", test_exchange_for_symbol);
  g_test_add_func ("/core/chain/session-new-york", test_session_new_york);
  g_test_add_func ("/core/chain/session-asia", test_session_asia);
  g_test_add_func ("/core/chain/shipped", test_shipped_chain);
  g_test_add_func ("/core/chain/shipped-exchanges", test_shipped_exchanges);
  g_test_add_func ("/core/chain/schema", test_schema_describes_the_shipped_chain);
  g_test_add_func ("/core/chain/boxed", test_boxed);

  return g_test_run ();
}
