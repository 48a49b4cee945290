/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-day.h"
#include "penstock-revenue.h"

G_BEGIN_DECLS

/* "GBp" → "GBP" and 0.01; "ZAc" → "ZAR", "ILA" → "ILS", "GBX" → "GBP"; any other code → itself and 1. Case matters. */
const char *penstock_money_major (const char *currency, double *factor);
/* "NT$", "US$", "¥" …; the code itself where no sign is customary. Borrowed. */
const char *penstock_money_sign  (const char *currency);

/* Numbers as people read them, in the locale's decimal mark, with a real minus sign. NAN → "—". Owned.
 * price: as many decimals as the size asks for (2 under 1,000, 1 under 10,000, 0 above), grouped. */
char *penstock_format_price    (double value);
char *penstock_format_percent  (double ratio, int decimals);  /* 0.297 → "+29.7 %" with a thin space */
char *penstock_format_signed   (double value, int decimals);  /* "+2.11", "−0.62" */
char *penstock_format_number   (double value, int decimals);
char *penstock_format_compact  (double value);                /* 832.1e9 → "832.1 bn", 279e6 → "279 M" */
char *penstock_format_age      (gint64 seconds);              /* "3 s", "6 h", "9 d" */
/* "21 Aug 2026 13:30 Asia/Taipei" */
char *penstock_format_moment   (gint64 unix_seconds, const char *zone);
/* "April", "Apr", "Q2": a period within its year. */
char *penstock_format_period   (PenstockPeriod period, int periods_per_year, gboolean abbreviated);
char *penstock_format_day      (PenstockDay day);             /* "21 Aug 2026", localised */

G_END_DECLS
