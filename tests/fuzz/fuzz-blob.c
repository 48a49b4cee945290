/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "penstock-store-private.h"

#include <string.h>

#define MAGIC     "PNSB\1\6\0\0"
#define HEAD_SIZE 16 /* magic and hash, which has the magic as its seed */

/* A year of bars as the database keeps it, damaged or forged. The checksum lets nothing through that is merely damaged, so the bytes are also read as if
 * their checksum were right: it is put into them. */

static void
read_blob (const guint8 *data,
           gsize         size)
{
  gsize n = 0;
  g_autoptr(PenstockBars) bars = NULL;

  if (penstock_blob_check (data, size, 2026, &n) != NULL)
    return;

  fuzz_check (n > 0);
  bars = penstock_bars_new ("EXMP", "USD", "fuzz", n);
  fuzz_check (penstock_blob_unpack (data, bars, 0) == n);
}

static void
forge (guint8 *data,
       gsize   size)
{
  guint64 seed, hash;

  memcpy (data, MAGIC, 8);
  memcpy (&seed, data, 8);
  hash = GUINT64_TO_LE (penstock_blob_hash (data + HEAD_SIZE, size - HEAD_SIZE, GUINT64_FROM_LE (seed)));
  memcpy (data + 8, &hash, 8);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);

  if (copy == NULL)
    return 0;

  read_blob (copy, size);
  if (size > HEAD_SIZE && size % 8 == 0)
    {
      forge (copy, size);
      read_blob (copy, size);
    }
  return 0;
}
