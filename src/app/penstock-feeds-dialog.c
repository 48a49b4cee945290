/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-feeds-dialog.h"

#include "penstock-feed-groups.h"
#include "penstock-settings.h"

struct _PenstockFeedsDialog
{
  AdwWindow            parent_instance;

  GPtrArray           *switches;  /* GtkSwitch of penstock_providers[i] */

  /* Template */
  AdwPreferencesGroup *prices;
  AdwPreferencesGroup *filings;
  AdwPreferencesGroup *news;
  AdwPreferencesGroup *other;
  GtkLabel            *hint;
  GtkWidget           *start;
};

G_DEFINE_FINAL_TYPE (PenstockFeedsDialog, penstock_feeds_dialog, ADW_TYPE_WINDOW)

/* Ids of what is ticked; owned. */
static char **
dup_chosen (PenstockFeedsDialog *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->switches->len; i++)
    if (gtk_switch_get_active (g_ptr_array_index (self->switches, i)))
      g_strv_builder_add (builder, penstock_providers[i]->id);

  return g_strv_builder_end (builder);
}

static void
update_start (PenstockFeedsDialog *self)
{
  g_auto(GStrv) chosen = dup_chosen (self);
  guint n = g_strv_length (chosen);
  g_autofree char *some = g_strdup_printf (ngettext ("%u feed is asked as soon as you start", "%u feeds are asked as soon as you start", n), n);

  gtk_widget_set_sensitive (self->start, n > 0);
  gtk_label_set_label (self->hint, n > 0 ? some : _("All off. Switch on at least one; no account needed"));
}

static void
start_clicked_cb (PenstockFeedsDialog *self)
{
  g_auto(GStrv) chosen = dup_chosen (self);
  GApplication *application = g_application_get_default ();

  g_action_group_activate_action (G_ACTION_GROUP (application), "start-live", g_variant_new_strv ((const char *const *)chosen, -1));
  gtk_window_close (GTK_WINDOW (self));
}

/* Where it is asked, and what it wants first. */
static char *
host_of (const PenstockProvider *provider)
{
  g_autoptr(GUri) uri = provider->base_url != NULL ? g_uri_parse (provider->base_url, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : _("the addresses you add");

  if (provider->key_need == PENSTOCK_KEY_NEEDED)
    return g_strdup_printf (_("%s · wants a key of your own: enter it on the Feeds page"), host);

  return g_strdup (host);
}

static GtkWidget *
terms_button_new (const PenstockProvider *provider)
{
  GtkWidget *button = gtk_link_button_new_with_label (provider->terms_url, _("Terms"));
  g_autofree char *name = g_strdup_printf (_("Terms of %s"), _(provider->title));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, provider->terms_url);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
add_provider (PenstockFeedsDialog    *self,
              const PenstockProvider *provider,
              gboolean                on)
{
  AdwPreferencesGroup *groups[PENSTOCK_N_FEED_GROUPS] = { self->prices, self->filings, self->news, self->other };
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  GtkWidget *toggle = gtk_switch_new ();
  g_autofree char *host = host_of (provider);
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s", _(provider->sends), host);
  g_autofree char *escaped = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(provider->title));
  adw_action_row_set_subtitle (row, escaped);
  adw_action_row_set_subtitle_lines (row, 0);
  if (provider->terms_url != NULL)
    adw_action_row_add_suffix (row, terms_button_new (provider));
  gtk_switch_set_active (GTK_SWITCH (toggle), on);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, _(provider->title), -1);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (update_start), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, toggle);
  adw_action_row_set_activatable_widget (row, toggle);
  adw_preferences_group_add (groups[penstock_feed_group_of (provider)], GTK_WIDGET (row));
  g_ptr_array_add (self->switches, toggle);
}

static void
penstock_feeds_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (PENSTOCK_FEEDS_DIALOG (object)->switches);

  G_OBJECT_CLASS (penstock_feeds_dialog_parent_class)->finalize (object);
}

static void
penstock_feeds_dialog_class_init (PenstockFeedsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = penstock_feeds_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-feeds-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedsDialog, prices);
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedsDialog, filings);
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedsDialog, news);
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedsDialog, other);
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedsDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedsDialog, start);
  gtk_widget_class_bind_template_callback (widget_class, start_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
penstock_feeds_dialog_init (PenstockFeedsDialog *self)
{
  self->switches = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
penstock_feeds_dialog_new (GtkWindow *parent,
                           GSettings *settings)
{
  PenstockFeedsDialog *self = g_object_new (PENSTOCK_TYPE_FEEDS_DIALOG, "transient-for", parent, NULL);
  g_auto(GStrv) enabled = penstock_settings_get_strv (settings, "enabled-feeds");

  adw_preferences_group_set_title (self->prices, penstock_feed_group_title (PENSTOCK_FEED_GROUP_PRICES));
  adw_preferences_group_set_title (self->filings, penstock_feed_group_title (PENSTOCK_FEED_GROUP_FILINGS));
  adw_preferences_group_set_title (self->news, penstock_feed_group_title (PENSTOCK_FEED_GROUP_NEWS));
  adw_preferences_group_set_title (self->other, penstock_feed_group_title (PENSTOCK_FEED_GROUP_OTHER));
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    add_provider (self, penstock_providers[i], g_strv_contains ((const char *const *)enabled, penstock_providers[i]->id));

  update_start (self);
  return GTK_WIDGET (self);
}
