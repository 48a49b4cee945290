/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <math.h>

#include "penstock-desk.h"
#include "penstock-history.h"
#include "penstock-settings.h"
#include "penstock-style.h"

/* A page of the desk alone in a window, over the sample market. PENSTOCK_SHOT=FILE.png, PENSTOCK_SHOT_SIZE=1280x754, PENSTOCK_SHOT_DARK=1: takes a
 * picture of what the test asks for by app_page_shoot (). */

void penstock_register_resource (void); /* of the library's resources, whose header is generated in its folder */

typedef struct
{
  GSettings     *settings;
  PenstockStyle *style;
  PenstockDesk  *desk;
  GtkWindow     *window;
  GtkWidget     *page;
  guint          feeds_opened; /* times win.feeds was activated */
} AppPage;

static gboolean
app_page_timeout_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
app_page_settle (guint milliseconds)
{
  gboolean done = FALSE;

  g_timeout_add (milliseconds, app_page_timeout_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

typedef gboolean (*AppPageCondition) (AppPage *page);

/* Until @condition holds; fails after some seconds. */
static void
app_page_wait (AppPage          *page,
               AppPageCondition  condition,
               guint             seconds)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (seconds, app_page_timeout_cb, &late);

  while (!condition (page) && !late)
    g_main_context_iteration (NULL, TRUE);

  g_assert_false (late);
  g_source_remove (source);
}

static PenstockEngine *
app_page_engine (AppPage *page)
{
  return penstock_desk_get_engine (page->desk);
}

/* The past is that of all prices, half a year of it at least, and of all revenue: no layer is undetermined. */
G_GNUC_UNUSED static gboolean
app_page_is_filled (AppPage *page)
{
  PenstockHistory *history = penstock_engine_get_history (app_page_engine (page));
  PenstockScoreboard *board = penstock_engine_get_scoreboard (app_page_engine (page));
  g_autofree PenstockGroupPast *groups = NULL;
  double resonance;
  gboolean triple;

  if (history == NULL || penstock_history_get_n (history) <= 200 || board == NULL || penstock_engine_is_polling (app_page_engine (page)))
    return FALSE;

  groups = penstock_history_phases_on (history, board, &resonance, &triple);
  return !isnan (resonance);
}

G_GNUC_UNUSED static GtkWidget *
app_page_child (GtkWidget  *widget,
                GType       type,
                const char *name)
{
  GtkWidget *child = GTK_WIDGET (gtk_widget_get_template_child (widget, type, name));

  g_assert_nonnull (child);
  return child;
}

static void
app_page_feeds_cb (AppPage *page)
{
  page->feeds_opened++;
}

static void
app_page_load_css (void)
{
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/penstock/Penstock/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* @page: floating; its window is not presented yet. */
static void
app_page_open (AppPage   *self,
               GtkWidget *page)
{
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) feeds = g_simple_action_new ("feeds", NULL);
  g_autoptr(GSimpleAction) refresh = g_simple_action_new ("refresh", NULL);
  const char *size = g_getenv ("PENSTOCK_SHOT_SIZE");
  int width = 1280, height = 754;
  GError *error = NULL;

  if (size != NULL)
    g_assert_cmpint (sscanf (size, "%dx%d", &width, &height), ==, 2);
  if (g_getenv ("PENSTOCK_SHOT_DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  self->style = penstock_style_new ();
  app_page_load_css ();
  self->settings = penstock_settings_new ();
  self->desk = penstock_desk_open_sample (self->settings, &error);
  g_assert_no_error (error);

  self->page = page;
  self->window = GTK_WINDOW (adw_window_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->window), "penstock-window");
  gtk_window_set_default_size (self->window, width, height);
  g_signal_connect_swapped (feeds, "activate", G_CALLBACK (app_page_feeds_cb), self);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (feeds));
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (refresh));
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "win", G_ACTION_GROUP (actions));
  adw_window_set_content (ADW_WINDOW (self->window), page);
}

static void
app_page_watch_widgets (GtkWidget *widget,
                        GPtrArray *watched)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, widget);
  g_ptr_array_add (watched, ref);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    app_page_watch_widgets (child, watched);
}

/* Closes the window; every widget of the page is gone then. */
static void
app_page_close (AppPage *self)
{
  g_autoptr(GPtrArray) watched = g_ptr_array_new ();

  app_page_watch_widgets (self->page, watched);
  gtk_window_destroy (self->window);
  app_page_settle (600);
  g_assert_cmpuint (watched->len, >, 20);
  for (guint i = 0; i < watched->len; i++)
    {
      GWeakRef *ref = g_ptr_array_index (watched, i);
      g_autoptr(GObject) left = g_weak_ref_get (ref);

      if (left != NULL)
        g_error ("%s outlives its window", G_OBJECT_TYPE_NAME (left));
      g_weak_ref_clear (ref);
      g_free (ref);
    }

  penstock_desk_close (self->desk);
  g_clear_object (&self->desk);
  g_clear_object (&self->settings);
  g_clear_object (&self->style);
}

G_GNUC_UNUSED static void
app_page_shoot (AppPage    *self,
                const char *suffix)
{
  const char *path = g_getenv ("PENSTOCK_SHOT");
  g_autofree char *file = path != NULL ? g_strdup_printf ("%s-%s.png", path, suffix) : NULL;
  g_autoptr(GdkPaintable) paintable = NULL;
  g_autoptr(GtkSnapshot) snapshot = NULL;
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  if (file == NULL)
    return;

  /* A paintable has nothing before the window's first frame. */
  app_page_settle (700);
  paintable = gtk_widget_paintable_new (GTK_WIDGET (self->window));
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable), gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    {
      g_test_message ("no frame yet: no picture %s", file);
      return;
    }
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (self->window)), node, NULL);
  gdk_texture_save_to_png (texture, file);
}

static void
app_page_remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      app_page_remove_tree (child);
    }
  g_remove (path);
}

typedef void (*AppPageAddTests) (void);

static int
app_page_main (int              argc,
               char           **argv,
               AppPageAddTests  add_tests)
{
  g_autofree char *home = g_dir_make_tmp ("penstock-page-XXXXXX", NULL);
  int result;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("GTK_A11Y", "test", TRUE);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      app_page_remove_tree (home);
      return 0;
    }

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  penstock_register_resource ();
  add_tests ();
  result = g_test_run ();
  app_page_remove_tree (home);

  return result;
}
