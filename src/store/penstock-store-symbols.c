/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

#include <string.h>

typedef struct { char *source; GPtrArray *symbols; } Register;
typedef struct { char *words, *begins, *contains; guint most; } Search;

void
penstock_stored_symbol_free (PenstockStoredSymbol *self)
{
  if (self == NULL)
    return;

  g_free (self->symbol);
  g_free (self->name);
  g_free (self->exchange);
  g_free (self->kind);
  g_free (self->source);
  g_free (self);
}

static void
register_free (Register *self)
{
  g_ptr_array_unref (self->symbols);
  g_free (self->source);
  g_free (self);
}

static void
search_free (Search *self)
{
  g_free (self->words);
  g_free (self->begins);
  g_free (self->contains);
  g_free (self);
}

static gboolean
forget_register (PenstockStore  *self,
                 const char     *source,
                 GError        **error)
{
  g_autoptr(PenstockStatement) statement = penstock_store_prepare (self, "DELETE FROM symbol WHERE source = ?1", error);

  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, source);
  return penstock_store_run (self, statement, error);
}

static gboolean
replace_symbols_in_thread (PenstockStore  *self,
                           gpointer        data,
                           guint          *n_changed,
                           GError        **error)
{
  const Register *given = data;

  if (!forget_register (self, given->source, error))
    return FALSE;

  for (guint i = 0; i < given->symbols->len; i++)
    {
      const PenstockStoredSymbol *symbol = g_ptr_array_index (given->symbols, i);
      g_autoptr(PenstockStatement) statement = NULL;

      statement = penstock_store_prepare (self, "INSERT OR REPLACE INTO symbol (source, symbol, name, exchange, kind, cik) "
                                          "VALUES (?1, ?2, ?3, ?4, ?5, ?6)", error);
      if (statement == NULL)
        return FALSE;

      penstock_statement_bind_text (statement, 1, given->source);
      penstock_statement_bind_text (statement, 2, symbol->symbol);
      penstock_statement_bind_text (statement, 3, symbol->name);
      penstock_statement_bind_text (statement, 4, symbol->exchange);
      penstock_statement_bind_text (statement, 5, symbol->kind);
      sqlite3_bind_int64 (statement, 6, (gint64)symbol->cik);
      if (!penstock_store_run (self, statement, error))
        return FALSE;
    }

  return TRUE;
}

void
penstock_store_replace_symbols_async (PenstockStore              *self,
                                      const char                 *source,
                                      const PenstockStoredSymbol *symbols,
                                      gsize                       n,
                                      GCancellable               *cancellable,
                                      GAsyncReadyCallback         callback,
                                      gpointer                    user_data)
{
  Register *given;

  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (source != NULL && (symbols != NULL || n == 0));

  given = g_new0 (Register, 1);
  given->source = g_strdup (source);
  given->symbols = g_ptr_array_new_full ((guint)n, (GDestroyNotify)penstock_stored_symbol_free);
  for (gsize i = 0; i < n; i++)
    {
      PenstockStoredSymbol *copy = g_new0 (PenstockStoredSymbol, 1);

      *copy = (PenstockStoredSymbol) {
        .symbol = g_strdup (symbols[i].symbol), .name = g_strdup (symbols[i].name != NULL ? symbols[i].name : ""),
        .exchange = g_strdup (symbols[i].exchange), .kind = g_strdup (symbols[i].kind), .cik = symbols[i].cik,
      };
      g_ptr_array_add (given->symbols, copy);
    }
  penstock_store_push_write (self, replace_symbols_in_thread, penstock_store_replace_symbols_async, given, (GDestroyNotify)register_free,
                             cancellable, callback, user_data);
}

gboolean
penstock_store_replace_symbols_finish (PenstockStore  *self,
                                       GAsyncResult   *result,
                                       GError        **error)
{
  return penstock_store_finish_write (self, result, penstock_store_replace_symbols_async, NULL, error);
}

static PenstockStoredSymbol *
read_symbol (PenstockStatement *statement)
{
  PenstockStoredSymbol *symbol = g_new0 (PenstockStoredSymbol, 1);

  symbol->source = penstock_statement_dup_text (statement, 0);
  symbol->symbol = penstock_statement_dup_text (statement, 1);
  symbol->name = penstock_statement_dup_text (statement, 2);
  symbol->exchange = penstock_statement_dup_text (statement, 3);
  symbol->kind = penstock_statement_dup_text (statement, 4);
  symbol->cik = (guint64)sqlite3_column_int64 (statement, 5);

  return symbol;
}

static gpointer
search_symbols_in_thread (PenstockStore  *self,
                          gpointer        data,
                          GError        **error)
{
  const Search *search = data;
  g_autoptr(PenstockStatement) statement = NULL;
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_stored_symbol_free);
  gboolean row = TRUE;

  statement = penstock_store_prepare (self, "SELECT source, symbol, name, exchange, kind, cik FROM symbol "
                                      "WHERE symbol LIKE ?3 ESCAPE '\\' OR name LIKE ?3 ESCAPE '\\' "
                                      "ORDER BY CASE WHEN symbol LIKE ?1 ESCAPE '\\' THEN 0 WHEN symbol LIKE ?2 ESCAPE '\\' THEN 1 "
                                      "WHEN name LIKE ?2 ESCAPE '\\' THEN 2 ELSE 3 END, symbol, source LIMIT ?4", error);
  if (statement == NULL)
    return NULL;

  penstock_statement_bind_text (statement, 1, search->words);
  penstock_statement_bind_text (statement, 2, search->begins);
  penstock_statement_bind_text (statement, 3, search->contains);
  sqlite3_bind_int64 (statement, 4, search->most);
  while (penstock_store_step (self, statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&found);

      g_ptr_array_add (found, read_symbol (statement));
    }

  return NULL;
}

/* What LIKE would take for a pattern is meant as it stands. */
static char *
escape (const char *words)
{
  GString *text = g_string_new (NULL);

  for (const char *c = words; *c != '\0'; c++)
    {
      if (strchr ("\\%_", *c) != NULL)
        g_string_append_c (text, '\\');
      g_string_append_c (text, *c);
    }

  return g_string_free (text, FALSE);
}

void
penstock_store_search_symbols_async (PenstockStore       *self,
                                     const char          *words,
                                     guint                most,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  Search *search;

  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (words != NULL);

  search = g_new0 (Search, 1);
  search->words = escape (words);
  search->begins = g_strconcat (search->words, "%", NULL);
  search->contains = g_strconcat ("%", search->words, "%", NULL);
  search->most = most;
  penstock_store_push_read (self, search_symbols_in_thread, penstock_store_search_symbols_async, search, (GDestroyNotify)search_free,
                            (GDestroyNotify)g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
penstock_store_search_symbols_finish (PenstockStore  *self,
                                      GAsyncResult   *result,
                                      GError        **error)
{
  return penstock_store_finish_read (self, result, penstock_store_search_symbols_async, error);
}
