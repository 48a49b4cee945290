/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-chain.h"
#include "penstock-error.h"
#include "penstock-paths.h"

#include <string.h>

/* Days without trading: the file, what is wrong with one, and whether real histories agree with the shipped one. */

static gint64
utc (const char *text)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

static PenstockChain *
load_chain (void)
{
  g_autofree char *path = penstock_paths_data_file ("chains/ai-infrastructure.json");
  g_autoptr(GError) error = NULL;
  PenstockChain *chain = penstock_chain_new_from_file (path, NULL, &error);

  g_assert_no_error (error);
  return chain;
}

/* Every exchange of the chain has a calendar that is complete for 2025 and most of 2026 at least. */
static void
test_shipped (void)
{
  g_autofree char *path = penstock_paths_data_file ("holidays.json");
  g_autoptr(PenstockChain) chain = load_chain ();
  g_autoptr(PenstockHolidays) holidays = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) faults = NULL;
  g_autoptr(GBytes) bytes = NULL;
  char *data;
  gsize length;

  g_assert_nonnull (path);
  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (data, length);
  holidays = penstock_holidays_new_from_bytes (bytes, &faults, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);

  for (guint i = 0; i < chain->n_exchanges; i++)
    {
      const PenstockExchange *exchange = &chain->exchanges[i];
      const PenstockCalendar *calendar = penstock_holidays_find (holidays, exchange->mic);

      g_assert_nonnull (calendar);
      g_assert_nonnull (exchange->calendar);
      g_assert_cmpuint (exchange->calendar->n_closed, ==, calendar->n_closed);
      g_assert_cmpint (calendar->known_until, >=, penstock_day_parse ("2026-10-25"));
      g_assert_true (penstock_calendar_is_closed (calendar, penstock_day_parse ("2025-01-01")));
      g_assert_true (penstock_calendar_is_closed (calendar, penstock_day_parse ("2026-01-01")));
      g_assert_false (penstock_calendar_is_closed (calendar, penstock_day_parse ("2026-05-12")));
    }
  g_assert_null (penstock_holidays_shipped ("XXXX"));
}

typedef struct { const char *symbol, *moment; PenstockSession session; } Moment;

static const Moment moments[] = {
  { "NVDA", "2026-05-26T15:00:00Z", PENSTOCK_SESSION_REGULAR },
  { "NVDA", "2026-05-25T15:00:00Z", PENSTOCK_SESSION_CLOSED },  /* Memorial Day */
  { "NVDA", "2026-05-25T09:00:00Z", PENSTOCK_SESSION_CLOSED },  /* not before the market either */
  { "NVDA", "2025-11-28T17:59:00Z", PENSTOCK_SESSION_REGULAR }, /* until 13:00 in New York, which is UTC−5 */
  { "NVDA", "2025-11-28T18:00:00Z", PENSTOCK_SESSION_POST },
  { "NVDA", "2025-11-28T21:59:00Z", PENSTOCK_SESSION_POST },    /* until 17:00 */
  { "NVDA", "2025-11-28T22:00:00Z", PENSTOCK_SESSION_CLOSED },
  { "NVDA", "2026-03-06T14:29:00Z", PENSTOCK_SESSION_PRE },     /* the Friday before the clocks go forward */
  { "NVDA", "2026-03-09T13:30:00Z", PENSTOCK_SESSION_REGULAR }, /* and the Monday after */
  { "2330.TW", "2026-06-19T02:00:00Z", PENSTOCK_SESSION_CLOSED }, /* the dragon boats */
  { "2330.TW", "2026-05-25T02:00:00Z", PENSTOCK_SESSION_REGULAR },
  { "0700.HK", "2026-02-16T03:00:00Z", PENSTOCK_SESSION_REGULAR },
  { "0700.HK", "2026-02-16T06:00:00Z", PENSTOCK_SESSION_CLOSED }, /* no afternoon on New Year's Eve */
  { "7203.T", "2026-09-22T02:00:00Z", PENSTOCK_SESSION_CLOSED },  /* between two holidays */
  { "000660.KS", "2026-07-17T02:00:00Z", PENSTOCK_SESSION_CLOSED },
  { "ASML.AS", "2025-12-24T13:06:00Z", PENSTOCK_SESSION_CLOSED },
  { "ASML.AS", "2025-12-24T13:04:00Z", PENSTOCK_SESSION_REGULAR },
  { "IFX.DE", "2026-12-24T10:00:00Z", PENSTOCK_SESSION_CLOSED },
};

static void
test_sessions (void)
{
  g_autoptr(PenstockChain) chain = load_chain ();

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      const PenstockExchange *exchange = penstock_chain_exchange_for_symbol (chain, moments[i].symbol);

      g_assert_nonnull (exchange);
      if (penstock_exchange_session (exchange, utc (moments[i].moment)) != moments[i].session)
        g_error ("%s at %s: session %d", moments[i].symbol, moments[i].moment, (int)penstock_exchange_session (exchange, utc (moments[i].moment)));
    }
}

