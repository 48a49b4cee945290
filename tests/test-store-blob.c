/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define FIRST 19358 /* 2023-01-01 */
#define YEAR 2023

static PenstockBars *
one_column (const double *values,
            gsize         n)
{
  PenstockBars *bars = penstock_bars_new ("X", NULL, NULL, n);

  for (gsize i = 0; i < n; i++)
    {
      bars->day[i] = FIRST + (gint32)i * 3;
      bars->field[PENSTOCK_BAR_CLOSE][i] = values[i];
    }

  return bars;
}

static void
assert_survives (const double *values,
                 gsize         n)
{
  g_autoptr(PenstockBars) bars = one_column (values, n);
  g_autoptr(PenstockBars) read = penstock_bars_new ("X", NULL, NULL, n);
  g_autoptr(GBytes) packed = penstock_blob_pack (bars, 0, n);
  const guint8 *data;
  gsize size, count;

  data = g_bytes_get_data (packed, &size);
  g_assert_null (penstock_blob_check (data, size, YEAR, &count));
  g_assert_cmpuint (count, ==, n);
  g_assert_cmpuint (penstock_blob_unpack (data, read, 0), ==, n);

  g_assert_cmpmem (read->day, n * sizeof (gint32), bars->day, n * sizeof (gint32));
  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (isnan (read->field[PENSTOCK_BAR_OPEN][i]));
      if (isnan (values[i]))
        g_assert_true (isnan (read->field[PENSTOCK_BAR_CLOSE][i]));
      else
        g_assert_cmpmem (&read->field[PENSTOCK_BAR_CLOSE][i], sizeof (double), &values[i], sizeof (double));
    }
}

static gsize
packed_size (const double *values,
             gsize         n)
{
  g_autoptr(PenstockBars) bars = one_column (values, n);
  g_autoptr(GBytes) packed = penstock_blob_pack (bars, 0, n);

  return g_bytes_get_size (packed);
}

/* Every number comes back bit for bit, whatever narrow form a column could almost have taken. */
static void
test_every_number (void)
{
  static const double values[] = {
    0.0, -0.0, 1.0, -1.0, 0.5, 0.01, 70.57, 70.56999969482422, 99.999, 1.0 / 3.0, 21474836.47, 21474836.48, 2147483647.0, 2147483648.0,
    -2147483648.0, -2147483647.0, 4294967295.0, 1e15, 9007199254740993.0, 1e300, -1e300, 1e-300, 5e-324, FLT_MAX, -FLT_MAX, FLT_MIN, DBL_MAX,
    DBL_MIN, 1e-45, 1.4012984643248171e-45, INFINITY, -INFINITY, NAN, 0.1, 0.29, 1.005, 1e10, 123456789.01, 16777217.0,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      double column[11];

      for (gsize k = 0; k < G_N_ELEMENTS (column); k++)
        column[k] = values[i];
      assert_survives (column, G_N_ELEMENTS (column));
      column[3] = NAN;
      column[9] = 12.0;
      assert_survives (column, G_N_ELEMENTS (column));
      assert_survives (column, 1);
    }

  assert_survives (values, G_N_ELEMENTS (values));
}

static void
test_random_columns (void)
{
  for (int pass = 0; pass < 200; pass++)
    {
      const gsize n = (gsize)g_test_rand_int_range (1, 120);
      g_autofree double *column = g_new (double, n);

      for (gsize i = 0; i < n; i++)
        {
          double price = g_test_rand_double_range (0.01, 3000.0);

          column[i] = pass % 4 == 0   ? price
                      : pass % 4 == 1 ? round (price * 100.0) / 100.0
                      : pass % 4 == 2 ? (double)(float)price
                                       : floor (price * 1e5);
          if (g_test_rand_int_range (0, 10) == 0)
            column[i] = NAN;
        }
      assert_survives (column, n);
    }
}

static void
test_narrow (void)
{
  double column[100];

  for (int i = 0; i < 100; i++)
    column[i] = NAN;
  g_assert_cmpuint (packed_size (column, 100), ==, 32 + 200);
  for (int i = 0; i < 100; i++)
    column[i] = 1e6 + i;
  g_assert_cmpuint (packed_size (column, 100), ==, 32 + 200 + 400);
  for (int i = 0; i < 100; i++)
    column[i] = (7000.0 + i) / 100.0;
  g_assert_cmpuint (packed_size (column, 100), ==, 32 + 200 + 400);
  for (int i = 0; i < 100; i++)
    column[i] = (double)(float)((7000.0 + i) / 100.0);
  g_assert_cmpuint (packed_size (column, 100), ==, 32 + 200 + 400);
  column[50] = 1.0 / 3.0;
  g_assert_cmpuint (packed_size (column, 100), ==, 32 + 200 + 800);
}

