/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-score.h"

/* SCORING.md §8 for all companies at once: what one company's paths cost (penstock_score_paths) would be too much for a slider. */

/* The strongest path (by |contribution|, of equals the shorter) of up to PENSTOCK_PATH_LINKS links that ends at each company: @paths has one per company,
 * n_links 0 where no signal reaches it. @work: 2·n doubles; @entries: (PENSTOCK_PATH_LINKS + 1)·n. */
void penstock_score_strongest_paths (const PenstockScoreGraph *graph, double alpha, const double *own,
                                     PenstockScorePath *paths, double *work, size_t *entries);
/* How many such paths there are, per company. @work: 2·n doubles. */
void penstock_score_count_paths     (const PenstockScoreGraph *graph, const double *own, double *count, double *work);
