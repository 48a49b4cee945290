/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-engine-private.h"
#include "penstock-money.h"

char *
penstock_reason_time (gint64 moment,
                      gint64 now)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (moment);
  g_autoptr(GDateTime) today = g_date_time_new_from_unix_local (now);
  g_autofree char *clock = g_date_time_format (time, "%H:%M");
  g_autofree char *date = NULL;

  if (g_date_time_get_year (time) == g_date_time_get_year (today) && g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (today))
    return g_steal_pointer (&clock);

  date = penstock_format_day (penstock_day_from_ymd (g_date_time_get_year (time), g_date_time_get_month (time), g_date_time_get_day_of_month (time)));
  /* Translators: a date and the time of that day */
  return g_strdup_printf (_("%s, %s"), date, clock);
}

char *
penstock_reason_refused (const char *title,
                         guint       status,
                         gint64      since,
                         gint64      next_try,
                         gint64      now)
{
  g_autofree char *began = penstock_reason_time (since, now);
  g_autofree char *next = next_try > now ? penstock_reason_time (next_try, now) : g_strdup (_("soon"));

  if (status == 0)
    /* Translators: the source, since when, when it is asked next */
    return g_strdup_printf (_("%s has refused us since %s; next try %s"), title, began, next);

  /* Translators: the source, the HTTP status, since when, when it is asked next */
  return g_strdup_printf (_("%s has refused us (HTTP %u) since %s; next try %s"), title, status, began, next);
}

char *
penstock_reason_broken (const char *title,
                        const char *reason,
                        gint64      since,
                        gint64      now)
{
  g_autofree char *began = penstock_reason_time (since, now);

  /* Translators: the source, since when, what was wrong with its last answer */
  return g_strdup_printf (_("%s has given no usable answer since %s: %s"), title, began, reason != NULL ? reason : _("no reason stated"));
}

char *
penstock_reason_offline (gint64 since,
                         gint64 now)
{
  g_autofree char *began = penstock_reason_time (since, now);

  return g_strdup_printf (_("No source has answered since %s"), began);
}

char *
penstock_reason_stale (gint64 market_time,
                       gint64 now)
{
  g_autofree char *age = penstock_format_age (now - market_time);

  /* Translators: an age such as "9 d" */
  return g_strdup_printf (_("The last price is %s old"), age);
}

char *
penstock_reason_unverified (const PenstockVerdict *verdict)
{
  g_autofree char *day = penstock_format_day (verdict->jump_day);
  g_autofree char *ratio = penstock_format_number (verdict->jump_ratio, 3);

  /* Translators: a factor such as 0.100, and a date */
  return g_strdup_printf (_("The price went to %s of itself on %s and nothing says why: not in the scores until you say whether it was a split"),
                          ratio, day);
}
