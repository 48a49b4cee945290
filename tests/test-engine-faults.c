/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-world.h"

#include "fault-server.h"

/* A desk with a history, and sources that do everything wrong: what is stored stays, what is wrong is said, and the others are still asked. */

/* The leak checker of gcc 12 falls over the threads GnuTLS leaves behind (see test-feed-tls.c). */
const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "detect_leaks=0";
}

#define LISTING   "NVDA"
#define FILER     "2330.TW"
#define BYSTANDER "tpex-revenue"

/* Those whose rows would touch what is stored, by listing and by table; and some of every other rhythm. */
static const char *const tested[] = { "yahoo-chart", "twse-revenue", "twse-day", "twse-announcements", "sec-submissions", "ecb" };

typedef struct
{
  World            world;
  FaultServer     *server, *others;
  PenstockBars    *bars;      /* as stored before anything went wrong */
  PenstockRevenue *revenue;
} Fixture;

/* What one poll came to. */
typedef struct
{
  const PenstockProvider *provider;
  guint                   asked, failed, others;
  char                   *reason;
} Poll;

static PenstockFeedHealth *
health_of (Fixture    *fixture,
           const char *id)
{
  GListModel *feeds = penstock_engine_get_feeds (fixture->world.engine);

  penstock_engine_refresh_feeds (fixture->world.engine);
  for (guint i = 0; i < g_list_model_get_n_items (feeds); i++)
    {
      g_autoptr(PenstockFeedHealth) health = g_list_model_get_item (feeds, i);

      if (g_str_equal (penstock_feed_health_get_id (health), id))
        return health; /* the model keeps it */
    }

  return NULL;
}

static void
set_good (Fixture *fixture)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", BYSTANDER "-ok.json", NULL);
  g_autoptr(GBytes) body = NULL;
  char *text;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  body = g_bytes_new_take (text, length);
  fault_server_set_good (fixture->others, BYSTANDER, body, "application/json");
}

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  world_setup (&fixture->world, NULL);
  fixture->server = fault_server_new ();
  fixture->others = fault_server_new ();
  set_good (fixture);

  fixture->bars = world_bars (LISTING, world_today () - 1, WORLD_BARS);
  fixture->revenue = world_revenue (FILER);
  world_put_bars (&fixture->world, fixture->bars);
  world_put_revenue (&fixture->world, fixture->revenue);
  world_settle (&fixture->world);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  world_teardown (&fixture->world, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  fault_server_free (fixture->server);
  fault_server_free (fixture->others);
  penstock_bars_unref (fixture->bars);
  penstock_revenue_unref (fixture->revenue);
}

static void
fetched_cb (const PenstockFetch *fetch,
            gpointer             user_data)
{
  Poll *poll = user_data;

  if (fetch->provider != poll->provider)
    {
      poll->others += fetch->outcome == PENSTOCK_OUTCOME_DATA;
      return;
    }

  poll->asked++;
  if (fetch->outcome != PENSTOCK_OUTCOME_REFUSED && fetch->outcome != PENSTOCK_OUTCOME_BROKEN)
    return;
  poll->failed++;
  g_free (poll->reason);
  poll->reason = g_strdup (fetch->reason);
}

static void
point (Fixture                *fixture,
       const PenstockProvider *provider,
       Fault                   fault)
{
  const char *const enabled[] = { provider->id, BYSTANDER, NULL };
  g_autofree char *bad = fault_server_dup_base (fixture->server, fault, provider->id);
  g_autofree char *good = fault_server_dup_base (fixture->others, FAULT_GOOD, BYSTANDER);

  penstock_http_set_base_url (fixture->world.http, provider, bad);
  penstock_http_set_base_url (fixture->world.http, penstock_provider_find (BYSTANDER), good);
  penstock_http_set_timeout (fixture->world.http, fault == FAULT_STALL || fault == FAULT_DRIP ? 1 : 60);
  penstock_engine_set_enabled_feeds (fixture->world.engine, enabled);
}

