/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app-desk.h"
#include "penstock-company-pane.h"
#include "penstock-feeds-dialog.h"
#include "penstock-split-dialog.h"
#include "penstock-theme.h"

/* The window on the sample market, as a user meets it. */

/* ---- Tests ---- */

static int
position_of (Desk *desk,
             int   company)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows_of (desk)); i++)
    {
      g_autoptr(PenstockInstrument) row = g_list_model_get_item (rows_of (desk), i);

      if ((int)penstock_instrument_get_company (row) == company)
        return (int)i;
    }

  return -1;
}

static void
test_fills (Desk *desk)
{
  g_assert_cmpuint (g_list_model_get_n_items (rows_of (desk)), >=, 95);
  g_assert_cmpuint (count_scored (desk), >=, 95);
  g_assert_true (penstock_desk_is_sample (penstock_application_get_desk (desk->application)));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (desk->window->sample_badge)));
  /* The best is shown without a click; quotes may have moved it a little since. */
  g_assert_cmpint (position_of (desk, penstock_company_pane_get_company (desk->window->pane)), >=, 0);
  g_assert_cmpint (position_of (desk, penstock_company_pane_get_company (desk->window->pane)), <, 5);
}

static void
count_cb (gpointer object,
          gpointer user_data)
{
  (*(guint *)user_data)++;
}

static gboolean
is_idle (Desk *desk)
{
  return !penstock_engine_is_polling (engine_of (desk));
}

static void
test_live_updates_keep_place (Desk *desk)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (list_of (desk)->scroller);
  PenstockPriceChart *chart = penstock_company_pane_get_chart (desk->window->pane);
  g_autoptr(PenstockInstrument) chosen = g_list_model_get_item (rows_of (desk), 40);
  int company = (int)penstock_instrument_get_company (chosen);
  PenstockDay from, until, new_from, new_until;
  guint boards = 0;
  double scroll;

  penstock_company_list_select (list_of (desk), (guint)company);
  penstock_price_chart_set_range (chart, PENSTOCK_RANGE_1M);
  settle (300);
  gtk_adjustment_set_value (adjustment, 700.0);
  settle (300);
  scroll = gtk_adjustment_get_value (adjustment);
  g_assert_cmpfloat (scroll, >, 300.0);
  penstock_price_chart_get_visible (chart, &from, &until);

  /* Two minutes later every price is another, and the scores with them. */
  g_signal_connect (engine_of (desk), "scoreboard-changed", G_CALLBACK (count_cb), &boards);
  for (guint i = 0; i < 3; i++)
    {
      penstock_clock_advance (penstock_engine_get_clock (engine_of (desk)), 40 * G_USEC_PER_SEC);
      penstock_desk_refresh (penstock_application_get_desk (desk->application), NULL);
      wait_until (desk, is_idle, 30);
      settle (300);
    }
  g_signal_handlers_disconnect_by_func (engine_of (desk), count_cb, &boards);

  g_assert_cmpuint (boards, >, 0);
  g_assert_cmpint (penstock_company_list_get_selected (list_of (desk)), ==, company);
  g_assert_cmpint ((int)gtk_single_selection_get_selected (list_of (desk)->selection), ==, position_of (desk, company));
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), scroll, 1.0);
  penstock_price_chart_get_visible (chart, &new_from, &new_until);
  g_assert_cmpint (new_from, ==, from);
  g_assert_cmpint (new_until, ==, until);
}

static gboolean
is_missing (const PenstockListColumn *column,
            PenstockInstrument       *row)
{
  if (column->value != NULL)
    return isnan (column->value (row));

  return column->text (row) == NULL || *column->text (row) == '\0';
}

static void
assert_sorted (Desk                     *desk,
               const PenstockListColumn *column,
               gboolean                  descending)
{
  guint n = g_list_model_get_n_items (rows_of (desk));
  gboolean missing = FALSE;
  double last = descending ? INFINITY : -INFINITY;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PenstockInstrument) row = g_list_model_get_item (rows_of (desk), i);

      if (is_missing (column, row))
        missing = TRUE;
      else
        g_assert_false (missing);
      if (column->value != NULL && !missing)
        {
          double value = column->value (row);

          g_assert_true (descending ? value <= last : value >= last);
          last = value;
        }
    }
}

