/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-money.h"

#include <locale.h>
#include <math.h>

/* Takes @text, so that each line below is one sentence. */
static void
assert_text (char       *text,
             const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_minor_currencies (void)
{
  double factor = 0.0;

  g_assert_cmpstr (penstock_money_major ("GBp", &factor), ==, "GBP");
  g_assert_cmpfloat (factor, ==, 0.01);
  g_assert_cmpstr (penstock_money_major ("GBX", NULL), ==, "GBP");
  g_assert_cmpstr (penstock_money_major ("ZAc", &factor), ==, "ZAR");
  g_assert_cmpstr (penstock_money_major ("ILA", &factor), ==, "ILS");
  g_assert_cmpfloat (factor, ==, 0.01);
  g_assert_cmpstr (penstock_money_major ("GBP", &factor), ==, "GBP");
  g_assert_cmpfloat (factor, ==, 1.0);
  g_assert_cmpstr (penstock_money_major ("TWD", &factor), ==, "TWD");
  g_assert_cmpfloat (factor, ==, 1.0);
}

static void
test_signs (void)
{
  g_assert_cmpstr (penstock_money_sign ("TWD"), ==, "NT$");
  g_assert_cmpstr (penstock_money_sign ("USD"), ==, "US$");
  g_assert_cmpstr (penstock_money_sign ("JPY"), ==, "¥");
  g_assert_cmpstr (penstock_money_sign ("CNY"), ==, "CN¥");
  g_assert_cmpstr (penstock_money_sign ("KRW"), ==, "₩");
  g_assert_cmpstr (penstock_money_sign ("HKD"), ==, "HK$");
  g_assert_cmpstr (penstock_money_sign ("EUR"), ==, "€");
  g_assert_cmpstr (penstock_money_sign ("GBP"), ==, "£");
  g_assert_cmpstr (penstock_money_sign ("CHF"), ==, "CHF");
  g_assert_cmpstr (penstock_money_sign ("SEK"), ==, "SEK");
}

static void
test_prices (void)
{
  assert_text (penstock_format_price (1.005), "1.00");
  assert_text (penstock_format_price (192.5), "192.50");
  assert_text (penstock_format_price (999.99), "999.99");
  assert_text (penstock_format_price (999.996), "1,000.0");
  assert_text (penstock_format_price (1234.5), "1,234.5");
  assert_text (penstock_format_price (9999.96), "10,000");
  assert_text (penstock_format_price (1234567.0), "1,234,567");
  assert_text (penstock_format_price (-5.25), "−5.25");
  assert_text (penstock_format_price (NAN), "—");
  assert_text (penstock_format_price (INFINITY), "—");
}

static void
test_signed_numbers (void)
{
  assert_text (penstock_format_signed (2.11, 2), "+2.11");
  assert_text (penstock_format_signed (-0.62, 2), "−0.62");
  assert_text (penstock_format_signed (-0.004, 2), "0.00");
  assert_text (penstock_format_signed (0.004, 2), "0.00");
  assert_text (penstock_format_signed (-0.0, 1), "0.0");
  assert_text (penstock_format_signed (NAN, 2), "—");
  assert_text (penstock_format_number (-1234.56, 1), "−1,234.6");
  assert_text (penstock_format_number (0.5, 3), "0.500");
  assert_text (penstock_format_number (-0.0, 0), "0");
}

static void
test_percent (void)
{
  assert_text (penstock_format_percent (0.297, 1), "+29.7\342\200\211%");
  assert_text (penstock_format_percent (-0.0353, 2), "−3.53\342\200\211%");
  assert_text (penstock_format_percent (-0.0001, 1), "0.0\342\200\211%");
  assert_text (penstock_format_percent (NAN, 1), "—");
}

static void
test_compact (void)
{
  assert_text (penstock_format_compact (832.1e9), "832.1 bn");
  assert_text (penstock_format_compact (279e6), "279 M");
  assert_text (penstock_format_compact (2.96e12), "3 tn");
  assert_text (penstock_format_compact (-1.26e9), "−1.3 bn");
  assert_text (penstock_format_compact (12345.0), "12.3 k");
  assert_text (penstock_format_compact (999.97e6), "1 bn");
  assert_text (penstock_format_compact (950.0), "950");
  assert_text (penstock_format_compact (0.0), "0");
  assert_text (penstock_format_compact (-0.01), "0");
  assert_text (penstock_format_compact (NAN), "—");
}

static void
test_age (void)
{
  assert_text (penstock_format_age (-5), "0 s");
  assert_text (penstock_format_age (3), "3 s");
  assert_text (penstock_format_age (59), "59 s");
  assert_text (penstock_format_age (60), "1 min");
  assert_text (penstock_format_age (3599), "59 min");
  assert_text (penstock_format_age (6 * 3600), "6 h");
  assert_text (penstock_format_age (86399), "23 h");
  assert_text (penstock_format_age (9 * 86400), "9 d");
}

static void
test_moments (void)
{
  assert_text (penstock_format_moment (1787290200, "Asia/Taipei"), "21 Aug 2026 13:30 Asia/Taipei");
  assert_text (penstock_format_moment (1787290200, "America/New_York"), "21 Aug 2026 01:30 America/New_York");
  assert_text (penstock_format_moment (1787290200, "No/Where"), "21 Aug 2026 05:30 UTC");
  assert_text (penstock_format_moment (1787290200, NULL), "21 Aug 2026 05:30 UTC");
  assert_text (penstock_format_moment (G_MAXINT64, "Asia/Taipei"), "—");
  assert_text (penstock_format_day (penstock_day_parse ("2026-08-21")), "21 Aug 2026");
  assert_text (penstock_format_day (penstock_day_parse ("2026-08-01")), "1 Aug 2026");
  assert_text (penstock_format_day (PENSTOCK_DAY_NONE), "—");
}

/* Skipped where the machine has no such locale. */
static void
test_german (void)
{
  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("no de_DE.UTF-8 here");
      return;
    }

  assert_text (penstock_format_price (1234.5), "1.234,5");
  assert_text (penstock_format_signed (-0.62, 2), "−0,62");
  assert_text (penstock_format_signed (-0.004, 2), "0,00");
  assert_text (penstock_format_compact (832.1e9), "832,1 bn");
  setlocale (LC_NUMERIC, "C.UTF-8");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/money/minor", test_minor_currencies);
  g_test_add_func ("/core/money/signs", test_signs);
  g_test_add_func ("/core/money/price", test_prices);
  g_test_add_func ("/core/money/signed", test_signed_numbers);
  g_test_add_func ("/core/money/percent", test_percent);
  g_test_add_func ("/core/money/compact", test_compact);
  g_test_add_func ("/core/money/age", test_age);
  g_test_add_func ("/core/money/moments", test_moments);
  g_test_add_func ("/core/money/german", test_german);

  return g_test_run ();
}
