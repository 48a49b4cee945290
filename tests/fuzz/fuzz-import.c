/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "fuzz.h"

#include "penstock-import.h"

#include <glib/gstdio.h>
#include <sys/mman.h>
#include <unistd.h>

/* A file somebody wants to import: bars in either header family, and revenue in every shape it comes in. */

static int
open_file (const uint8_t *data,
           size_t         size,
           char         **path)
{
  int fd = memfd_create ("fuzz", MFD_CLOEXEC);

  if (fd < 0 || write (fd, data, size) != (ssize_t)size)
    abort ();

  *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  return fd;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(PenstockBatch) bars = penstock_batch_new ();
  g_autoptr(PenstockBatch) revenue = penstock_batch_new ();
  g_autoptr(GError) bars_fault = NULL;
  g_autoptr(GError) revenue_fault = NULL;
  g_autofree char *path = NULL;
  int fd = open_file (data, size, &path);

  if (penstock_import_bars (path, "EXMP", "USD", FUZZ_NOW, bars, &bars_fault))
    for (guint i = 0; i < bars->bars->len; i++)
      {
        const PenstockBars *found = g_ptr_array_index (bars->bars, i);

        for (gsize k = 0; k < found->n; k++)
          fuzz_check ((k == 0 || found->day[k - 1] < found->day[k]) && isfinite (found->field[PENSTOCK_BAR_CLOSE][k]));
      }
  else
    fuzz_check (bars_fault != NULL && fuzz_is_text (bars_fault->message));

  if (penstock_import_revenue (path, NULL, FUZZ_NOW, revenue, &revenue_fault))
    for (guint i = 0; i < revenue->revenue->len; i++)
      fuzz_check (fuzz_is_text (g_array_index (revenue->revenue, PenstockRevenueRow, i).symbol));
  else
    fuzz_check (revenue_fault != NULL && fuzz_is_text (revenue_fault->message));

  close (fd);
  return 0;
}
