/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-bars.h"

#include <math.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (PenstockBars, penstock_bars, penstock_bars_ref, penstock_bars_unref)

PenstockBars *
penstock_bars_new (const char *symbol,
                   const char *currency,
                   const char *source,
                   gsize       n)
{
  PenstockBars *self;
  double *columns;

  g_return_val_if_fail (symbol != NULL, NULL);

  self = g_new0 (PenstockBars, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->symbol = g_strdup (symbol);
  self->currency = g_strdup (currency);
  self->source = g_strdup (source);
  self->n = n;
  self->day = g_new0 (gint32, n);

  /* One block, owned by field[0]: the columns are read one after the other. */
  columns = g_malloc_n (n, PENSTOCK_BAR_N_FIELDS * sizeof (double));
  for (gsize i = 0; i < n * PENSTOCK_BAR_N_FIELDS; i++)
    columns[i] = NAN;
  self->field[0] = columns;
  for (gsize f = 1; f < PENSTOCK_BAR_N_FIELDS && n > 0; f++)
    self->field[f] = columns + f * n;

  return self;
}

PenstockBars *
penstock_bars_ref (PenstockBars *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
penstock_bars_unref (PenstockBars *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->symbol);
  g_free (self->currency);
  g_free (self->source);
  g_free (self->day);
  g_free (self->field[0]);
  g_free (self);
}

double
penstock_bars_price (const PenstockBars *self,
                     gsize               i)
{
  double adjusted;

  g_return_val_if_fail (self != NULL && i < self->n, NAN);

  adjusted = self->field[PENSTOCK_BAR_ADJ_CLOSE][i];
  return isfinite (adjusted) ? adjusted : self->field[PENSTOCK_BAR_CLOSE][i];
}

gssize
penstock_bars_find (const PenstockBars *self,
                    PenstockDay         day)
{
  gsize low = 0, high;

  g_return_val_if_fail (self != NULL, -1);

  high = self->n;
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->day[middle] <= day)
        low = middle + 1;
      else
        high = middle;
    }

  return (gssize)low - 1;
}

static void
copy_bar (PenstockBars       *to,
          gsize               at,
          const PenstockBars *from,
          gsize               i)
{
  to->day[at] = from->day[i];
  for (gsize f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
    to->field[f][at] = from->field[f][i];
}

static gsize
count_union (const PenstockBars *older,
             const PenstockBars *newer)
{
  gsize n = older->n + newer->n;

  for (gsize i = 0, j = 0; i < older->n && j < newer->n;)
    if (older->day[i] < newer->day[j])
      i++;
    else if (older->day[i] > newer->day[j])
      j++;
    else
      {
        i++;
        j++;
        n--;
      }

  return n;
}

static PenstockBars *
copy_of (const PenstockBars *self)
{
  PenstockBars *copy = penstock_bars_new (self->symbol, self->currency, self->source, self->n);

  copy->simulated = self->simulated;
  copy->fetched_at = self->fetched_at;
  for (gsize i = 0; i < self->n; i++)
    copy_bar (copy, i, self, i);

  return copy;
}

/* Prices in two currencies never stand in one series: then @newer replaces @older altogether. */
static gboolean
mixes_currencies (const PenstockBars *older,
                  const PenstockBars *newer)
{
  return newer->n > 0 && older->currency != NULL && newer->currency != NULL && strcmp (older->currency, newer->currency) != 0;
}

PenstockBars *
penstock_bars_merge (const PenstockBars *older,
                     const PenstockBars *newer)
{
  PenstockBars *merged;
  gsize i = 0, j = 0;

  g_return_val_if_fail (older != NULL || newer != NULL, NULL);

  if (older == NULL || newer == NULL)
    return copy_of (newer != NULL ? newer : older);

  if (mixes_currencies (older, newer))
    i = older->n;

  merged = penstock_bars_new (newer->symbol,
                              newer->currency != NULL ? newer->currency : older->currency,
                              newer->source != NULL ? newer->source : older->source,
                              i > 0 ? newer->n : count_union (older, newer));
  merged->simulated = newer->simulated;
  merged->fetched_at = MAX (older->fetched_at, newer->fetched_at);

  for (gsize at = 0; at < merged->n; at++)
    if (j >= newer->n || (i < older->n && older->day[i] < newer->day[j]))
      copy_bar (merged, at, older, i++);
    else
      {
        if (i < older->n && older->day[i] == newer->day[j])
          i++;
        copy_bar (merged, at, newer, j++);
      }

  return merged;
}
