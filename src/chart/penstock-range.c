/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-price-chart.h"

static const struct
{
  const char *id;
  const char *label;
  int         months; /* 0: five weekdays; −1: everything */
} ranges[PENSTOCK_N_RANGES] = {
  [PENSTOCK_RANGE_5D]  = { "5d",  NC_("range", "5D"), 0 },
  [PENSTOCK_RANGE_1M]  = { "1m",  NC_("range", "1M"), 1 },
  [PENSTOCK_RANGE_3M]  = { "3m",  NC_("range", "3M"), 3 },
  [PENSTOCK_RANGE_6M]  = { "6m",  NC_("range", "6M"), 6 },
  [PENSTOCK_RANGE_1Y]  = { "1y",  NC_("range", "1Y"), 12 },
  [PENSTOCK_RANGE_MAX] = { "max", NC_("range", "Max"), -1 },
};

gboolean
penstock_range_parse (const char    *text,
                      PenstockRange *range)
{
  for (guint i = 0; text != NULL && i < PENSTOCK_N_RANGES; i++)
    if (g_ascii_strcasecmp (text, ranges[i].id) == 0)
      {
        *range = (PenstockRange)i;
        return TRUE;
      }
  return FALSE;
}

const char *
penstock_range_label (PenstockRange range)
{
  g_return_val_if_fail ((guint)range < PENSTOCK_N_RANGES, NULL);

  return g_dpgettext2 (NULL, "range", ranges[range].label);
}

/* The same day @months earlier, or the last one of a shorter month. */
static PenstockDay
months_before (PenstockDay last,
               int         months)
{
  int year, month, day;
  PenstockDay start = PENSTOCK_DAY_NONE;

  penstock_day_to_ymd (last, &year, &month, &day);
  month = year * 12 + month - 1 - months;
  for (; start == PENSTOCK_DAY_NONE && day > 0; day--)
    start = penstock_day_from_ymd (month / 12, month % 12 + 1, day);
  return start;
}

PenstockDay
penstock_range_start (PenstockRange range,
                      PenstockDay   last)
{
  g_return_val_if_fail ((guint)range < PENSTOCK_N_RANGES, PENSTOCK_DAY_NONE);

  if (last == PENSTOCK_DAY_NONE || ranges[range].months < 0)
    return PENSTOCK_DAY_NONE;
  if (ranges[range].months == 0)
    return last - 6;
  return months_before (last, ranges[range].months);
}
