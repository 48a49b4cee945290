/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>

#include "penstock-application.h"
#include "penstock-claims-view-private.h"
#include "penstock-inbox-view-private.h"
#include "penstock-indicators-view-private.h"
#include "penstock-signals-page-private.h"

/* The page Signals over the sample market, as a user meets it. With PENSTOCK_SHOT=FOLDER the tests leave pictures of it there. */

typedef struct
{
  PenstockApplication *application;
  PenstockDesk        *desk;    /* borrowed */
  PenstockEngine      *engine;  /* borrowed */
  GtkWindow           *window;
  PenstockSignalsPage *page;
} Fixture;

typedef void (*TestFunc) (Fixture *fixture);
typedef struct { Fixture fixture; TestFunc test; } Run;

static gboolean
timeout_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
settle (guint milliseconds)
{
  gboolean done = FALSE;

  g_timeout_add (milliseconds, timeout_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_board (Fixture *fixture)
{
  for (guint i = 0; i < 300 && (penstock_engine_get_scoreboard (fixture->engine) == NULL || penstock_engine_is_polling (fixture->engine)); i++)
    settle (100);
  g_assert_nonnull (penstock_engine_get_scoreboard (fixture->engine));
}

static void
result_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static PenstockDay
today_of (Fixture *fixture)
{
  return penstock_clock_today (penstock_engine_get_clock (fixture->engine));
}

static PenstockEvent *
make_event (Fixture        *fixture,
            const char     *id,
            const char     *title,
            const char     *kind,
            PenstockStatus  status,
            int             age,
            int             direction,
            const char     *company)
{
  PenstockEvent *event = penstock_event_new (id, title);
  const PenstockDay day = today_of (fixture) - age;
  char *key = g_strconcat (id, "-1", NULL);
  PenstockEventSource source = { key, (char *)"rss", (char *)"Reuters", (char *)title, (char *)"https://example.com/story",
                                 penstock_day_to_unix_utc (day) + 8 * 3600 };

  event->kind = g_strdup (kind);
  event->direction = direction;
  event->direction_guessed = TRUE;
  event->source = g_strdup ("Reuters");
  penstock_event_add_status (event, day, status, "Reuters");
  penstock_event_add_company (event, company, 1.0);
  penstock_event_add_source (event, &source);
  g_free (key);
  return event;
}

static void
put_events (Fixture *fixture)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_event_unref);
  g_autoptr(GAsyncResult) result = NULL;
  PenstockEvent *first;
  PenstockEventSource again = { (char *)"order-2", (char *)"rss", (char *)"Nikkei Asia", (char *)"Nvidia, Microsoft agree on what may be the largest order yet",
                                (char *)"https://example.com/2", penstock_day_to_unix_utc (today_of (fixture) - 2) + 11 * 3600 };

  first = make_event (fixture, "order", "Nvidia wins record order from Microsoft for next year's racks", "order", PENSTOCK_STATUS_RUMOUR, 9, 1, "nvda");
  penstock_event_add_status (first, today_of (fixture) - 2, PENSTOCK_STATUS_REPORTED, "Nikkei Asia");
  penstock_event_add_company (first, "tsmc", 0.5);
  penstock_event_add_source (first, &again);
  g_ptr_array_add (events, first);
  g_ptr_array_add (events, make_event (fixture, "revenue", "鴻海 4 月合併營收 8,320.98 億元，年增 29.74%", "monthly_revenue", PENSTOCK_STATUS_CONFIRMED, 4, 1, "honhai"));
  g_ptr_array_add (events, make_event (fixture, "cut", "Supplier said to cut orders for substrates", "order", PENSTOCK_STATUS_RUMOUR, 5, -1, "unimicron"));
  g_ptr_array_add (events, make_event (fixture, "talks", "Apple denies talks with Intel about a foundry deal", "agreement", PENSTOCK_STATUS_DENIED, 8, 1, "tsmc"));
  penstock_engine_put_events_async (fixture->engine, events, NULL, result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (penstock_engine_put_events_finish (fixture->engine, result, NULL));
  wait_for_board (fixture);
  settle (200);
}

static void
shoot (Fixture    *fixture,
       const char *name)
{
  const char *folder = g_getenv ("PENSTOCK_SHOT");
  g_autofree char *path = folder != NULL ? g_strdup_printf ("%s/%s.png", folder, name) : NULL;
  g_autoptr(GdkPaintable) paintable = NULL;
  g_autoptr(GtkSnapshot) snapshot = NULL;
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  settle (300);
  if (path == NULL)
    return;

  paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->window));
  gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
  settle (300);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable), gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (fixture->window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static void
open_window (Fixture *fixture,
             int      width,
             int      height)
{
  fixture->page = g_object_new (PENSTOCK_TYPE_SIGNALS_PAGE, NULL);
  penstock_signals_page_set_desk (fixture->page, fixture->desk);
  fixture->window = g_object_new (ADW_TYPE_APPLICATION_WINDOW, "content", fixture->page, "default-width", width, "default-height", height,
                                  NULL);
  gtk_widget_add_css_class (GTK_WIDGET (fixture->window), "penstock-window");
  gtk_window_present (fixture->window);
  settle (400);
}

static void
close_window (Fixture *fixture)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *)&fixture->page);
  gtk_window_destroy (fixture->window);
  settle (200);
  g_assert_null (fixture->page);
}