static void
poll_all (Fixture *fixture,
          Poll    *poll)
{
  const char *const feeds[] = { poll->provider->id, BYSTANDER, NULL };
  const char *const symbols[] = { LISTING, FILER, NULL };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint n_failed;

  penstock_engine_poll_async (fixture->world.engine, feeds, symbols, TRUE, fetched_cb, poll, NULL, world_result_cb, &result);
  penstock_engine_poll_finish (fixture->world.engine, world_wait (&result), &n_failed, &error);
  g_assert_no_error (error);
  world_settle (&fixture->world);
  while (g_main_context_iteration (NULL, FALSE))
    ; /* the health of the feeds follows when the loop is idle */
}

static void
assert_same_bars (const PenstockBars *stored,
                  const PenstockBars *before)
{
  g_assert_nonnull (stored);
  g_assert_cmpuint (stored->n, ==, before->n);
  g_assert_cmpmem (stored->day, stored->n * sizeof *stored->day, before->day, before->n * sizeof *before->day);
  for (guint f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
    assert_same_column (stored->field[f], before->field[f], before->n, LISTING);
}

/* In memory now; after another start of the program, on disk. */
static void
assert_kept (Fixture *fixture)
{
  PenstockEngine *engine = fixture->world.engine;
  const int company = penstock_chain_find_symbol (fixture->world.chain, FILER);
  const PenstockListing *listing = penstock_engine_listing (engine, LISTING, FALSE);
  const PenstockRevenue *revenue = penstock_engine_get_revenue (engine, (guint)company);

  g_assert_nonnull (listing);
  assert_same_bars (listing->bars, fixture->bars);
  g_assert_nonnull (revenue);
  g_assert_cmpuint (revenue->n, ==, fixture->revenue->n);
  for (gsize i = 0; i < revenue->n; i++)
    {
      g_assert_cmpint (revenue->figures[i].period, ==, fixture->revenue->figures[i].period);
      g_assert_true (revenue->figures[i].value == fixture->revenue->figures[i].value);
      g_assert_cmpint (revenue->figures[i].published_at, ==, fixture->revenue->figures[i].published_at);
    }
}

/* What went wrong is to be seen, in words. */
static void
assert_said (Fixture    *fixture,
             const Poll *poll,
             Fault       fault)
{
  PenstockFeedHealth *health = health_of (fixture, poll->provider->id);
  const char *state = penstock_feed_health_get_state (health), *reason = penstock_feed_health_get_reason (health);

  g_test_message ("%s\t%s\t%s\t%s", poll->provider->id, fault_id (fault), state, reason);
  g_assert_true (g_str_equal (state, "refused") || g_str_equal (state, "broken") || g_str_equal (state, "offline"));
  g_assert_cmpstr (reason, !=, "");
  g_assert_cmpuint (penstock_feed_health_get_failing (health), >, 0);
  g_assert_true (g_str_equal (state, "offline") || penstock_feed_health_get_next_try (health) > 0);
}

static void
check_fault (Fixture                *fixture,
             const PenstockProvider *provider,
             Fault                   fault)
{
  Poll poll = { .provider = provider };

  point (fixture, provider, fault);
  poll_all (fixture, &poll);
  if (poll.asked == 0)
    g_error ("%s was not asked", provider->id);
  if (poll.others == 0)
    g_error ("%s, %s: the other feed was not asked, or got nothing", provider->id, fault_id (fault));

  assert_kept (fixture);
  if (poll.failed > 0)
    assert_said (fixture, &poll, fault);
  else
    g_test_message ("%s\t%s\tnot failed", provider->id, fault_id (fault));
  g_free (poll.reason);

  /* Whatever it was refused for is over by then. */
  penstock_clock_advance (fixture->world.clock, 2 * G_TIME_SPAN_DAY);
}

static gboolean
is_of_use (Fault fault)
{
  return fault == FAULT_GOOD || fault == FAULT_CLOCK_BACK || fault == FAULT_CLOCK_AHEAD;
}

static void
test_faults (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (tested); i++)
    {
      const PenstockProvider *provider = penstock_provider_find (tested[i]);

      for (guint f = 0; provider != NULL && f < N_FAULTS; f++)
        if (!is_of_use ((Fault)f))
          check_fault (fixture, provider, (Fault)f);
    }

  world_close (&fixture->world);
  world_open (&fixture->world);
  assert_kept (fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/engine/faults/nothing-is-lost", Fixture, NULL, setup, test_faults, teardown);
  return g_test_run ();
}
