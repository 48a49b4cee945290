/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-cli.h"

G_BEGIN_DECLS

/* Rows for people (aligned; missing is an em dash) or for spreadsheets (CSV, full precision; missing is empty). */
typedef struct _PenstockCliTable PenstockCliTable;

PenstockCliTable *penstock_cli_table_new    (PenstockCliFormat format);
void              penstock_cli_table_free   (PenstockCliTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockCliTable, penstock_cli_table_free)
/* Columns come first. @decimals: of the numbers in a table for people; -1: text, at the left. */
void              penstock_cli_table_column (PenstockCliTable *self, const char *title, int decimals);
/* Cells from left to right, row after row. NULL and NAN are missing. */
void              penstock_cli_table_text   (PenstockCliTable *self, const char *text);
void              penstock_cli_table_number (PenstockCliTable *self, double value);
void              penstock_cli_table_print  (PenstockCliTable *self, GString *out);

G_END_DECLS
