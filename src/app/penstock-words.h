/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-engine.h"

G_BEGIN_DECLS

/* The desk's sentences: values in, translated text out. No widgets. What is returned as char * is owned. */

/* "Taipei" for "Asia/Taipei". Borrowed. */
const char *penstock_words_city             (const char *zone);
/* "3231.TW · TWSE · Server ODM / OEM" */
char       *penstock_words_listing          (PenstockEngine *engine, guint company);
/* "close 12 May 13:30 Taipei · 30 min"; "" without a price. */
char       *penstock_words_price_moment     (PenstockInstrument *instrument, gint64 now);
/* "14:10" today, else "12 May 14:10"; local time. */
char       *penstock_words_clock_time       (gint64 unix_seconds, gint64 now);
/* One word for a row that is not current: "stale", "refused", "jump" …; NULL for a current one. Borrowed. */
const char *penstock_words_state            (PenstockState state);
/* The same with the size of the jump, "jump ×0.09"; owned, NULL for a current row. */
char       *penstock_words_state_full       (PenstockInstrument *instrument, const PenstockScoreboard *board);
/* A feed's state in one word. Borrowed. */
const char *penstock_words_feed_state       (const char *state);

/* -- why this score -- */

/* Why a component is missing, short enough to stand in the place of its bar. */
char       *penstock_words_missing          (const PenstockScoreboard *board, guint company, PenstockColumn column);
/* "Supplies <b>Dell</b>: AI server boards and systems." as Pango markup. */
char       *penstock_words_path             (const PenstockScoreboard *board, const PenstockScorePath *path);
/* "high · likely · reported": the weakest of its links in each respect */
char       *penstock_words_path_links       (const PenstockScoreboard *board, const PenstockScorePath *path);
/* "high · likely · reported · own +2.69" */
char       *penstock_words_path_evidence    (const PenstockScoreboard *board, const PenstockScorePath *path);
/* A part of a benefit; small ones keep figures that tell them from nothing: "+0.72", "−0.0031". */
char       *penstock_words_part             (double value);
/* "Revenue 7 d old, weight × 0.90"; NULL if revenue plays no part. */
char       *penstock_words_freshness        (const PenstockScoreboard *board, guint company);

/* -- revenue -- */

/* "April", "Q1" … */
/* "<b>Apr 832.1 bn</b>  +29.7 % YoY, highest April of 12" as Pango markup; NULL without a figure. */
char       *penstock_words_revenue_headline (const PenstockScoreboard *board, guint company, const PenstockRevenue *revenue);
/* Why there is none, and what can be done. */
char       *penstock_words_no_revenue       (PenstockEngine *engine, guint company);
/* "April not received, due 10 May"; NULL if nothing that is due is missing. */
char       *penstock_words_overdue          (const PenstockRevenue *revenue, PenstockDay today);

G_END_DECLS
