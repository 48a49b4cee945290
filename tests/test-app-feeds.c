/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include <glib/gstdio.h>

#include "penstock-feed-detail.h"
#include "penstock-feeds-window.h"
#include "penstock-settings.h"

/* Of the library's resources, whose header is generated in its folder. */
void penstock_register_resource (void);

/* The Feeds page of a live market, as a user meets it. Nothing is asked: the market is never started. */

typedef struct
{
  char                *dir;
  GSettings           *settings;
  PenstockDesk        *desk;
  PenstockFeedsWindow *window;
  char                *message;  /* the last the desk said */
} Page;

static void
settle (void)
{
  const gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 5;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

static void
message_cb (Page       *page,
            const char *text)
{
  g_free (page->message);
  page->message = g_strdup (text);
}

static void
set_up (Page          *page,
        gconstpointer  data)
{
  const char *const none[] = { NULL };
  GError *error = NULL;

  page->dir = g_dir_make_tmp ("penstock-feeds-XXXXXX", NULL);
  page->settings = penstock_settings_new ();
  g_assert_nonnull (page->settings);
  penstock_settings_set_strv (page->settings, "enabled-feeds", none);
  penstock_settings_set_strv (page->settings, "agreed-feeds", none);
  penstock_settings_set_strv (page->settings, "feed-order", none);
  penstock_settings_set_strv (page->settings, "news-addresses", none);

  page->desk = penstock_desk_open_live (page->dir, NULL, page->settings, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (page->desk, "message", G_CALLBACK (message_cb), page);
  page->window = PENSTOCK_FEEDS_WINDOW (penstock_feeds_window_new (NULL, page->desk));
  gtk_window_present (GTK_WINDOW (page->window));
  settle ();
}

static void
tear_down (Page          *page,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (page->dir, 0, NULL);
  const char *name;

  gtk_window_destroy (GTK_WINDOW (page->window));
  settle ();
  penstock_desk_close (page->desk);
  g_clear_object (&page->desk);
  g_clear_object (&page->settings);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (page->dir, name, NULL);

      g_unlink (path);
    }
  g_rmdir (page->dir);
  g_free (page->dir);
  g_free (page->message);
}

/* The row of @feed anywhere below @widget. */
static PenstockFeedDetail *
find_detail (GtkWidget  *widget,
             const char *feed)
{
  if (PENSTOCK_IS_FEED_DETAIL (widget) &&
      g_str_equal (penstock_feed_health_get_id (penstock_feed_detail_get_feed (PENSTOCK_FEED_DETAIL (widget))), feed))
    return PENSTOCK_FEED_DETAIL (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      PenstockFeedDetail *found = find_detail (child, feed);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
part_of (PenstockFeedDetail *detail,
         const char         *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (detail), PENSTOCK_TYPE_FEED_DETAIL, name));
}

static gboolean
is_on (PenstockFeedDetail *detail)
{
  return gtk_switch_get_active (GTK_SWITCH (part_of (detail, "toggle")));
}

static GtkWindow *
find_question (void)
{
  g_autoptr(GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l != NULL; l = l->next)
    if (g_str_equal (G_OBJECT_TYPE_NAME (l->data), "AdwMessageDialog") && gtk_widget_get_visible (l->data))
      return l->data;

  return NULL;
}

/* Every feed is there and off; each says where it is asked, what is sent, and has its terms. */
static void
test_all_listed (Page          *page,
                 gconstpointer  data)
{
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      const PenstockProvider *provider = penstock_providers[i];
      PenstockFeedDetail *detail = find_detail (GTK_WIDGET (page->window), provider->id);

      g_test_message ("%s", provider->id);
      g_assert_nonnull (detail);
      g_assert_false (is_on (detail));
      g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (part_of (detail, "sends"))), ==, _(provider->sends));
      if (provider->asks != PENSTOCK_ASKS_ADDRESS)
        g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (part_of (detail, "contacts"))), !=, "");
      g_assert_cmpint (gtk_widget_get_visible (part_of (detail, "terms")), ==, provider->terms_url != NULL);
      g_assert_cmpint (gtk_widget_get_visible (part_of (detail, "key")), ==, provider->key_need != PENSTOCK_KEY_NONE);
    }
}

