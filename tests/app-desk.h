/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>
#include <math.h>

#include "penstock-application.h"
#include "penstock-columns.h"
#include "penstock-company-list-private.h"
#include "penstock-window-private.h"

/* The whole program on the sample market, as a user meets it. */

typedef struct
{
  PenstockApplication *application;
  PenstockWindow      *window;
  char                *first_page; /* the one it opened with; tests begin on "watchlists" */
} Desk;

static gboolean
timeout_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until @condition holds; fails after some seconds. */
static void
wait_until (Desk     *desk,
            gboolean (*condition) (Desk *desk),
            guint     seconds)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (seconds, timeout_cb, &late);

  while (!condition (desk) && !late)
    g_main_context_iteration (NULL, TRUE);

  g_assert_false (late);
  g_source_remove (source);
}

static void
settle (guint milliseconds)
{
  gboolean done = FALSE;

  g_timeout_add (milliseconds, timeout_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static PenstockEngine *
engine_of (Desk *desk)
{
  return penstock_desk_get_engine (penstock_application_get_desk (desk->application));
}

static PenstockCompanyList *
list_of (Desk *desk)
{
  return desk->window->list;
}

static GListModel *
rows_of (Desk *desk)
{
  return penstock_company_list_get_model (list_of (desk));
}

static guint
count_scored (Desk *desk)
{
  guint n = g_list_model_get_n_items (rows_of (desk));
  guint scored = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PenstockInstrument) row = g_list_model_get_item (rows_of (desk), i);

      scored += isnan (penstock_instrument_get_value (row, PENSTOCK_COLUMN_score)) ? 0 : 1;
    }

  return scored;
}

static gboolean
is_filled (Desk *desk)
{
  return count_scored (desk) >= 95 && !penstock_engine_is_polling (engine_of (desk)) && penstock_engine_get_scoreboard (engine_of (desk)) != NULL;
}

typedef void (*TestFunc) (Desk *desk);

typedef struct
{
  Desk     desk;
  TestFunc test;
} Run;

/* Inside the running application: wait for the market, test, close the window and see it go. */
static gboolean
run_cb (gpointer user_data)
{
  Run *run = user_data;
  Desk *desk = &run->desk;
  g_autoptr(PenstockDesk) open = g_object_ref (penstock_application_get_desk (desk->application));

  desk->window = PENSTOCK_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (desk->application)));
  g_assert_nonnull (desk->window);
  desk->first_page = g_strdup (adw_view_stack_get_visible_child_name (desk->window->pages));
  penstock_window_show_page (desk->window, "watchlists");
  wait_until (desk, is_filled, 30);
  run->test (desk);

  g_application_hold (G_APPLICATION (desk->application));
  g_object_add_weak_pointer (G_OBJECT (desk->window), (gpointer *)&desk->window);
  gtk_window_close (GTK_WINDOW (desk->window));
  settle (100);
  g_assert_null (desk->window);
  g_application_quit (G_APPLICATION (desk->application));
  return G_SOURCE_REMOVE;
}

/* The first window; dialogs follow. */
static void
window_added_cb (Run *run)
{
  g_signal_handlers_disconnect_by_func (run->desk.application, window_added_cb, run);
  g_idle_add (run_cb, run);
}

static void
run_test (gconstpointer data)
{
  char *argv[] = { (char *)"penstock", (char *)"--sample", NULL };
  Run run = { .test = (TestFunc)data };

  run.desk.application = penstock_application_new (G_APPLICATION_NON_UNIQUE);
  g_signal_connect_swapped (run.desk.application, "window-added", G_CALLBACK (window_added_cb), &run);
  g_assert_cmpint (g_application_run (G_APPLICATION (run.desk.application), 2, argv), ==, 0);
  g_assert_finalize_object (run.desk.application);
  g_free (run.desk.first_page);
}

/* ---- Names ---- */

static gboolean
is_interactive (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_SEARCH_ENTRY (widget)
         || GTK_IS_SPIN_BUTTON (widget) || GTK_IS_SWITCH (widget) || GTK_IS_LIST_BOX (widget) || GTK_IS_COLUMN_VIEW (widget);
}

static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_label (GTK_LABEL (widget)) != '\0')
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_text (child))
      return TRUE;

  return FALSE;
}

/* A part of a named composite is the composite's own business. */
static gboolean
is_part (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  /* The two lists an expander row is made of, and the buttons of an entry row, are libadwaita's. */
  if (GTK_IS_LIST_BOX (widget) && gtk_widget_get_ancestor (widget, ADW_TYPE_EXPANDER_ROW) != NULL)
    return TRUE;
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW) != NULL)
    return TRUE;

  return parent != NULL && (GTK_IS_MENU_BUTTON (parent) || GTK_IS_DROP_DOWN (parent) || GTK_IS_SPIN_BUTTON (parent) || GTK_IS_SEARCH_ENTRY (parent)
                            || g_str_equal (gtk_widget_get_css_name (parent), "windowcontrols"));
}

/* A button is labelled by its child, be that a picture: it needs words. */
static gboolean
has_name (GtkWidget *widget)
{
  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return TRUE;
  if (GTK_IS_BUTTON (widget))
    return has_text (widget);

  return gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static void
assert_named (GtkWidget *widget)
{
  if (is_interactive (widget) && !is_part (widget) && gtk_widget_get_visible (widget) && !has_name (widget))
    g_error ("%s “%s” in a %s, with tooltip “%s”, has no accessible name", G_OBJECT_TYPE_NAME (widget), gtk_widget_get_name (widget),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)), gtk_widget_get_tooltip_text (widget));

  /* What unfolds from a choice is GTK's. */
  if (GTK_IS_DROP_DOWN (widget) || ADW_IS_COMBO_ROW (widget))
    return;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    assert_named (child);
}

/* ---- Running them ---- */

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

/* Calls @add, which adds the tests, with a data folder of their own; 0 without a display. */
static int
run_desk_tests (int     argc,
                char  **argv,
                void  (*add) (void))
{
  g_autofree char *home = g_dir_make_tmp ("penstock-desk-XXXXXX", NULL);
  int result;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("GTK_A11Y", "test", TRUE);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }

  g_test_init (&argc, &argv, NULL);
  add ();
  result = g_test_run ();
  remove_tree (home);
  return result;
}
