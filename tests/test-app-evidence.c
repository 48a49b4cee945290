/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include <glib/gstdio.h>

#include "app-page.h"
#include "penstock-evidence-page.h"
#include "penstock-ic-card.h"
#include "penstock-ic-row.h"
#include "penstock-money.h"
#include "penstock-placebo-card.h"
#include "penstock-plane-card.h"
#include "penstock-verdict-card.h"
#include "penstock-words-evidence.h"

/* The page Evidence on the sample market, as a user meets it. */

static GtkWidget *
card (AppPage    *page,
      const char *name)
{
  return app_page_child (page->page, PENSTOCK_TYPE_EVIDENCE_PAGE, name);
}

static GtkWidget *
verdict_child (AppPage    *page,
               const char *name)
{
  return app_page_child (card (page, "verdict"), PENSTOCK_TYPE_VERDICT_CARD, name);
}

static const char *
text_of (GtkWidget  *widget,
         GType       type,
         const char *name)
{
  return gtk_label_get_label (GTK_LABEL (app_page_child (widget, type, name)));
}

static const char *
shown (GtkWidget *widget,
       GType      type)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (app_page_child (widget, type, "stack")));
}

static gboolean
is_running (AppPage *page)
{
  return gtk_widget_get_visible (verdict_child (page, "cancel"));
}

static gboolean
is_idle (AppPage *page)
{
  return !is_running (page);
}

static gboolean
is_done (AppPage *page)
{
  return g_str_equal (shown (card (page, "ic"), PENSTOCK_TYPE_IC_CARD), "table") && is_idle (page);
}

static void
set_up (AppPage       *page,
        gconstpointer  filled)
{
  app_page_open (page, penstock_evidence_page_new ());
  penstock_evidence_page_set_desk (PENSTOCK_EVIDENCE_PAGE (page->page), page->desk);
  if (GPOINTER_TO_INT (filled))
    {
      penstock_desk_start (page->desk);
      app_page_wait (page, app_page_is_filled, 60);
      app_page_settle (700);
    }
  gtk_window_present (page->window);
}

static void
tear_down (AppPage       *page,
           gconstpointer  filled)
{
  app_page_close (page);
}

/* ---- What the engine says, for comparison ---- */

typedef struct { PenstockEvidence *evidence; gboolean done; } Answer;

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Answer *answer = user_data;
  g_autoptr(GError) error = NULL;

  answer->evidence = penstock_engine_get_evidence_finish (PENSTOCK_ENGINE (object), result, &error);
  g_assert_no_error (error);
  answer->done = TRUE;
}

static PenstockEvidence *
ask (AppPage     *page,
     PenstockDay  from,
     PenstockDay  to)
{
  Answer answer = { 0 };

  penstock_engine_get_evidence_async (app_page_engine (page), from, to, NULL, NULL, NULL, answer_cb, &answer);
  while (!answer.done)
    g_main_context_iteration (NULL, TRUE);

  return answer.evidence;
}

/* ---- Tests ---- */

static void
test_waits_with_a_reason (AppPage       *page,
                          gconstpointer  data)
{
  app_page_settle (300);
  g_assert_cmpstr (shown (card (page, "plane"), PENSTOCK_TYPE_PLANE_CARD), ==, "state");
  g_assert_cmpstr (shown (card (page, "ic"), PENSTOCK_TYPE_IC_CARD), ==, "state");
  g_assert_nonnull (strstr (text_of (card (page, "verdict"), PENSTOCK_TYPE_VERDICT_CARD, "words"), "past of the scores"));
  g_assert_false (gtk_widget_get_sensitive (verdict_child (page, "compute")));
  app_page_shoot (page, "empty");
}

static void
test_computes_when_first_shown (AppPage       *page,
                                gconstpointer  data)
{
  GtkWidget *ic = card (page, "ic");
  GtkWidget *verdict = card (page, "verdict");
  g_autoptr(PenstockEvidence) evidence = NULL;

  app_page_wait (page, is_done, 120);
  evidence = ask (page, PENSTOCK_DAY_NONE, PENSTOCK_DAY_NONE);
  g_assert_cmpstr (text_of (verdict, PENSTOCK_TYPE_VERDICT_CARD, "verdict"), ==, evidence->verdict);
  g_assert_cmpstr (text_of (verdict, PENSTOCK_TYPE_VERDICT_CARD, "words"), ==, evidence->words);
  g_assert_true (gtk_widget_get_visible (verdict_child (page, "simulated")));
  g_assert_cmpuint (evidence->n_rows, ==, 15);
  for (guint i = 0; i < evidence->n_rows; i++)
    {
      const PenstockEvidenceRow *data_row = &evidence->rows[i];
      GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (app_page_child (ic, PENSTOCK_TYPE_IC_CARD, "rows")), (int)i));
      g_autofree char *mean = penstock_format_signed (data_row->mean_ic, 3);
      g_autofree char *holm = penstock_format_number (data_row->p_holm, 2);

      g_assert_cmpstr (text_of (row, PENSTOCK_TYPE_IC_ROW, "mean"), ==, mean);
      g_assert_cmpstr (text_of (row, PENSTOCK_TYPE_IC_ROW, "holm"), ==, holm);
      /* The finding is short enough to be read whole; too few days are a reason and no figures. */
      g_assert_true (g_str_has_prefix (data_row->words, text_of (row, PENSTOCK_TYPE_IC_ROW, "words")));
      g_assert_cmpint (gtk_widget_get_visible (app_page_child (row, PENSTOCK_TYPE_IC_ROW, "holm")), ==,
                       data_row->finding != PENSTOCK_FINDING_NOT_COMPUTED);
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
  app_page_shoot (page, "data");
}

