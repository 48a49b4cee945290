/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-csv-private.h"
#include "penstock-provider.h"

G_BEGIN_DECLS

/* Monthly revenue as Taiwan's exchanges publish it: the OpenAPI tables (JSON), their CSV twins and the MOPS month table, all of one meaning.
 *
 * When was it published?  None of them says when a company filed. A figure seen before the filing deadline (the 10th of the next month, 00:00
 * UTC) was published by then: published_at = @now. One seen later was due at the deadline: published_at = the deadline, assumed. The date the
 * table was made (出表日期) is never used: it is later than the filing, by days. A clock that stands before the month is over is wrong, and
 * the deadline is taken. (A later correction of a figure must not be dated back: whoever keeps vintages dates a changed value by first_seen.) */

typedef struct
{
  const char          *source; /* id */
  const char          *suffix; /* ".TW", ".TWO"; NULL: as the chain has the code */
  const PenstockChain *chain;  /* NULL, or what tells the market of a code when @suffix is NULL */
  gint64               now;
} PenstockTaiwanTable;

/* One row: @code "2330", @month ROC, @thousands in thousand NTD. Counts it; adds a figure or a rejection with @line. */
void     penstock_taiwan_add_row   (const PenstockTaiwanTable *table, guint line, const char *code, const char *month,
                                    const char *thousands, PenstockBatch *batch);
/* The same with a known period. */
void     penstock_taiwan_add       (const PenstockTaiwanTable *table, guint line, const char *code, PenstockPeriod period,
                                    const char *thousands, PenstockBatch *batch);

/* What the OpenAPI tables of both exchanges share as providers: content types, what an answer is worth, and the reading of a body. */
extern const char *const penstock_taiwan_content_types[];
PenstockOutcome penstock_taiwan_recognise (guint status, const char *content_type, GBytes *body, char **reason);
gboolean penstock_taiwan_parse     (const PenstockTaiwanTable *table, GBytes *body, PenstockBatch *batch, GError **error);
/* A whole JSON table; line = row from 1. */
gboolean penstock_taiwan_read_json (const PenstockTaiwanTable *table, const char *data, gsize length, PenstockBatch *batch, GError **error);
/* The CSV twin; @csv stands behind its header, which has been read by penstock_csv_header() and is the current record. @month: rows of
 * other months are rejected; 0 takes any. line = line of the file. */
gboolean penstock_taiwan_read_csv  (const PenstockTaiwanTable *table, PenstockPeriod month, PenstockCsv *csv, PenstockBatch *batch, GError **error);
gboolean penstock_taiwan_is_header (const PenstockCsv *csv);

/* The MOPS month table (HTML as UTF-8). @month 0: as the page says. @suffix of @table NULL: as the page says. line = row of the table from 1.
 * Not one row on a short page: nothing is filed yet, no error. */
gboolean penstock_taiwan_read_html (const PenstockTaiwanTable *table, PenstockPeriod month, const char *html, gsize length,
                                    PenstockBatch *batch, GError **error);

G_END_DECLS