static void
test_any_flipped_bit (void)
{
  const double values[] = { 70.57, 70.58, NAN, 71.0, 1.0 / 3.0 };
  g_autoptr(PenstockBars) bars = one_column (values, G_N_ELEMENTS (values));
  g_autoptr(GBytes) packed = penstock_blob_pack (bars, 0, G_N_ELEMENTS (values));
  gsize size, count;
  const guint8 *data = g_bytes_get_data (packed, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);

  g_assert_null (penstock_blob_check (copy, size, YEAR, &count));
  for (gsize bit = 0; bit < size * 8; bit++)
    {
      copy[bit / 8] ^= (guint8)(1 << (bit % 8));
      g_assert_nonnull (penstock_blob_check (copy, size, YEAR, &count));
      copy[bit / 8] ^= (guint8)(1 << (bit % 8));
    }
  g_assert_null (penstock_blob_check (copy, size, YEAR, &count));
}

static void
test_any_other_length (void)
{
  const double values[] = { 70.57, 70.58, NAN, 71.0, 1.0 / 3.0 };
  g_autoptr(PenstockBars) bars = one_column (values, G_N_ELEMENTS (values));
  g_autoptr(GBytes) packed = penstock_blob_pack (bars, 0, G_N_ELEMENTS (values));
  gsize size, count;
  const guint8 *data = g_bytes_get_data (packed, &size);

  for (gsize shorter = 0; shorter < size; shorter++)
    {
      /* A block of just that length, so that a sanitizer sees a read past its end. */
      g_autofree guint8 *copy = g_memdup2 (data, shorter);

      g_assert_nonnull (penstock_blob_check (copy, shorter, YEAR, &count));
    }
}

/* A count that does not fit the bytes, under a hash that does: what a faulty writer would leave. Nothing may be read past the end. */
static void
test_count_that_lies (void)
{
  const double values[] = { 70.57, 70.58, NAN, 71.0, 1.0 / 3.0 };
  g_autoptr(PenstockBars) bars = one_column (values, G_N_ELEMENTS (values));
  g_autoptr(GBytes) packed = penstock_blob_pack (bars, 0, G_N_ELEMENTS (values));
  gsize size, count;
  const guint8 *data = g_bytes_get_data (packed, &size);

  for (int lie = 0; lie < 256; lie++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      guint64 seed, hash;

      copy[16] = (guint8)lie;
      memcpy (&seed, copy, sizeof seed);
      hash = GUINT64_TO_LE (penstock_blob_hash (copy + 16, size - 16, GUINT64_FROM_LE (seed)));
      memcpy (copy + 8, &hash, sizeof hash);
      if (lie == 5)
        g_assert_null (penstock_blob_check (copy, size, YEAR, &count));
      else
        g_assert_nonnull (penstock_blob_check (copy, size, YEAR, &count));
    }
}

/* A whole blob under another year's number would put bars on the wrong days. */
static void
test_other_year (void)
{
  const double values[] = { 1.0 };
  g_autoptr(PenstockBars) bars = one_column (values, 1);
  g_autoptr(GBytes) packed = penstock_blob_pack (bars, 0, 1);
  gsize size, count;
  const guint8 *data = g_bytes_get_data (packed, &size);

  g_assert_null (penstock_blob_check (data, size, YEAR, &count));
  g_assert_nonnull (penstock_blob_check (data, size, YEAR + 1, &count));
}

/* Files on users' disks carry these values: neither the layout nor the hash may drift. */
static void
test_bytes_are_fixed (void)
{
  static const guint8 expected[] = {
    'P', 'N', 'S', 'B', 1, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0x9e, 0x4b, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0,
    0, 0, 3, 0, 0, 0, 0, 0, 0x91, 0x1b, 0, 0, 0, 0, 0, 0x80,
  };
  static const guint8 zeros[64] = { 0 };
  const double values[] = { 70.57, NAN };
  g_autoptr(PenstockBars) bars = one_column (values, 2);
  g_autoptr(GBytes) packed = penstock_blob_pack (bars, 0, 2);
  gsize size;
  const guint8 *data = g_bytes_get_data (packed, &size);

  g_assert_cmpuint (size, ==, sizeof expected);
  g_assert_cmpmem (data, 8, expected, 8);
  g_assert_cmpmem (data + 16, size - 16, expected + 16, sizeof expected - 16);

  /* XXH64 of nothing, as its specification gives it. */
  g_assert_cmphex (penstock_blob_hash (zeros, 0, 0), ==, G_GUINT64_CONSTANT (0xef46db3751d8e999));
  g_assert_cmphex (penstock_blob_hash (zeros, 8, 0), !=, penstock_blob_hash (zeros, 16, 0));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/blob/every-number", test_every_number);
  g_test_add_func ("/store/blob/random-columns", test_random_columns);
  g_test_add_func ("/store/blob/narrow", test_narrow);
  g_test_add_func ("/store/blob/any-flipped-bit", test_any_flipped_bit);
  g_test_add_func ("/store/blob/any-other-length", test_any_other_length);
  g_test_add_func ("/store/blob/count-that-lies", test_count_that_lies);
  g_test_add_func ("/store/blob/other-year", test_other_year);
  g_test_add_func ("/store/blob/bytes-are-fixed", test_bytes_are_fixed);

  return g_test_run ();
}
