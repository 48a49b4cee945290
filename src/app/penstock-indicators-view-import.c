/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-compat.h"
#include "penstock-import.h"
#include "penstock-indicators-view-private.h"
#include "penstock-settings.h"

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PenstockIndicatorsView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  guint n_new = 0;

  if (!penstock_engine_put_indicators_finish (PENSTOCK_ENGINE (object), result, &n_new, &error))
    text = g_strdup_printf (_("Indicators were not stored: %s"), error->message);
  else
    text = g_strdup_printf (ngettext ("%u new statement imported", "%u new statements imported", n_new), n_new);
  penstock_indicators_view_say (self, text);
}

typedef struct
{
  char   *path;
  gint64  now;   /* seconds, Unix */
} Import;

static void
import_free (gpointer data)
{
  g_free (((Import *)data)->path);
  g_free (data);
}

static void
read_in_thread (GTask        *task,
                gpointer      object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Import *import = task_data;
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  GError *error = NULL;

  if (penstock_import_indicators (import->path, import->now, batch, &error))
    g_task_return_pointer (task, g_steal_pointer (&batch), (GDestroyNotify)penstock_batch_free);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  PenstockIndicatorsView *self = PENSTOCK_INDICATORS_VIEW (object);
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockBatch) batch = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *text = NULL;

  /* The window may be gone by now. */
  if (self->desk == NULL)
    return;

  if (batch == NULL)
    {
      text = g_strdup_printf (_("%s was not imported: %s"), ((const Import *)g_task_get_task_data (G_TASK (result)))->path, error->message);
      penstock_indicators_view_say (self, text);
      return;
    }
  if (batch->rejected->len > 0)
    {
      const PenstockRejection *first = &g_array_index (batch->rejected, PenstockRejection, 0);

      text = g_strdup_printf (_("%u of %u rows left out (row %u: %s)"), batch->rejected->len, batch->rows, first->line, first->reason);
      penstock_indicators_view_say (self, text);
    }
  if (batch->indicators->len > 0)
    penstock_engine_put_indicators_async (penstock_desk_get_engine (self->desk), batch->indicators, NULL, stored_cb, g_object_ref (self));
}

/* A file may be large, or far away. */
void
penstock_indicators_view_import_file (PenstockIndicatorsView *self,
                                      const char             *path)
{
  g_autoptr(GTask) task = NULL;
  Import *import;

  g_return_if_fail (PENSTOCK_IS_INDICATORS_VIEW (self) && path != NULL);

  import = g_new0 (Import, 1);
  import->path = g_strdup (path);
  import->now = penstock_clock_now (penstock_engine_get_clock (penstock_desk_get_engine (self->desk)));
  task = g_task_new (self, NULL, read_cb, NULL);
  g_task_set_task_data (task, import, import_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PenstockIndicatorsView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = penstock_compat_file_finish (result, &error);
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;

  if (self->desk == NULL)
    return;

  if (path != NULL)
    penstock_indicators_view_import_file (self, path);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    penstock_indicators_view_say (self, error->message);
}

void
penstock_indicators_view_ask_file (PenstockIndicatorsView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    penstock_compat_open_file_async (GTK_WINDOW (root), _("Import indicators"), NULL, chosen_cb, g_object_ref (self));
}

void
penstock_indicators_view_add_address (PenstockIndicatorsView *self,
                                      const char             *url)
{
  g_auto(GStrv) urls = penstock_settings_get_strv (penstock_desk_get_settings (self->desk), "indicator-addresses");
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) changed = NULL;

  if (!penstock_desk_is_address (url))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->address), "error");
      return;
    }

  for (guint i = 0; urls[i] != NULL; i++)
    if (!g_str_equal (urls[i], url))
      g_strv_builder_add (builder, urls[i]);
  g_strv_builder_add (builder, url);
  changed = g_strv_builder_end (builder);
  penstock_desk_set_indicator_addresses (self->desk, (const char *const *)changed);
  if (!penstock_desk_is_sample (self->desk))
    penstock_desk_enable_feed (self->desk, "indicators", TRUE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->address), "error");
  gtk_editable_set_text (GTK_EDITABLE (self->address), "");
  penstock_indicators_view_say (self, _("The address is asked like a feed from now on"));
}
