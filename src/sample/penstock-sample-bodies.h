/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-sample-revenue.h"
#include "penstock-sample-session.h"

G_BEGIN_DECLS

/* Bodies as the providers write them (FEEDS.md A.1, C.1, C.2). All owned by the caller. */

/* What was asked of Yahoo's v8 chart. Daily: rows with from ≤ timestamp < until, at most the last @last_rows (0 = all); else bars of five minutes of
 * the last session, with pre- and post-market if @extended. */
typedef struct { gboolean daily, extended; gint64 from, until; guint last_rows; } PenstockSampleQuestion;
/* NULL if the company has no prices at that moment. */
GBytes *penstock_sample_chart_body       (PenstockSamplePrices *prices, guint company, const PenstockSampleQuestion *question, gint64 now);
GBytes *penstock_sample_chart_error_body (const char *code, const char *description);

/* TWSE OpenAPI t187ap05_L: the newest month each company had published by @today. */
GBytes *penstock_sample_openapi_body     (const PenstockSampleRevenue *revenue, PenstockDay today);
/* MOPS t21sc03 of one month: Big5 HTML, or the CSV of the same table; no rows, but no error, before the first filing. */
GBytes *penstock_sample_mops_html_body   (const PenstockSampleRevenue *revenue, PenstockPeriod month, PenstockDay today);
GBytes *penstock_sample_mops_csv_body    (const PenstockSampleRevenue *revenue, PenstockPeriod month, PenstockDay today);

G_END_DECLS
