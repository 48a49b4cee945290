/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

typedef struct { char *key, *value; } Setting;

static void
setting_free (Setting *self)
{
  g_free (self->key);
  g_free (self->value);
  g_free (self);
}

static gboolean
put_setting_in_thread (PenstockStore  *self,
                       gpointer        data,
                       guint          *n_changed,
                       GError        **error)
{
  const Setting *setting = data;
  g_autoptr(PenstockStatement) statement = NULL;

  statement = penstock_store_prepare (self, setting->value != NULL
                                              ? "INSERT OR REPLACE INTO setting (key, value) VALUES (?1, ?2)"
                                              : "DELETE FROM setting WHERE key = ?1", error);
  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, setting->key);
  if (setting->value != NULL)
    penstock_statement_bind_text (statement, 2, setting->value);
  return penstock_store_run (self, statement, error);
}

void
penstock_store_put_setting_async (PenstockStore       *self,
                                  const char          *key,
                                  const char          *value,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  Setting *setting;

  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (key != NULL);

  setting = g_new0 (Setting, 1);
  setting->key = g_strdup (key);
  setting->value = g_strdup (value);
  penstock_store_push_write (self, put_setting_in_thread, penstock_store_put_setting_async, setting, (GDestroyNotify)setting_free,
                             cancellable, callback, user_data);
}

gboolean
penstock_store_put_setting_finish (PenstockStore  *self,
                                   GAsyncResult   *result,
                                   GError        **error)
{
  return penstock_store_finish_write (self, result, penstock_store_put_setting_async, NULL, error);
}

gboolean
penstock_store_load_settings (PenstockStore  *self,
                              GHashTable     *settings,
                              GError        **error)
{
  g_autoptr(PenstockStatement) statement = penstock_store_prepare (self, "SELECT key, value FROM setting", error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;

  while (penstock_store_step (self, statement, &row, error))
    {
      if (!row)
        return TRUE;

      g_hash_table_replace (settings, penstock_statement_dup_text (statement, 0), penstock_statement_dup_text (statement, 1));
    }

  return FALSE;
}
