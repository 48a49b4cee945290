/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-claim.h"
#include "penstock-names.h"

G_BEGIN_DECLS

/* Reads a claim from one sentence in English or Chinese (either script): subject by the rules of penstock-names, amount with magnitude and currency ("NT$648
 * bn",
 * "6,480億元", "約199億美元"), change and its base ("+29.74 % YoY", "年增29.74%", "月減3.5%", "from NT$641 bn"), period ("April 2026", "2026年4月", "115年4月", "Q1",
 * "前4月", "fiscal …" is not one), rank ("highest April in five years", "歷年同期最高", "創新高"). @today resolves "April" and "last month" to the latest such
 * period that is over. What cannot be read for sure is left unstated, never guessed; NULL with @error (in words, saying what was looked for) if no
 * number is stated at all, or the sentence is about several companies or is a forecast. */
PenstockClaim *penstock_claim_read   (const PenstockNames *names, const char *sentence, PenstockDay today, GError **error);

/* Claims as JSON: the file that ships ("seed_claim") and `penstock-cli claims FILE`: an array of { id, company | subject, text } (a sentence) or fields
 * { id, company, metric, period, value, currency, change, base, rank, … }; faults name their JSON path. A sentence that cannot be read is no fault of the file:
 * its claim states nothing and says why. A sentence with a "published" day is read as of that day. Element: owned PenstockClaim. */
GPtrArray     *penstock_claims_parse (const PenstockNames *names, GBytes *json, PenstockDay today, GError **error);
/* The claim with all its fields, as penstock_claims_parse() reads it back. Owned. */
char          *penstock_claim_to_json (const PenstockClaim *claim, PenstockChain *chain);

G_END_DECLS
