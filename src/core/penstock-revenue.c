/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-revenue.h"

#include <stdlib.h>
#include <string.h>

gboolean
penstock_revenue_figure_is_simulated (const PenstockRevenueFigure *figure)
{
  return strcmp (figure->source, PENSTOCK_REVENUE_SIMULATED) == 0;
}

gboolean
penstock_revenue_is_simulated (const PenstockRevenue *self)
{
  for (gsize i = 0; i < self->n; i++)
    if (penstock_revenue_figure_is_simulated (&self->figures[i]))
      return TRUE;

  return FALSE;
}

/* Equal in all three, two figures keep the order they came in: g_qsort_with_data() is stable. */
static int
compare_figures (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const PenstockRevenueFigure *x = a;
  const PenstockRevenueFigure *y = b;

  if (x->period != y->period)
    return x->period < y->period ? -1 : 1;
  if (x->published_at != y->published_at)
    return x->published_at < y->published_at ? -1 : 1;
  if (x->first_seen != y->first_seen)
    return x->first_seen < y->first_seen ? -1 : 1;
  return 0;
}

PenstockRevenue *
penstock_revenue_new (const char                  *symbol,
                      const char                  *currency,
                      int                          periods_per_year,
                      const PenstockRevenueFigure *figures,
                      gsize                        n)
{
  PenstockRevenue *self;

  g_return_val_if_fail (symbol != NULL, NULL);
  g_return_val_if_fail (periods_per_year == 12 || periods_per_year == 4, NULL);
  g_return_val_if_fail (figures != NULL || n == 0, NULL);
  g_return_val_if_fail (n <= G_MAXINT, NULL);

  self = g_new0 (PenstockRevenue, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->symbol = g_strdup (symbol);
  self->currency = g_strdup (currency);
  self->periods_per_year = periods_per_year;
  self->n = n;
  self->figures = g_new (PenstockRevenueFigure, n);
  if (n > 0)
    {
      memcpy (self->figures, figures, n * sizeof *figures);
      g_qsort_with_data (self->figures, (int)n, sizeof *figures, compare_figures, NULL);
    }

  return self;
}

PenstockRevenue *
penstock_revenue_ref (PenstockRevenue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
penstock_revenue_unref (PenstockRevenue *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->symbol);
  g_free (self->currency);
  g_free (self->figures);
  g_free (self);
}

static int
number_of (const char *digits,
           gsize       n)
{
  int value = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (digits[i]))
        return -1;
      value = value * 10 + (digits[i] - '0');
    }

  return value;
}

gboolean
penstock_period_parse (const char     *text,
                       PenstockPeriod *period,
                       int            *periods_per_year)
{
  gsize length = text != NULL ? strnlen (text, 8) : 0;
  gboolean monthly = length == 7 && text[4] == '-';
  gboolean quarterly = length == 6 && text[4] == 'Q';
  int per_year = monthly ? 12 : 4;
  int year, part;

  if (!monthly && !quarterly)
    return FALSE;

  year = number_of (text, 4);
  part = number_of (text + 5, length - 5);
  if (year < 1 || part < 1 || part > per_year)
    return FALSE;

  if (period != NULL)
    *period = year * per_year + part - 1;
  if (periods_per_year != NULL)
    *periods_per_year = per_year;
  return TRUE;
}

char *
penstock_period_format (PenstockPeriod period,
                        int            periods_per_year,
                        char           buffer[static 16])
{
  g_return_val_if_fail (periods_per_year == 12 || periods_per_year == 4, NULL);

  if (period < periods_per_year || period >= 10000 * periods_per_year)
    g_strlcpy (buffer, "none", 16);
  else if (periods_per_year == 12)
    g_snprintf (buffer, 16, "%04u-%02u", (guint)period / 12 % 10000, (guint)period % 12 + 1);
  else
    g_snprintf (buffer, 16, "%04uQ%u", (guint)period / 4 % 10000, (guint)period % 4 + 1);

  return buffer;
}

PenstockDay
penstock_period_end (PenstockPeriod period,
                     int            periods_per_year)
{
  int next;

  g_return_val_if_fail (periods_per_year == 12 || periods_per_year == 4, PENSTOCK_DAY_NONE);

  if (period < periods_per_year || period >= 10000 * periods_per_year)
    return PENSTOCK_DAY_NONE;

  next = (period + 1) * (12 / periods_per_year); /* months since year 0 */
  return penstock_day_from_ymd (next / 12, next % 12 + 1, 1);
}

PenstockDay
penstock_period_due (PenstockPeriod period,
                     int            periods_per_year)
{
  PenstockDay end = penstock_period_end (period, periods_per_year);

  if (end == PENSTOCK_DAY_NONE)
    return PENSTOCK_DAY_NONE;

  /* The 10th of the month that begins with @end; 45 days after the last day of the quarter. */
  return periods_per_year == 12 ? end + 9 : end + 44;
}
