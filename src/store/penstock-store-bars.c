/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

#include <math.h>

#include <glib/gi18n.h>

#define LISTING_COLUMNS "id, symbol, currency, source, simulated, fetched_at"

void
penstock_store_listing_free (PenstockListing *self)
{
  if (self == NULL)
    return;

  g_free (self->symbol);
  g_free (self->currency);
  g_free (self->source);
  g_free (self);
}

PenstockListing *
penstock_listing_read (PenstockStatement *statement)
{
  PenstockListing *self = g_new0 (PenstockListing, 1);

  self->id = sqlite3_column_int64 (statement, 0);
  self->symbol = penstock_statement_dup_text (statement, 1);
  self->currency = penstock_statement_dup_text (statement, 2);
  self->source = penstock_statement_dup_text (statement, 3);
  self->simulated = sqlite3_column_int (statement, 4) != 0;
  self->fetched_at = sqlite3_column_int64 (statement, 5);
  return self;
}

PenstockListing *
penstock_listing_find (PenstockStore  *self,
                       const char     *symbol,
                       GError        **error)
{
  g_autoptr(PenstockStatement) statement = penstock_store_prepare (self, "SELECT " LISTING_COLUMNS " FROM listing WHERE symbol = ?1", error);
  gboolean row;

  if (statement == NULL)
    return NULL;

  penstock_statement_bind_text (statement, 1, symbol);
  if (!penstock_store_step (self, statement, &row, error) || !row)
    return NULL;

  return penstock_listing_read (statement);
}

static gboolean
refuse (const PenstockBars  *bars,
        const char          *reason,
        GError             **error)
{
  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, _("Bars of %s: %s"), bars->symbol, reason);
  return FALSE;
}

static gboolean
check_days (const PenstockBars  *bars,
            GError             **error)
{
  for (gsize i = 1; i < bars->n; i++)
    if (bars->day[i] <= bars->day[i - 1])
      return refuse (bars, _("the days are not in order"), error);

  if (bars->n > 0 && (penstock_day_year (bars->day[0]) < 0 || penstock_day_year (bars->day[bars->n - 1]) >= PENSTOCK_YEARS_PER_LISTING))
    return refuse (bars, _("the days are out of range"), error);

  return TRUE;
}

/* Inserts or updates the listing row; gives its id. */
static gboolean
put_listing (PenstockStore       *self,
             const PenstockBars  *bars,
             gint64              *id,
             GError             **error)
{
  g_autoptr(PenstockStatement) statement = NULL;
  gboolean row;

  statement = penstock_store_prepare (self, "INSERT INTO listing (symbol, currency, source, simulated, fetched_at) VALUES (?1, ?2, ?3, ?4, ?5) "
                                      "ON CONFLICT DO UPDATE SET currency = coalesce (excluded.currency, currency), "
                                      "source = coalesce (excluded.source, source), simulated = excluded.simulated, "
                                      "fetched_at = max (excluded.fetched_at, fetched_at) RETURNING id", error);
  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, bars->symbol);
  penstock_statement_bind_text (statement, 2, bars->currency);
  penstock_statement_bind_text (statement, 3, bars->source);
  sqlite3_bind_int (statement, 4, bars->simulated != FALSE);
  sqlite3_bind_int64 (statement, 5, bars->fetched_at);
  if (!penstock_store_step (self, statement, &row, error))
    return FALSE;

  *id = row ? sqlite3_column_int64 (statement, 0) : 0;
  return row;
}

static gboolean
forget_years (PenstockStore  *self,
              gint64          listing,
              GError        **error)
{
  g_autoptr(PenstockStatement) statement = penstock_store_prepare (self, "DELETE FROM bars WHERE id >= ?1 AND id < ?2", error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, listing * PENSTOCK_YEARS_PER_LISTING);
  sqlite3_bind_int64 (statement, 2, (listing + 1) * PENSTOCK_YEARS_PER_LISTING);
  return penstock_store_run (self, statement, error);
}