static gboolean
run_cb (gpointer user_data)
{
  Run *run = user_data;
  Fixture *fixture = &run->fixture;

  fixture->desk = g_object_ref (penstock_application_get_desk (fixture->application));
  fixture->engine = penstock_desk_get_engine (fixture->desk);
  wait_for_board (fixture);
  run->test (fixture);
  g_application_hold (G_APPLICATION (fixture->application));
  gtk_window_close (gtk_application_get_active_window (GTK_APPLICATION (fixture->application)));
  settle (100);
  g_clear_object (&fixture->desk);
  g_application_quit (G_APPLICATION (fixture->application));
  return G_SOURCE_REMOVE;
}

static void
window_added_cb (Run *run)
{
  g_signal_handlers_disconnect_by_func (run->fixture.application, window_added_cb, run);
  g_idle_add (run_cb, run);
}

static void
run_test (gconstpointer data)
{
  char *argv[] = { (char *)"penstock", (char *)"--sample", NULL };
  Run run = { .test = (TestFunc)data };

  run.fixture.application = penstock_application_new (G_APPLICATION_NON_UNIQUE);
  g_signal_connect_swapped (run.fixture.application, "window-added", G_CALLBACK (window_added_cb), &run);
  g_assert_cmpint (g_application_run (G_APPLICATION (run.fixture.application), 2, argv), ==, 0);
  g_assert_finalize_object (run.fixture.application);
}

/* ---- Inbox ---- */

static guint
count_shown (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->page->inbox->selection));
}

static PenstockSignal *
selected (Fixture *fixture)
{
  return gtk_single_selection_get_selected_item (fixture->page->inbox->selection);
}

static const char *
selected_id (Fixture *fixture)
{
  return selected (fixture) != NULL ? penstock_signal_get_event (selected (fixture))->id : NULL;
}

static GtkWidget *
child_of (PenstockSignalDetail *detail,
          const char           *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (detail), PENSTOCK_TYPE_SIGNAL_DETAIL, name));
}

static gboolean
run_key (GtkWidget *widget,
         guint      key)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, NULL);
        }
    }

  return FALSE;
}

