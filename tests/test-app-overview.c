/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include <glib/gstdio.h>

#include "app-page.h"
#include "penstock-beneficiaries-card.h"
#include "penstock-beneficiary-row.h"
#include "penstock-feeds-line.h"
#include "penstock-heat-card.h"
#include "penstock-instrument-private.h"
#include "penstock-latest-card.h"
#include "penstock-latest-row.h"
#include "penstock-money.h"
#include "penstock-mover-row.h"
#include "penstock-movers-card.h"
#include "penstock-overview-page.h"
#include "penstock-phase-card.h"
#include "penstock-revenue-card.h"
#include "penstock-words.h"
#include "penstock-words-overview.h"

/* The page Overview on the sample market, as a user meets it. */

typedef struct
{
  guint  companies, segments, events, pages;
  guint  company, segment;
  char  *event, *page;
} Asked;

static GtkWidget *
card (AppPage    *page,
      const char *name)
{
  return app_page_child (page->page, PENSTOCK_TYPE_OVERVIEW_PAGE, name);
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

static GtkListBoxRow *
row_at (GtkWidget *widget,
        GType      type,
        int        i)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (app_page_child (widget, type, "rows")), i);
}

static void
set_up (AppPage       *page,
        gconstpointer  filled)
{
  app_page_open (page, penstock_overview_page_new ());
  penstock_overview_page_set_desk (PENSTOCK_OVERVIEW_PAGE (page->page), page->desk);
  gtk_window_present (page->window);
  if (!GPOINTER_TO_INT (filled))
    return;

  penstock_desk_start (page->desk);
  app_page_wait (page, app_page_is_filled, 60);
  app_page_settle (700);
}

static void
tear_down (AppPage       *page,
           gconstpointer  filled)
{
  app_page_close (page);
}

/* ---- Data ---- */

static void
test_phase_is_the_engines (AppPage       *page,
                           gconstpointer  data)
{
  GtkWidget *phase = card (page, "phase");
  PenstockScoreboard *board = penstock_engine_get_scoreboard (app_page_engine (page));
  PenstockHistory *history = penstock_engine_get_history (app_page_engine (page));
  double resonance;
  gboolean triple;
  g_autofree PenstockGroupPast *groups = penstock_history_phases_on (history, board, &resonance, &triple);
  const PenstockGroupPast *chain = &groups[PENSTOCK_GROUP_CHAIN (board->chain)];
  g_autofree char *number = penstock_format_number (resonance, 0);
  g_autofree char *validation = penstock_format_signed (chain->values.validation, 2);

  g_assert_cmpstr (shown (phase, PENSTOCK_TYPE_PHASE_CARD), ==, "facts");
  g_assert_cmpstr (text_of (phase, PENSTOCK_TYPE_PHASE_CARD, "phase"), ==, penstock_words_phase (chain->phase));
  g_assert_cmpstr (text_of (phase, PENSTOCK_TYPE_PHASE_CARD, "resonance"), ==, number);
  g_assert_true (gtk_widget_get_visible (app_page_child (phase, PENSTOCK_TYPE_PHASE_CARD, "triple")) == triple);
  if (chain->phase != PENSTOCK_PHASE_UNDETERMINED)
    g_assert_nonnull (strstr (text_of (phase, PENSTOCK_TYPE_PHASE_CARD, "line"), validation));
  g_assert_true (g_str_has_prefix (text_of (phase, PENSTOCK_TYPE_PHASE_CARD, "as_of"), "as of "));
  app_page_shoot (page, "data");
}

/* Revenue that nobody filed says so where a company is told of; what was filed does not. */
static void
test_simulated_revenue_says_so (AppPage       *page,
                                gconstpointer  data)
{
  PenstockScoreboard *board = penstock_engine_get_scoreboard (app_page_engine (page));
  const guint nvidia = (guint)penstock_chain_find_symbol (board->chain, "NVDA"), honhai = (guint)penstock_chain_find_symbol (board->chain, "2317.TW");
  GtkWidget *revenue = g_object_ref_sink (g_object_new (PENSTOCK_TYPE_REVENUE_CARD, NULL));
  g_autofree char *simulated = penstock_words_freshness (board, nvidia);
  g_autofree char *filed = penstock_words_freshness (board, honhai);

  penstock_revenue_card_show (PENSTOCK_REVENUE_CARD (revenue), page->desk, nvidia);
  g_assert_cmpstr (text_of (revenue, PENSTOCK_TYPE_REVENUE_CARD, "title"), ==, "Quarterly revenue · Simulated");
  penstock_revenue_card_show (PENSTOCK_REVENUE_CARD (revenue), page->desk, honhai);
  g_assert_cmpstr (text_of (revenue, PENSTOCK_TYPE_REVENUE_CARD, "title"), ==, "Monthly revenue");
  g_assert_true (g_str_has_prefix (simulated, "Simulated revenue "));
  g_assert_true (g_str_has_prefix (filed, "Revenue "));
  g_object_unref (revenue);
}

