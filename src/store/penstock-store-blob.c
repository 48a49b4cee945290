/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

/* A year of daily bars as bytes, little-endian, every part padded to 8 bytes:
 *
 *    0  "PNSB", version 1, number of columns (6), two zeros
 *    8  hash of what follows, with the eight bytes before it as its seed
 *   16  number of bars (u32), first day (i32)
 *   24  encoding of each column, two zeros
 *   32  days after the first one (u16 each), then the columns in the order of PenstockBarField
 *
 * A column takes the narrowest encoding that gives every number back bit for bit: what feeds send are float32 prices, prices in
 * hundredths and whole numbers of shares, so that a year is half the size of its doubles and loads faster than they would.
 * A missing number stays NAN in each of them. */
#define HEADER_SIZE 32
#define VERSION 1
#define UNKNOWN G_MININT32

typedef enum
{
  ENCODING_MISSING,    /* all NAN, no bytes */
  ENCODING_DOUBLE,
  ENCODING_FLOAT,
  ENCODING_WHOLE,      /* i32; G_MININT32 is NAN */
  ENCODING_HUNDREDTHS, /* i32 / 100; G_MININT32 is NAN */
  N_ENCODINGS
} Encoding;

static const gsize encoding_size[N_ENCODINGS] = { 0, sizeof (double), sizeof (float), sizeof (gint32), sizeof (gint32) };
static const char magic[8] = { 'P', 'N', 'S', 'B', VERSION, PENSTOCK_BAR_N_FIELDS, 0, 0 };

static gsize
padded (gsize size)
{
  return (size + 7) & ~(gsize)7;
}

static inline guint64
load_u64 (const guint8 *from)
{
  guint64 value;

  memcpy (&value, from, sizeof value);
  return GUINT64_FROM_LE (value);
}

static inline guint32
load_u32 (const guint8 *from)
{
  guint32 value;

  memcpy (&value, from, sizeof value);
  return GUINT32_FROM_LE (value);
}

static void
store_u64 (guint8  *to,
           guint64  value)
{
  value = GUINT64_TO_LE (value);
  memcpy (to, &value, sizeof value);
}

static void
store_u32 (guint8  *to,
           guint32  value)
{
  value = GUINT32_TO_LE (value);
  memcpy (to, &value, sizeof value);
}

/* -- hash: XXH64 after its public specification, for whole words -- */

#define PRIME_1 G_GUINT64_CONSTANT (0x9E3779B185EBCA87)
#define PRIME_2 G_GUINT64_CONSTANT (0xC2B2AE3D27D4EB4F)
#define PRIME_3 G_GUINT64_CONSTANT (0x165667B19E3779F9)
#define PRIME_4 G_GUINT64_CONSTANT (0x85EBCA77C2B2AE63)
#define PRIME_5 G_GUINT64_CONSTANT (0x27D4EB2F165667C5)

static inline guint64
rotate (guint64 value,
        int     bits)
{
  return (value << bits) | (value >> (64 - bits));
}

static inline guint64
mix (guint64 lane,
     guint64 word)
{
  return rotate (lane + word * PRIME_2, 31) * PRIME_1;
}

static guint64
avalanche (guint64 hash)
{
  hash = (hash ^ (hash >> 33)) * PRIME_2;
  hash = (hash ^ (hash >> 29)) * PRIME_3;
  return hash ^ (hash >> 32);
}

guint64
penstock_blob_hash (const guint8 *data,
                    gsize         size,
                    guint64       seed)
{
  const guint8 *end = data + size;
  guint64 hash = seed + PRIME_5;

  g_assert (size % 8 == 0);

  if (size >= 32)
    {
      guint64 a = seed + PRIME_1 + PRIME_2, b = seed + PRIME_2, c = seed, d = seed - PRIME_1;

      for (; end - data >= 32; data += 32)
        {
          a = mix (a, load_u64 (data));
          b = mix (b, load_u64 (data + 8));
          c = mix (c, load_u64 (data + 16));
          d = mix (d, load_u64 (data + 24));
        }

      hash = rotate (a, 1) + rotate (b, 7) + rotate (c, 12) + rotate (d, 18);
      hash = (hash ^ mix (0, a)) * PRIME_1 + PRIME_4;
      hash = (hash ^ mix (0, b)) * PRIME_1 + PRIME_4;
      hash = (hash ^ mix (0, c)) * PRIME_1 + PRIME_4;
      hash = (hash ^ mix (0, d)) * PRIME_1 + PRIME_4;
    }

  hash += size;
  for (; data < end; data += 8)
    hash = rotate (hash ^ mix (0, load_u64 (data)), 27) * PRIME_1 + PRIME_4;

  return avalanche (hash);
}