static void
test_sorts_by_every_column (Desk *desk)
{
  guint with_missing = 0;

  for (guint i = 0; i < penstock_n_list_columns; i++)
    {
      const PenstockListColumn *column = &penstock_list_columns[i];
      g_autoptr(PenstockInstrument) last = NULL;

      penstock_company_list_sort_by (list_of (desk), column->id, GTK_SORT_ASCENDING);
      g_assert_true (list_of (desk)->sort_column == column);
      assert_sorted (desk, column, FALSE);
      penstock_company_list_sort_by (list_of (desk), column->id, GTK_SORT_DESCENDING);
      g_assert_true (list_of (desk)->sort_descending);
      assert_sorted (desk, column, TRUE);

      last = g_list_model_get_item (rows_of (desk), g_list_model_get_n_items (rows_of (desk)) - 1);
      with_missing += is_missing (column, last) ? 1 : 0;
    }

  /* Revenue is missing for most of the chain: the rule was really tried. */
  g_assert_cmpuint (with_missing, >, 0);
}

static guint
search (Desk       *desk,
        const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (list_of (desk)->search_entry), text);
  settle (300);
  return g_list_model_get_n_items (rows_of (desk));
}

static void
assert_only_row (Desk       *desk,
                 const char *text,
                 const char *symbol)
{
  g_autoptr(PenstockInstrument) row = NULL;

  g_assert_cmpuint (search (desk, text), ==, 1);
  row = g_list_model_get_item (rows_of (desk), 0);
  g_assert_cmpstr (penstock_instrument_get_symbol (row), ==, symbol);
}

static void
test_filters_by_typing (Desk *desk)
{
  guint all = g_list_model_get_n_items (rows_of (desk));
  int selected = penstock_company_list_get_selected (list_of (desk));

  assert_only_row (desk, "foxconn", "2317.TW");
  assert_only_row (desk, "英伟达", "NVDA"); /* an alias only */
  assert_only_row (desk, "鴻海", "2317.TW");
  assert_only_row (desk, "NvDa", "NVDA");
  g_assert_cmpuint (search (desk, "no such company"), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (list_of (desk)->stack), ==, "empty");

  /* What the filter hid stays selected and comes back. */
  g_assert_cmpuint (search (desk, ""), ==, all);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (list_of (desk)->stack), ==, "table");
  g_assert_cmpint (penstock_company_list_get_selected (list_of (desk)), ==, selected);
  g_assert_cmpint ((int)gtk_single_selection_get_selected (list_of (desk)->selection), ==, position_of (desk, selected));
}

static void
test_filters_by_segment (Desk *desk)
{
  const PenstockChain *chain = penstock_engine_get_chain (engine_of (desk));
  guint all = g_list_model_get_n_items (rows_of (desk));
  int servers = penstock_chain_find_segment (chain, "servers");

  g_signal_emit_by_name (desk->window->segments, "segment-chosen", servers);
  g_assert_cmpuint (g_list_model_get_n_items (rows_of (desk)), <, all);
  g_assert_cmpuint (g_list_model_get_n_items (rows_of (desk)), >, 0);
  g_signal_emit_by_name (desk->window->segments, "segment-chosen", -1);
  g_assert_cmpuint (g_list_model_get_n_items (rows_of (desk)), ==, all);
}

static void
test_copies_rows (Desk *desk)
{
  g_autofree char *one = NULL;
  g_autofree char *all = NULL;
  g_auto(GStrv) lines = NULL;
  g_auto(GStrv) cells = NULL;

  assert_only_row (desk, "foxconn", "2317.TW");
  search (desk, "");
  penstock_company_list_select (list_of (desk), (guint)penstock_chain_find_symbol (penstock_engine_get_chain (engine_of (desk)), "2317.TW"));
  one = penstock_company_list_dup_text (list_of (desk), FALSE);
  lines = g_strsplit (one, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  cells = g_strsplit (lines[1], "\t", -1);
  g_assert_cmpuint (g_strv_length (cells), ==, penstock_n_list_columns);
  g_assert_cmpstr (cells[0], ==, "2317.TW");

  all = penstock_company_list_dup_text (list_of (desk), TRUE);
  g_strfreev (g_steal_pointer (&lines));
  lines = g_strsplit (all, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, g_list_model_get_n_items (rows_of (desk)) + 2);
}

static void
test_follows_theme (Desk *desk)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  settle (50);
  g_assert_cmpint (penstock_theme_get_current ()->id, ==, PENSTOCK_THEME_DARK);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
  settle (50);
  g_assert_cmpint (penstock_theme_get_current ()->id, ==, PENSTOCK_THEME_LIGHT);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);

  g_action_group_change_action_state (G_ACTION_GROUP (desk->application), "colours", g_variant_new_string ("blue-orange"));
  g_assert_cmpint (penstock_theme_get_current ()->colours, ==, PENSTOCK_COLOURS_BLUE_ORANGE);
  g_assert_false (gtk_widget_get_visible (list_of (desk)->red_up));
  g_action_group_change_action_state (G_ACTION_GROUP (desk->application), "colours", g_variant_new_string ("exchange"));
}