static void
test_beneficiaries_are_by_gap (AppPage       *page,
                               gconstpointer  data)
{
  PenstockScoreboard *board = penstock_engine_get_scoreboard (app_page_engine (page));
  GtkWidget *beneficiaries = card (page, "beneficiaries");
  double last = INFINITY;
  guint n = 0;

  g_assert_cmpstr (shown (beneficiaries, PENSTOCK_TYPE_BENEFICIARIES_CARD), ==, "rows");
  for (GtkListBoxRow *row; (row = row_at (beneficiaries, PENSTOCK_TYPE_BENEFICIARIES_CARD, (int)n)) != NULL; n++)
    {
      guint company = penstock_beneficiary_row_get_company (PENSTOCK_BENEFICIARY_ROW (row));
      double gap = penstock_scoreboard_get (board, company, PENSTOCK_COLUMN_gap);
      g_autofree char *text = penstock_format_signed (gap, 2);

      if (!gtk_widget_get_visible (GTK_WIDGET (row)))
        break;

      g_assert_cmpfloat (gap, >, 0.0);
      g_assert_cmpfloat (gap, <=, last);
      g_assert_cmpstr (text_of (GTK_WIDGET (row), PENSTOCK_TYPE_BENEFICIARY_ROW, "gap"), ==, text);
      g_assert_cmpstr (text_of (GTK_WIDGET (row), PENSTOCK_TYPE_BENEFICIARY_ROW, "name"), ==, board->chain->companies[company].name);
      g_assert_true (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (app_page_child (GTK_WIDGET (row), PENSTOCK_TYPE_BENEFICIARY_ROW, "path"))), "Supplies")
                     || g_str_has_prefix (gtk_label_get_text (GTK_LABEL (app_page_child (GTK_WIDGET (row), PENSTOCK_TYPE_BENEFICIARY_ROW, "path"))), "As part"));
      last = gap;
    }
  g_assert_cmpuint (n, ==, 6);
}

/* No company that is left out has a larger gap and a path that lifts it; of a company's paths none is shorter than the one told. */
static void
test_beneficiaries_leave_out_nobody (AppPage       *page,
                                     gconstpointer  data)
{
  PenstockScoreboard *board = penstock_engine_get_scoreboard (app_page_engine (page));
  g_autoptr(GArray) all = penstock_overview_dup_beneficiaries (board, G_MAXUINT);
  g_autoptr(GArray) few = penstock_overview_dup_beneficiaries (board, 3);
  guint with_path = 0;

  for (guint i = 0; i < board->n; i++)
    {
      g_autoptr(PenstockExplanation) explanation = penstock_explanation_new (board, i);
      gboolean lifted = FALSE;

      for (guint k = 0; k < explanation->n_paths; k++)
        lifted |= explanation->paths[k].contribution > 0.0;
      with_path += lifted && penstock_scoreboard_get (board, i, PENSTOCK_COLUMN_gap) > 0.0;
    }
  g_assert_cmpuint (all->len, ==, with_path);
  g_assert_cmpuint (few->len, ==, MIN (3, with_path));

  for (guint i = 0; i < all->len; i++)
    {
      const PenstockBeneficiary *row = &g_array_index (all, PenstockBeneficiary, i);
      g_autoptr(PenstockExplanation) explanation = penstock_explanation_new (board, row->company);

      g_assert_cmpuint (row->path.node[row->path.n_links], ==, row->company);
      for (guint k = 0; k < explanation->n_paths; k++)
        if (explanation->paths[k].contribution > 0.0)
          {
            g_assert_cmpuint (row->path.n_links, <=, explanation->paths[k].n_links);
            if (explanation->paths[k].n_links == row->path.n_links)
              g_assert_cmpfloat (row->path.contribution, >=, explanation->paths[k].contribution);
          }
      if (i < few->len)
        g_assert_cmpuint (g_array_index (few, PenstockBeneficiary, i).company, ==, row->company);
    }
}