/* The first time a feed is switched on its question comes first: no keeps it off, yes switches it on and is remembered. */
static void
test_consent (Page          *page,
              gconstpointer  data)
{
  PenstockFeedDetail *detail = find_detail (GTK_WIDGET (page->window), "yahoo-chart");
  GtkSwitch *toggle = GTK_SWITCH (part_of (detail, "toggle"));
  GtkWindow *question;
  g_auto(GStrv) enabled = NULL;

  /* As a user moves it, while the page says again what it knows. */
  gtk_widget_activate (GTK_WIDGET (toggle));
  penstock_feed_detail_update (detail);
  for (guint i = 0; i < 25 && find_question () == NULL; i++)
    settle ();
  question = find_question ();
  if (question == NULL && adw_get_minor_version () >= 5)
    {
      g_test_skip ("The question is part of the window in this libadwaita");
      return;
    }
  g_assert_nonnull (question);
  g_assert_false (is_on (detail));
  g_signal_emit_by_name (question, "response", "cancel");
  gtk_window_destroy (question);
  settle ();
  g_assert_false (is_on (detail));
  g_assert_false (penstock_desk_has_agreed (page->desk, "yahoo-chart"));

  gtk_switch_set_active (toggle, TRUE);
  settle ();
  question = find_question ();
  g_assert_nonnull (question);
  g_signal_emit_by_name (question, "response", "accept");
  gtk_window_destroy (question);
  settle ();
  g_assert_true (is_on (detail));
  enabled = penstock_settings_get_strv (page->settings, "enabled-feeds");
  g_assert_cmpuint (g_strv_length (enabled), ==, 1);
  g_assert_cmpstr (enabled[0], ==, "yahoo-chart");

  /* Off and on again: it was agreed to. */
  gtk_switch_set_active (toggle, FALSE);
  settle ();
  g_assert_false (is_on (detail));
  gtk_switch_set_active (toggle, TRUE);
  settle ();
  g_assert_null (find_question ());
  g_assert_true (is_on (detail));
}

static void
test_prefer (Page          *page,
             gconstpointer  data)
{
  g_auto(GStrv) order = NULL;

  penstock_desk_prefer_feed (page->desk, "tiingo");
  penstock_desk_prefer_feed (page->desk, "yahoo-chart");
  order = penstock_settings_get_strv (page->settings, "feed-order");
  g_assert_cmpuint (g_strv_length (order), ==, 2);
  g_assert_cmpstr (order[0], ==, "yahoo-chart");
  g_assert_cmpstr (order[1], ==, "tiingo");
}

/* What is no address is marked and not kept; an address is listed and can be removed. */
static void
test_addresses (Page          *page,
                gconstpointer  data)
{
  GtkWidget *entry = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (page->window), PENSTOCK_TYPE_FEEDS_WINDOW, "address"));
  g_auto(GStrv) none = NULL;
  g_auto(GStrv) one = NULL;

  gtk_editable_set_text (GTK_EDITABLE (entry), "example.org/feed");
  g_signal_emit_by_name (entry, "apply");
  none = penstock_settings_get_strv (page->settings, "news-addresses");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_true (gtk_widget_has_css_class (entry, "error"));

  gtk_editable_set_text (GTK_EDITABLE (entry), " https://example.org/feed.xml ");
  g_signal_emit_by_name (entry, "apply");
  one = penstock_settings_get_strv (page->settings, "news-addresses");
  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_cmpstr (one[0], ==, "https://example.org/feed.xml");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  settle ();
  g_assert_true (is_on (find_detail (GTK_WIDGET (page->window), "rss")));
}

/* The first button in the rows below @widget, depth first. */
static GtkWidget *
find_button (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), "Remove") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = find_button (child);

      if (button != NULL)
        return button;
    }

  return NULL;
}

/* Addresses of indicators are apart from those of news. */
static void
test_series_addresses (Page          *page,
                       gconstpointer  data)
{
  GtkWidget *entry = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (page->window), PENSTOCK_TYPE_FEEDS_WINDOW, "series_address"));
  GtkWidget *group = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (page->window), PENSTOCK_TYPE_FEEDS_WINDOW, "own_series"));
  const char *const nothing[] = { NULL };
  g_auto(GStrv) one = NULL;
  g_auto(GStrv) news = NULL;
  g_auto(GStrv) none = NULL;

  penstock_settings_set_strv (page->settings, "news-addresses", nothing);
  penstock_settings_set_strv (page->settings, "indicator-addresses", nothing);
  gtk_editable_set_text (GTK_EDITABLE (entry), "ftp://example.org/series.csv");
  g_signal_emit_by_name (entry, "apply");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));

  gtk_editable_set_text (GTK_EDITABLE (entry), "https://example.org/series.csv");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_signal_emit_by_name (entry, "apply");
  settle ();
  one = penstock_settings_get_strv (page->settings, "indicator-addresses");
  news = penstock_settings_get_strv (page->settings, "news-addresses");
  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_cmpstr (one[0], ==, "https://example.org/series.csv");
  g_assert_cmpuint (g_strv_length (news), ==, 0);
  g_assert_true (is_on (find_detail (GTK_WIDGET (page->window), "indicators")));

  g_signal_emit_by_name (find_button (group), "clicked");
  none = penstock_settings_get_strv (page->settings, "indicator-addresses");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_null (find_button (group));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }
  adw_init ();
  penstock_register_resource ();

#define ADD(path, func) g_test_add (path, Page, NULL, set_up, func, tear_down)
  ADD ("/app/feeds/all-listed", test_all_listed);
  ADD ("/app/feeds/consent", test_consent);
  ADD ("/app/feeds/prefer", test_prefer);
  ADD ("/app/feeds/addresses", test_addresses);
  ADD ("/app/feeds/series-addresses", test_series_addresses);
#undef ADD

  return g_test_run ();
}
