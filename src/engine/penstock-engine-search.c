/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "penstock-engine-private.h"

/* Symbols for what somebody typed: the chain's own, stored registers, and feeds that can look up, in this order; each symbol once. */

#define MOST_WORDS  100 /* characters of them */
#define MOST_STORED 50

typedef struct
{
  char       *words;
  GArray     *found;    /* PenstockSymbolRow */
  GHashTable *symbols;  /* of those, borrowed */
  GString    *reason;   /* why a part is missing */
  GArray     *stored;   /* PenstockSymbolRow: waits for nobody, but goes before what the feeds say */
  GArray     *asked;    /* PenstockSymbolRow of the feeds */
  guint       pending;
} Search;

static void
clear_row (gpointer data)
{
  PenstockSymbolRow *row = data;

  g_free (row->symbol);
  g_free (row->name);
  g_free (row->exchange);
  g_free (row->kind);
}

static GArray *
new_rows (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (PenstockSymbolRow));

  g_array_set_clear_func (rows, clear_row);

  return rows;
}

static void
search_free (Search *search)
{
  g_hash_table_unref (search->symbols);
  g_clear_pointer (&search->found, g_array_unref);
  g_array_unref (search->stored);
  g_array_unref (search->asked);
  if (search->reason != NULL)
    g_string_free (search->reason, TRUE);
  g_free (search->words);
  g_free (search);
}

static void
append_row (GArray     *rows,
            const char *symbol,
            const char *name,
            const char *exchange,
            const char *kind,
            guint64     cik)
{
  PenstockSymbolRow row = {
    .symbol = g_strdup (symbol), .name = g_strdup (name != NULL ? name : ""), .exchange = g_strdup (exchange), .kind = g_strdup (kind), .cik = cik,
  };

  g_array_append_val (rows, row);
}

static void
add_rows (Search       *search,
          const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const PenstockSymbolRow *row = &g_array_index (rows, PenstockSymbolRow, i);

      if (g_hash_table_contains (search->symbols, row->symbol))
        continue;
      append_row (search->found, row->symbol, row->name, row->exchange, row->kind, row->cik);
      g_hash_table_add (search->symbols, g_array_index (search->found, PenstockSymbolRow, search->found->len - 1).symbol);
    }
}

/* Does @text, which may be NULL, contain the folded words? */
static gboolean
contains (const char *text,
          const char *folded)
{
  g_autofree char *other = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return other != NULL && strstr (other, folded) != NULL;
}

static gboolean
is_meant (const PenstockCompany *company,
          const char            *folded)
{
  if (contains (company->symbol, folded) || contains (company->name, folded) || contains (company->local_name, folded) ||
      contains (company->id, folded) || contains (company->code, folded))
    return TRUE;

  for (gsize i = 0; company->aliases != NULL && company->aliases[i] != NULL; i++)
    if (contains (company->aliases[i], folded))
      return TRUE;

  return FALSE;
}

static void
search_chain (PenstockEngine *self,
              Search         *search)
{
  g_autofree char *folded = g_utf8_casefold (search->words, -1);
  g_autoptr(GArray) rows = new_rows ();

  for (guint i = 0; i < self->chain->n_companies; i++)
    {
      const PenstockCompany *company = &self->chain->companies[i];
      const PenstockExchange *exchange = penstock_chain_exchange (self->chain, i);

      if (company->symbol != NULL && is_meant (company, folded))
        append_row (rows, company->symbol, company->name, exchange != NULL ? exchange->name : NULL, "equity", company->cik);
    }
  add_rows (search, rows);
}

static void
say (Search     *search,
     const char *what)
{
  if (search->reason == NULL)
    search->reason = g_string_new (what);
  else
    g_string_append_printf (search->reason, "; %s", what);
}

static void
finish_part (GTask *task)
{
  Search *search = g_task_get_task_data (task);

  if (--search->pending > 0)
    return;

  add_rows (search, search->stored);
  add_rows (search, search->asked);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) symbols = penstock_store_search_symbols_finish (PENSTOCK_STORE (object), result, &error);

  for (guint i = 0; symbols != NULL && i < symbols->len; i++)
    {
      const PenstockStoredSymbol *symbol = g_ptr_array_index (symbols, i);

      append_row (search->stored, symbol->symbol, symbol->name, symbol->exchange, symbol->kind, symbol->cik);
    }
  if (symbols == NULL)
    say (search, error->message);
  finish_part (task);
}

static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr(PenstockFetch) fetch = penstock_http_fetch_finish (PENSTOCK_HTTP (object), result, NULL);

  for (guint i = 0; fetch != NULL && fetch->batch != NULL && i < fetch->batch->symbols->len; i++)
    {
      const PenstockSymbolRow *row = &g_array_index (fetch->batch->symbols, PenstockSymbolRow, i);

      append_row (search->asked, row->symbol, row->name, row->exchange, row->kind, row->cik);
    }
  if (fetch != NULL && (fetch->outcome == PENSTOCK_OUTCOME_REFUSED || fetch->outcome == PENSTOCK_OUTCOME_BROKEN))
    {
      g_autofree char *why = g_strdup_printf ("%s: %s", _(fetch->provider->title), fetch->reason != NULL ? fetch->reason : _("no reason stated"));

      say (search, why);
    }
  finish_part (task);
}

void
penstock_engine_search_async (PenstockEngine      *self,
                              const char          *words,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Search *search;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self) && !self->shut_down);
  g_return_if_fail (words != NULL);

  search = g_new0 (Search, 1);
  search->words = g_strstrip (g_utf8_substring (words, 0, MIN (g_utf8_strlen (words, -1), MOST_WORDS)));
  search->found = new_rows ();
  search->stored = new_rows ();
  search->asked = new_rows ();
  search->symbols = g_hash_table_new (g_str_hash, g_str_equal);
  search->pending = 1;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, penstock_engine_search_async);
  g_task_set_task_data (task, search, (GDestroyNotify)search_free);

  if (*search->words != '\0')
    {
      search_chain (self, search);
      search->pending++;
      penstock_store_search_symbols_async (self->store, search->words, MOST_STORED, cancellable, stored_cb, g_object_ref (task));
    }
  for (guint i = 0; *search->words != '\0' && penstock_providers[i] != NULL; i++)
    {
      const PenstockQuery query = { .subject = search->words, .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };

      if (penstock_providers[i]->asks != PENSTOCK_ASKS_WORDS || !penstock_preference_is_usable (self, penstock_providers[i]))
        continue;
      search->pending++;
      penstock_http_fetch_async (self->http, penstock_providers[i], &query, NULL, cancellable, asked_cb, g_object_ref (task));
    }
  finish_part (task);
}

GArray *
penstock_engine_search_finish (PenstockEngine  *self,
                               GAsyncResult    *result,
                               char           **reason,
                               GError         **error)
{
  Search *search;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  search = g_task_get_task_data (G_TASK (result));
  if (reason != NULL)
    *reason = search->reason != NULL ? g_strdup (search->reason->str) : NULL;
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return g_steal_pointer (&search->found);
}
