/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-provider.h"

G_BEGIN_DECLS

/* Files people have, read as the feeds are: all or nothing per file, with the line of the fault (CLI.md, "import"). */

/* SYMBOL.csv; both header families; UTF-8 with or without BOM; any separator of , ; tab; Adj Close optional.
 * @currency: what the symbol trades in, NULL if unknown. The batch holds one PenstockBars (source "file"). A bar whose close is missing,
 * not a number or not positive is rejected with its line; the later of two bars of one day wins, the earlier is rejected with its line. */
gboolean penstock_import_bars    (const char *path, const char *symbol, const char *currency, gint64 now, PenstockBatch *batch, GError **error);
/* Which listing a file of bars is about: SYMBOL.csv in any case, or the chain id of a company; @currency (out) is what it trades in, NULL if
 * unknown, borrowed from @chain. NULL if the name holds none. Owned. */
char    *penstock_import_symbol  (const char *path, const PenstockChain *chain, const char **currency);
/* symbol,period,value,currency,published_at; or a TWSE/TPEx OpenAPI table (JSON or its CSV twin) or a MOPS month table (Big5 HTML or CSV); where
 * nothing else tells the market of such a table, @chain does for the codes it has (may be NULL). A blank value is rejected with its line. */
gboolean penstock_import_revenue (const char *path, const PenstockChain *chain, gint64 now, PenstockBatch *batch, GError **error);
/* series,unit,population,forecast_date,period,value,source and maybe published_at (penstock-import-indicators.c). A blank value is rejected with its line. */
gboolean penstock_import_indicators (const char *path, gint64 now, PenstockBatch *batch, GError **error);

G_END_DECLS
