/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-sample-random.h"

#include <math.h>

static guint64
mix (guint64 x)
{
  x += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

static guint64
hash (guint64     state,
      const char *text)
{
  for (; text != NULL && *text != '\0'; text++)
    state = (state ^ (guint8)*text) * G_GUINT64_CONSTANT (0x100000001b3);
  return (state ^ 0xff) * G_GUINT64_CONSTANT (0x100000001b3);
}

guint64
penstock_sample_stream (const char *a,
                        const char *b)
{
  return mix (hash (hash (G_GUINT64_CONSTANT (0xcbf29ce484222325), a), b));
}

double
penstock_sample_uniform (guint64 stream,
                         guint64 index)
{
  return (double)(mix (stream + mix (index)) >> 11) * 0x1p-53;
}

double
penstock_sample_normal (guint64 stream,
                        guint64 index)
{
  const guint64 bits = mix (stream + mix (index));
  const guint64 sum = (bits & 0xffff) + ((bits >> 16) & 0xffff) + ((bits >> 32) & 0xffff) + (bits >> 48);

  /* four uniforms of variance 1/12 each: mean 2, variance 1/3 */
  return ((double)sum * 0x1p-16 - 2.0) * 1.7320508075688772;
}

double
penstock_sample_bridge (guint64 stream,
                        double  from,
                        double  to,
                        guint   step,
                        guint   n,
                        double  sd)
{
  const double scale = from * sd;
  guint first = 0, last = n;
  double a = from, b = to;

  /* Lévy's construction: halve the interval around @step until it is an end of it. */
  while (step > first && step < last)
    {
      const guint middle = first + (last - first) / 2;
      const double share = (double)(middle - first) / (double)(last - first);
      const double spread = sqrt ((double)(middle - first) * (double)(last - middle) / ((double)(last - first) * (double)n));
      const double value = a + (b - a) * share + scale * spread * penstock_sample_normal (stream, middle);

      if (step < middle)
        {
          last = middle;
          b = value;
        }
      else
        {
          first = middle;
          a = value;
        }
    }

  return step <= first ? a : b;
}
