/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-desk.h"
#include "penstock-what-if-page.h"

/* The pages of the window: reached by keyboard and from each other, made once, remembered. */

static const char *const pages[] = { "overview", "watchlists", "chain", "signals", "evidence" };

static void
go_to (Desk       *desk,
       const char *page)
{
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.page", "s", page);
  settle (50);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (desk->window->pages), ==, page);
}

static GtkWidget *
shown (Desk *desk)
{
  return adw_view_stack_get_visible_child (desk->window->pages);
}

static void
test_opens_with_the_overview (Desk *desk)
{
  g_assert_cmpstr (desk->first_page, ==, "overview");
}

/* Each is made when it is first shown and is the same one the next time; the list's own buttons are there where the list is. */
static void
test_every_page (Desk *desk)
{
  GtkWidget *made[G_N_ELEMENTS (pages)] = { NULL };

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
      {
        g_autofree char *title = NULL;

        go_to (desk, pages[i]);
        g_assert_nonnull (gtk_widget_get_first_child (shown (desk)));
        if (round > 0)
          g_assert_true (gtk_widget_get_first_child (shown (desk)) == made[i]);
        made[i] = gtk_widget_get_first_child (shown (desk));
        g_object_get (adw_bin_get_child (desk->window->switcher_bin), "title", &title, NULL);
        g_assert_cmpstr (title, ==, adw_view_stack_page_get_title (adw_view_stack_get_page (desk->window->pages, shown (desk))));
        g_assert_true (gtk_widget_get_visible (GTK_WIDGET (desk->window->search_button)) == g_str_equal (pages[i], "watchlists"));
      }
}

/* A page that does not exist is none: the window stays where it is. */
static void
test_unknown_page (Desk *desk)
{
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.page", "s", "nowhere");
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (desk->window->pages), ==, "watchlists");
}

/* Ctrl+1 to Ctrl+5, in the order of the switcher. */
static void
test_has_keys (Desk *desk)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *action = g_strconcat ("win.page::", pages[i], NULL);
      g_autofree char *key = g_strdup_printf ("<Control>%u", i + 1);
      g_auto(GStrv) keys = gtk_application_get_accels_for_action (GTK_APPLICATION (desk->application), action);

      g_assert_cmpuint (g_strv_length (keys), ==, 1);
      g_assert_cmpstr (keys[0], ==, key);
    }
}

/* What is chosen on one page is told on another. */
static void
test_pages_lead_to_each_other (Desk *desk)
{
  const PenstockChain *chain = penstock_engine_get_chain (engine_of (desk));
  const int intel = penstock_chain_find_symbol (chain, "INTC");
  GObject *list;

  penstock_window_ask_what_if (desk->window, (guint)intel);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (desk->window->pages), ==, "chain");
  list = gtk_widget_get_template_child (adw_bin_get_child (desk->window->chain_bin), PENSTOCK_TYPE_WHAT_IF_PAGE, "list");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))), >, 0);
  g_signal_emit_by_name (adw_bin_get_child (desk->window->chain_bin), "company-activated", (guint)intel);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (desk->window->pages), ==, "watchlists");

  go_to (desk, "overview");
  g_signal_emit_by_name (adw_bin_get_child (desk->window->overview_bin), "event-activated", "intel-apple-2026-05");
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (desk->window->pages), ==, "signals");
  g_signal_emit_by_name (adw_bin_get_child (desk->window->overview_bin), "page-requested", "evidence");
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (desk->window->pages), ==, "evidence");
}

static void
test_everything_has_a_name (Desk *desk)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      go_to (desk, pages[i]);
      settle (200);
      assert_named (GTK_WIDGET (desk->window));
    }
}

static gboolean
is_narrow (Desk *desk)
{
  return adw_view_switcher_bar_get_reveal (desk->window->switcher_bar);
}

/* The switcher of the header bar must not keep the window wide: 800 × 560 is reached on every page, and the switcher at the bottom is there. */
static void
test_window_becomes_narrow (Desk *desk)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      int minimum;

      go_to (desk, pages[i]);
      gtk_widget_measure (GTK_WIDGET (desk->window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, ==, 800);
    }

  gtk_window_set_default_size (GTK_WINDOW (desk->window), 800, 560);
  wait_until (desk, is_narrow, 60);
}

/* Rows are scrolled to, and one of them or the table has the keys. */
static gboolean
is_in_sight (Desk *desk)
{
  GtkWidget *list = GTK_WIDGET (desk->window->list), *focus = gtk_root_get_focus (GTK_ROOT (desk->window));
  GObject *scroller = gtk_widget_get_template_child (list, PENSTOCK_TYPE_COMPANY_LIST, "scroller");

  return focus != NULL && gtk_widget_is_ancestor (focus, list)
         && gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller))) > 0.0;
}

/* A company opened from another page is in sight in the table, with the keys on the table. */
static void
test_opened_company_is_in_sight (Desk *desk)
{
  g_autoptr(PenstockInstrument) last = NULL;
  GListModel *rows = penstock_company_list_get_model (desk->window->list);

  go_to (desk, "chain");
  last = g_list_model_get_item (rows, g_list_model_get_n_items (rows) - 1);
  penstock_window_open (desk->window, penstock_instrument_get_company (last));
  wait_until (desk, is_in_sight, 60);
}

/* No page asks for more than the narrowest window has; how the watchlists give way is told in test-app-desk. */
static void
test_fits_the_narrowest_window (Desk *desk)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      int minimum;

      if (g_str_equal (pages[i], "watchlists"))
        continue;

      go_to (desk, pages[i]);
      gtk_widget_measure (shown (desk), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_test_message ("%s needs %d", pages[i], minimum);
      g_assert_cmpint (minimum, <=, 800);
    }
}

/* The window goes while the evidence is computed: run_test () sees that nothing holds it. */
static void
test_closes_while_computing (Desk *desk)
{
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.page", "s", "evidence");
}

static void
add_tests (void)
{
#define ADD(path, func) g_test_add_data_func (path, (gconstpointer)func, run_test)
  ADD ("/app/pages/opens-with-the-overview", test_opens_with_the_overview);
  ADD ("/app/pages/every-page", test_every_page);
  ADD ("/app/pages/unknown-page", test_unknown_page);
  ADD ("/app/pages/has-keys", test_has_keys);
  ADD ("/app/pages/lead-to-each-other", test_pages_lead_to_each_other);
  ADD ("/app/pages/everything-has-a-name", test_everything_has_a_name);
  ADD ("/app/pages/window-becomes-narrow", test_window_becomes_narrow);
  ADD ("/app/pages/opened-company-is-in-sight", test_opened_company_is_in_sight);
  ADD ("/app/pages/fits-the-narrowest-window", test_fits_the_narrowest_window);
  ADD ("/app/pages/closes-while-computing", test_closes_while_computing);
#undef ADD
}

int
main (int    argc,
      char **argv)
{
  return run_desk_tests (argc, argv, add_tests);
}