static guint64
hash_of_blob (const guint8 *data,
              gsize         size)
{
  return penstock_blob_hash (data + 16, size - 16, load_u64 (data));
}

/* -- packing -- */

static gboolean
is_integer_over (double value,
                 double divisor)
{
  if (isnan (value))
    return TRUE;
  if (!(fabs (value) * divisor < G_MAXINT32) || (value == 0.0 && signbit (value)))
    return FALSE;

  return rint (value * divisor) / divisor == value;
}

static gboolean
fits (double   value,
      Encoding encoding)
{
  switch (encoding)
    {
    case ENCODING_MISSING:
      return isnan (value);
    case ENCODING_WHOLE:
      return is_integer_over (value, 1.0);
    case ENCODING_HUNDREDTHS:
      return is_integer_over (value, 100.0);
    case ENCODING_FLOAT:
      return isnan (value) || isinf (value) || (fabs (value) <= (double)G_MAXFLOAT && (double)(float)value == value);
    case ENCODING_DOUBLE:
    case N_ENCODINGS:
    default:
      return TRUE;
    }
}

static Encoding
narrowest (const double *values,
           gsize         n)
{
  static const Encoding narrow[] = { ENCODING_MISSING, ENCODING_WHOLE, ENCODING_HUNDREDTHS, ENCODING_FLOAT };

  for (gsize e = 0; e < G_N_ELEMENTS (narrow); e++)
    {
      gsize i = 0;

      while (i < n && fits (values[i], narrow[e]))
        i++;
      if (i == n)
        return narrow[e];
    }

  return ENCODING_DOUBLE;
}

static void
encode_value (guint8   *to,
              double    value,
              Encoding  encoding)
{
  if (encoding == ENCODING_DOUBLE)
    {
      guint64 bits;

      memcpy (&bits, &value, sizeof bits);
      store_u64 (to, bits);
    }
  else if (encoding == ENCODING_FLOAT)
    {
      float narrow = (float)value;
      guint32 bits;

      memcpy (&bits, &narrow, sizeof bits);
      store_u32 (to, bits);
    }
  else
    store_u32 (to, isnan (value) ? (guint32)UNKNOWN : (guint32)(gint32)rint (encoding == ENCODING_WHOLE ? value : value * 100.0));
}

