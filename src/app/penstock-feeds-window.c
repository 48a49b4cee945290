/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-feeds-window.h"

#include "penstock-feed-detail.h"
#include "penstock-feed-groups.h"
#include "penstock-settings.h"

/* The user's own addresses that one feed is asked at, and the rows that show them. */
typedef struct
{
  const char           *key;       /* of the settings */
  const char           *feed;      /* that is switched on with the first of them */
  void                (*set)      (PenstockDesk *desk, const char *const *urls);
  AdwPreferencesGroup  *group;
  GPtrArray            *rows;      /* GtkWidget, borrowed */
} Addresses;

enum { NEWS, SERIES, N_ADDRESSES };

struct _PenstockFeedsWindow
{
  AdwWindow            parent_instance;

  PenstockDesk        *desk;
  GPtrArray           *details;    /* PenstockFeedDetail, borrowed */
  Addresses            addresses[N_ADDRESSES];
  guint                tick;       /* ages grow */

  /* Template */
  AdwPreferencesPage  *page;
  GtkWidget           *sample_note;
  AdwPreferencesGroup *prices;
  AdwPreferencesGroup *filings;
  AdwPreferencesGroup *news;
  AdwPreferencesGroup *other;
  AdwPreferencesGroup *own_news;
  AdwEntryRow         *address;
  AdwPreferencesGroup *own_series;
  AdwEntryRow         *series_address;
};

G_DEFINE_FINAL_TYPE (PenstockFeedsWindow, penstock_feeds_window, ADW_TYPE_WINDOW)

static void
update (PenstockFeedsWindow *self)
{
  for (guint i = 0; i < self->details->len; i++)
    penstock_feed_detail_update (g_ptr_array_index (self->details, i));
}

static gboolean
tick_cb (gpointer user_data)
{
  update (user_data);
  return G_SOURCE_CONTINUE;
}

/* ---- Own addresses ---- */

static char **
get_addresses (PenstockFeedsWindow *self,
               const Addresses     *addresses)
{
  return penstock_settings_get_strv (penstock_desk_get_settings (self->desk), addresses->key);
}

static void
store_addresses (PenstockFeedsWindow *self,
                 const Addresses     *addresses,
                 const char          *without,
                 const char          *with)
{
  g_auto(GStrv) urls = get_addresses (self, addresses);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) changed = NULL;

  for (guint i = 0; urls[i] != NULL; i++)
    if (g_strcmp0 (urls[i], without) != 0 && g_strcmp0 (urls[i], with) != 0)
      g_strv_builder_add (builder, urls[i]);
  if (with != NULL)
    g_strv_builder_add (builder, with);
  changed = g_strv_builder_end (builder);
  addresses->set (self->desk, (const char *const *)changed);
}

static void list_addresses (PenstockFeedsWindow *self, const Addresses *addresses);

/* Those the widget, an entry or a row, belongs to. */
static const Addresses *
addresses_of (PenstockFeedsWindow *self,
              GtkWidget           *widget)
{
  return gtk_widget_is_ancestor (widget, GTK_WIDGET (self->own_series)) ? &self->addresses[SERIES] : &self->addresses[NEWS];
}

/* The address is the title of the button's row. */
static void
remove_clicked_cb (PenstockFeedsWindow *self,
                   GtkWidget           *button)
{
  const Addresses *addresses = addresses_of (self, button);
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  g_autofree char *url = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  store_addresses (self, addresses, url, NULL);
  list_addresses (self, addresses);
}

static void
add_address_row (PenstockFeedsWindow *self,
                 const Addresses     *addresses,
                 const char          *url)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *name = g_strdup_printf (_("Remove %s"), url);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), url);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (addresses->group, row);
  g_ptr_array_add (addresses->rows, row);
}

static void
list_addresses (PenstockFeedsWindow *self,
                const Addresses     *addresses)
{
  g_auto(GStrv) urls = get_addresses (self, addresses);

  for (guint i = 0; i < addresses->rows->len; i++)
    adw_preferences_group_remove (addresses->group, g_ptr_array_index (addresses->rows, i));
  g_ptr_array_set_size (addresses->rows, 0);
  for (guint i = 0; urls[i] != NULL; i++)
    add_address_row (self, addresses, urls[i]);
}

static void
address_changed_cb (PenstockFeedsWindow *self,
                    GtkWidget           *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  if (*text == '\0' || penstock_desk_is_address (text))
    gtk_widget_remove_css_class (entry, "error");
}

