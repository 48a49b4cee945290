/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-claim-private.h"
#include "penstock-paths.h"

#include <string.h>

/* Main thread only. */
struct PenstockClaimShelf
{
  PenstockNames *names;
  GPtrArray     *shipped; /* PenstockClaim; NULL until it is asked for */
  GPtrArray     *own;     /* likewise, oldest first; never NULL */
  GPtrArray     *all;     /* both; replaced, never changed; NULL until it is asked for */
};

void
penstock_claim_shelf_free (PenstockClaimShelf *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->names, penstock_names_unref);
  g_clear_pointer (&self->shipped, g_ptr_array_unref);
  g_clear_pointer (&self->own, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_free (self);
}

static GPtrArray *
new_claims (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_claim_unref);
}

static PenstockClaimShelf *
get_shelf (PenstockEngine *self)
{
  if (self->claims == NULL)
    {
      self->claims = g_new0 (PenstockClaimShelf, 1);
      self->claims->own = new_claims ();
    }

  return self->claims;
}

PenstockNames *
penstock_engine_get_names (PenstockEngine *self)
{
  PenstockClaimShelf *shelf = get_shelf (self);

  if (shelf->names == NULL)
    shelf->names = penstock_names_new (self->chain);

  return shelf->names;
}

/* A file that is not there, or is for another chain, only leaves the list shorter. */
static GPtrArray *
load_shipped (PenstockEngine *self)
{
  g_autofree char *path = penstock_paths_data_file ("chains/claims.json");
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gsize length = 0;
  GPtrArray *claims = NULL;

  if (path != NULL && g_file_get_contents (path, &text, &length, NULL))
    {
      bytes = g_bytes_new_take (g_steal_pointer (&text), length);
      claims = penstock_claims_parse (penstock_engine_get_names (self), bytes, penstock_engine_today (self), NULL);
    }

  return claims != NULL ? claims : new_claims ();
}

static void
append (GPtrArray *to,
        GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, penstock_claim_ref (g_ptr_array_index (from, i)));
}

GPtrArray *
penstock_engine_get_claims (PenstockEngine *self)
{
  PenstockClaimShelf *shelf;

  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);

  shelf = get_shelf (self);
  if (shelf->shipped == NULL)
    shelf->shipped = load_shipped (self);
  if (shelf->all == NULL)
    {
      shelf->all = new_claims ();
      append (shelf->all, shelf->shipped);
      append (shelf->all, shelf->own);
    }

  return shelf->all;
}

static void
own_changed (PenstockEngine *self)
{
  g_clear_pointer (&self->claims->all, g_ptr_array_unref);
  penstock_engine_emit_claims (self);
}

static gboolean
find_own (PenstockClaimShelf *shelf,
          const char         *id,
          guint              *index)
{
  for (guint i = 0; i < shelf->own->len; i++)
    if (g_strcmp0 (((const PenstockClaim *)g_ptr_array_index (shelf->own, i))->id, id) == 0)
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}

void
penstock_engine_take_claims (PenstockEngine *self,
                             GPtrArray      *stored)
{
  PenstockClaimShelf *shelf = get_shelf (self);

  for (guint i = 0; i < stored->len; i++)
    {
      const PenstockStoredClaim *row = g_ptr_array_index (stored, i);
      g_autoptr(GBytes) bytes = g_bytes_new (row->json, strlen (row->json));
      const PenstockDay day = penstock_day_from_unix_utc (row->created);
      g_autoptr(GPtrArray) claims = penstock_claims_parse (penstock_engine_get_names (self), bytes, day, NULL);

      if (claims != NULL)
        append (shelf->own, claims);
    }
  if (stored->len > 0)
    own_changed (self);
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GWeakRef *weak = user_data; /* the store outlives the engine, and writes what it was given */
  g_autoptr(PenstockEngine) self = g_weak_ref_get (weak);
  g_autoptr(GError) error = NULL;

  if (!penstock_store_put_claim_finish (PENSTOCK_STORE (object), result, &error) && self != NULL && !self->shut_down)
    penstock_engine_report_store (self, error);
  g_weak_ref_clear (weak);
  g_free (weak);
}

static void
store (PenstockEngine *self,
       const char     *id,
       const char     *json)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  penstock_store_put_claim_async (self->store, id, penstock_clock_now (self->clock), json, NULL, stored_cb, weak);
}

void
penstock_engine_keep_claim (PenstockEngine *self,
                            PenstockClaim  *claim)
{
  PenstockClaimShelf *shelf;
  g_autofree char *json = NULL;
  guint at;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self));
  g_return_if_fail (claim != NULL && claim->id != NULL);

  shelf = get_shelf (self);
  if (find_own (shelf, claim->id, &at))
    {
      penstock_claim_ref (claim);
      penstock_claim_unref (g_ptr_array_index (shelf->own, at));
      g_ptr_array_index (shelf->own, at) = claim;
    }
  else
    g_ptr_array_add (shelf->own, penstock_claim_ref (claim));

  json = penstock_claim_to_json (claim, self->chain);
  store (self, claim->id, json);
  own_changed (self);
}

void
penstock_engine_forget_claim (PenstockEngine *self,
                              const char     *id)
{
  g_autofree char *copy = NULL;
  guint at;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self));
  g_return_if_fail (id != NULL);

  if (!find_own (get_shelf (self), id, &at))
    return;

  copy = g_strdup (id); /* it may be the claim's own */
  g_ptr_array_remove_index (self->claims->own, at);
  store (self, copy, NULL);
  own_changed (self);
}

gboolean
penstock_engine_owns_claim (PenstockEngine *self,
                            const char     *id)
{
  guint at;

  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), FALSE);

  return find_own (get_shelf (self), id, &at);
}

/* An id nobody else has: by the second, and a number behind it. */
static char *
new_id (PenstockEngine *self)
{
  const gint64 now = penstock_clock_now (self->clock);
  guint at;

  for (guint n = 1;; n++)
    {
      g_autofree char *id = g_strdup_printf ("own-%" G_GINT64_FORMAT "-%u", now, n);

      if (!find_own (get_shelf (self), id, &at))
        return g_steal_pointer (&id);
    }
}

PenstockClaim *
penstock_engine_read_claim (PenstockEngine  *self,
                            const char      *sentence,
                            GError         **error)
{
  PenstockClaim *claim;

  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);
  g_return_val_if_fail (sentence != NULL, NULL);

  claim = penstock_claim_read (penstock_engine_get_names (self), sentence, penstock_engine_today (self), error);
  if (claim != NULL && claim->id == NULL)
    claim->id = new_id (self);

  return claim;
}