GBytes *
penstock_blob_pack (const PenstockBars *bars,
                    gsize               from,
                    gsize               to)
{
  const gsize n = to - from;
  Encoding encoding[PENSTOCK_BAR_N_FIELDS];
  gsize size = HEADER_SIZE + padded (n * sizeof (guint16)), at;
  guint8 *data;

  for (gsize f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
    {
      encoding[f] = narrowest (bars->field[f] + from, n);
      size += padded (n * encoding_size[encoding[f]]);
    }

  data = g_malloc0 (size);
  memcpy (data, magic, sizeof magic);
  store_u32 (data + 16, (guint32)n);
  store_u32 (data + 20, (guint32)bars->day[from]);
  for (gsize f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
    data[24 + f] = (guint8)encoding[f];

  for (gsize i = 0; i < n; i++)
    {
      guint16 offset = GUINT16_TO_LE ((guint16)(bars->day[from + i] - bars->day[from]));

      memcpy (data + HEADER_SIZE + i * sizeof offset, &offset, sizeof offset);
    }

  at = HEADER_SIZE + padded (n * sizeof (guint16));
  for (gsize f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
    {
      for (gsize i = 0; i < n && encoding[f] != ENCODING_MISSING; i++)
        encode_value (data + at + i * encoding_size[encoding[f]], bars->field[f][from + i], encoding[f]);
      at += padded (n * encoding_size[encoding[f]]);
    }

  store_u64 (data + 8, hash_of_blob (data, size));
  return g_bytes_new_take (data, size);
}

/* -- unpacking -- */

static gboolean
has_size_it_says (const guint8 *data,
                  gsize         size)
{
  const gsize n = load_u32 (data + 16);
  gsize expected = HEADER_SIZE + padded (n * sizeof (guint16));

  for (gsize f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
    {
      if (data[24 + f] >= N_ENCODINGS)
        return FALSE;
      expected += padded (n * encoding_size[data[24 + f]]);
    }

  return n > 0 && n <= 366 && size == expected;
}

/* Of any number, be it a day at all or not. */
static gboolean
is_day_of_year (gint32 day,
                int    year)
{
  const PenstockDay first = penstock_day_from_ymd (year, 1, 1);
  const PenstockDay last = penstock_day_from_ymd (year, 12, 31);

  return first != PENSTOCK_DAY_NONE && day >= first && day <= last;
}

const char *
penstock_blob_check (const guint8 *data,
                     gsize         size,
                     int           year,
                     gsize        *count)
{
  if (size < HEADER_SIZE || size % 8 != 0 || memcmp (data, magic, sizeof magic) != 0)
    return _("not a year of bars");
  if (hash_of_blob (data, size) != load_u64 (data + 8))
    return _("the checksum does not match");
  if (!has_size_it_says (data, size))
    return _("its length does not match");
  if (!is_day_of_year ((gint32)load_u32 (data + 20), year))
    return _("it holds another year");

  *count = load_u32 (data + 16);
  return NULL;
}

/* Four at a time, in the vector types that GCC and Clang share: unpacking is what loading a whole store spends its time on. */
#define RUN 4
typedef gint32 Integers __attribute__ ((vector_size (RUN * sizeof (gint32))));
typedef float Floats __attribute__ ((vector_size (RUN * sizeof (float))));
typedef double Doubles __attribute__ ((vector_size (RUN * sizeof (double))));
typedef gint64 Masks __attribute__ ((vector_size (RUN * sizeof (gint64))));

/* Reads up to four little-endian words; what is past @n is zero. */
static inline Integers
load_words (const guint8 *from,
            gsize         n)
{
  Integers words = { 0 };

  memcpy (&words, from, MIN (n, RUN) * sizeof (gint32));
#if G_BYTE_ORDER == G_BIG_ENDIAN
  for (int i = 0; i < RUN; i++)
    words[i] = GINT32_FROM_LE (words[i]);
#endif
  return words;
}

static inline void
decode_integers (const guint8 *from,
                 gsize         n,
                 double        divisor,
                 double       *to)
{
  const Integers words = load_words (from, n);
  const Masks unknown = __builtin_convertvector (words == UNKNOWN, Masks);
  const Doubles nan = { NAN, NAN, NAN, NAN };
  const Doubles values = __builtin_convertvector (words, Doubles) / divisor;
  const Masks bits = ((Masks)nan & unknown) | ((Masks)values & ~unknown);

  memcpy (to, &bits, MIN (n, RUN) * sizeof (double));
}

static inline void
decode_floats (const guint8 *from,
               gsize         n,
               double       *to)
{
  const Doubles values = __builtin_convertvector ((Floats)load_words (from, n), Doubles);

  memcpy (to, &values, MIN (n, RUN) * sizeof (double));
}

static inline void
decode_doubles (const guint8 *from,
                gsize         n,
                double       *to)
{
  for (gsize i = 0; i < n; i++)
    {
      guint64 bits = load_u64 (from + i * sizeof bits);

      memcpy (to + i, &bits, sizeof bits);
    }
}

static inline void
decode_days (const guint8 *from,
             gsize         n,
             gint32        first,
             gint32       *to)
{
  for (gsize i = 0; i < n; i++)
    {
      guint16 offset;

      memcpy (&offset, from + i * sizeof offset, sizeof offset);
      to[i] = first + GUINT16_FROM_LE (offset);
    }
}

static void
decode_column (const guint8 *from,
               gsize         n,
               Encoding      encoding,
               double       *to)
{
  const gsize whole = n - n % RUN;

  if (encoding == ENCODING_DOUBLE)
    decode_doubles (from, n, to);
  else if (encoding == ENCODING_FLOAT)
    {
      for (gsize i = 0; i < whole; i += RUN)
        decode_floats (from + i * sizeof (float), RUN, to + i);
      decode_floats (from + whole * sizeof (float), n - whole, to + whole);
    }
  else if (encoding == ENCODING_WHOLE)
    {
      for (gsize i = 0; i < whole; i += RUN)
        decode_integers (from + i * sizeof (gint32), RUN, 1.0, to + i);
      decode_integers (from + whole * sizeof (gint32), n - whole, 1.0, to + whole);
    }
  else if (encoding == ENCODING_HUNDREDTHS)
    {
      for (gsize i = 0; i < whole; i += RUN)
        decode_integers (from + i * sizeof (gint32), RUN, 100.0, to + i);
      decode_integers (from + whole * sizeof (gint32), n - whole, 100.0, to + whole);
    }
}

gsize
penstock_blob_unpack (const guint8 *data,
                      PenstockBars *bars,
                      gsize         at)
{
  const gsize n = load_u32 (data + 16);
  const guint8 *from = data + HEADER_SIZE;

  decode_days (from, n, (gint32)load_u32 (data + 20), bars->day + at);
  from += padded (n * sizeof (guint16));

  /* A missing column is NAN already: penstock_bars_new() made it so. */
  for (gsize f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
    {
      Encoding encoding = (Encoding)data[24 + f];

      decode_column (from, n, encoding, bars->field[f] + at);
      from += padded (n * encoding_size[encoding]);
    }

  return n;
}
