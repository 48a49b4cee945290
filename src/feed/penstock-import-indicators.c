/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-import.h"
#include "penstock-import-private.h"
#include "penstock-indicator-rows-private.h"

#include <glib/gi18n.h>

gboolean
penstock_import_indicators (const char     *path,
                            gint64          now,
                            PenstockBatch  *batch,
                            GError        **error)
{
  g_auto(PenstockCsv) csv = { 0 };
  g_auto(PenstockIndicatorRows) rows = { 0 };
  const PenstockRejection *first;

  g_return_val_if_fail (path != NULL && batch != NULL, FALSE);

  if (!penstock_import_open_csv (path, &csv, error))
    return FALSE;

  penstock_indicator_rows_init (&rows, now, batch);
  if (!penstock_indicator_rows_read_csv (&rows, &csv, TRUE, error))
    return FALSE;
  if (batch->kept > 0)
    return TRUE;

  if (batch->rejected->len == 0)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("there are no rows in the file"));
      return FALSE;
    }

  first = &g_array_index (batch->rejected, PenstockRejection, 0);
  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line %u: %s; and no other row can be kept"), first->line, first->reason);
  return FALSE;
}