static void
test_signals_are_newest_first (AppPage       *page,
                               gconstpointer  data)
{
  GtkWidget *latest = card (page, "latest");
  PenstockDay today = penstock_clock_today (penstock_engine_get_clock (app_page_engine (page)));
  guint total;
  g_autoptr(GArray) found = penstock_overview_dup_latest (app_page_engine (page), today, 100, &total);

  g_assert_cmpuint (total, >=, 3);
  g_assert_cmpuint (found->len, ==, total);
  for (guint i = 1; i < found->len; i++)
    g_assert_cmpint (g_array_index (found, PenstockLatest, i).status->day, <=, g_array_index (found, PenstockLatest, i - 1).status->day);
  for (guint i = 0; i < MIN (found->len, 6); i++)
    {
      GtkWidget *row = GTK_WIDGET (row_at (latest, PENSTOCK_TYPE_LATEST_CARD, (int)i));
      const PenstockLatest *event = &g_array_index (found, PenstockLatest, i);

      g_assert_cmpstr (text_of (row, PENSTOCK_TYPE_LATEST_ROW, "title"), ==, event->event->title);
      g_assert_cmpstr (text_of (row, PENSTOCK_TYPE_LATEST_ROW, "badge"), ==, penstock_words_event_status (event->status->status));
      g_assert_true (gtk_widget_has_css_class (app_page_child (row, PENSTOCK_TYPE_LATEST_ROW, "badge"), penstock_status_id (event->status->status)));
    }
}

static void
test_movers_are_the_largest (AppPage       *page,
                             gconstpointer  data)
{
  g_autoptr(GArray) companies = NULL;
  g_autoptr(GArray) found = penstock_overview_dup_movers (app_page_engine (page), 4, &companies);
  double least_up = g_array_index (found, PenstockMover, 3).change;
  double most_down = g_array_index (found, PenstockMover, 4).change;
  guint above = 0, below = 0;

  g_assert_cmpuint (found->len, ==, 8);
  g_assert_cmpuint (companies->len, >=, 50);
  for (guint i = 0; i < companies->len; i++)
    {
      PenstockInstrument *instrument = penstock_engine_get_instrument (app_page_engine (page), g_array_index (companies, guint, i));

      above += penstock_instrument_get_change (instrument) > least_up ? 1 : 0;
      below += penstock_instrument_get_change (instrument) < most_down ? 1 : 0;
    }
  g_assert_cmpuint (above, <=, 3);
  g_assert_cmpuint (below, <=, 3);
  g_assert_false (g_array_index (found, PenstockMover, 3).fell);
  g_assert_true (g_array_index (found, PenstockMover, 4).fell);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row_at (card (page, "movers"), PENSTOCK_TYPE_MOVERS_CARD, 4)), "divided"));
}

/* Offline, or the session's end passed: no feed says a word and nothing is computed, yet what is old is not shown as the last session's. */
static gboolean
no_mover_is_shown (AppPage *page)
{
  /* Said again and again, as the engine looks by itself now and then. */
  for (guint i = 0; i < g_list_model_get_n_items (penstock_engine_get_instruments (app_page_engine (page))); i++)
    penstock_instrument_set_state (penstock_engine_get_instrument (app_page_engine (page), i), PENSTOCK_STATE_STALE, "old");

  return g_str_equal (shown (card (page, "movers"), PENSTOCK_TYPE_MOVERS_CARD), "state");
}

static void
test_movers_leave_with_their_prices (AppPage       *page,
                                     gconstpointer  data)
{
  penstock_engine_stop (app_page_engine (page));
  app_page_settle (700);
  g_assert_cmpstr (shown (card (page, "movers"), PENSTOCK_TYPE_MOVERS_CARD), ==, "rows");
  app_page_wait (page, no_mover_is_shown, 10);
}

static void
test_heat_is_the_historys (AppPage       *page,
                           gconstpointer  data)
{
  PenstockScoreboard *board = penstock_engine_get_scoreboard (app_page_engine (page));
  PenstockHistory *history = penstock_engine_get_history (app_page_engine (page));
  GtkWidget *heat_card = card (page, "heat");

  g_assert_cmpstr (shown (heat_card, PENSTOCK_TYPE_HEAT_CARD), ==, "strip");
  for (guint which = PENSTOCK_OVERVIEW_SCORE; which <= PENSTOCK_OVERVIEW_PRICE; which++)
    {
      static const PenstockGroupValue values[] = { PENSTOCK_GROUP_VALUE_SCORE, PENSTOCK_GROUP_VALUE_BREADTH, PENSTOCK_GROUP_VALUE_PRICE };
      g_autoptr(PenstockOverviewHeat) heat = penstock_overview_heat_new (board, history, which);
      guint drawn = 0;

      g_assert_cmpuint (heat->n_rows, ==, board->n_segments);
      g_assert_cmpuint (heat->n_weeks, ==, 26);
      g_assert_cmpint (heat->weeks[25], ==, board->as_of);
      for (guint s = 0; s < heat->n_rows; s++)
        {
          const PenstockHeatRow *row = &heat->rows[s];
          gssize at = penstock_history_find (history, heat->weeks[20]);
          double then = penstock_group_value (&penstock_history_get_group (history, (gsize)at, s)->values, values[which]);

          if (!isnan (row->value[20]))
            g_assert_cmpfloat (row->value[20], ==, then);
          g_assert_true ((row->too_few != NULL) == isnan (row->now) || row->too_few == NULL);
          if (row->too_few == NULL && !isnan (row->now))
            {
              g_assert_cmpfloat (row->now, ==, penstock_group_value (&board->segments[s].values, values[which]));
              drawn++;
            }
        }
      g_assert_cmpuint (drawn, >, 0);
    }

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (app_page_child (heat_card, PENSTOCK_TYPE_HEAT_CARD, "breadth")), TRUE);
  g_assert_nonnull (strstr (text_of (heat_card, PENSTOCK_TYPE_HEAT_CARD, "meaning"), "revenue"));
  app_page_shoot (page, "breadth");
}