static void
test_inbox (Fixture *fixture)
{
  PenstockInboxView *inbox;
  guint all;

  open_window (fixture, 1280, 800);
  inbox = fixture->page->inbox;
  put_events (fixture);
  all = count_shown (fixture);
  g_assert_cmpuint (all, >=, 4);
  /* What is shown because it is the first is not read by that, though others come above it. */
  g_assert_true (penstock_signal_get_unread (selected (fixture)));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (inbox->stack), ==, "list");

  /* A company, its alias, a segment, a word of the title; and what nobody names. */
  gtk_editable_set_text (GTK_EDITABLE (inbox->search), "foxconn");
  settle (300);
  g_assert_cmpuint (count_shown (fixture), >=, 1);
  g_assert_cmpuint (count_shown (fixture), <, all);
  gtk_editable_set_text (GTK_EDITABLE (inbox->search), "no such thing");
  settle (300);
  g_assert_cmpuint (count_shown (fixture), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (inbox->stack), ==, "no-hit");
  shoot (fixture, "inbox-no-hit");
  penstock_inbox_view_reset_filter (inbox);
  settle (300);
  g_assert_cmpuint (count_shown (fixture), ==, all);

  /* By status and by what is read. */
  gtk_drop_down_set_selected (inbox->status, 1 + PENSTOCK_STATUS_DENIED);
  g_assert_cmpuint (count_shown (fixture), ==, 1);
  g_assert_cmpstr (selected_id (fixture), ==, "talks");
  g_assert_true (penstock_signal_get_unread (selected (fixture)));
  penstock_inbox_view_reset_filter (inbox);

  penstock_signals_page_show_event (fixture->page, "order");
  g_assert_cmpstr (selected_id (fixture), ==, "order");
  g_assert_false (penstock_signal_get_unread (selected (fixture)));
  settle (300);
  shoot (fixture, "inbox-1280");

  /* Keys: down, up, unread and read again. */
  run_key (GTK_WIDGET (inbox->view), GDK_KEY_j);
  g_assert_cmpstr (selected_id (fixture), !=, "order");
  run_key (GTK_WIDGET (inbox->view), GDK_KEY_k);
  g_assert_cmpstr (selected_id (fixture), ==, "order");
  run_key (GTK_WIDGET (inbox->view), GDK_KEY_r);
  g_assert_true (penstock_signal_get_unread (selected (fixture)));
  run_key (GTK_WIDGET (inbox->view), GDK_KEY_r);
  g_assert_false (penstock_signal_get_unread (selected (fixture)));
  close_window (fixture);
}

static void
test_says (Fixture *fixture)
{
  PenstockSignalDetail *detail;
  const PenstockStatusChange *last;
  GtkWidget *button;

  open_window (fixture, 1280, 800);
  detail = fixture->page->inbox->detail;
  put_events (fixture);
  penstock_signals_page_show_event (fixture->page, "order");

  /* Overruled: weighs. */
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (child_of (detail, "direction"))), ==, 0);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (child_of (detail, "origin"))), ==, "guessed by a rule");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (child_of (detail, "direction")), 2);
  g_assert_cmpint (penstock_signal_get_event (selected (fixture))->direction, ==, -1);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (child_of (detail, "origin"))), ==, "set by you");

  /* Denied, with a note: the selection stays on it though it moves to the top. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (child_of (detail, "status")), 3);
  gtk_editable_set_text (GTK_EDITABLE (child_of (detail, "note")), "asked their supplier");
  g_signal_emit_by_name (child_of (detail, "note"), "activate");
  g_assert_cmpstr (selected_id (fixture), ==, "order");
  last = penstock_event_status_at (penstock_signal_get_event (selected (fixture)), today_of (fixture));
  g_assert_cmpint (last->status, ==, PENSTOCK_STATUS_DENIED);
  g_assert_true (last->by_user);
  g_assert_cmpstr (last->note, ==, "asked their supplier");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (child_of (detail, "badge"))), ==, "Denied");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child_of (detail, "note"))), ==, "");
  shoot (fixture, "inbox-denied");

  /* The scores go on: who stands on a company by keyboard still does. */
  button = gtk_grid_get_child_at (GTK_GRID (child_of (detail, "companies")), 0, 1);
  g_assert_true (GTK_IS_BUTTON (button));
  gtk_widget_grab_focus (button);
  g_signal_emit_by_name (fixture->engine, "scoreboard-changed");
  settle (200);
  g_assert_true (gtk_grid_get_child_at (GTK_GRID (child_of (detail, "companies")), 0, 1) == button);
  g_assert_true (gtk_window_get_focus (fixture->window) == button);

  /* What stands in the note while the scores go on stays there. */
  gtk_editable_set_text (GTK_EDITABLE (child_of (detail, "note")), "half a");
  penstock_engine_set_signal_read (fixture->engine, "revenue", TRUE);
  settle (300);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child_of (detail, "note"))), ==, "half a");
  close_window (fixture);
}

static void
test_empty (Fixture *fixture)
{
  open_window (fixture, 1280, 800);
  if (g_list_model_get_n_items (penstock_engine_get_signals (fixture->engine)) == 0)
    g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->page->inbox->stack), ==, "empty");
  shoot (fixture, "inbox-sample");
  gtk_stack_set_visible_child_name (fixture->page->tabs, "claims");
  shoot (fixture, "claims-empty");
  gtk_stack_set_visible_child_name (fixture->page->tabs, "indicators");
  shoot (fixture, "indicators-sample");
  gtk_stack_set_visible_child_name (fixture->page->indicators->stack, "empty");
  gtk_stack_set_visible_child_name (fixture->page->inbox->stack, "empty");
  shoot (fixture, "indicators-empty");
  gtk_stack_set_visible_child_name (fixture->page->tabs, "inbox");
  shoot (fixture, "inbox-empty");
  close_window (fixture);
}

