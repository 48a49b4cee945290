/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-claim-check.h"
#include "penstock-claims-view.h"

G_BEGIN_DECLS

struct _PenstockClaimsView
{
  AdwBin          parent_instance;

  PenstockDesk   *desk;      /* owned */
  PenstockClaim  *claim;     /* owned; the one whose verdict is shown, NULL */
  GHashTable     *forgotten; /* owned; AdwToast → PenstockClaim: what each offers to bring back */
  gboolean        dirty;     /* facts have changed since the last look */
  guint           recheck;   /* idle source that looks again */
  GtkSizeGroup   *badges;    /* owned; of the rows of kept claims */

  /* Template */
  GtkEntry       *sentence;
  GtkLabel       *fault;
  GtkEntry       *subject;
  GtkBox         *suggestions;
  GtkEntry       *period;
  GtkEntry       *amount;
  GtkEntry       *currency;
  GtkEntry       *change;
  GtkDropDown    *base;
  GtkDropDown    *rank;
  GtkWidget      *verdict_card;
  GtkLabel       *verdict;
  GtkLabel       *words;
  GtkLabel       *stated;
  GtkGrid        *parts;
  GtkBox         *filed;
  GtkWidget      *keep;
  GtkListBox     *kept;
  GtkStack       *kept_stack;
};

/* -- penstock-claims-view.c -- */
/* As of today, on what is known now. */
PenstockClaimCheck *penstock_claims_view_dup_check (PenstockClaimsView *self, PenstockClaim *claim);

/* -- penstock-claims-view-kept.c -- */
/* Of those that are kept; NULL, borrowed. */
PenstockClaim      *penstock_claims_view_find      (PenstockClaimsView *self, const char *id);
void                penstock_claims_view_show_kept (PenstockClaimsView *self);
/* The widget's class of that verdict. */
void                penstock_claims_view_colour    (GtkWidget *widget, PenstockClaimVerdict verdict);

G_END_DECLS
