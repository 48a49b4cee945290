/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-history.h"
#include "penstock-overview-data.h"
#include "penstock-words.h"

G_BEGIN_DECLS

/* The sentences of the Overview: values in, translated text out. No widgets. What is returned as char * is owned. */

/* "Accelerated validation": how a phase is said as a statement. Borrowed. */
const char *penstock_words_phase             (PenstockPhase phase);
/* "since 12 Jun, 10 weeks · narrative +0.84, validation +0.60 and rising"; of an undetermined one, why it is. */
char       *penstock_words_phase_line        (const PenstockGroupPast *past, PenstockDay today);
/* "of 100 · +6 in 28 days"; without a value, why there is none. */
char       *penstock_words_resonance         (const PenstockPhaseFacts *facts);
/* "12 Jun", with the year where it is not that of @today. */
char       *penstock_words_short_day         (PenstockDay day, PenstockDay today);
/* "as of 20 Aug 2026"; "prices to 20 Aug 2026, 9 d old" where the newest stored day is past its time: then @stale is set. */
char       *penstock_words_as_of             (PenstockDay as_of, PenstockDay prices_to, gboolean *stale);

/* The status of an event in one word, as its badge says it. Borrowed. */
const char *penstock_words_event_status      (PenstockStatus status);
/* "WSJ · weight 0.7" */
char       *penstock_words_event_source      (PenstockEngine *engine, const PenstockLatest *latest);
/* A row for the screen reader. */
char       *penstock_words_beneficiary       (const PenstockScoreboard *board, const PenstockBeneficiary *row);
char       *penstock_words_latest            (PenstockEngine *engine, const PenstockLatest *latest, PenstockDay today);

/* "Feeds: 6 ok, 1 refused, newest 3 s ago"; @answered (out): any is ok. */
char       *penstock_words_feeds             (PenstockEngine *engine, gint64 now, gboolean *answered);
/* "MOPS revenue refused: too many requests, next try 14:10"; NULL when all is well. */
char       *penstock_words_worst_feed        (PenstockEngine *engine, gint64 now);
/* "Taipei closed · opens in 6 h · New York pre-market, opens in 1 h 43 min" of the cities with most of the companies. */
char       *penstock_words_exchanges         (const PenstockChain *chain, gint64 now, guint most);
/* The cities of the exchanges of @convention among @companies (guint), "Taipei, Tokyo"; NULL if there are none. */
char       *penstock_words_convention_cities (const PenstockChain *chain, GArray *companies, PenstockConvention convention);

G_END_DECLS