static void
test_feeds_line_opens_health (AppPage       *page,
                              gconstpointer  data)
{
  GtkWidget *line = card (page, "feeds");

  g_assert_true (g_str_has_prefix (text_of (line, PENSTOCK_TYPE_FEEDS_LINE, "summary"), "Feeds: "));
  g_assert_nonnull (strstr (text_of (line, PENSTOCK_TYPE_FEEDS_LINE, "exchanges"), "New York"));
  gtk_widget_activate_action (line, "win.feeds", NULL);
  g_assert_cmpuint (page->feeds_opened, ==, 1);
}

/* ---- What the user asks for ---- */

static void
company_cb (Asked *asked,
            guint  company)
{
  asked->companies++;
  asked->company = company;
}

static void
segment_cb (Asked *asked,
            guint  segment)
{
  asked->segments++;
  asked->segment = segment;
}

static void
event_cb (Asked      *asked,
          const char *event)
{
  asked->events++;
  g_free (asked->event);
  asked->event = g_strdup (event);
}

static void
page_cb (Asked      *asked,
         const char *name)
{
  asked->pages++;
  g_free (asked->page);
  asked->page = g_strdup (name);
}

static void
test_rows_lead_on (AppPage       *page,
                   gconstpointer  data)
{
  Asked asked = { 0 };
  GtkListBoxRow *row;
  GtkWidget *strip = app_page_child (card (page, "heat"), PENSTOCK_TYPE_HEAT_CARD, "strip");

  g_signal_connect_swapped (page->page, "company-activated", G_CALLBACK (company_cb), &asked);
  g_signal_connect_swapped (page->page, "segment-activated", G_CALLBACK (segment_cb), &asked);
  g_signal_connect_swapped (page->page, "event-activated", G_CALLBACK (event_cb), &asked);
  g_signal_connect_swapped (page->page, "page-requested", G_CALLBACK (page_cb), &asked);

  row = row_at (card (page, "beneficiaries"), PENSTOCK_TYPE_BENEFICIARIES_CARD, 1);
  gtk_widget_activate (GTK_WIDGET (row)); /* what Enter does */
  g_assert_cmpuint (asked.companies, ==, 1);
  g_assert_cmpuint (asked.company, ==, penstock_beneficiary_row_get_company (PENSTOCK_BENEFICIARY_ROW (row)));

  row = row_at (card (page, "movers"), PENSTOCK_TYPE_MOVERS_CARD, 7);
  gtk_widget_activate (GTK_WIDGET (row));
  g_assert_cmpuint (asked.companies, ==, 2);
  g_assert_cmpuint (asked.company, ==, penstock_mover_row_get_company (PENSTOCK_MOVER_ROW (row)));

  row = row_at (card (page, "latest"), PENSTOCK_TYPE_LATEST_CARD, 0);
  gtk_widget_activate (GTK_WIDGET (row));
  g_assert_cmpuint (asked.events, ==, 1);
  g_assert_cmpstr (asked.event, ==, penstock_latest_row_get_event (PENSTOCK_LATEST_ROW (row)));

  gtk_widget_activate (app_page_child (card (page, "latest"), PENSTOCK_TYPE_LATEST_CARD, "all"));
  app_page_settle (400);
  g_assert_cmpuint (asked.pages, ==, 1);
  g_assert_cmpstr (asked.page, ==, "signals");

  g_signal_emit_by_name (strip, "row-activated", 4);
  g_assert_cmpuint (asked.segments, ==, 1);
  g_assert_cmpuint (asked.segment, ==, 4);
  g_free (asked.event);
  g_free (asked.page);
}

