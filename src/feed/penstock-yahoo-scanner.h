/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Long number arrays of a v8 chart body without a tree: json-glib builds ten times the body in memory and reads 65 MB/s.
 *
 * The scanner takes the arrays of numbers and nulls at
 *   $.chart.result[0].timestamp
 *   $.chart.result[0].indicators.quote[0].{open,high,low,close,volume}
 *   $.chart.result[0].indicators.adjclose[0].adjclose
 * out of the text and leaves `[N]` in the place of the Nth. What remains, the skeleton, is small and is read by json-glib, which stays the judge of
 * everything else: an array the scanner is not sure of (any other element, bad grammar, a number it may read otherwise than json-glib) stays in the
 * skeleton as it was. A `[N]` of the source's own can't be mistaken for a mark: it would have been taken too. */

typedef struct
{
  double *value; /* NAN for null */
  gsize   n;
} PenstockScannedArray;

typedef struct
{
  GString *skeleton;
  GArray  *taken;    /* PenstockScannedArray, owned */
} PenstockYahooScan;

/* Never fails: what is no JSON is still no JSON in the skeleton. */
void penstock_yahoo_scan_init  (PenstockYahooScan *self, const char *text, gsize length);
void penstock_yahoo_scan_clear (PenstockYahooScan *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PenstockYahooScan, penstock_yahoo_scan_clear)

G_END_DECLS
