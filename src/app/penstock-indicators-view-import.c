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

void
penstock_indicators_view_import_file (PenstockIndicatorsView *self,
                                      const char             *path)
{
  PenstockEngine *engine = penstock_desk_get_engine (self->desk);
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (!penstock_import_indicators (path, penstock_clock_now (penstock_engine_get_clock (engine)), batch, &error))
    {
      text = g_strdup_printf (_("%s was not imported: %s"), path, error->message);
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
    penstock_engine_put_indicators_async (engine, batch->indicators, NULL, stored_cb, g_object_ref (self));
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PenstockIndicatorsView) self = user_data;
  g_autoptr(GFile) file = penstock_compat_open_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->desk != NULL)
    penstock_indicators_view_import_file (self, path);
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
  GSettings *settings = penstock_desk_get_settings (self->desk);
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_auto(GStrv) urls = penstock_settings_get_strv (settings, "indicator-addresses");
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) changed = NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || (!g_str_equal (g_uri_get_scheme (uri), "https") && !g_str_equal (g_uri_get_scheme (uri), "http")))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->address), "error");
      return;
    }

  for (guint i = 0; urls[i] != NULL; i++)
    if (!g_str_equal (urls[i], url))
      g_strv_builder_add (builder, urls[i]);
  g_strv_builder_add (builder, url);
  changed = g_strv_builder_end (builder);
  penstock_settings_set_strv (settings, "indicator-addresses", (const char *const *)changed);
  penstock_engine_set_indicator_addresses (penstock_desk_get_engine (self->desk), (const char *const *)changed);
  if (!penstock_desk_is_sample (self->desk))
    penstock_desk_enable_feed (self->desk, "indicators", TRUE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->address), "error");
  gtk_editable_set_text (GTK_EDITABLE (self->address), "");
  penstock_indicators_view_say (self, _("The address is asked like a feed from now on"));
}
