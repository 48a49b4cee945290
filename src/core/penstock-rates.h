/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "penstock-day.h"

G_BEGIN_DECLS

/* One reference rate: @rate units of @currency for one unit of @base on @day. */
typedef struct
{
  char        currency[4];  /* ISO 4217 */
  char        base[4];      /* the source's own: "EUR" (ECB), "CAD" (Bank of Canada) */
  PenstockDay day;
  double      rate;         /* finite, > 0 */
  char        source[24];   /* provider id */
} PenstockRate;

/* Reference rates of many days. Immutable, atomically ref-counted, any thread. */
typedef struct PenstockRates PenstockRates;

PenstockRates *penstock_rates_new   (const PenstockRate *rates, gsize n); /* copies and sorts; of one base, currency and day the last given holds */
PenstockRates *penstock_rates_ref   (PenstockRates *self);
void           penstock_rates_unref (PenstockRates *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockRates, penstock_rates_unref)
gsize          penstock_rates_get_n (const PenstockRates *self);

/* Units of @to for one of @from, by the rates of the last day at or before @day that are at most a week old, both from one base (EUR before
 * the others, by name). NAN if there are none. @rate_day, @source (out, optional, @source borrowed): of the older of the two rates used. */
double         penstock_rates_find  (const PenstockRates *self, const char *from, const char *to, PenstockDay day,
                                     PenstockDay *rate_day, const char **source);

G_END_DECLS
