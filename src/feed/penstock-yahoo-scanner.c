/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-yahoo-scanner.h"

#include <math.h>
#include <string.h>

#define MAX_DEPTH     8  /* the arrays wanted are at most 7 deep */
#define MOST_DIGITS   19 /* of a mantissa in 64 bits */
#define MOST_INTEGER  18 /* digits json-glib keeps in an integer */
#define LONGEST_TOKEN 40
#define PLAIN_ROOM    40 /* four words, a point and what follows */

/* Where the walk is: for each open container the member (with its length) or the element it is in. */
typedef struct
{
  const char *key; /* NULL in an array */
  gsize       key_length;
  guint       index;
} Step;

typedef struct
{
  PenstockYahooScan *scan;
  const char        *at, *end;
  const char        *copied;        /* up to here the text is in the skeleton */
  gboolean           sure;          /* a member name with an escape could be any name */
  guint              depth;
  Step               step[MAX_DEPTH];
  gsize              expected;      /* length of the array taken last */
} Walk;

static inline void
blank (const char **at,
       const char  *end)
{
  while (*at < end && (guchar)**at <= ' ' && (**at == ' ' || **at == '\n' || **at == '\t' || **at == '\r'))
    (*at)++;
}

static inline gboolean
digit (const char *at,
       const char *end)
{
  return at < end && *at >= '0' && *at <= '9';
}

#ifdef __SIZEOF_INT128__
/* mantissa / 10^scale, correctly rounded: Lemire, “Number parsing at a gigabyte per second”, 2021. A product with the first 128 bits of 10^-scale, of
 * which the upper 64 do but for one case in 512, decides the rounding for every mantissa of 64 bits while scale is below 28. */
static inline double
divide (guint64 mantissa,
        guint   scale)
{
  static const guint64 inverse[][2] = {
    { 0x8000000000000000u, 0x0000000000000000u }, { 0xccccccccccccccccu, 0xcccccccccccccccdu }, { 0xa3d70a3d70a3d70au, 0x3d70a3d70a3d70a4u },
    { 0x83126e978d4fdf3bu, 0x645a1cac083126eau }, { 0xd1b71758e219652bu, 0xd3c36113404ea4a9u }, { 0xa7c5ac471b478423u, 0x0fcf80dc33721d54u },
    { 0x8637bd05af6c69b5u, 0xa63f9a49c2c1b110u }, { 0xd6bf94d5e57a42bcu, 0x3d32907604691b4du }, { 0xabcc77118461cefcu, 0xfdc20d2b36ba7c3eu },
    { 0x89705f4136b4a597u, 0x31680a88f8953031u }, { 0xdbe6fecebdedd5beu, 0xb573440e5a884d1cu }, { 0xafebff0bcb24aafeu, 0xf78f69a51539d749u },
    { 0x8cbccc096f5088cbu, 0xf93f87b7442e45d4u }, { 0xe12e13424bb40e13u, 0x2865a5f206b06fbau }, { 0xb424dc35095cd80fu, 0x538484c19ef38c95u },
    { 0x901d7cf73ab0acd9u, 0x0f9d37014bf60a11u }, { 0xe69594bec44de15bu, 0x4c2ebe687989a9b4u }, { 0xb877aa3236a4b449u, 0x09befeb9fad487c3u },
    { 0x9392ee8e921d5d07u, 0x3aff322e62439fd0u }, { 0xec1e4a7db69561a5u, 0x2b31e9e3d06c32e6u },
  };
  __extension__ typedef unsigned __int128 Wide;
  const guint zeros = mantissa != 0 ? (guint)__builtin_clzll (mantissa) : 0;
  Wide product = (Wide)(mantissa << zeros) * inverse[scale][0];
  guint64 high = (guint64)(product >> 64), bits;
  const guint exponent = 1023 - 1 + 63 - ((217706 * scale + 65535) >> 16); /* log2 (10) in 16 bits */
  union { guint64 bits; double value; } result;
  guint top;

  if (mantissa == 0)
    return 0.0;

  if ((high & 0x1ff) == 0x1ff)
    {
      product += (guint64)(((Wide)(mantissa << zeros) * inverse[scale][1]) >> 64);
      high = (guint64)(product >> 64);
    }

  top = (guint)(high >> 63);
  bits = high >> (top + 9); /* 53 and one to round by */
  if ((guint64)product <= 1 && scale <= 4 && (bits & 3) == 1 && bits << (top + 9) == high)
    bits &= ~(guint64)1; /* exactly between two: to the even one */
  bits = (bits + (bits & 1)) >> 1;

  /* A carry out of the 53 bits raises the exponent by itself. */
  result.bits = ((guint64)(exponent + top - zeros) << 52) + bits;
  return result.value;
}
#endif

