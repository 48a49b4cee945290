/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-columns.h"
#include "penstock-company-list.h"

G_BEGIN_DECLS

/* A new order waits this long after the pointer last moved over the table. */
#define PENSTOCK_HOLD_SECONDS 3

struct _PenstockCompanyList
{
  AdwBin                    parent_instance;

  /* Models, from set_engine */
  PenstockEngine           *engine;
  GtkCustomFilter          *filter;
  GtkCustomSorter          *sorter;
  GtkSingleSelection       *selection;

  /* What is shown */
  int                       segment;      /* -1 = all */
  guint                     tier;
  char                     *needle;       /* case-folded; NULL = no search */
  const PenstockListColumn *sort_column;
  gboolean                  sort_descending;
  int                       selected;     /* company; -1 = none yet */

  /* Order and columns catch up */
  GtkEventControllerMotion *motion;
  gint64                    pointed_at;   /* monotonic */
  guint                     resort_source;
  guint                     fit_source;
  int                       fit_width;    /* room the columns were last fitted to */
  guint                     scroll;       /* tick callback of the rows that shows the selected one; 0 = none waits */

  /* Template */
  GtkLabel                 *title;
  GtkLabel                 *summary;
  GtkDropDown              *list_choice;
  GtkSearchBar             *search_bar;
  GtkSearchEntry           *search_entry;
  GtkStack                 *stack;
  GtkScrolledWindow        *scroller;
  GtkColumnView            *view;
  AdwStatusPage            *no_match;
  GtkWidget                *red_up, *green_up;
  GtkLabel                 *red_up_label, *green_up_label;
  GtkWidget                *footer;
  GtkLabel                 *troubles;
};

gboolean penstock_company_is_listed_in        (const PenstockCompany *info, int segment, guint tier);

/* penstock-company-list-columns.c */
void     penstock_company_list_init_columns   (PenstockCompanyList *self);
void     penstock_company_list_mark_sorted    (PenstockCompanyList *self);

/* penstock-company-list-labels.c */
void     penstock_company_list_fill_choice    (PenstockCompanyList *self);
void     penstock_company_list_update_labels  (PenstockCompanyList *self);

/* penstock-company-list-keys.c */
void     penstock_company_list_init_keys      (PenstockCompanyList *self);
void     penstock_company_list_show_selected  (PenstockCompanyList *self);

G_END_DECLS
