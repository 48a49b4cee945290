/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A CSV file (RFC 4180; separator , ; or tab, told from the first line), record by record, in place. One thread, on the stack.
 * Empty lines are skipped. */
typedef struct
{
  char      *text;      /* owned */
  char      *at, *end;
  char       separator;
  guint      line;      /* where the record began, from 1 */
  guint      next_line;
  GPtrArray *fields;    /* char*, borrowed from @text: stripped of white space unless quoted; valid until the next record */
} PenstockCsv;

/* Takes @text (NUL-terminated UTF-8, @length bytes). FALSE with PENSTOCK_ERROR_FORMAT, and nothing else to clear, if there is a NUL byte in it. */
gboolean penstock_csv_init_take (PenstockCsv *self, char *text, gsize length, GError **error);
void     penstock_csv_clear     (PenstockCsv *self);
/* FALSE at the end, or with @error set (an unterminated quote, text after a closing quote). */
gboolean penstock_csv_next      (PenstockCsv *self, GError **error);
/* Reads the header; FALSE with @error set if there is none. Then: */
gboolean penstock_csv_header    (PenstockCsv *self, GError **error);
/* index of the field with one of the NULL-terminated names, ignoring case; -1 if none has it. Of the current record: use it on the header. */
int      penstock_csv_find      (const PenstockCsv *self, const char *const *names);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PenstockCsv, penstock_csv_clear)

G_END_DECLS