/* ---- States and room ---- */

static void
test_waits_with_reasons (AppPage       *page,
                         gconstpointer  data)
{
  app_page_settle (300);
  g_assert_cmpstr (shown (card (page, "phase"), PENSTOCK_TYPE_PHASE_CARD), ==, "state");
  g_assert_cmpstr (shown (card (page, "beneficiaries"), PENSTOCK_TYPE_BENEFICIARIES_CARD), ==, "state");
  g_assert_cmpstr (shown (card (page, "latest"), PENSTOCK_TYPE_LATEST_CARD), ==, "state");
  g_assert_cmpstr (shown (card (page, "heat"), PENSTOCK_TYPE_HEAT_CARD), ==, "state");
  g_assert_cmpstr (shown (card (page, "movers"), PENSTOCK_TYPE_MOVERS_CARD), ==, "state");
  app_page_shoot (page, "empty");
}

static gboolean
is_later (AppPage *page)
{
  return penstock_engine_get_scoreboard (app_page_engine (page))->as_of > penstock_day_from_ymd (2026, 6, 1);
}

static void
test_old_prices_are_said (AppPage       *page,
                          gconstpointer  data)
{
  PenstockScoreSettings settings = penstock_score_default_settings;
  gboolean stale;
  g_autofree char *fresh = penstock_words_as_of (20685, 20680, &stale);
  g_autofree char *old = NULL;

  g_assert_false (stale);
  g_assert_cmpstr (fresh, ==, "as of 20 Aug 2026");
  old = penstock_words_as_of (20685, 20670, &stale);
  g_assert_true (stale);
  g_assert_cmpstr (old, ==, "prices to 5 Aug 2026, 15 d old");

  /* Three weeks later, with nothing new from any feed. */
  penstock_engine_stop (app_page_engine (page));
  penstock_clock_advance (penstock_engine_get_clock (app_page_engine (page)), 21 * (gint64)86400 * G_USEC_PER_SEC);
  settings.weight_price = 0.41; /* what a new scoreboard comes of */
  penstock_engine_set_score_settings (app_page_engine (page), &settings);
  app_page_wait (page, is_later, 30);
  app_page_settle (1000);
  app_page_shoot (page, "stale");
  g_assert_true (g_str_has_prefix (text_of (card (page, "phase"), PENSTOCK_TYPE_PHASE_CARD, "as_of"), "prices to 12 May 2026"));
  g_assert_true (gtk_widget_has_css_class (app_page_child (card (page, "phase"), PENSTOCK_TYPE_PHASE_CARD, "as_of"), "penstock-warn-text"));
}

static void
test_fits_every_width (AppPage       *page,
                       gconstpointer  data)
{
  static const int widths[] = { 1280, 1184, 1000, 800 };
  static const char *const cards[] = { "phase", "beneficiaries", "latest", "heat", "movers", "feeds" };
  GtkWidget *room = card (page, "room");
  int minimum;

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

static void
add_tests (void)
{
#define ADD(path, func, filled) g_test_add (path, AppPage, GINT_TO_POINTER (filled), set_up, func, tear_down)
  ADD ("/app/overview/waits-with-reasons", test_waits_with_reasons, FALSE);
  ADD ("/app/overview/phase-is-the-engines", test_phase_is_the_engines, TRUE);
  ADD ("/app/overview/beneficiaries-are-by-gap", test_beneficiaries_are_by_gap, TRUE);
  ADD ("/app/overview/simulated-revenue-says-so", test_simulated_revenue_says_so, TRUE);
  ADD ("/app/overview/beneficiaries-leave-out-nobody", test_beneficiaries_leave_out_nobody, TRUE);
  ADD ("/app/overview/signals-are-newest-first", test_signals_are_newest_first, TRUE);
  ADD ("/app/overview/movers-are-the-largest", test_movers_are_the_largest, TRUE);
  ADD ("/app/overview/movers-leave-with-their-prices", test_movers_leave_with_their_prices, TRUE);
  ADD ("/app/overview/heat-is-the-historys", test_heat_is_the_historys, TRUE);
  ADD ("/app/overview/feeds-line-opens-health", test_feeds_line_opens_health, TRUE);
  ADD ("/app/overview/rows-lead-on", test_rows_lead_on, TRUE);
  ADD ("/app/overview/old-prices-are-said", test_old_prices_are_said, TRUE);
  ADD ("/app/overview/fits-every-width", test_fits_every_width, TRUE);
#undef ADD
}

int
main (int    argc,
      char **argv)
{
  return app_page_main (argc, argv, add_tests);
}