static void
test_narrow (Fixture *fixture)
{
  open_window (fixture, 800, 560);
  put_events (fixture);
  penstock_signals_page_show_event (fixture->page, "order");
  settle (300);
  g_assert_cmpint (gtk_orientable_get_orientation (GTK_ORIENTABLE (fixture->page->inbox->panes)), ==, GTK_ORIENTATION_VERTICAL);
  shoot (fixture, "inbox-800");
  gtk_stack_set_visible_child_name (fixture->page->tabs, "claims");
  penstock_claims_view_check (fixture->page->claims, "Foxconn April 2026 NT$648 bn, +29.74 % YoY");
  shoot (fixture, "claims-800");
  gtk_stack_set_visible_child_name (fixture->page->tabs, "indicators");
  shoot (fixture, "indicators-800");
  close_window (fixture);
}

static void
test_dark (Fixture *fixture)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  open_window (fixture, 1280, 800);
  put_events (fixture);
  penstock_signals_page_show_event (fixture->page, "order");
  settle (300);
  shoot (fixture, "inbox-dark");
  gtk_stack_set_visible_child_name (fixture->page->tabs, "claims");
  penstock_claims_view_check (fixture->page->claims, "Foxconn April 2026 NT$648 bn, +29.74 % YoY, highest April in five years");
  shoot (fixture, "claims-dark");
  close_window (fixture);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* ---- Claims ---- */

static GtkWidget *
claims_child (Fixture    *fixture,
              const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->page->claims), PENSTOCK_TYPE_CLAIMS_VIEW, name));
}

/* What was filed, to the thousand. */
static void
put_hon_hai (Fixture *fixture)
{
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  g_autoptr(GAsyncResult) result = NULL;

  for (int year = 2014; year <= 2026; year++)
    {
      const PenstockPeriod period = year * 12 + 3;
      const double value = year == 2026 ? 832097956e3 : year == 2025 ? 641365597e3 : 300e9 + 10e9 * (year - 2014);
      PenstockRevenueRow row = {
        g_strdup ("2317.TW"), g_strdup ("TWD"),
        { .period = period, .value = value, .published_at = penstock_day_to_unix_utc (penstock_period_due (period, 12)), .first_seen = 1, .source = "test" }, 12,
      };

      g_array_append_val (batch->revenue, row);
    }
  penstock_engine_put_batch_async (fixture->engine, batch, NULL, result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (penstock_engine_put_batch_finish (fixture->engine, result, NULL));
  wait_for_board (fixture);
}

static void
toast_cb (GPtrArray *toasts,
          AdwToast  *toast)
{
  g_ptr_array_add (toasts, g_object_ref (toast));
}

static GtkListBoxRow *
kept_row (Fixture *fixture,
          guint    i)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (claims_child (fixture, "kept")), (int)i);
}

/* Until exactly @n rows are listed. */
static void
wait_for_rows (Fixture *fixture,
               guint    n)
{
  for (guint i = 0; i < 50 && (kept_row (fixture, n) != NULL || (n > 0 && kept_row (fixture, n - 1) == NULL)); i++)
    settle (100);
  g_assert_cmpuint (penstock_engine_get_claims (fixture->engine)->len, ==, n);
  g_assert_null (kept_row (fixture, n));
}

static gboolean
is_among_claims (Fixture    *fixture,
                 const char *sentence)
{
  GPtrArray *claims = penstock_engine_get_claims (fixture->engine);

  for (guint i = 0; i < claims->len; i++)
    if (g_strcmp0 (((PenstockClaim *)g_ptr_array_index (claims, i))->text, sentence) == 0)
      return TRUE;

  return FALSE;
}