static double
convert (const char *token,
         gsize       length)
{
  char copy[LONGEST_TOKEN + 1];

  memcpy (copy, token, length);
  copy[length] = '\0';
  return g_ascii_strtod (copy, NULL);
}

/* Eight bytes of text as one number, the first in the lowest byte. */
static inline guint64
load_word (const char *at)
{
  guint64 word;

  memcpy (&word, at, sizeof word);
  return GUINT64_FROM_LE (word);
}

/* How many of the eight bytes are digits before the first that is none. A carry can only come from a byte that is none, into later ones. */
static inline guint
count_digits (guint64 word)
{
  const guint64 high = G_GUINT64_CONSTANT (0xf0f0f0f0f0f0f0f0), three = G_GUINT64_CONSTANT (0x3030303030303030);
  guint64 other = ((word & high) ^ three) | (((word + G_GUINT64_CONSTANT (0x0606060606060606)) & high) ^ three);

  return other == 0 ? 8 : (guint)__builtin_ctzll (other) / 8;
}

/* The first @n of them as a number, 1 to 8: pairs, then fours, then all. */
static inline guint64
join_digits (guint64 word,
             guint   n)
{
  const guint64 mask = G_GUINT64_CONSTANT (0x000000ff000000ff);

  word = (word - G_GUINT64_CONSTANT (0x3030303030303030)) << (8 * (8 - n));
  word = word * 10 + (word >> 8);
  return ((word & mask) * G_GUINT64_CONSTANT (0x000f424000000064) + ((word >> 16) & mask) * G_GUINT64_CONSTANT (0x0000271000000001)) >> 32;
}

#ifdef __SIZEOF_INT128__
/* Appends up to eight digits at *@at to *@mantissa. Their number. */
static inline guint
scan_word (const char **at,
           guint64     *mantissa)
{
  static const guint64 power[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000 };
  guint64 word = load_word (*at);
  guint n = count_digits (word);

  if (n > 0)
    *mantissa = *mantissa * power[n] + join_digits (word, n);
  *at += n;
  return n;
}

/* Nearly every element: a number without sign and exponent, then a comma or the end. FALSE for all others, which are then read with more care. */
static inline gboolean
scan_plain (const char **at,
            const char  *end,
            double      *value)
{
  const char *p = *at;
  guint64 mantissa = 0;
  guint n, n_fraction = 0;

  if (end - p < PLAIN_ROOM)
    return FALSE;

  n = scan_word (&p, &mantissa);
  if (n == 8)
    n += scan_word (&p, &mantissa);
  if (n == 0 || n > 15 || (n > 1 && **at == '0'))
    return FALSE;

  if (*p == '.')
    {
      p++;
      n_fraction = scan_word (&p, &mantissa);
      if (n_fraction == 8)
        n_fraction += scan_word (&p, &mantissa);
      if (n_fraction == 0 || n + n_fraction > MOST_DIGITS)
        return FALSE;
    }
  if (*p != ',' && *p != ']')
    return FALSE;

  *value = n_fraction > 0 ? divide (mantissa, n_fraction) : (double)(gint64)mantissa;
  *at = p;
  return TRUE;
}
#endif

/* Over an exponent, if there is one. FALSE if it has no digits. */
static gboolean
scan_exponent (const char **at,
               const char  *end,
               gboolean    *exponent)
{
  const char *p = *at;

  *exponent = p < end && (*p == 'e' || *p == 'E');
  if (!*exponent)
    return TRUE;

  p++;
  if (p < end && (*p == '-' || *p == '+'))
    p++;
  if (!digit (p, end))
    return FALSE;
  while (digit (p, end))
    p++;

  *at = p;
  return TRUE;
}

