/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-compat.h"


/* What is newer than the pinned versions is used only where it exists. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

/* ---- File dialogs ---- */

#if GTK_CHECK_VERSION (4, 10, 0)

/* All three are taken; one of @file and @error is NULL. */
static void
return_file (GTask  *task,
             GFile  *file,
             GError *error)
{
  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed");
      g_error_free (error);
    }
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  GError *error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, &error);

  return_file (user_data, file, error);
}

void
penstock_compat_save_file_async (GtkWindow           *parent,
                                 const char          *title,
                                 const char          *name,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  GTask *task = g_task_new (parent, cancellable, callback, user_data);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, parent, cancellable, saved_cb, task);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError *error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, &error);

  return_file (user_data, file, error);
}

void
penstock_compat_open_file_async (GtkWindow           *parent,
                                 const char          *title,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  GTask *task = g_task_new (parent, cancellable, callback, user_data);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_open (dialog, parent, cancellable, opened_cb, task);
}

#else

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             gpointer         user_data)
{
  g_autoptr(GTask) task = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed");

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

/* Both are taken. */
static void
ask (GtkFileChooserNative *dialog,
     GTask                *task)
{
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
penstock_compat_save_file_async (GtkWindow           *parent,
                                 const char          *title,
                                 const char          *name,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  ask (dialog, g_task_new (parent, cancellable, callback, user_data));
}

void
penstock_compat_open_file_async (GtkWindow           *parent,
                                 const char          *title,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  ask (gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL), g_task_new (parent, cancellable, callback, user_data));
}

#endif

GFile *
penstock_compat_file_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Question ---- */

#if ADW_CHECK_VERSION (1, 5, 0)
#define MESSAGE_TYPE(name) adw_alert_dialog_##name
#define MESSAGE(dialog)    ADW_ALERT_DIALOG (dialog)
#else
#define MESSAGE_TYPE(name) adw_message_dialog_##name
#define MESSAGE(dialog)    ADW_MESSAGE_DIALOG (dialog)
#endif

static void
answered_cb (GTask      *task,
             const char *response)
{
  g_task_return_boolean (task, g_str_equal (response, "accept"));
  g_object_unref (task);
}

void
penstock_compat_confirm_async (GtkWindow           *parent,
                               const char          *heading,
                               const char          *body,
                               GtkWidget           *extra,
                               const char          *accept,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
#if ADW_CHECK_VERSION (1, 5, 0)
  GtkWidget *dialog = GTK_WIDGET (adw_alert_dialog_new (heading, body));
#else
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
#endif

  if (extra != NULL)
    MESSAGE_TYPE (set_extra_child) (MESSAGE (dialog), extra);
  MESSAGE_TYPE (add_response) (MESSAGE (dialog), "cancel", _("_Cancel"));
  MESSAGE_TYPE (add_response) (MESSAGE (dialog), "accept", accept);
  MESSAGE_TYPE (set_response_appearance) (MESSAGE (dialog), "accept", ADW_RESPONSE_SUGGESTED);
  MESSAGE_TYPE (set_default_response) (MESSAGE (dialog), "cancel");
  MESSAGE_TYPE (set_close_response) (MESSAGE (dialog), "cancel");
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (answered_cb), task);
#if ADW_CHECK_VERSION (1, 5, 0)
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (parent));
#else
  gtk_window_present (GTK_WINDOW (dialog));
#endif
}

gboolean
penstock_compat_confirm_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

/* ---- Show in folder ---- */

#if GTK_CHECK_VERSION (4, 10, 0)

void
penstock_compat_show_in_folder (GtkWindow *parent,
                                GFile     *file)
{
  g_autoptr(GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, parent, NULL, NULL, NULL);
}

#else

typedef struct
{
  GtkWindow *parent; /* a reference */
  GFile     *folder;
} Folder;

static void
items_shown_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Folder *folder = user_data;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, NULL);

  if (reply == NULL)
    {
      g_autofree char *uri = g_file_get_uri (folder->folder);

      gtk_show_uri (folder->parent, uri, GDK_CURRENT_TIME);
    }

  g_object_unref (folder->parent);
  g_object_unref (folder->folder);
  g_free (folder);
}

void
penstock_compat_show_in_folder (GtkWindow *parent,
                                GFile     *file)
{
  GDBusConnection *bus = g_application_get_dbus_connection (g_application_get_default ());
  g_autofree char *uri = g_file_get_uri (file);
  const char *uris[] = { uri, NULL };
  Folder *folder;

  if (bus == NULL)
    return;

  folder = g_new0 (Folder, 1);
  folder->parent = g_object_ref (parent);
  folder->folder = g_file_get_parent (file);
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1", "ShowItems",
                          g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, items_shown_cb, folder);
}

#endif

/* ---- About ---- */

void
penstock_compat_show_about (GtkWindow *parent)
{
#if ADW_CHECK_VERSION (1, 5, 0)
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (adw_about_dialog_new ());

  adw_about_dialog_set_application_name (about, _("Penstock"));
  adw_about_dialog_set_application_icon (about, PENSTOCK_APP_ID);
  adw_about_dialog_set_version (about, PENSTOCK_VERSION);
  adw_about_dialog_set_developer_name (about, _("The Penstock authors"));
  adw_about_dialog_set_license_type (about, GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_comments (about, _("Who benefits along the AI-infrastructure chain, and is it in the price? "
                                          "Scores are exposure and attention measures, not promises."));
  adw_dialog_present (ADW_DIALOG (about), GTK_WIDGET (parent));
#else
  adw_show_about_window (parent,
                         "application-name", _("Penstock"),
                         "application-icon", PENSTOCK_APP_ID,
                         "version", PENSTOCK_VERSION,
                         "developer-name", _("The Penstock authors"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Who benefits along the AI-infrastructure chain, and is it in the price? "
                                       "Scores are exposure and attention measures, not promises."),
                         NULL);
#endif
}

/* ---- Web ---- */

void
penstock_compat_show_uri (GtkWindow  *parent,
                          const char *uri)
{
  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
}

/* ---- Pages ---- */

GtkWidget *
penstock_compat_create_switcher (AdwViewStack       *stack,
                                 AdwViewSwitcherBar *bar)
{
  GtkWidget *switcher = adw_view_switcher_title_new ();

  adw_view_switcher_title_set_stack (ADW_VIEW_SWITCHER_TITLE (switcher), stack);
  g_object_bind_property (switcher, "title-visible", bar, "reveal", G_BINDING_SYNC_CREATE);
  return switcher;
}

/* ---- Style sheets ---- */

void
penstock_compat_load_css (GtkCssProvider *provider,
                          const char     *css)
{
#if GTK_CHECK_VERSION (4, 12, 0)
  gtk_css_provider_load_from_string (provider, css);
#else
  gtk_css_provider_load_from_data (provider, css, -1);
#endif
}

void
penstock_compat_add_css (GtkCssProvider *provider)
{
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void
penstock_compat_remove_css (GtkCssProvider *provider)
{
  if (gdk_display_get_default () != NULL)
    gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider));
}

G_GNUC_END_IGNORE_DEPRECATIONS
