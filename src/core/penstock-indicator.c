/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-indicator.h"

#include <string.h>

PenstockIndicatorPoint *
penstock_indicator_point_copy (const PenstockIndicatorPoint *self)
{
  PenstockIndicatorPoint *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->series = g_strdup (self->series);
  copy->unit = g_strdup (self->unit);
  copy->population = g_strdup (self->population);
  copy->period = g_strdup (self->period);
  copy->source = g_strdup (self->source);

  return copy;
}

void
penstock_indicator_point_free (PenstockIndicatorPoint *self)
{
  if (self == NULL)
    return;

  g_free (self->series);
  g_free (self->unit);
  g_free (self->population);
  g_free (self->period);
  g_free (self->source);
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

/* @months from the @part-th such stretch of a year. */
static gboolean
span (int          year,
      int          part,
      int          months,
      PenstockDay *begin,
      PenstockDay *end)
{
  const int first = (part - 1) * months;

  if (year < 1 || year > 9998 || part < 1 || part > 12 / months)
    return FALSE;

  if (begin != NULL)
    *begin = penstock_day_from_ymd (year, first + 1, 1);
  if (end != NULL)
    *end = first + months < 12 ? penstock_day_from_ymd (year, first + months + 1, 1) : penstock_day_from_ymd (year + 1, 1, 1);
  return TRUE;
}

gboolean
penstock_indicator_period (const char  *text,
                           PenstockDay *begin,
                           PenstockDay *end)
{
  const gsize length = text != NULL ? strnlen (text, 8) : 0;

  if (length == 4)
    return span (number_of (text, 4), 1, 12, begin, end);
  if (length == 6 && text[4] == 'Q')
    return span (number_of (text, 4), number_of (text + 5, 1), 3, begin, end);
  if (length == 7 && text[4] == '-')
    return span (number_of (text, 4), number_of (text + 5, 2), 1, begin, end);

  return FALSE;
}

/* "2025Q3", "2025 H2": quarters and halves as people write them. */
static gboolean
part_of_year (const char  *text,
              PenstockDay *begin,
              PenstockDay *end)
{
  const char *part = text + 4;
  char kind;

  if (strnlen (text, 8) < 6)
    return FALSE;

  part += *part == ' ';
  kind = g_ascii_toupper (*part);
  if ((kind != 'Q' && kind != 'H') || strlen (part) != 2)
    return FALSE;

  return span (number_of (text, 4), number_of (part + 1, 1), kind == 'Q' ? 3 : 6, begin, end);
}

gboolean
penstock_indicator_day (const char  *text,
                        PenstockDay *begin,
                        PenstockDay *day)
{
  PenstockDay first = PENSTOCK_DAY_NONE, end = PENSTOCK_DAY_NONE;
  const PenstockDay exact = text != NULL ? penstock_day_parse (text) : PENSTOCK_DAY_NONE;

  if (text == NULL)
    return FALSE;
  if (exact != PENSTOCK_DAY_NONE)
    {
      first = exact;
      end = exact + 1;
    }
  else if (!part_of_year (text, &first, &end) && (strlen (text) != 7 || !penstock_indicator_period (text, &first, &end)))
    return FALSE;

  if (begin != NULL)
    *begin = first;
  *day = end - 1;
  return TRUE;
}
