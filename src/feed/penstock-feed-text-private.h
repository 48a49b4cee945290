/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-revenue.h"

G_BEGIN_DECLS

/* How the outside world writes numbers, months and Chinese. */

typedef enum
{
  PENSTOCK_NUMBER_GOOD,
  PENSTOCK_NUMBER_UNKNOWN, /* "", "-", "--", "N/A", "null" …: nobody knows; never 0 */
  PENSTOCK_NUMBER_BAD,     /* something else altogether */
} PenstockNumber;

/* A decimal number with an optional sign, a "$", an exponent and, with @commas, thousands separators at the right places. White space around
 * it (the ideographic too) does not count. @value is NAN unless GOOD, and always finite then. NULL is unknown. */
PenstockNumber penstock_feed_number    (const char *text, gboolean commas, double *value);

/* A month of the ROC calendar as Taiwan's sources write it: "11506", "9912", "115/06", "115/5"; a year from 1912 on is Gregorian already. */
gboolean       penstock_feed_roc_month (const char *text, PenstockPeriod *period);

/* Without white space at both ends, no-break and ideographic spaces included. Changes @text, returns a pointer into it. */
char          *penstock_feed_strip     (char *text);

/* The bytes as UTF-8, NUL-terminated, without a BOM: UTF-8 if they are that, else Big5 (CP950) with U+FFFD for what even CP950 does not know.
 * Owned. */
char          *penstock_feed_decode    (const char *data, gsize length, gsize *out_length, GError **error);

G_END_DECLS
