/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-rates.h"

#include <math.h>
#include <string.h>

#define MOST_DAYS_OLD 7

struct PenstockRates
{
  gatomicrefcount ref_count;
  gsize           n;
  PenstockRate   *rates;  /* by base, currency, day */
};

static int
compare_rates (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const PenstockRate *first = a, *second = b;
  int order = strcmp (first->base, second->base);

  if (order == 0)
    order = strcmp (first->currency, second->currency);

  return order != 0 ? order : (first->day > second->day) - (first->day < second->day);
}

PenstockRates *
penstock_rates_new (const PenstockRate *rates,
                    gsize               n)
{
  PenstockRates *self = g_new0 (PenstockRates, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->rates = g_new (PenstockRate, n);
  if (n > 0)
    memcpy (self->rates, rates, n * sizeof *rates);
  g_qsort_with_data (self->rates, (int)n, sizeof *rates, compare_rates, NULL); /* stable */
  for (gsize i = 0; i < n; i++)
    {
      if (self->n > 0 && compare_rates (&self->rates[self->n - 1], &self->rates[i], NULL) == 0)
        self->n--;
      self->rates[self->n++] = self->rates[i];
    }

  return self;
}

PenstockRates *
penstock_rates_ref (PenstockRates *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
penstock_rates_unref (PenstockRates *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->rates);
  g_free (self);
}

gsize
penstock_rates_get_n (const PenstockRates *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n;
}

/* The last at or before @day that is no more than a week old; NULL if there is none. Borrowed. */
static const PenstockRate *
find_rate (const PenstockRates *self,
           const char          *base,
           const char          *currency,
           PenstockDay          day)
{
  gsize low = 0, high = self->n;
  PenstockRate key = { .day = day };
  const PenstockRate *found;

  g_strlcpy (key.base, base, sizeof key.base);
  g_strlcpy (key.currency, currency, sizeof key.currency);
  while (low < high)
    {
      const gsize middle = low + (high - low) / 2;

      if (compare_rates (&self->rates[middle], &key, NULL) <= 0)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0)
    return NULL;

  found = &self->rates[low - 1];
  return g_str_equal (found->base, base) && g_str_equal (found->currency, currency) && found->day + MOST_DAYS_OLD >= day ? found : NULL;
}

/* The base itself is 1 on any day, and needs no rate. */
static double
find_by_base (const PenstockRates *self,
              const char          *base,
              const char          *from,
              const char          *to,
              PenstockDay          day,
              PenstockDay         *rate_day,
              const char         **source)
{
  const gboolean from_base = g_str_equal (from, base), to_base = g_str_equal (to, base);
  const PenstockRate *of_from = from_base ? NULL : find_rate (self, base, from, day);
  const PenstockRate *of_to = to_base ? NULL : find_rate (self, base, to, day);
  const PenstockRate *older;

  if ((!from_base && of_from == NULL) || (!to_base && of_to == NULL))
    return NAN;

  older = of_to == NULL || (of_from != NULL && of_from->day < of_to->day) ? of_from : of_to;
  if (rate_day != NULL)
    *rate_day = older->day;
  if (source != NULL)
    *source = older->source;

  return (of_to != NULL ? of_to->rate : 1) / (of_from != NULL ? of_from->rate : 1);
}

double
penstock_rates_find (const PenstockRates *self,
                     const char          *from,
                     const char          *to,
                     PenstockDay          day,
                     PenstockDay         *rate_day,
                     const char         **source)
{
  double rate;

  g_return_val_if_fail (self != NULL && from != NULL && to != NULL, NAN);

  if (g_str_equal (from, to))
    {
      if (rate_day != NULL)
        *rate_day = day;
      if (source != NULL)
        *source = NULL;
      return 1;
    }

  rate = find_by_base (self, "EUR", from, to, day, rate_day, source);
  for (gsize i = 0; i < self->n && isnan (rate); i++)
    if (i == 0 || !g_str_equal (self->rates[i].base, self->rates[i - 1].base))
      rate = find_by_base (self, self->rates[i].base, from, to, day, rate_day, source);

  return rate;
}