/* A number of RFC 8259. FALSE if it is none, or one that had better be read by json-glib. */
static gboolean
scan_number (const char **at,
             const char  *end,
             double      *value)
{
  const char *token = *at, *p = token, *first;
  guint64 mantissa = 0;
  gsize n_digits, n_fraction = 0;
  gboolean negative = p < end && *p == '-', exponent;

  p += negative;
  first = p;
  while (digit (p, end))
    mantissa = mantissa * 10 + (guint64)(*p++ - '0');
  n_digits = (gsize)(p - first);
  if (n_digits == 0 || (n_digits > 1 && *first == '0') || n_digits > MOST_INTEGER)
    return FALSE;

  if (p < end && *p == '.')
    {
      const char *fraction = ++p;

      while (digit (p, end))
        mantissa = mantissa * 10 + (guint64)(*p++ - '0'); /* may overflow: not used then */
      n_fraction = (gsize)(p - fraction);
      if (n_fraction == 0)
        return FALSE;
    }

  if (!scan_exponent (&p, end, &exponent))
    return FALSE;

  *at = p;
  if (n_fraction == 0 && !exponent)
    {
      *value = negative && mantissa > 0 ? -(double)mantissa : (double)mantissa;
      return TRUE;
    }
#ifdef __SIZEOF_INT128__
  if (!exponent && n_digits + n_fraction <= MOST_DIGITS)
    {
      *value = divide (mantissa, (guint)n_fraction);
      if (negative)
        *value = -*value;
      return TRUE;
    }
#endif
  if (p - token > LONGEST_TOKEN)
    return FALSE;

  *value = convert (token, (gsize)(p - token));
  return TRUE;
}

/* One element: a number or null. */
static inline gboolean
scan_element (const char **at,
              const char  *end,
              double      *value)
{
#ifdef __SIZEOF_INT128__
  if (scan_plain (at, end, value))
    return TRUE;
#endif
  if (*at < end && **at != 'n')
    return scan_number (at, end, value);
  if (end - *at < 4 || memcmp (*at, "null", 4) != 0)
    return FALSE;

  *value = NAN;
  *at += 4;
  return TRUE;
}

/* An array of numbers and nulls whose "[" is at *@at; about @expected of them. */
static gboolean
scan_array (const char           **at,
            const char            *end,
            gsize                  expected,
            PenstockScannedArray  *array)
{
  gsize capacity = MAX (expected, 16), n = 0;
  double *value = g_new (double, capacity);
  const char *p = *at + 1;
  gboolean closed;

  blank (&p, end);
  closed = p < end && *p == ']';
  while (!closed)
    {
      if (n == capacity)
        value = g_renew (double, value, capacity *= 2);
      if (!scan_element (&p, end, &value[n++]))
        break;

      blank (&p, end);
      closed = p < end && *p == ']';
      if (closed || p >= end || *p++ != ',')
        break;
      blank (&p, end);
    }

  if (!closed)
    {
      g_free (value);
      return FALSE;
    }

  *array = (PenstockScannedArray) { value, n };
  *at = p + 1;
  return TRUE;
}

static gboolean
is_key (const Step *step,
        const char *key)
{
  return step->key != NULL && step->key_length == strlen (key) && memcmp (step->key, key, step->key_length) == 0;
}

static gboolean
is_first (const Step *step)
{
  return step->key == NULL && step->index == 0;
}

/* Is the value that comes now one of the arrays wanted? */
static gboolean
is_wanted (const Walk *walk)
{
  static const char *const quote[] = { "open", "high", "low", "close", "volume" };
  const Step *step = walk->step;

  if (walk->depth < 4 || !is_key (&step[0], "chart") || !is_key (&step[1], "result") || !is_first (&step[2]))
    return FALSE;
  if (walk->depth == 4)
    return is_key (&step[3], "timestamp");
  if (walk->depth != 7 || !is_key (&step[3], "indicators") || !is_first (&step[5]))
    return FALSE;
  if (is_key (&step[4], "adjclose"))
    return is_key (&step[6], "adjclose");
  if (is_key (&step[4], "quote"))
    for (guint i = 0; i < G_N_ELEMENTS (quote); i++)
      if (is_key (&step[6], quote[i]))
        return TRUE;

  return FALSE;
}

