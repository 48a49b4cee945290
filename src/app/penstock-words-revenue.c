/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include <math.h>

#include "penstock-money.h"
#include "penstock-words.h"

/* The newest vintage that the board could know. */
static double
value_of (const PenstockRevenue *revenue,
          PenstockPeriod         period,
          PenstockDay            as_of)
{
  double value = NAN;

  for (gsize i = 0; i < revenue->n; i++)
    if (revenue->figures[i].period == period && penstock_day_from_unix_utc (revenue->figures[i].published_at) <= as_of)
      value = revenue->figures[i].value;

  return value;
}

static char *
rank_words (double      rank,
            double      years,
            const char *period)
{
  if (isnan (rank) || isnan (years) || years < 2.0)
    return NULL;

  /* Translators: how a month's revenue ranks among the same months of all stored years: "highest April of 12" */
  if (rank <= 1.0)
    return g_strdup_printf (_("highest %1$s of %2$d"), period, (int)years);
  if (rank >= years)
    return g_strdup_printf (_("lowest %1$s of %2$d"), period, (int)years);

  return g_strdup_printf (_("%1$s no. %2$d of %3$d"), period, (int)rank, (int)years);
}

char *
penstock_words_revenue_headline (const PenstockScoreboard *board,
                                 guint                     company,
                                 const PenstockRevenue    *revenue)
{
  const PenstockCompanyFacts *facts = &board->facts[company];
  double yoy = penstock_scoreboard_get (board, company, PENSTOCK_COLUMN_yoy);
  g_autofree char *period = NULL;
  g_autofree char *full = NULL;
  g_autofree char *value = NULL;
  g_autofree char *change = NULL;
  g_autofree char *rank = NULL;

  if (facts->periods_per_year == 0)
    return NULL;

  period = penstock_format_period (facts->revenue_period, facts->periods_per_year, TRUE);
  full = penstock_format_period (facts->revenue_period, facts->periods_per_year, FALSE);
  value = penstock_format_compact (value_of (revenue, facts->revenue_period, board->as_of));
  change = penstock_format_percent (yoy, 1);
  rank = rank_words (penstock_scoreboard_get (board, company, PENSTOCK_COLUMN_same_month_rank),
                     penstock_scoreboard_get (board, company, PENSTOCK_COLUMN_same_month_years), full);

  if (isnan (yoy))
    return g_markup_printf_escaped (_("<b>%1$s %2$s</b>"), period, value);
  if (rank == NULL)
    return g_markup_printf_escaped (_("<b>%1$s %2$s</b>  %3$s YoY"), period, value, change);

  /* Translators: month, amount, change against a year before, rank, as in "Apr 832.1 bn  +29.7 % YoY, highest April of 12" */
  return g_markup_printf_escaped (_("<b>%1$s %2$s</b>  %3$s YoY, %4$s"), period, value, change, rank);
}

char *
penstock_words_no_revenue (PenstockEngine *engine,
                           guint           company)
{
  const PenstockCompany *info = &penstock_engine_get_chain (engine)->companies[company];

  if (info->monthly_revenue)
    return g_strdup_printf (_("%s files its revenue every month; none has been received yet."), info->name);
  if (!info->listed)
    return g_strdup_printf (_("%s is not listed and files no revenue."), info->name);

  return g_strdup_printf (_("%s does not file revenue every month. Quarterly figures come with “SEC quarterly revenue” under Feeds, "
                            "or with “penstock-cli import revenue”."), info->name);
}

char *
penstock_words_overdue (const PenstockRevenue *revenue,
                        PenstockDay            today)
{
  PenstockPeriod next;
  g_autofree char *period = NULL;
  g_autofree char *due = NULL;

  if (revenue == NULL || revenue->n == 0)
    return NULL;

  next = revenue->figures[revenue->n - 1].period + 1;
  if (penstock_period_due (next, revenue->periods_per_year) >= today)
    return NULL;

  period = penstock_format_period (next, revenue->periods_per_year, FALSE);
  due = penstock_format_day (penstock_period_due (next, revenue->periods_per_year));
  return g_strdup_printf (_("<b>%1$s not received</b>, due %2$s"), period, due);
}
