/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "penstock-instrument.h"

G_BEGIN_DECLS

/* The columns of the company table. A further one is one row of the table in penstock-columns.c and one cell template in ui/. */
typedef struct
{
  const char *id;
  const char *title;   /* N_() */
  const char *tooltip; /* N_(): what the number means; NULL where the title says it */
  const char *cell;    /* "cell-score": ui/cell-score.ui */
  guint       digits;  /* width in digits of the table's font; 0 = takes the room that is left */
  guint       drop;    /* 1 goes first when room is short; 0 stays */
  gboolean    numeric; /* aligned right */
  /* One of them: what the column is sorted by. NAN or "" is missing. */
  double      (*value) (PenstockInstrument *instrument);
  const char *(*text)  (PenstockInstrument *instrument);
  /* What is copied as text; owned. NULL: @text. */
  char       *(*copy)  (PenstockInstrument *instrument);
} PenstockListColumn;

extern const PenstockListColumn penstock_list_columns[];
extern const guint              penstock_n_list_columns;

/* Orders two companies by a column: missing always last, equals in chain order. */
int               penstock_list_column_compare (const PenstockListColumn *column, gboolean descending, PenstockInstrument *a, PenstockInstrument *b);
char             *penstock_list_column_copy    (const PenstockListColumn *column, PenstockInstrument *instrument);

/* The factory of a column's cells. */
GtkListItemFactory *penstock_list_column_factory (const PenstockListColumn *column);

/* GtkColumnView turns a sorter round for a descending column, and with it the missing values; and before GTK 4.10 it doesn't say by which
 * column it sorts. This sorter is given to each column so that the header shows its triangle; penstock_column_sorter_probe () asks the view's
 * sorter which column and direction the user chose, and the table sorts with penstock_list_column_compare (). */
GtkSorter                *penstock_column_sorter_new   (const PenstockListColumn *column);
const PenstockListColumn *penstock_column_sorter_probe (GtkSorter *view_sorter, gboolean *descending); /* NULL: by none */

G_END_DECLS