static void
take_array (Walk *walk)
{
  PenstockScannedArray array;
  const char *begin = walk->at;

  if (!scan_array (&walk->at, walk->end, walk->expected, &array))
    return;

  g_string_append_len (walk->scan->skeleton, walk->copied, (gssize)(begin - walk->copied));
  g_string_append_printf (walk->scan->skeleton, "[%u]", walk->scan->taken->len);
  g_array_append_val (walk->scan->taken, array);
  walk->copied = walk->at;
  walk->expected = array.n;
}

/* Over a string, quotes included. Its contents are begin … returned length; TRUE in @escaped if there is a backslash in it. */
static gsize
skip_string (Walk     *walk,
             gboolean *escaped)
{
  const char *begin = ++walk->at;
  gsize length;

  *escaped = FALSE;
  while (walk->at < walk->end && *walk->at != '"')
    {
      if (*walk->at == '\\')
        {
          *escaped = TRUE;
          walk->at++;
        }
      walk->at++;
    }

  walk->at = MIN (walk->at, walk->end);
  length = (gsize)(walk->at - begin);
  if (walk->at < walk->end)
    walk->at++;
  return length;
}

/* A string in an object that ":" follows is the name of a member. */
static void
walk_string (Walk *walk)
{
  const char *begin = walk->at + 1;
  gboolean escaped;
  gsize length = skip_string (walk, &escaped);
  const char *p = walk->at;

  blank (&p, walk->end);
  if (p >= walk->end || *p != ':')
    return;
  if (escaped)
    walk->sure = FALSE;
  if (walk->depth >= 1 && walk->depth <= MAX_DEPTH)
    {
      walk->step[walk->depth - 1].key = begin;
      walk->step[walk->depth - 1].key_length = length;
    }
}

static void
walk_text (Walk *walk)
{
  while (walk->at < walk->end && walk->sure)
    {
      char c = *walk->at;

      if (c == '"')
        {
          walk_string (walk);
          continue;
        }
      if (c == '[' && is_wanted (walk))
        {
          const char *before = walk->at;

          take_array (walk);
          if (walk->at != before)
            continue;
        }
      if (c == '{' || c == '[')
        {
          if (walk->depth < MAX_DEPTH)
            walk->step[walk->depth] = (Step) { .key = c == '{' ? "" : NULL };
          walk->depth++;
        }
      else if ((c == '}' || c == ']') && walk->depth > 0)
        walk->depth--;
      else if (c == ',' && walk->depth >= 1 && walk->depth <= MAX_DEPTH)
        walk->step[walk->depth - 1].index++;
      walk->at++;
    }
}

static void
clear_array (gpointer data)
{
  PenstockScannedArray *array = data;

  g_free (array->value);
}

void
penstock_yahoo_scan_init (PenstockYahooScan *self,
                          const char        *text,
                          gsize              length)
{
  Walk walk = { .scan = self, .at = text, .end = text + length, .copied = text, .sure = TRUE };

  self->skeleton = g_string_sized_new (4096);
  self->taken = g_array_new (FALSE, FALSE, sizeof (PenstockScannedArray));
  g_array_set_clear_func (self->taken, clear_array);

  walk_text (&walk);
  if (!walk.sure)
    {
      g_array_set_size (self->taken, 0);
      g_string_truncate (self->skeleton, 0);
      walk.copied = text;
    }
  g_string_append_len (self->skeleton, walk.copied, (gssize)(walk.end - walk.copied));
}

void
penstock_yahoo_scan_clear (PenstockYahooScan *self)
{
  if (self->skeleton != NULL)
    g_string_free (self->skeleton, TRUE);
  self->skeleton = NULL;
  g_clear_pointer (&self->taken, g_array_unref);
}
