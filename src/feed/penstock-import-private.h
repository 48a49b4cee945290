/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-csv-private.h"

G_BEGIN_DECLS

/* The file's text as UTF-8 (a Big5 file becomes that), NUL-terminated. PENSTOCK_ERROR_NOT_FOUND, _INVALID (no regular file, more than 64 MiB)
 * or _FORMAT. Owned. */
char    *penstock_import_load     (const char *path, gsize *length, GError **error);
/* The same, which must be UTF-8, as CSV. */
gboolean penstock_import_open_csv (const char *path, PenstockCsv *csv, GError **error);
/* Takes @text, NUL-terminated behind its @length bytes, which must be UTF-8 with or without a BOM. */
gboolean penstock_import_csv_take (char *text, gsize length, PenstockCsv *csv, GError **error);

G_END_DECLS