/* Two are removed before the first toast is gone: each Undo brings back its own. */
static void
test_undo (Fixture *fixture)
{
  static const char *const sentences[] = { "Hon Hai April 2026 revenue up 29.74 % YoY", "Hon Hai March 2026 revenue up 5 % YoY" };
  g_autoptr(GPtrArray) toasts = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *trash;
  guint n;

  put_hon_hai (fixture);
  open_window (fixture, 1280, 800);
  gtk_stack_set_visible_child_name (fixture->page->tabs, "claims");
  g_signal_connect_swapped (fixture->page->claims, "toast", G_CALLBACK (toast_cb), toasts);
  n = penstock_engine_get_claims (fixture->engine)->len;
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      penstock_claims_view_check (fixture->page->claims, sentences[i]);
      g_signal_emit_by_name (claims_child (fixture, "keep"), "clicked");
      wait_for_rows (fixture, n + i + 1);
    }

  /* The scores go on: who stands on a button by keyboard still does. */
  trash = g_object_ref (gtk_widget_get_last_child (gtk_list_box_row_get_child (kept_row (fixture, n))));
  gtk_widget_grab_focus (trash);
  g_assert_true (gtk_window_get_focus (fixture->window) == trash);
  g_signal_emit_by_name (fixture->engine, "scoreboard-changed");
  g_assert_cmpuint (fixture->page->claims->recheck, !=, 0);
  while (fixture->page->claims->recheck != 0)
    settle (50);
  g_assert_true (gtk_window_get_focus (fixture->window) == trash && gtk_widget_get_mapped (trash));
  g_object_unref (trash);

  for (guint i = 2; i > 0; i--)
    {
      g_signal_emit_by_name (gtk_widget_get_last_child (gtk_list_box_row_get_child (kept_row (fixture, n + i - 1))), "clicked");
      wait_for_rows (fixture, n + i - 1);
    }
  g_assert_cmpuint (toasts->len, ==, 2);
  g_signal_emit_by_name (g_ptr_array_index (toasts, 0), "button-clicked");
  wait_for_rows (fixture, n + 1);
  g_assert_false (is_among_claims (fixture, sentences[0]));
  g_assert_true (is_among_claims (fixture, sentences[1]));
  g_signal_emit_by_name (g_ptr_array_index (toasts, 1), "button-clicked");
  wait_for_rows (fixture, n + 2);
  g_assert_true (is_among_claims (fixture, sentences[0]));
  close_window (fixture);
}

static void
test_claims (Fixture *fixture)
{
  GtkWidget *kept;
  guint n;

  put_hon_hai (fixture);
  open_window (fixture, 1280, 800);
  gtk_stack_set_visible_child_name (fixture->page->tabs, "claims");
  gtk_editable_set_text (GTK_EDITABLE (claims_child (fixture, "sentence")), "Foxconn April 2026 NT$648 bn, +29.74 % YoY, highest April in five years");
  g_signal_emit_by_name (claims_child (fixture, "sentence"), "activate");
  g_assert_true (gtk_widget_get_visible (claims_child (fixture, "verdict_card")));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (claims_child (fixture, "verdict"))), ==, "Contradicted");
  shoot (fixture, "claims");

  /* Kept, and removed. */
  kept = claims_child (fixture, "kept");
  n = penstock_engine_get_claims (fixture->engine)->len;
  penstock_claims_view_check (fixture->page->claims, "Hon Hai April 2026 revenue up 29.74 % YoY");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (claims_child (fixture, "verdict"))), ==, "Confirmed");
  g_signal_emit_by_name (claims_child (fixture, "keep"), "clicked");
  for (guint i = 0; i < 50 && gtk_list_box_get_row_at_index (GTK_LIST_BOX (kept), (int)n) == NULL; i++)
    settle (100);
  g_assert_cmpuint (penstock_engine_get_claims (fixture->engine)->len, ==, n + 1);
  g_assert_nonnull (gtk_list_box_get_row_at_index (GTK_LIST_BOX (kept), (int)n));
  {
    GtkWidget *trash = gtk_widget_get_last_child (gtk_list_box_row_get_child (gtk_list_box_get_row_at_index (GTK_LIST_BOX (kept), (int)n)));

    g_assert_true (GTK_IS_BUTTON (trash));
    g_signal_emit_by_name (trash, "clicked");
    for (guint i = 0; i < 50 && gtk_list_box_get_row_at_index (GTK_LIST_BOX (kept), (int)n) != NULL; i++)
      settle (100);
    g_assert_cmpuint (penstock_engine_get_claims (fixture->engine)->len, ==, n);
  }

  /* The fields say the same. */
  gtk_editable_set_text (GTK_EDITABLE (claims_child (fixture, "subject")), "Hon Hai");
  gtk_editable_set_text (GTK_EDITABLE (claims_child (fixture, "period")), "April 2026");
  gtk_editable_set_text (GTK_EDITABLE (claims_child (fixture, "amount")), "832.1 bn");
  gtk_editable_set_text (GTK_EDITABLE (claims_child (fixture, "change")), "29.74");
  gtk_editable_set_text (GTK_EDITABLE (claims_child (fixture, "currency")), "TWD");
  g_signal_emit_by_name (claims_child (fixture, "subject"), "activate");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (claims_child (fixture, "verdict"))), ==, "Confirmed");

  /* What cannot be read says why. */
  penstock_claims_view_check (fixture->page->claims, "It was a lovely day");
  g_assert_true (gtk_widget_get_visible (claims_child (fixture, "fault")));
  g_assert_false (gtk_widget_get_visible (claims_child (fixture, "verdict_card")));
  close_window (fixture);
}

