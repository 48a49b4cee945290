/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

#include <glib/gi18n.h>

/* Loading is two works of about equal cost: reading bytes out of SQLite, which only the store thread may do, and unpacking them into
 * fresh memory, which any thread may. The store thread gathers the years of some listings and hands them to a pool; when the pool is
 * busy it unpacks them itself, so no core waits. Every listing has a slot of its own, and nobody else touches it meanwhile. */

#define LISTINGS_WORTH_A_POOL 64
#define LISTINGS_PER_BATCH 16 /* about a megabyte: enough that waking a helper costs nothing beside it */
#define BATCHES_AHEAD 2

typedef struct { int year; gsize offset, size; } Year;

typedef struct
{
  PenstockListing *listing; /* owned */
  GByteArray      *packed;  /* the listing's years, one after the other; NULL once unpacked */
  GArray          *years;   /* Year */
  PenstockBars    *bars;    /* the result; NULL if no year is whole */
  GString         *damage;  /* a line per year left out; NULL if none */
} Slot;

static Slot *
slot_new (PenstockListing *listing)
{
  Slot *self = g_new0 (Slot, 1);

  self->listing = listing;
  return self;
}

static void
slot_free (Slot *self)
{
  penstock_store_listing_free (self->listing);
  g_clear_pointer (&self->packed, g_byte_array_unref);
  g_clear_pointer (&self->years, g_array_unref);
  g_clear_pointer (&self->bars, penstock_bars_unref);
  if (self->damage != NULL)
    g_string_free (self->damage, TRUE);
  g_free (self);
}

static void
slot_add_year (Slot         *self,
               int           year,
               const guint8 *data,
               gsize         size)
{
  Year entry = { year, 0, size };

  if (self->packed == NULL)
    {
      self->packed = g_byte_array_sized_new (1 << 16);
      self->years = g_array_new (FALSE, FALSE, sizeof (Year));
    }

  entry.offset = self->packed->len;
  g_array_append_val (self->years, entry);
  g_byte_array_append (self->packed, data, (guint)size);
}

static void
report_damage (Slot       *self,
               int         year,
               const char *reason)
{
  if (self->damage == NULL)
    self->damage = g_string_new (NULL);
  else
    g_string_append_c (self->damage, '\n');

  g_string_append_printf (self->damage, "%s %d: %s", self->listing->symbol, year, reason);
}

/* Drops damaged years from the list; gives the number of bars of the others. */
static gsize
check_years (Slot *self)
{
  gsize total = 0;

  for (guint i = 0; i < self->years->len;)
    {
      const Year *year = &g_array_index (self->years, Year, i);
      gsize count = 0;
      const char *fault = penstock_blob_check (self->packed->data + year->offset, year->size, year->year, &count);

      if (fault != NULL)
        {
          report_damage (self, year->year, fault);
          g_array_remove_index (self->years, i);
          continue;
        }
      total += count;
      i++;
    }

  return total;
}

static void
unpack_slot (Slot *self)
{
  gsize total, at = 0;

  total = check_years (self);
  if (total > 0)
    {
      self->bars = penstock_bars_new (self->listing->symbol, self->listing->currency, self->listing->source, total);
      self->bars->simulated = self->listing->simulated;
      self->bars->fetched_at = self->listing->fetched_at;
      for (guint i = 0; i < self->years->len; i++)
        at += penstock_blob_unpack (self->packed->data + g_array_index (self->years, Year, i).offset, self->bars, at);
    }

  g_clear_pointer (&self->packed, g_byte_array_unref);
  g_clear_pointer (&self->years, g_array_unref);
}

static void
unpack_batch (gpointer data,
              gpointer user_data)
{
  g_autoptr(GPtrArray) batch = data;

  for (guint i = 0; i < batch->len; i++)
    unpack_slot (g_ptr_array_index (batch, i));
}

/* Takes the slots out of @batch. */
static void
hand_over (GPtrArray   *batch,
           GThreadPool *pool)
{
  GPtrArray *slots = g_ptr_array_copy (batch, NULL, NULL);

  g_ptr_array_set_size (batch, 0);
  if (pool != NULL && g_thread_pool_unprocessed (pool) < BATCHES_AHEAD)
    g_thread_pool_push (pool, slots, NULL);
  else
    unpack_batch (slots, NULL);
}

/* Without helpers the store thread does it alone: slower, not wrong. */
static GThreadPool *
new_pool (guint n_listings)
{
  guint n_helpers = MIN (g_get_num_processors () - 1, 4);

  if (n_listings < LISTINGS_WORTH_A_POOL || n_helpers == 0)
    return NULL;

  return g_thread_pool_new (unpack_batch, NULL, (int)n_helpers, TRUE, NULL);
}

/* By symbol; @by_id borrows the slots. */
static GPtrArray *
load_listings (PenstockStore  *self,
               GHashTable     *by_id,
               GError        **error)
{
  g_autoptr(GPtrArray) slots = g_ptr_array_new_with_free_func ((GDestroyNotify)slot_free);
  g_autoptr(PenstockStatement) statement = NULL;
  gboolean row = TRUE;

  statement = penstock_store_prepare (self, "SELECT id, symbol, currency, source, simulated, fetched_at FROM listing ORDER BY symbol", error);
  if (statement == NULL)
    return NULL;

  while (penstock_store_step (self, statement, &row, error))
    {
      Slot *slot;

      if (!row)
        return g_steal_pointer (&slots);

      slot = slot_new (penstock_listing_read (statement));
      g_ptr_array_add (slots, slot);
      g_hash_table_insert (by_id, &slot->listing->id, slot);
    }

  return NULL;
}

