/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-chain-private.h"
#include "penstock-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_LISTED 8

/* What a name is to a company; the better meaning hides the others. */
typedef enum
{
  RANK_ID_OR_SYMBOL,
  RANK_ALT_SYMBOL,
  RANK_CODE,
  RANK_ALIAS,
  RANK_NAME,
} Rank;

typedef struct { Rank rank; guint company; } PenstockNamed;

char *
penstock_chain_fold (const char *name)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name));
  g_autofree char *compatible = g_utf8_normalize (trimmed, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (compatible != NULL ? compatible : trimmed, -1);
}

static void
add_name (PenstockChainIndexed *self,
          guint                 company,
          Rank                  rank,
          const char           *name)
{
  PenstockNamed named = { rank, company };
  g_autofree char *folded = NULL;
  GArray *meanings;

  if (name == NULL)
    return;

  folded = penstock_chain_fold (name);
  meanings = g_hash_table_lookup (self->names, folded);
  if (meanings == NULL)
    {
      meanings = g_array_new (FALSE, FALSE, sizeof (PenstockNamed));
      g_hash_table_insert (self->names, g_steal_pointer (&folded), meanings);
    }
  g_array_append_val (meanings, named);
}

static void
index_company (PenstockChainIndexed *self,
               guint                 i)
{
  const PenstockCompany *company = &self->chain.companies[i];

  g_hash_table_insert (self->ids, company->id, GUINT_TO_POINTER (i));
  if (company->symbol != NULL)
    g_hash_table_insert (self->symbols, company->symbol, GUINT_TO_POINTER (i));

  add_name (self, i, RANK_ID_OR_SYMBOL, company->id);
  add_name (self, i, RANK_ID_OR_SYMBOL, company->symbol);
  add_name (self, i, RANK_ALT_SYMBOL, company->alt_symbol);
  add_name (self, i, RANK_CODE, company->code);
  for (char **alias = company->aliases; *alias != NULL; alias++)
    add_name (self, i, RANK_ALIAS, *alias);
  add_name (self, i, RANK_NAME, company->name);
  add_name (self, i, RANK_NAME, company->local_name);
}

void
penstock_chain_index (PenstockChain *chain)
{
  PenstockChainIndexed *self = (PenstockChainIndexed *)chain;

  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->symbols = g_hash_table_new (g_str_hash, g_str_equal);
  self->segment_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);

  for (guint i = 0; i < chain->n_segments; i++)
    g_hash_table_insert (self->segment_ids, chain->segments[i].id, GUINT_TO_POINTER (i));
  for (guint i = 0; i < chain->n_companies; i++)
    index_company (self, i);
}

static int
index_in (GHashTable *table,
          const char *key)
{
  gpointer value;

  return g_hash_table_lookup_extended (table, key, NULL, &value) ? (int)GPOINTER_TO_UINT (value) : -1;
}

int
penstock_chain_find_symbol (const PenstockChain *self,
                            const char          *symbol)
{
  g_return_val_if_fail (self != NULL && symbol != NULL, -1);

  return index_in (((const PenstockChainIndexed *)self)->symbols, symbol);
}

int
penstock_chain_find_id (const PenstockChain *self,
                        const char          *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, -1);

  return index_in (((const PenstockChainIndexed *)self)->ids, id);
}

int
penstock_chain_find_segment (const PenstockChain *self,
                             const char          *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, -1);

  return index_in (((const PenstockChainIndexed *)self)->segment_ids, id);
}

static void
add_candidate (GArray *candidates,
               guint   company)
{
  for (guint i = 0; i < candidates->len; i++)
    if (g_array_index (candidates, guint, i) == company)
      return;

  g_array_append_val (candidates, company);
}

/* The companies that @folded means best. */
static void
collect_best (const PenstockChainIndexed *self,
              const char                 *folded,
              GArray                     *candidates)
{
  GArray *meanings = g_hash_table_lookup (self->names, folded);
  Rank best = RANK_NAME;

  if (meanings == NULL)
    return;

  for (guint i = 0; i < meanings->len; i++)
    best = MIN (best, g_array_index (meanings, PenstockNamed, i).rank);
  for (guint i = 0; i < meanings->len; i++)
    if (g_array_index (meanings, PenstockNamed, i).rank == best)
      add_candidate (candidates, g_array_index (meanings, PenstockNamed, i).company);
}

static void
collect_by_prefix (const PenstockChain *chain,
                   const char          *folded,
                   GArray              *candidates)
{
  for (guint i = 0; i < chain->n_companies; i++)
    {
      const PenstockCompany *company = &chain->companies[i];
      g_autofree char *name = penstock_chain_fold (company->name);
      g_autofree char *local_name = company->local_name != NULL ? penstock_chain_fold (company->local_name) : NULL;

      if (g_str_has_prefix (name, folded) || (local_name != NULL && g_str_has_prefix (local_name, folded)))
        add_candidate (candidates, i);
    }
}

/* "A, B and 3 more", each by id and symbol. */
static char *
list_candidates (const PenstockChain *chain,
                 const GArray        *candidates)
{
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; i < MIN (candidates->len, MAX_LISTED); i++)
    {
      const PenstockCompany *company = &chain->companies[g_array_index (candidates, guint, i)];

      g_string_append_printf (list, "%s%s (%s)", i > 0 ? ", " : "", company->id,
                              company->symbol != NULL ? company->symbol : company->name);
    }
  if (candidates->len > MAX_LISTED)
    g_string_append (list, ", …");

  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* Exactly as written; decides between the id `tel' of one company and the symbol `TEL' of another. */
static int
find_exactly (const PenstockChain *self,
              const char          *name)
{
  int by_id = penstock_chain_find_id (self, name);
  int by_symbol = penstock_chain_find_symbol (self, name);

  if (by_id >= 0 && by_symbol >= 0 && by_id != by_symbol)
    return -1;

  return by_id >= 0 ? by_id : by_symbol;
}

int
penstock_chain_find (const PenstockChain  *self,
                     const char           *name,
                     GError              **error)
{
  g_autoptr(GArray) candidates = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *folded = NULL;
  int exact;

  g_return_val_if_fail (self != NULL && name != NULL, -1);

  exact = find_exactly (self, name);
  if (exact >= 0)
    return exact;

  shown = g_utf8_make_valid (name, -1);
  folded = penstock_chain_fold (shown);
  candidates = g_array_new (FALSE, FALSE, sizeof (guint));
  collect_best ((const PenstockChainIndexed *)self, folded, candidates);
  if (candidates->len == 0 && *folded != '\0')
    collect_by_prefix (self, folded, candidates);

  if (candidates->len == 1)
    return (int)g_array_index (candidates, guint, 0);

  if (candidates->len == 0)
    g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND, _("no company `%s' in the chain"), shown);
  else
    {
      g_autofree char *list = list_candidates (self, candidates);

      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_AMBIGUOUS, _("`%s' may be %s"), shown, list);
    }
  return -1;
}