/* ---- Indicators ---- */

static const PenstockIndicatorSeries *
chosen_series (PenstockIndicatorsView *view)
{
  guint i = 0;

  while (!g_str_equal (((PenstockIndicatorSeries *)g_ptr_array_index (view->series, i))->id, view->chosen))
    i++;
  return g_ptr_array_index (view->series, i);
}

static void
test_indicators (Fixture *fixture)
{
  static const char csv[] = "series,unit,population,forecast_date,period,value,source\n"
    "AI servers shipped,% YoY,world,2024-03-01,2024,36,Alpha\nAI servers shipped,% YoY,world,2024-09-02,2024,42,Alpha\n"
    "AI servers shipped,% YoY,world,2024-06-01,2024,38,Beta\nAI servers shipped,% YoY,world,,2024,46,Alpha\n"
    "AI servers shipped,% YoY,world,2025-03-01,2025,28,Alpha\nAI servers shipped,% YoY,world,2025-10-01,2025,24,Beta\n"
    "Cloud investment,bn USD,four largest,2025-05-01,2026,420,Gamma\nCloud investment,bn USD,four largest,2025-11-01,2026,520,Gamma\n";
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "penstock-indicators-test.csv", NULL);
  PenstockIndicatorsView *view;

  g_assert_true (g_file_set_contents (path, csv, -1, NULL));
  open_window (fixture, 1280, 800);
  view = fixture->page->indicators;
  gtk_stack_set_visible_child_name (fixture->page->tabs, "indicators");
  penstock_indicators_view_import_file (view, path);
  for (guint i = 0; i < 50 && view->series->len < 2; i++)
    settle (100);
  remove (path);
  g_assert_cmpuint (view->series->len, >=, 2);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (view->stack), ==, "list");
  g_assert_nonnull (view->chosen);

  gtk_editable_set_text (GTK_EDITABLE (view->low), "30");
  g_signal_emit_by_name (view->low, "activate");
  gtk_drop_down_set_selected (view->layer, 2);
  for (guint i = 0; i < 50 && (chosen_series (view)->low != 30 || chosen_series (view)->layer != 1); i++)
    settle (100);
  g_assert_cmpfloat (chosen_series (view)->low, ==, 30);
  g_assert_true (isnan (chosen_series (view)->high));
  g_assert_cmpint (chosen_series (view)->layer, ==, 1);
  shoot (fixture, "indicators");
  if (strcmp (localeconv ()->decimal_point, ".") == 0)
    {
      /* A thousand and some, not one and some. */
      gtk_editable_set_text (GTK_EDITABLE (view->low), "1,234");
      g_signal_emit_by_name (view->low, "activate");
      g_assert_true (gtk_widget_get_visible (GTK_WIDGET (view->threshold_fault)));
      settle (200);
      g_assert_cmpfloat (chosen_series (view)->low, ==, 30);
    }
  gtk_editable_set_text (GTK_EDITABLE (view->low), "much");
  g_signal_emit_by_name (view->low, "activate");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (view->threshold_fault)));
  close_window (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }

#define ADD(path, test) g_test_add_data_func ("/app/signals/" path, (gconstpointer)(test), run_test)
  ADD ("empty", test_empty);
  ADD ("inbox", test_inbox);
  ADD ("says", test_says);
  ADD ("narrow", test_narrow);
  ADD ("dark", test_dark);
  ADD ("claims", test_claims);
  ADD ("undo", test_undo);
  ADD ("indicators", test_indicators);
#undef ADD

  return g_test_run ();
}
