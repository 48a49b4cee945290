/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-scoreboard.h"

G_BEGIN_DECLS

/* SCORING.md §8: what a shock to the own signal of a company, or of the members of a segment by exposure, would do to the benefit of the others.
 * Nothing is stored. Fast enough to follow a slider; any thread. */
typedef struct
{
  guint             company;
  double            delta;    /* Δb */
  PenstockScorePath path;     /* the strongest from the shock; n_links 0 if there is none. Links are indices into the chain's links */
  guint             n_paths;  /* of up to four links */
} PenstockWhatIfRow;

typedef struct
{
  gboolean           is_segment;
  guint              index;    /* company or segment */
  double             amount;
  guint              n_rows;
  PenstockWhatIfRow *rows;     /* largest |Δ| first; those whose Δ is 0 left out */
} PenstockWhatIf;

PenstockWhatIf *penstock_what_if_new  (const PenstockScoreboard *board, gboolean is_segment, guint index, double amount);
void            penstock_what_if_free (PenstockWhatIf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockWhatIf, penstock_what_if_free)

G_END_DECLS
