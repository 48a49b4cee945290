/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-claim-check.h"
#include "penstock-indicators.h"
#include "penstock-signals.h"

G_BEGIN_DECLS

/* The sentences of the page Signals: values in, translated text out. No widgets. What is returned as char * is owned. */

/* -- inbox -- */
/* "Monthly revenue"; an unknown kind as it is, without underscores. */
char       *penstock_words_signal_kind      (const char *kind);
/* "Partnership · Reuters and 2 more" */
char       *penstock_words_signal_line      (const PenstockEvent *event);
/* "+0.62", "0", "—" where it does not count */
char       *penstock_words_signal_weight    (double weight);
/* "guessed by a rule", "set by you", NULL */
const char *penstock_words_direction_origin (const PenstockEvent *event);
/* "Credibility 0.7 · half-life 21 days · 10 days in this status" */
char       *penstock_words_signal_terms     (const PenstockEvent *event, PenstockDay today);
/* "Reaches 31 companies through the chain." */
char       *penstock_words_signal_reach     (const PenstockEvent *event, PenstockDay today, guint n_reached);
/* "12 of 40 signals · 5 unread" */
char       *penstock_words_signal_count     (guint shown, guint all, guint unread);
/* "2 feeds of news do not answer: NASDAQ news, SEC filings"; NULL if all do. */
char       *penstock_words_silent_news      (PenstockEngine *engine);
/* A row for the screen reader. */
char       *penstock_words_signal           (PenstockSignal *signal);

/* -- claims -- */
const char *penstock_words_verdict          (PenstockClaimVerdict verdict); /* "Confirmed" */
const char *penstock_words_claim_part       (PenstockClaimPartKind kind);
/* The sentence, or "Hon Hai, April 2026" of fields. */
char       *penstock_words_claim            (PenstockEngine *engine, const PenstockClaim *claim);
/* "Hon Hai · April 2026 · who said it"; NULL where nothing of it is known. */
char       *penstock_words_claim_about      (PenstockEngine *engine, const PenstockClaim *claim);
/* "Filed: Apr 2026 NT$832.1 bn, published 5 May 2026, source MOPS, 6 months old"; NULL without a figure. */
char       *penstock_words_filed            (PenstockEngine *engine, const PenstockClaimCheck *check, const PenstockRevenueFigure *figure);
/* What the fields say as a sentence in English, as a claim is read; empty ones are left out. */
char       *penstock_words_compose_claim    (const char *subject, const char *period, const char *amount, const char *currency,
                                             const char *change, guint base, guint rank);

/* -- indicators -- */
/* "1.3 · outcome of 2025 · IDC, 3 Feb 2026" */
char       *penstock_words_indicator_line   (const PenstockIndicatorSeries *series);
/* "below 10 since 3 Feb 2026"; NULL without thresholds. */
char       *penstock_words_threshold        (const PenstockIndicatorSeries *series);
/* "Validation +0.42, 28 days before +0.31"; why it is not known. */
char       *penstock_words_corner           (const PenstockTriangleCorner *corner);

G_END_DECLS