static void
test_plane_is_the_historys (AppPage       *page,
                            gconstpointer  data)
{
  PenstockHistory *history = penstock_engine_get_history (app_page_engine (page));
  PenstockChain *chain = penstock_history_get_chain (history);
  gsize last = penstock_history_get_n (history) - 1;
  g_autoptr(PenstockPlaneData) plane = penstock_plane_data_new (history);
  guint lit = 0;

  g_assert_cmpuint (plane->n, >, 0);
  g_assert_cmpuint (plane->n + plane->not_drawn->len, ==, chain->n_segments);
  g_assert_cmpuint (plane->n_weeks, ==, 26);
  for (guint i = 0; i < plane->n; i++)
    {
      const PenstockGroupPast *past = penstock_history_get_group (history, last, plane->segment[i]);

      g_assert_cmpfloat (plane->trails[i].x[25], ==, past->values.narrative);
      g_assert_cmpfloat (plane->trails[i].y[25], ==, past->values.validation);
      lit += plane->trails[i].lit ? 1 : 0;
    }
  for (guint i = 0; i < plane->not_drawn->len; i++)
    g_assert_cmpuint (penstock_history_get_group (history, last, g_array_index (plane->not_drawn, guint, i))->values.members_with_validation, <, 3);
  g_assert_cmpuint (lit, ==, MIN (plane->n, 3));
  g_assert_cmpstr (shown (card (page, "plane"), PENSTOCK_TYPE_PLANE_CARD), ==, "plane");
}

static void
segment_cb (int  *asked,
            guint segment)
{
  *asked = (int)segment;
}

static void
test_lit_segments_lead_on (AppPage       *page,
                           gconstpointer  data)
{
  g_autoptr(PenstockPlaneData) plane = penstock_plane_data_new (penstock_engine_get_history (app_page_engine (page)));
  GtkWidget *box = app_page_child (card (page, "plane"), PENSTOCK_TYPE_PLANE_CARD, "lit_box");
  int asked = -1;

  app_page_settle (200);
  g_signal_connect_swapped (page->page, "segment-activated", G_CALLBACK (segment_cb), &asked);
  gtk_widget_activate (gtk_widget_get_first_child (box));
  app_page_settle (400);
  g_assert_cmpint (asked, >=, 0);
  for (guint i = 0; i < plane->n; i++)
    if ((int)plane->segment[i] == asked)
      g_assert_true (plane->trails[i].lit);
}

static void
test_row_chooses_score (AppPage       *page,
                        gconstpointer  data)
{
  GtkWidget *plane = card (page, "plane");
  GtkDropDown *score = GTK_DROP_DOWN (app_page_child (plane, PENSTOCK_TYPE_PLANE_CARD, "score"));
  GtkDropDown *pair = GTK_DROP_DOWN (app_page_child (card (page, "placebo"), PENSTOCK_TYPE_PLACEBO_CARD, "choice"));
  GtkListBox *rows;

  app_page_wait (page, is_done, 120);
  g_assert_cmpuint (gtk_drop_down_get_selected (pair), ==, 1); /* benefit, 21 days */
  rows = GTK_LIST_BOX (app_page_child (card (page, "ic"), PENSTOCK_TYPE_IC_CARD, "rows"));
  gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (rows, 14)));
  app_page_settle (100);
  g_assert_cmpstr (shown (plane, PENSTOCK_TYPE_PLANE_CARD), ==, "quantiles");
  g_assert_cmpuint (gtk_drop_down_get_selected (score), ==, 4);
  g_assert_cmpuint (gtk_drop_down_get_selected (pair), ==, 5);
  app_page_shoot (page, "quantiles");
}

