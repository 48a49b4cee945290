/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-yahoo-scanner.h"

#include <math.h>
#include <string.h>

/* The scanner of number arrays by itself: every number is the double that g_ascii_strtod() gives, to the last bit, or stays where it was. That whole bodies
 * read the same with it and without is test-feed-hostile's. */

#define HEAD "{\"chart\":{\"result\":[{\"timestamp\":["
#define TAIL "]}]}}"

/* The array of @elements, which ends @text at once if there is no @room: then no element may be read in words. NULL if it was not taken. */
static GArray *
scan (const char *elements,
      gboolean    room)
{
  g_autofree char *text = g_strconcat (HEAD, elements, TAIL, room ? "                                                    " : "", NULL);
  g_auto(PenstockYahooScan) scanned = { 0 };
  GArray *values;

  penstock_yahoo_scan_init (&scanned, text, strlen (text));
  if (scanned.taken->len == 0)
    {
      g_assert_cmpstr (scanned.skeleton->str, ==, text);
      return NULL;
    }

  g_assert_cmpuint (scanned.taken->len, ==, 1);
  g_assert_true (g_str_has_prefix (scanned.skeleton->str, HEAD "0" TAIL));
  values = g_array_new (FALSE, FALSE, sizeof (double));
  g_array_append_vals (values, g_array_index (scanned.taken, PenstockScannedArray, 0).value,
                       (guint)g_array_index (scanned.taken, PenstockScannedArray, 0).n);
  return values;
}

/* Between two others, at the end, and alone. */
static void
check_number (const char *number)
{
  g_autofree char *three = g_strdup_printf ("1,%s,%s", number, number);
  double expected = g_ascii_strtod (number, NULL);

  for (int room = 0; room < 2; room++)
    {
      g_autoptr(GArray) values = scan (three, room);

      g_assert_nonnull (values);
      g_assert_cmpuint (values->len, ==, 3);
      for (guint i = 1; i < 3; i++)
        if (memcmp (&g_array_index (values, double, i), &expected, sizeof expected) != 0)
          g_error ("%s is read as %.17g", number, g_array_index (values, double, i));
    }
}

static void
test_lengths (void)
{
  static const char *const digits = "9182736450918273645091827364509182736450";

  for (guint whole = 1; whole <= 18; whole++)
    for (guint fraction = 0; fraction <= 20; fraction++)
      {
        g_autofree char *number = g_strdup_printf ("%.*s%s%.*s", whole, digits, fraction > 0 ? "." : "", fraction, digits + 20 - fraction);
        g_autofree char *negative = g_strconcat ("-", number, NULL);

        check_number (number);
        check_number (negative);
      }
}

static void
test_odd_numbers (void)
{
  static const char *const numbers[] = { "0", "0.0", "0.000000000000000000", "0.1", "0.3", "123.44999694824219", "1e3", "1.5E-7", "2.5e+300", "1e-320",
                                         "9007199254740993", "9007199254740992.5", "0.0000000000000000001", "9999999999999999.999", "179769.3134862315" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    check_number (numbers[i]);
}

/* Decimal fractions that lie exactly between two doubles, and their neighbours: the even one, the lower and the upper. */
static void
test_halfway (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20261007);

  for (guint i = 0; i < 20000; i++)
    {
      guint scale = 1 + (guint)g_rand_int_range (random, 0, 4);
      guint64 five = 1, middle;

      for (guint k = 0; k < scale; k++)
        five *= 5;
      middle = ((guint64)g_rand_int (random) << 22 | g_rand_int (random) >> 10 | G_GUINT64_CONSTANT (1) << 53 | 1) * five;

      for (int off = -1; off <= 1; off++)
        {
          g_autofree char *all = g_strdup_printf ("%" G_GUINT64_FORMAT, middle + (guint64)off);
          gsize whole = strlen (all) - scale;
          g_autofree char *number = g_strdup_printf ("%.*s.%s", (int)whole, all, all + whole);

          check_number (number);
        }
    }
}

static void
test_random_prices (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20260722);

  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *number = g_strdup_printf ("%.17g", (double)(float)(exp (g_rand_double_range (random, -4.0, 16.0))));

      check_number (number);
    }
}

/* Nineteen digits at every scale: each reciprocal has to be right to its last bits. */
static void
test_random_digits (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (15);

  for (guint i = 0; i < 100000; i++)
    {
      guint whole = 1 + i % 15;
      g_autofree char *all = g_strdup_printf ("%d%09d%09d", g_rand_int_range (random, 1, 10), g_rand_int_range (random, 0, 1000000000),
                                              g_rand_int_range (random, 0, 1000000000));
      g_autofree char *number = g_strdup_printf ("%.*s.%s", whole, all, all + whole);
      g_autofree char *small = g_strdup_printf ("0.%.*s", 17, all);

      check_number (number);
      check_number (small);
    }
}

static void
test_left_alone (void)
{
  static const char *const arrays[] = { "01", "1.", ".5", "+1", "1e", "1e+", "--1", "-", "0x10", "1 2", "1,,2", "1,", "NaN", "nul", "nulls", "true", "\"1\"", "[1]", "{}",
                                        "1234567890123456789", "1.5.5", "1;2", "12345678901234567890.5" };

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    for (int room = 0; room < 2; room++)
      {
        g_autoptr(GArray) values = scan (arrays[i], room);

        g_assert_null (values);
      }
}

static void
test_nulls_and_blanks (void)
{
  g_autoptr(GArray) values = scan (" null ,\n1\t,  2.5\r,null", TRUE);
  g_autoptr(GArray) none = scan ("  ", FALSE);

  g_assert_cmpuint (values->len, ==, 4);
  g_assert_true (isnan (g_array_index (values, double, 0)) && isnan (g_array_index (values, double, 3)));
  g_assert_cmpfloat (g_array_index (values, double, 1), ==, 1.0);
  g_assert_cmpfloat (g_array_index (values, double, 2), ==, 2.5);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Wherever the bytes end, nothing behind them is read (ASan and valgrind see it) and nothing is made up. */
static void
test_broken_off (void)
{
  static const char whole[] = HEAD "1468247400,123.44999694824219,null,-7,0.5" TAIL;

  for (gsize length = 0; length < sizeof whole; length++)
    {
      g_autofree char *text = g_memdup2 (whole, length);
      g_auto(PenstockYahooScan) scanned = { 0 };

      penstock_yahoo_scan_init (&scanned, text != NULL ? text : "", length);
      g_assert_cmpuint (scanned.taken->len, ==, length >= strlen (whole) - strlen (TAIL) + 1 ? 1 : 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feed/scanner/lengths", test_lengths);
  g_test_add_func ("/feed/scanner/odd-numbers", test_odd_numbers);
  g_test_add_func ("/feed/scanner/halfway", test_halfway);
  g_test_add_func ("/feed/scanner/random-prices", test_random_prices);
  g_test_add_func ("/feed/scanner/random-digits", test_random_digits);
  g_test_add_func ("/feed/scanner/left-alone", test_left_alone);
  g_test_add_func ("/feed/scanner/nulls-and-blanks", test_nulls_and_blanks);
  g_test_add_func ("/feed/scanner/broken-off", test_broken_off);

  return g_test_run ();
}