static const struct { const char *json, *fault; } faulty[] = {
  { "[]", "$: is not an object" },
  { "{\"format\": \"penstock-holidays/1\"", "$: " },
  { "{\"format\": \"penstock-holidays/2\", \"exchanges\": {}}", "$.format: `penstock-holidays/2' is not penstock-holidays/1" },
  { "{\"format\": \"penstock-holidays/1\"}", "$.exchanges: is missing" },
  { "{\"format\": \"penstock-holidays/1\", \"exchanges\": {\"XTAI\": 3}}", "$.exchanges.XTAI: is not an object" },
#define ONE(rest) "{\"format\": \"penstock-holidays/1\", \"exchanges\": {\"XTAI\": {\"known_until\": \"2026-12-31\", \"source\": \"s\", " rest "}}}"
  { ONE ("\"closed\": [\"2026-02-30\"]"), "$.exchanges.XTAI.closed[0]: `2026-02-30' is no day like 2026-01-01" },
  { ONE ("\"closed\": [\"2026-01-01\", \"2026-01-03\"]"), "$.exchanges.XTAI.closed[1]: 2026-01-03 is a weekend" },
  { ONE ("\"closed\": [\"2026-01-02\", \"2026-01-01\"]"), "$.exchanges.XTAI.closed[1]: days must ascend" },
  { ONE ("\"closed\": [7]"), "$.exchanges.XTAI.closed[0]: is not a string" },
  { ONE ("\"closed\": {}"), "$.exchanges.XTAI.closed: is not an array" },
  { ONE ("\"closed\": [], \"half_days\": {\"2026-01-05\": \"25:00\"}"), "$.exchanges.XTAI.half_days.2026-01-05: `25:00' is no time like 13:00" },
  { ONE ("\"closed\": [\"2026-01-05\"], \"half_days\": {\"2026-01-05\": \"12:00\"}"), "$.exchanges.XTAI.half_days.2026-01-05: 2026-01-05 is a closed day too" },
  { ONE ("\"closed\": [], \"half_days\": []"), "$.exchanges.XTAI.half_days: is not an object" },
#undef ONE
  { "{\"format\": \"penstock-holidays/1\", \"exchanges\": {\"XTAI\": {\"known_until\": \"soon\", \"source\": \"s\", \"closed\": []}}}",
    "$.exchanges.XTAI.known_until: `soon' is no day like 2026-01-01" },
};

static void
test_faults (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faulty); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (faulty[i].json, strlen (faulty[i].json));
      g_autoptr(GPtrArray) faults = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_null (penstock_holidays_new_from_bytes (bytes, &faults, &error));
      g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT);
      g_assert_cmpuint (faults->len, >, 0);
      if (!g_str_has_prefix (error->message, faulty[i].fault))
        g_error ("%s and not %s", error->message, faulty[i].fault);
    }
}

/* -- real histories: weekdays on which no listing of an exchange has a bar are its holidays, and no others -- */

typedef struct { const char *symbol; GHashTable *days; PenstockDay first, last; } Market;

static void
read_days (Market     *market,
           const char *path)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_autofree char *date = g_strndup (lines[i], 10);
      const PenstockDay day = penstock_day_parse (date);

      if (day == PENSTOCK_DAY_NONE)
        continue;
      g_hash_table_add (market->days, GINT_TO_POINTER (day));
      market->first = market->last == 0 ? day : MIN (market->first, day);
      market->last = MAX (market->last, day);
    }
}

static Market *
market_of (Market     *markets,
           const char *name)
{
  if (g_str_has_suffix (name, ".TW.csv"))
    return &markets[0];
  if (g_str_has_suffix (name, ".TWO.csv"))
    return &markets[1];
  return &markets[2];
}

static void
compare (const Market           *market,
         const PenstockExchange *exchange)
{
  g_autoptr(GString) found = g_string_new (NULL);
  guint n = 0;

  for (PenstockDay day = market->first; day <= market->last; day++)
    {
      const gboolean traded = g_hash_table_contains (market->days, GINT_TO_POINTER (day));
      PenstockExchangeHours hours;
      char text[16];

      if (penstock_exchange_hours (exchange, day, &hours) != traded)
        g_error ("%s %s: %s", exchange->mic, penstock_day_format (day, text), traded ? "traded, and is listed as closed" : "did not trade, and is not listed");
      if (traded || penstock_day_weekday (day) >= 5)
        continue;
      g_string_append_printf (found, " %s", penstock_day_format (day, text));
      n++;
    }
  g_test_message ("%s: %u weekdays without a bar:%s", exchange->mic, n, found->str);
  g_assert_cmpuint (n, >=, 10);
}

static void
test_histories (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PENSTOCK_SHARED") != NULL ? g_getenv ("PENSTOCK_SHARED") : "", "feeds", "history",
                                            "yahoo_2025-10_2026-08", NULL);
  g_autoptr(PenstockChain) chain = load_chain ();
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  Market markets[] = { { "2330.TW", NULL, 0, 0 }, { "6488.TWO", NULL, 0, 0 }, { "NVDA", NULL, 0, 0 } };
  const char *name;

  if (dir == NULL)
    {
      g_test_skip ("no histories at hand");
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (markets); i++)
    markets[i].days = g_hash_table_new (NULL, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_str_has_suffix (name, ".csv"))
        read_days (market_of (markets, name), file);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (markets); i++)
    {
      compare (&markets[i], penstock_chain_exchange_for_symbol (chain, markets[i].symbol));
      g_hash_table_unref (markets[i].days);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/holidays/shipped", test_shipped);
  g_test_add_func ("/core/holidays/sessions", test_sessions);
  g_test_add_func ("/core/holidays/faults", test_faults);
  g_test_add_func ("/core/holidays/histories", test_histories);

  return g_test_run ();
}