static void
test_everything_has_a_name (Desk *desk)
{
  g_autoptr(GList) toplevels = NULL;

  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.export", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (desk->application), "live-feeds", NULL);
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.feeds", NULL);
  gtk_window_present (GTK_WINDOW (penstock_split_dialog_new (GTK_WINDOW (desk->window), penstock_application_get_desk (desk->application), 0)));
  settle (300);

  toplevels = gtk_window_list_toplevels ();
  g_assert_cmpuint (g_list_length (toplevels), >=, 5);
  for (GList *l = toplevels; l != NULL; l = l->next)
    if (!GTK_IS_SHORTCUTS_WINDOW (l->data)) /* GTK's own */
      assert_named (l->data);
  for (GList *l = toplevels; l != NULL; l = l->next)
    if (l->data != desk->window)
      gtk_window_destroy (l->data);
  settle (300);
}

static void
test_consent_comes_first (Desk *desk)
{
  GtkWidget *dialog = NULL;
  GtkWidget *start;
  g_autoptr(GList) toplevels = NULL;

  g_action_group_activate_action (G_ACTION_GROUP (desk->application), "live-feeds", NULL);
  toplevels = gtk_window_list_toplevels ();
  for (GList *l = toplevels; l != NULL; l = l->next)
    if (PENSTOCK_IS_FEEDS_DIALOG (l->data))
      dialog = l->data;
  g_assert_nonnull (dialog);
  start = GTK_WIDGET (gtk_widget_get_template_child (dialog, PENSTOCK_TYPE_FEEDS_DIALOG, "start"));
  g_assert_false (gtk_widget_get_sensitive (start));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* ---- Widths ---- */

static void
assert_fits (Desk *desk,
             int   width)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (desk->window->room), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 800);
  gtk_widget_measure (gtk_widget_get_first_child (GTK_WIDGET (desk->window->room)), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_test_message ("%d: the layout needs %d", width, minimum);
  g_assert_cmpint (minimum, <=, width);
}

static void
test_fits_every_width (Desk *desk)
{
  static const struct { int width; PenstockWidthClass width_class; } cases[] = {
    { 800, PENSTOCK_WIDTH_NARROW }, { 1000, PENSTOCK_WIDTH_MEDIUM }, { 1200, PENSTOCK_WIDTH_WIDE }, { 1280, PENSTOCK_WIDTH_WIDE },
  };

  penstock_company_list_select (list_of (desk), (guint)penstock_chain_find_symbol (penstock_engine_get_chain (engine_of (desk)), "2317.TW"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gtk_widget_allocate (GTK_WIDGET (desk->window->room), cases[i].width, 700, -1, NULL);
      penstock_window_lay_out (desk->window);
      g_assert_cmpint (penstock_width_bin_get_class (desk->window->room), ==, cases[i].width_class);
      assert_fits (desk, cases[i].width);
    }
}

static void
add_tests (void)
{
#define ADD(path, func) g_test_add_data_func (path, (gconstpointer)func, run_test)
  ADD ("/app/desk/fills", test_fills);
  ADD ("/app/desk/live-updates-keep-place", test_live_updates_keep_place);
  ADD ("/app/desk/sorts-by-every-column", test_sorts_by_every_column);
  ADD ("/app/desk/filters-by-typing", test_filters_by_typing);
  ADD ("/app/desk/filters-by-segment", test_filters_by_segment);
  ADD ("/app/desk/copies-rows", test_copies_rows);
  ADD ("/app/desk/follows-theme", test_follows_theme);
  ADD ("/app/desk/everything-has-a-name", test_everything_has_a_name);
  ADD ("/app/desk/consent-comes-first", test_consent_comes_first);
  ADD ("/app/desk/fits-every-width", test_fits_every_width);
#undef ADD
}

int
main (int    argc,
      char **argv)
{
  return run_desk_tests (argc, argv, add_tests);
}