static void
address_applied_cb (PenstockFeedsWindow *self,
                    GtkWidget           *entry)
{
  const Addresses *addresses = addresses_of (self, entry);
  g_autofree char *url = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (!penstock_desk_is_address (url))
    {
      gtk_widget_add_css_class (entry, "error");
      return;
    }

  store_addresses (self, addresses, NULL, url);
  penstock_desk_enable_feed (self->desk, addresses->feed, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  list_addresses (self, addresses);
}

static void
set_up_addresses (PenstockFeedsWindow *self)
{
  const Addresses addresses[N_ADDRESSES] = {
    [NEWS] = { "news-addresses", "rss", penstock_desk_set_news_addresses, self->own_news, self->addresses[NEWS].rows },
    [SERIES] = { "indicator-addresses", "indicators", penstock_desk_set_indicator_addresses, self->own_series,
                 self->addresses[SERIES].rows },
  };

  for (guint i = 0; i < N_ADDRESSES; i++)
    {
      self->addresses[i] = addresses[i];
      list_addresses (self, &self->addresses[i]);
    }
}

/* ---- The feeds ---- */

static AdwPreferencesGroup *
group_widget (PenstockFeedsWindow *self,
              PenstockFeedGroup    group)
{
  AdwPreferencesGroup *widgets[PENSTOCK_N_FEED_GROUPS] = { self->prices, self->filings, self->news, self->other };

  return widgets[group];
}

static void
add_feeds (PenstockFeedsWindow *self)
{
  GListModel *feeds = penstock_engine_get_feeds (penstock_desk_get_engine (self->desk));
  guint n[PENSTOCK_N_FEED_GROUPS] = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (feeds); i++)
    {
      g_autoptr(PenstockFeedHealth) feed = g_list_model_get_item (feeds, i);
      const PenstockFeedGroup group = penstock_feed_group_of (penstock_provider_find (penstock_feed_health_get_id (feed)));
      GtkWidget *detail;

      /* The sample market speaks for some; the others have nothing to do here. */
      if (penstock_desk_is_sample (self->desk) && !penstock_feed_health_get_enabled (feed))
        continue;

      detail = penstock_feed_detail_new (self->desk, feed);
      adw_preferences_group_add (group_widget (self, group), detail);
      g_ptr_array_add (self->details, detail);
      n[group]++;
    }

  for (guint g = 0; g < PENSTOCK_N_FEED_GROUPS; g++)
    {
      AdwPreferencesGroup *widget = group_widget (self, g);

      adw_preferences_group_set_title (widget, penstock_feed_group_title (g));
      adw_preferences_group_set_description (widget, penstock_feed_group_description (g));
      gtk_widget_set_visible (GTK_WIDGET (widget), n[g] > 0);
    }
}

void
penstock_feeds_window_show_feed (PenstockFeedsWindow *self,
                                 const char          *feed)
{
  g_return_if_fail (PENSTOCK_IS_FEEDS_WINDOW (self));

  for (guint i = 0; i < self->details->len; i++)
    {
      PenstockFeedDetail *detail = g_ptr_array_index (self->details, i);

      if (!g_str_equal (penstock_feed_health_get_id (penstock_feed_detail_get_feed (detail)), feed))
        continue;

      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (detail), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (detail));
    }
}

/* From the sample market to the question which feeds to start with. */
static void
start_live_clicked_cb (PenstockFeedsWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "live-feeds", NULL);
}

/* ---- Life ---- */

static void
penstock_feeds_window_dispose (GObject *object)
{
  PenstockFeedsWindow *self = PENSTOCK_FEEDS_WINDOW (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_ptr_array_set_size (self->details, 0);
  for (guint i = 0; i < N_ADDRESSES; i++)
    g_ptr_array_set_size (self->addresses[i].rows, 0);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (penstock_feeds_window_parent_class)->dispose (object);
}

static void
penstock_feeds_window_finalize (GObject *object)
{
  PenstockFeedsWindow *self = PENSTOCK_FEEDS_WINDOW (object);

  g_ptr_array_unref (self->details);
  for (guint i = 0; i < N_ADDRESSES; i++)
    g_ptr_array_unref (self->addresses[i].rows);

  G_OBJECT_CLASS (penstock_feeds_window_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, PenstockFeedsWindow, name)

static void
penstock_feeds_window_class_init (PenstockFeedsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_feeds_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = penstock_feeds_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-feeds-window.ui");
  BIND (page);
  BIND (sample_note);
  BIND (prices);
  BIND (filings);
  BIND (news);
  BIND (other);
  BIND (own_news);
  BIND (address);
  BIND (own_series);
  BIND (series_address);
  gtk_widget_class_bind_template_callback (widget_class, address_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_live_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

#undef BIND

static void
penstock_feeds_window_init (PenstockFeedsWindow *self)
{
  self->details = g_ptr_array_new ();
  for (guint i = 0; i < N_ADDRESSES; i++)
    self->addresses[i].rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
penstock_feeds_window_new (GtkWindow    *parent,
                           PenstockDesk *desk)
{
  PenstockFeedsWindow *self = g_object_new (PENSTOCK_TYPE_FEEDS_WINDOW, "transient-for", parent, NULL);
  const gboolean sample = penstock_desk_is_sample (desk);

  self->desk = g_object_ref (desk);
  gtk_widget_set_visible (self->sample_note, sample);
  gtk_widget_set_visible (GTK_WIDGET (self->own_news), !sample);
  gtk_widget_set_visible (GTK_WIDGET (self->own_series), !sample);
  add_feeds (self);
  g_signal_connect_object (penstock_desk_get_engine (desk), "feeds-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  if (!sample)
    set_up_addresses (self);
  self->tick = g_timeout_add_seconds (1, tick_cb, self);
  return GTK_WIDGET (self);
}
