/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-engine.h"

G_BEGIN_DECLS

/* The table of companies: sorted by a click on a heading, filtered by a segment and by typing. Live prices change cells in place; the order
 * follows new scores only while nobody points at the table, and selection and scroll position stay.
 *
 * Signals:
 *   "company-selected" (guint company)   the selection moved there
 *   "company-activated" (guint company)  Enter or double click: the user wants to read it
 *   "segment-chosen" (int segment)       from the drop-down that stands in for the sidebar; -1 = all */
#define PENSTOCK_TYPE_COMPANY_LIST (penstock_company_list_get_type ())
G_DECLARE_FINAL_TYPE (PenstockCompanyList, penstock_company_list, PENSTOCK, COMPANY_LIST, AdwBin)

/* Once. @tier: companies of tiers 1…@tier are listed. */
void        penstock_company_list_set_engine   (PenstockCompanyList *self, PenstockEngine *engine, guint tier);
void        penstock_company_list_set_segment  (PenstockCompanyList *self, int segment);
/* Without the sidebar the list is named by a drop-down; where height is short the footer goes and its counts move up. */
void        penstock_company_list_set_compact  (PenstockCompanyList *self, gboolean without_sidebar, gboolean without_footer);

/* Selects and shows; FALSE if the list, as filtered, has no such company. */
gboolean    penstock_company_list_select       (PenstockCompanyList *self, guint company);
/* -1 while nothing was ever selected. A company that the filter hides stays the selected one. */
int         penstock_company_list_get_selected (PenstockCompanyList *self);

void        penstock_company_list_start_search (PenstockCompanyList *self);
GtkSearchBar *penstock_company_list_get_search_bar (PenstockCompanyList *self);
/* "score", ascending or descending. */
void        penstock_company_list_sort_by      (PenstockCompanyList *self, const char *column, GtkSortType order);
/* Filtered and sorted, as shown. Borrowed. */
GListModel *penstock_company_list_get_model    (PenstockCompanyList *self);
/* The footer's words on colours follow a changed setting. */
void        penstock_company_list_refresh_labels (PenstockCompanyList *self);
/* Headings and rows, separated by tabs: the selected company, or all that are shown. Owned. */
char       *penstock_company_list_dup_text     (PenstockCompanyList *self, gboolean all);

G_END_DECLS