static void
test_stops_when_told (AppPage       *page,
                      gconstpointer  data)
{
  app_page_wait (page, is_running, 10);
  gtk_widget_activate (verdict_child (page, "cancel"));
  app_page_wait (page, is_idle, 10);
  if (is_done (page))
    {
      g_test_message ("it was done before it could be stopped");
      return;
    }

  g_assert_cmpstr (text_of (card (page, "verdict"), PENSTOCK_TYPE_VERDICT_CARD, "verdict"), ==, "Not computed");
  app_page_shoot (page, "stopped");

  /* It stays stopped until the user wants it. */
  g_signal_emit_by_name (app_page_engine (page), "history-changed");
  app_page_settle (100);
  g_assert_false (is_running (page));
  gtk_widget_activate (verdict_child (page, "compute"));
  app_page_wait (page, is_done, 120);
}

static void
test_period_is_read (AppPage       *page,
                     gconstpointer  data)
{
  GtkDropDown *period = GTK_DROP_DOWN (verdict_child (page, "period"));
  GtkEditable *from = GTK_EDITABLE (verdict_child (page, "from"));
  GtkEditable *to = GTK_EDITABLE (verdict_child (page, "to"));
  PenstockVerdictCard *verdict = PENSTOCK_VERDICT_CARD (card (page, "verdict"));
  PenstockDay first, last;

  app_page_wait (page, is_done, 120);
  g_assert_false (gtk_widget_get_visible (verdict_child (page, "days")));
  gtk_drop_down_set_selected (period, PENSTOCK_PERIOD_FROM_TO);
  g_assert_true (gtk_widget_get_visible (verdict_child (page, "days")));

  gtk_editable_set_text (from, "2026-02-30");
  g_assert_false (penstock_verdict_card_get_period (verdict, 20000, &first, &last));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (from), "error"));
  g_assert_true (gtk_widget_get_visible (verdict_child (page, "fault")));
  gtk_editable_set_text (from, "2026-03-01");
  gtk_editable_set_text (to, "2026-01-01");
  g_assert_false (penstock_verdict_card_get_period (verdict, 20000, &first, &last));
  gtk_editable_set_text (to, "");
  g_assert_true (penstock_verdict_card_get_period (verdict, 20000, &first, &last));
  g_assert_cmpint (first, ==, penstock_day_from_ymd (2026, 3, 1));
  g_assert_cmpint (last, ==, PENSTOCK_DAY_NONE);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (from), "error"));

  g_assert_cmpint (penstock_period_from (PENSTOCK_PERIOD_ALL, 20000), ==, PENSTOCK_DAY_NONE);
  g_assert_cmpint (penstock_period_from (PENSTOCK_PERIOD_3Y, penstock_day_from_ymd (2024, 2, 29)), ==, penstock_day_from_ymd (2021, 2, 28));
}

/* New data: what was found stays in sight and says that it is older; it isn't computed again at once. */
static void
test_older_data_are_marked (AppPage       *page,
                            gconstpointer  data)
{
  PenstockHistory *before;

  app_page_wait (page, is_done, 120);
  g_assert_false (gtk_widget_get_visible (verdict_child (page, "older")));
  before = penstock_history_ref (penstock_engine_get_history (app_page_engine (page)));
  penstock_clock_advance (penstock_engine_get_clock (app_page_engine (page)), 2 * (gint64)86400 * G_USEC_PER_SEC);
  penstock_desk_refresh (page->desk, NULL);
  for (guint i = 0; i < 100 && penstock_engine_get_history (app_page_engine (page)) == before; i++)
    app_page_settle (100);
  g_assert_true (penstock_engine_get_history (app_page_engine (page)) != before);
  penstock_history_unref (before);
  app_page_settle (200);
  g_assert_true (gtk_widget_get_visible (verdict_child (page, "older")));
  g_assert_false (is_running (page));
  g_assert_cmpstr (shown (card (page, "ic"), PENSTOCK_TYPE_IC_CARD), ==, "table");
  app_page_shoot (page, "older");
}

