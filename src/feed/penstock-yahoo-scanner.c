/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-yahoo-scanner.h"

#include <math.h>
#include <string.h>

#define MAX_DEPTH     8  /* the arrays wanted are at most 7 deep */
#define MOST_DIGITS   19 /* of a mantissa in 64 bits */
#define MOST_INTEGER  18 /* digits json-glib keeps in an integer */
#define LONGEST_TOKEN 40

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
  while (*at < end && (**at == ' ' || **at == '\n' || **at == '\t' || **at == '\r'))
    (*at)++;
}

static inline gboolean
digit (const char *at,
       const char *end)
{
  return at < end && *at >= '0' && *at <= '9';
}

#ifdef __SIZEOF_INT128__
/* mantissa / 10^scale, correctly rounded: an integer quotient of 63 or 64 bits, the remainder kept in its lowest bit, has more
 * than enough bits for one rounding to 53. */
static double
divide (guint64 mantissa,
        guint   scale)
{
  static const guint64 power[] = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000, 1000000000000, 10000000000000,
    100000000000000, 1000000000000000, 10000000000000000, 100000000000000000, 1000000000000000000, 10000000000000000000u,
  };
  __extension__ typedef unsigned __int128 Wide;
  guint64 divisor = power[scale], quotient;
  union { guint64 bits; double value; } unit;
  int shift;
  Wide dividend;

  if (mantissa == 0)
    return 0.0;

  shift = 63 + (64 - __builtin_clzll (divisor)) - (64 - __builtin_clzll (mantissa));
  dividend = (Wide)mantissa << shift;
  quotient = (guint64)(dividend / divisor);
  quotient |= (Wide)quotient * divisor != dividend;
  unit.bits = (guint64)(1023 - shift) << 52; /* 2^-shift */

  return (double)quotient * unit.value;
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

/* A number of RFC 8259. FALSE if it is none, or one that had better be read by json-glib. */
static gboolean
scan_number (const char **at,
             const char  *end,
             double      *value)
{
  const char *token = *at, *p = token, *first;
  guint64 mantissa = 0;
  gsize n_digits, n_fraction = 0;
  gboolean negative = *p == '-', exponent = FALSE;

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

  if (p < end && (*p == 'e' || *p == 'E'))
    {
      exponent = TRUE;
      p++;
      if (p < end && (*p == '-' || *p == '+'))
        p++;
      if (!digit (p, end))
        return FALSE;
      while (digit (p, end))
        p++;
    }

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
  if (end - *at >= 4 && memcmp (*at, "null", 4) == 0)
    {
      *value = NAN;
      *at += 4;
      return TRUE;
    }

  return scan_number (at, end, value);
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
  while (!closed && p < end)
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
