/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-bars.h"
#include "penstock-feed-text-private.h"
#include "penstock-provider.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the price feeds share. A question without a subject (tests, fuzzers: none is ever sent) has an answer without a name. */

/* -- what is no data -- */

/* penstock_recognise(), for a feed that is asked with a key: 401 and 403 mean that the key was refused, and say so. */
PenstockOutcome penstock_prices_recognise_keyed (guint status, GBytes *body, char **reason);
/* The tree of the body; of a short one only where an error is looked for: NULL, without an error, if it is long or no JSON. Owned. */
JsonNode       *penstock_prices_load      (GBytes *body, GError **error);
JsonNode       *penstock_prices_load_short (GBytes *body);
/* Sets PENSTOCK_ERROR_FORMAT and returns FALSE. */
gboolean        penstock_prices_fail      (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* A number that may come as text, with thousands separators. UNKNOWN for null, a missing member and what means "none"; BAD for anything else. */
PenstockNumber  penstock_prices_number    (JsonNode *node, double *value);

/* -- daily rows to bars -- */

typedef struct
{
  PenstockDay day;
  guint       line;                        /* row of the answer, from 1 */
  double      value[PENSTOCK_BAR_N_FIELDS]; /* as the source writes them */
} PenstockPricesRow;

typedef struct
{
  const char  *symbol;
  const char  *currency;  /* as the source writes it, minor units too; NULL = it does not say */
  const char  *source;    /* provider id */
  gint64       now;
  PenstockDay  until;     /* later days are left out; PENSTOCK_DAY_NONE = none are */
} PenstockPricesSeries;

void penstock_prices_row_init (PenstockPricesRow *row, PenstockDay day, guint line); /* all NAN */
/* Sorts @rows (PenstockPricesRow), leaves out with a reason what is no bar or of a day that comes again in a later row, converts a minor unit
 * and adds what remains as one PenstockBars. Adds to kept. */
void penstock_prices_add_bars (const PenstockPricesSeries *series, GArray *rows, PenstockBatch *batch);

/* -- Taiwan -- */

/* The code of "2330.TW" if @symbol has that suffix; NULL if not, or if it is no code. Owned. */
char        *penstock_prices_taiwan_code     (const char *symbol, const char *suffix);
gboolean     penstock_prices_is_taiwan_code  (const char *code);
/* "TWD"; NULL for the funds traded in a foreign currency (sixth character K, M, S or C): which one, no table says. */
const char  *penstock_prices_taiwan_currency (const char *code);
/* A day of the ROC calendar, or of ours where the year is 1912 or later: "1150717", "20251229", "113/11/01", "115/9/14*". */
PenstockDay  penstock_prices_taiwan_day      (const char *text);
/* A month of one security as both exchanges give it: "fields" and "data" of @object, which stands at @path. Columns are found by their names, and the
 * name tells the unit of the volume. FALSE if it is no such table. */
gboolean     penstock_prices_taiwan_table    (const PenstockPricesSeries *series, JsonObject *object, const char *path,
                                              PenstockBatch *batch, GError **error);
/* Block pages, and a "stat" that is not OK: EMPTY where it says that there is nothing, else BROKEN. */
PenstockOutcome penstock_prices_taiwan_recognise (guint status, const char *content_type, GBytes *body, char **reason);
/* The month asked for as "/2026/05/01" with @separator between its parts, or NULL: the day of .until decides; without one the exchange's own
 * newest month is asked for, by leaving the date out. .from never decides: a month that lies before the newest bar would never bring a newer one. Owned. */
char        *penstock_prices_taiwan_month    (const PenstockQuery *query, const char *separator);

G_END_DECLS