/* Sets *@stored to the year's bars, NULL if there are none. A damaged year counts as none: it can't be read, and writing it anew heals it. */
static gboolean
read_year (PenstockStore  *self,
           gint64          id,
           PenstockBars  **stored,
           GError        **error)
{
  g_autoptr(PenstockStatement) statement = penstock_store_prepare (self, "SELECT data FROM bars WHERE id = ?1", error);
  const guint8 *data;
  gboolean row;
  gsize count;

  *stored = NULL;
  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, id);
  if (!penstock_store_step (self, statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;

  data = sqlite3_column_blob (statement, 0);
  if (penstock_blob_check (data, (gsize)sqlite3_column_bytes (statement, 0), (int)(id % PENSTOCK_YEARS_PER_LISTING), &count) == NULL)
    {
      *stored = penstock_bars_new ("", NULL, NULL, count);
      penstock_blob_unpack (data, *stored, 0);
    }

  return TRUE;
}

static gboolean
write_year (PenstockStore       *self,
            gint64               id,
            const PenstockBars  *bars,
            gsize                from,
            gsize                to,
            GError             **error)
{
  g_autoptr(PenstockStatement) statement = NULL;
  g_autoptr(GBytes) data = penstock_blob_pack (bars, from, to);

  statement = penstock_store_prepare (self, "INSERT INTO bars (id, listing, data) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET data = excluded.data",
                                      error);
  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int64 (statement, 2, id / PENSTOCK_YEARS_PER_LISTING);
  sqlite3_bind_blob (statement, 3, g_bytes_get_data (data, NULL), (int)g_bytes_get_size (data), SQLITE_STATIC);
  return penstock_store_run (self, statement, error);
}

static gboolean
same_bar (const PenstockBars *a,
          gsize               i,
          const PenstockBars *b,
          gsize               j)
{
  for (gsize f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
    if (!(a->field[f][i] == b->field[f][j] || (isnan (a->field[f][i]) && isnan (b->field[f][j]))))
      return FALSE;

  return TRUE;
}

static guint
count_changes (const PenstockBars *stored,
               const PenstockBars *given)
{
  guint changes = 0;

  for (gsize j = 0; j < given->n; j++)
    {
      gssize i = penstock_bars_find (stored, given->day[j]);

      if (i < 0 || stored->day[i] != given->day[j] || !same_bar (stored, (gsize)i, given, j))
        changes++;
    }

  return changes;
}

static PenstockBars *
slice (const PenstockBars *bars,
       gsize               from,
       gsize               to)
{
  PenstockBars *part = penstock_bars_new ("", NULL, NULL, to - from);

  for (gsize i = from; i < to; i++)
    {
      part->day[i - from] = bars->day[i];
      for (gsize f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
        part->field[f][i - from] = bars->field[f][i];
    }

  return part;
}

static gboolean
put_year (PenstockStore       *self,
          gint64               id,
          const PenstockBars  *bars,
          gsize                from,
          gsize                to,
          guint               *n_changed,
          GError             **error)
{
  g_autoptr(PenstockBars) stored = NULL;
  g_autoptr(PenstockBars) given = NULL;
  g_autoptr(PenstockBars) merged = NULL;
  guint changes;

  if (!read_year (self, id, &stored, error))
    return FALSE;

  if (stored == NULL)
    {
      *n_changed += (guint)(to - from);
      return write_year (self, id, bars, from, to, error);
    }

  given = slice (bars, from, to);
  changes = count_changes (stored, given);
  if (changes == 0)
    return TRUE;

  merged = penstock_bars_merge (stored, given);
  *n_changed += changes;
  return write_year (self, id, merged, 0, merged->n, error);
}

static gboolean
put_years (PenstockStore       *self,
           gint64               listing,
           const PenstockBars  *bars,
           guint               *n_changed,
           GError             **error)
{
  for (gsize from = 0, to; from < bars->n; from = to)
    {
      const int year = penstock_day_year (bars->day[from]);
      const PenstockDay next_year = penstock_day_from_ymd (year + 1, 1, 1);

      for (to = from; to < bars->n && bars->day[to] < next_year; to++)
        ;
      if (!put_year (self, listing * PENSTOCK_YEARS_PER_LISTING + year, bars, from, to, n_changed, error))
        return FALSE;
    }

  return TRUE;
}

/* Prices in two currencies, or simulated and real ones, never stand in one series: the new ones take the place of the old. */
static gboolean
mixes (const PenstockListing *stored,
       const PenstockBars    *bars)
{
  return bars->n > 0 &&
         (stored->simulated != bars->simulated ||
          (stored->currency != NULL && bars->currency != NULL && !g_str_equal (stored->currency, bars->currency)));
}

static gboolean
put_bars (PenstockStore       *self,
          const PenstockBars  *bars,
          gboolean             replace,
          guint               *n_changed,
          GError             **error)
{
  g_autoptr(PenstockListing) stored = NULL;
  g_autoptr(GError) local_error = NULL;
  gint64 id;

  if (!check_days (bars, error))
    return FALSE;

  stored = penstock_listing_find (self, bars->symbol, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (stored != NULL && !stored->simulated && bars->simulated && bars->n > 0)
    return refuse (bars, _("simulated prices can’t take the place of real ones"), error);

  return put_listing (self, bars, &id, error) &&
         ((!replace && (stored == NULL || !mixes (stored, bars))) || forget_years (self, id, error)) &&
         put_years (self, id, bars, n_changed, error);
}

static gboolean
put_bars_in_thread (PenstockStore  *self,
                    gpointer        data,
                    guint          *n_changed,
                    GError        **error)
{
  return put_bars (self, data, FALSE, n_changed, error);
}

static gboolean
replace_bars_in_thread (PenstockStore  *self,
                        gpointer        data,
                        guint          *n_changed,
                        GError        **error)
{
  return put_bars (self, data, TRUE, n_changed, error);
}

void
penstock_store_put_bars_async (PenstockStore       *self,
                               PenstockBars        *bars,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (bars != NULL);

  penstock_store_push_write (self, put_bars_in_thread, penstock_store_put_bars_async, penstock_bars_ref (bars),
                             (GDestroyNotify)penstock_bars_unref, cancellable, callback, user_data);
}

gboolean
penstock_store_put_bars_finish (PenstockStore  *self,
                                GAsyncResult   *result,
                                guint          *n_changed,
                                GError        **error)
{
  return penstock_store_finish_write (self, result, penstock_store_put_bars_async, n_changed, error);
}

static gboolean
put_many_in_thread (PenstockStore  *self,
                    gpointer        data,
                    guint          *n_changed,
                    GError        **error)
{
  GPtrArray *many = data;

  for (guint i = 0; i < many->len; i++)
    if (!put_bars (self, g_ptr_array_index (many, i), FALSE, n_changed, error))
      return FALSE;

  return TRUE;
}

void
penstock_store_put_many_bars_async (PenstockStore       *self,
                                    GPtrArray           *bars,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GPtrArray *copies;

  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (bars != NULL);

  copies = g_ptr_array_new_full (bars->len, (GDestroyNotify)penstock_bars_unref);
  for (guint i = 0; i < bars->len; i++)
    g_ptr_array_add (copies, penstock_bars_ref (g_ptr_array_index (bars, i)));
  penstock_store_push_write (self, put_many_in_thread, penstock_store_put_many_bars_async, copies, (GDestroyNotify)g_ptr_array_unref,
                             cancellable, callback, user_data);
}

gboolean
penstock_store_put_many_bars_finish (PenstockStore  *self,
                                     GAsyncResult   *result,
                                     guint          *n_changed,
                                     GError        **error)
{
  return penstock_store_finish_write (self, result, penstock_store_put_many_bars_async, n_changed, error);
}

void
penstock_store_replace_bars_async (PenstockStore       *self,
                                   PenstockBars        *bars,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (bars != NULL);

  penstock_store_push_write (self, replace_bars_in_thread, penstock_store_replace_bars_async, penstock_bars_ref (bars),
                             (GDestroyNotify)penstock_bars_unref, cancellable, callback, user_data);
}

gboolean
penstock_store_replace_bars_finish (PenstockStore  *self,
                                    GAsyncResult   *result,
                                    guint          *n_changed,
                                    GError        **error)
{
  return penstock_store_finish_write (self, result, penstock_store_replace_bars_async, n_changed, error);
}
