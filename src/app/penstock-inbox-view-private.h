/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-inbox-view.h"
#include "penstock-signal-detail.h"
#include "penstock-width-bin.h"

G_BEGIN_DECLS

struct _PenstockInboxView
{
  AdwBin                parent_instance;

  PenstockDesk         *desk;       /* owned */
  GtkFilterListModel   *filtered;   /* owned */
  GtkCustomFilter      *filter;     /* owned by @filtered */
  GtkSingleSelection   *selection;  /* owned */
  GtkStringList        *kinds;      /* owned; ids, "" = any */
  char                 *words;      /* folded; what is looked for */
  guint                 scroll;     /* tick callback of the rows that shows the selected one; 0 = none waits */
  gboolean              quiet;      /* the selection moves by itself: nothing is read by it */

  /* Template */
  PenstockWidthBin     *room;
  GtkPaned             *panes;
  GtkBox               *bar;        /* search and filters: one row where the list is wide and low */
  GtkSearchEntry       *search;
  GtkToggleButton      *unread_only;
  GtkWidget            *read_all;
  GtkDropDown          *status;
  GtkDropDown          *kind;
  GtkRevealer          *note_bar;
  GtkLabel             *note;
  GtkStack             *stack;
  GtkListView          *view;
  GtkLabel             *count;
  PenstockSignalDetail *detail;
};

/* -- penstock-inbox-view-filter.c -- */
GtkFilter  *penstock_inbox_view_create_filter (PenstockInboxView *self);
/* What the controls say now. */
void        penstock_inbox_view_apply_filter  (PenstockInboxView *self);
void        penstock_inbox_view_reset_filter  (PenstockInboxView *self);
/* The kinds there are, "any" first; keeps the chosen one. */
void        penstock_inbox_view_list_kinds    (PenstockInboxView *self);

G_END_DECLS
