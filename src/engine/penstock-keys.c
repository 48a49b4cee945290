/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-keys.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>
#include <string.h>

#include "penstock-error.h"

#define MOST_BYTES 256

static const SecretSchema schema = {
  .name = "io.github.penstock.Penstock.FeedKey",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { "house", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

/* In words, with what to do. libsecret's own message says no secret. */
static GError *
explain (const GError *error)
{
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_new (PENSTOCK_ERROR, PENSTOCK_ERROR_STORE,
                        _("The keyring is locked and keeps no key for Penstock: unlock it and enter the key again (%s)"), error->message);

  return g_error_new (PENSTOCK_ERROR, PENSTOCK_ERROR_STORE,
                      _("No keyring answers, so keys are kept only until Penstock ends: start GNOME Keyring or KWallet and enter the key again (%s)"),
                      error->message);
}

static void
return_failure (GTask  *task,
                GError *error)
{
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_task_return_error (task, error);
  else
    {
      g_task_return_error (task, explain (error));
      g_error_free (error);
    }
}

/* -- all of them, one after the other: an unlocked keyring answers at once, a locked one asks the user once -- */

static void look_up_next (GTask *task);

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  guint *next = g_task_get_task_data (task);
  GError *error = NULL;
  char *key = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    {
      return_failure (task, error);
      return;
    }

  if (key != NULL)
    penstock_http_set_key (g_task_get_source_object (task), penstock_providers[*next], key);
  secret_password_free (key);
  ++*next;
  look_up_next (task);
}

static void
look_up_next (GTask *task)
{
  guint *next = g_task_get_task_data (task);

  while (penstock_providers[*next] != NULL && penstock_providers[*next]->key_need == PENSTOCK_KEY_NONE)
    ++*next;

  if (penstock_providers[*next] == NULL)
    g_task_return_boolean (task, TRUE);
  else
    secret_password_lookup (&schema, g_task_get_cancellable (task), looked_up_cb, g_object_ref (task),
                            "house", penstock_providers[*next]->policy->host_key, NULL);
}

void
penstock_keys_load_async (PenstockHttp        *http,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (PENSTOCK_IS_HTTP (http));

  task = g_task_new (http, cancellable, callback, user_data);
  g_task_set_source_tag (task, penstock_keys_load_async);
  g_task_set_task_data (task, g_new0 (guint, 1), g_free);
  look_up_next (task);
}

gboolean
penstock_keys_load_finish (PenstockHttp  *http,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, http), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* -- one -- */

/* @key without the white space around it; NULL with @error if that is no key. Owned, to be freed as a secret. */
static char *
clean (const char  *key,
       GError     **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (key != NULL ? key : ""));
  char *secret;

  for (const char *c = stripped; *c != '\0'; c++)
    if (g_ascii_isspace (*c) || g_ascii_iscntrl (*c))
      {
        memset (stripped, 0, strlen (stripped));
        g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, _("A key has no white space inside"));
        return NULL;
      }
  if (strlen (stripped) > MOST_BYTES)
    {
      memset (stripped, 0, strlen (stripped));
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, _("A key of more than %d bytes is none"), MOST_BYTES);
      return NULL;
    }

  secret = g_strdup (stripped);
  memset (stripped, 0, strlen (stripped));

  return secret;
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    return_failure (task, error);
}

static void
cleared_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  /* FALSE without an error: there was none to clear. */
  if (!secret_password_clear_finish (result, &error) && error != NULL)
    return_failure (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
penstock_keys_set_async (PenstockHttp           *http,
                         const PenstockProvider *provider,
                         const char             *key,
                         GCancellable           *cancellable,
                         GAsyncReadyCallback     callback,
                         gpointer                user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *label = NULL;
  GError *error = NULL;
  char *secret;

  g_return_if_fail (PENSTOCK_IS_HTTP (http));
  g_return_if_fail (provider != NULL);

  task = g_task_new (http, cancellable, callback, user_data);
  g_task_set_source_tag (task, penstock_keys_set_async);
  secret = clean (key, &error);
  if (secret == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  penstock_http_set_key (http, provider, *secret != '\0' ? secret : NULL);
  if (*secret != '\0')
    {
      /* Translators: how the user's keyring lists it; a source such as Tiingo */
      label = g_strdup_printf (_("Penstock: key for %s"), _(provider->title));
      secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, secret, cancellable, stored_cb, g_steal_pointer (&task),
                             "house", provider->policy->host_key, NULL);
    }
  else
    secret_password_clear (&schema, cancellable, cleared_cb, g_steal_pointer (&task), "house", provider->policy->host_key, NULL);
  secret_password_free (secret);
}

gboolean
penstock_keys_set_finish (PenstockHttp  *http,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, http), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