static gboolean
read_years (PenstockStore      *self,
            PenstockStatement  *statement,
            GHashTable         *by_id,
            GThreadPool        *pool,
            GError            **error)
{
  g_autoptr(GPtrArray) batch = g_ptr_array_new (); /* borrowed slots; the last one may still grow */
  Slot *slot = NULL;
  gboolean row = TRUE, ok;

  while ((ok = penstock_store_step (self, statement, &row, error)) && row)
    {
      const gint64 id = sqlite3_column_int64 (statement, 0);
      const gint64 listing = id / PENSTOCK_YEARS_PER_LISTING;

      if (slot == NULL || slot->listing->id != listing)
        {
          if (batch->len >= LISTINGS_PER_BATCH)
            hand_over (batch, pool);
          slot = g_hash_table_lookup (by_id, &listing);
          if (slot == NULL)
            continue;
          g_ptr_array_add (batch, slot);
        }

      slot_add_year (slot, (int)(id % PENSTOCK_YEARS_PER_LISTING), sqlite3_column_blob (statement, 1), (gsize)sqlite3_column_bytes (statement, 1));
    }

  if (ok)
    hand_over (batch, pool);

  return ok;
}

typedef struct { GPtrArray *bars; char *damaged; } AllBars;

static void
all_bars_free (AllBars *self)
{
  g_ptr_array_unref (self->bars);
  g_free (self->damaged);
  g_free (self);
}

static AllBars *
collect (GPtrArray *slots)
{
  AllBars *all = g_new0 (AllBars, 1);
  g_autoptr(GString) damaged = g_string_new (NULL);

  all->bars = g_ptr_array_new_full (slots->len, (GDestroyNotify)penstock_bars_unref);
  for (guint i = 0; i < slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (slots, i);

      if (slot->bars != NULL)
        g_ptr_array_add (all->bars, g_steal_pointer (&slot->bars));
      if (slot->damage != NULL)
        g_string_append_printf (damaged, "%s%s", damaged->len > 0 ? "\n" : "", slot->damage->str);
    }

  if (damaged->len > 0)
    all->damaged = g_strdup (damaged->str);

  return all;
}

static gpointer
get_all_bars_in_thread (PenstockStore  *self,
                        gpointer        data,
                        GError        **error)
{
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(GPtrArray) slots = load_listings (self, by_id, error);
  g_autoptr(PenstockStatement) statement = NULL;
  GThreadPool *pool;
  gboolean ok;

  if (slots == NULL)
    return NULL;

  statement = penstock_store_prepare (self, "SELECT id, data FROM bars ORDER BY id", error);
  if (statement == NULL)
    return NULL;

  pool = new_pool (slots->len);
  ok = read_years (self, statement, by_id, pool, error);
  if (pool != NULL)
    g_thread_pool_free (pool, FALSE, TRUE);

  return ok ? collect (slots) : NULL;
}

void
penstock_store_get_all_bars_async (PenstockStore       *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (PENSTOCK_IS_STORE (self));

  penstock_store_push_read (self, get_all_bars_in_thread, penstock_store_get_all_bars_async, NULL, NULL, (GDestroyNotify)all_bars_free,
                            cancellable, callback, user_data);
}

GPtrArray *
penstock_store_get_all_bars_finish (PenstockStore  *self,
                                    GAsyncResult   *result,
                                    char          **damaged,
                                    GError        **error)
{
  AllBars *all = penstock_store_finish_read (self, result, penstock_store_get_all_bars_async, error);
  GPtrArray *bars;

  if (damaged != NULL)
    *damaged = all != NULL ? g_steal_pointer (&all->damaged) : NULL;
  if (all == NULL)
    return NULL;

  bars = g_ptr_array_ref (all->bars);
  all_bars_free (all);
  return bars;
}

/* -- one listing -- */

static gpointer
get_bars_in_thread (PenstockStore  *self,
                    gpointer        data,
                    GError        **error)
{
  g_autoptr(PenstockListing) listing = penstock_listing_find (self, data, error);
  g_autoptr(PenstockStatement) statement = NULL;
  g_autoptr(GHashTable) by_id = NULL;
  PenstockBars *bars = NULL;
  Slot *slot;

  if (listing == NULL)
    return NULL;

  statement = penstock_store_prepare (self, "SELECT id, data FROM bars WHERE id >= ?1 AND id < ?2 ORDER BY id", error);
  if (statement == NULL)
    return NULL;

  sqlite3_bind_int64 (statement, 1, listing->id * PENSTOCK_YEARS_PER_LISTING);
  sqlite3_bind_int64 (statement, 2, (listing->id + 1) * PENSTOCK_YEARS_PER_LISTING);
  by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  slot = slot_new (g_steal_pointer (&listing));
  g_hash_table_insert (by_id, &slot->listing->id, slot);

  if (read_years (self, statement, by_id, NULL, error))
    {
      if (slot->damage != NULL)
        g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE, _("Stored bars are damaged (%s); fetch or import them again"), slot->damage->str);
      else
        bars = g_steal_pointer (&slot->bars);
    }

  slot_free (slot);
  return bars;
}

void
penstock_store_get_bars_async (PenstockStore       *self,
                               const char          *symbol,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (symbol != NULL);

  penstock_store_push_read (self, get_bars_in_thread, penstock_store_get_bars_async, g_strdup (symbol), g_free,
                            (GDestroyNotify)penstock_bars_unref, cancellable, callback, user_data);
}

PenstockBars *
penstock_store_get_bars_finish (PenstockStore  *self,
                                GAsyncResult   *result,
                                GError        **error)
{
  return penstock_store_finish_read (self, result, penstock_store_get_bars_async, error);
}
