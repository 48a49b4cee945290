/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-evidence-data.h"

G_BEGIN_DECLS

/* The sentences of the page Evidence. No widgets. What is returned as char * is owned. */

/* "Benefit" for benefit_z. Borrowed. */
const char *penstock_words_evidence_score   (PenstockColumn score);
/* "5 days" */
char       *penstock_words_horizon          (guint days);
/* "71 days · 57 companies · line: 95 % interval" */
char       *penstock_words_evidence_basis   (const PenstockEvidence *evidence);
/* "1 Oct 2025 – 18 Aug 2026, 14 tests" */
char       *penstock_words_evidence_span    (const PenstockEvidence *evidence);
/* A row of the table for the screen reader. */
char       *penstock_words_evidence_row     (const PenstockEvidenceRow *row);
/* "beats 173 of 200 = 86.5 %, under 95 %: no evidence" */
char       *penstock_words_placebo          (const PenstockEvidenceRow *row);
char       *penstock_words_look_ahead       (const PenstockEvidence *evidence);
/* "Not drawn, fewer than 3 members with revenue: Materials, …"; NULL if all are drawn. */
char       *penstock_words_not_drawn        (const PenstockChain *chain, const PenstockPlaneData *data);

G_END_DECLS