/* A strong correlation of fourteen days is none; a chance too small for two decimals is not nought. */
static void
test_figures_do_not_mislead (void)
{
  GtkSizeGroup *columns[PENSTOCK_N_IC_COLUMNS];
  char words[] = "14 days";
  PenstockEvidenceRow row = { .score = PENSTOCK_COLUMN_own, .horizon = 63, .words = words, .finding = PENSTOCK_FINDING_NOT_COMPUTED, .p = 0.001 };
  GtkWidget *widget;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  widget = g_object_ref_sink (penstock_ic_row_new (columns));

  penstock_ic_row_set (PENSTOCK_IC_ROW (widget), &row, TRUE, 0.1);
  g_assert_false (gtk_widget_get_visible (app_page_child (widget, PENSTOCK_TYPE_IC_ROW, "mean_box")));
  g_assert_false (gtk_widget_get_visible (app_page_child (widget, PENSTOCK_TYPE_IC_ROW, "p")));
  g_assert_cmpstr (text_of (widget, PENSTOCK_TYPE_IC_ROW, "words"), ==, words);

  row.finding = PENSTOCK_FINDING_NONE;
  penstock_ic_row_set (PENSTOCK_IC_ROW (widget), &row, TRUE, 0.1);
  g_assert_true (gtk_widget_get_visible (app_page_child (widget, PENSTOCK_TYPE_IC_ROW, "mean_box")));
  g_assert_cmpstr (text_of (widget, PENSTOCK_TYPE_IC_ROW, "p"), ==, "<0.01");
  g_assert_cmpstr (text_of (widget, PENSTOCK_TYPE_IC_ROW, "words"), ==, "No evidence in this data");

  g_object_unref (widget);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_object_unref (columns[i]);
}

static void
test_words (void)
{
  PenstockEvidenceRow row = { .score = PENSTOCK_COLUMN_benefit_z, .horizon = 21, .placebo_rank = 0.865, .p_holm = 0.45, .finding = PENSTOCK_FINDING_NONE,
                              .mean_ic = 0.047, .nw_t = 2.1, .has_placebo = TRUE };
  g_autofree char *under = penstock_words_placebo (&row);
  g_autofree char *over = NULL;
  g_autofree char *for_it = NULL;

  g_assert_cmpstr (under, ==, "beats 173 of 200 = 86.5 %, under 95 %: no evidence");
  row.placebo_rank = 0.965;
  over = penstock_words_placebo (&row);
  g_assert_cmpstr (over, ==, "beats 193 of 200 = 96.5 %, but p after Holm 0.45: no evidence");
  row.finding = PENSTOCK_FINDING_FOR;
  for_it = penstock_words_placebo (&row);
  g_assert_cmpstr (for_it, ==, "beats 193 of 200 = 96.5 %, at least 95 %");
  g_assert_cmpfloat_with_epsilon (penstock_evidence_half (&row), 1.96 * 0.047 / 2.1, 1e-4);
  row.nw_t = NAN;
  g_assert_true (isnan (penstock_evidence_half (&row)));
}

static void
test_fits_every_width (AppPage       *page,
                       gconstpointer  data)
{
  static const int widths[] = { 1280, 1184, 1000, 800 };
  static const char *const cards[] = { "verdict", "plane", "ic", "placebo" };
  GtkWidget *room = card (page, "room");
  int minimum;

  app_page_wait (page, is_done, 120);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      gtk_window_set_default_size (page->window, widths[i], 700);
      app_page_settle (500);
      for (guint k = 0; k < G_N_ELEMENTS (cards); k++)
        {
          gtk_widget_measure (card (page, cards[k]), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
          g_test_message ("%s needs %d", cards[k], minimum);
        }
      gtk_widget_measure (room, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, 800);
      gtk_widget_measure (gtk_widget_get_first_child (room), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_test_message ("%d: the layout needs %d", widths[i], minimum);
      g_assert_cmpint (minimum, <=, widths[i]);
    }
}

/* Closed while it computes: nothing is left behind. */
static void
test_closes_while_computing (AppPage       *page,
                             gconstpointer  data)
{
  app_page_wait (page, is_running, 10);
}

static void
add_tests (void)
{
#define ADD(path, func, filled) g_test_add (path, AppPage, GINT_TO_POINTER (filled), set_up, func, tear_down)
  g_test_add_func ("/app/evidence/words", test_words);
  g_test_add_func ("/app/evidence/figures-do-not-mislead", test_figures_do_not_mislead);
  ADD ("/app/evidence/waits-with-a-reason", test_waits_with_a_reason, FALSE);
  ADD ("/app/evidence/computes-when-first-shown", test_computes_when_first_shown, TRUE);
  ADD ("/app/evidence/plane-is-the-historys", test_plane_is_the_historys, TRUE);
  ADD ("/app/evidence/lit-segments-lead-on", test_lit_segments_lead_on, TRUE);
  ADD ("/app/evidence/row-chooses-score", test_row_chooses_score, TRUE);
  ADD ("/app/evidence/stops-when-told", test_stops_when_told, TRUE);
  ADD ("/app/evidence/period-is-read", test_period_is_read, TRUE);
  ADD ("/app/evidence/older-data-are-marked", test_older_data_are_marked, TRUE);
  ADD ("/app/evidence/fits-every-width", test_fits_every_width, TRUE);
  ADD ("/app/evidence/closes-while-computing", test_closes_while_computing, TRUE);
#undef ADD
}

int
main (int    argc,
      char **argv)
{
  return app_page_main (argc, argv, add_tests);
}
