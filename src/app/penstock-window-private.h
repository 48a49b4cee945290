/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-company-list.h"
#include "penstock-company-pane.h"
#include "penstock-feed-chip.h"
#include "penstock-segment-list.h"
#include "penstock-width-bin.h"
#include "penstock-window.h"

G_BEGIN_DECLS

#define PENSTOCK_SUGGESTION_OVER (-2)

struct _PenstockWindow
{
  AdwApplicationWindow parent_instance;

  PenstockDesk        *desk;
  guint                tick;          /* once a second */
  guint                spin;          /* waits before the refresh button turns */
  gboolean             sidebar_open;  /* docked or laid over */
  guint                divider;       /* tick callback that places it */
  guint                divider_waits; /* frames until then */
  GtkWindow           *feeds;         /* the Feeds page while it is open; weak */
  GtkWindow           *method;        /* the Method page while it is open; weak */
  int                  suggestion;    /* company selected for the user; -1 = none yet */

  /* Template */
  AdwViewStack        *pages;
  AdwBin              *overview_bin, *chain_bin, *signals_bin, *evidence_bin; /* filled when they are first shown */
  AdwViewSwitcherBar  *switcher_bar;
  AdwBin              *switcher_bin;  /* the switcher of the header bar */
  GtkToggleButton     *sidebar_button;
  GtkToggleButton     *search_button;
  PenstockFeedChip    *chip;
  GtkLabel            *sample_badge;
  GtkStack            *refresh_stack;
  GtkSpinner          *spinner;
  GtkRevealer         *offline_bar;
  GtkLabel            *offline_text;
  AdwToastOverlay     *toasts;
  PenstockWidthBin    *room;
  AdwBin              *docked;
  GtkRevealer         *overlay;
  AdwBin              *overlaid;
  GtkWidget           *scrim;
  GtkPaned            *panes;
  PenstockCompanyList *list;
  PenstockCompanyPane *pane;
  PenstockSegmentList *segments;      /* in docked or in overlaid */
};

/* penstock-window-actions.c */
void penstock_window_install_actions (GtkWidgetClass *widget_class);
void penstock_window_init_actions    (PenstockWindow *self);

/* penstock-window-pages.c */
void penstock_window_page_shown      (PenstockWindow *self);
/* "overview", "watchlists", "chain", "signals", "evidence" */
void penstock_window_show_page       (PenstockWindow *self, const char *page);
void penstock_window_focus_page      (PenstockWindow *self);
/* The Chain page with the question about @company. */
void penstock_window_ask_what_if     (PenstockWindow *self, guint company);
void penstock_window_restore_page    (PenstockWindow *self);

/* penstock-window-layout.c */
void penstock_window_lay_out         (PenstockWindow *self);
void penstock_window_show_sidebar    (PenstockWindow *self, gboolean open);
void penstock_window_restore_size    (PenstockWindow *self);
void penstock_window_save_size       (PenstockWindow *self);

G_END_DECLS
