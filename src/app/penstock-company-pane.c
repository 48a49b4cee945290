/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-company-pane.h"

#include "penstock-change-label.h"
#include "penstock-chart-source.h"
#include "penstock-money.h"
#include "penstock-pane-choice.h"
#include "penstock-revenue-card.h"
#include "penstock-settings.h"
#include "penstock-why-card.h"
#include "penstock-words.h"

struct _PenstockCompanyPane
{
  AdwBin               parent_instance;

  PenstockDesk        *desk;
  int                  company;   /* -1 = none */
  PenstockPaneShape    shape;
  PenstockPaneChoice  *panes;
  gboolean             setting;   /* buttons follow the chart: no echo */

  /* Template */
  GtkStack            *stack;
  GtkBox              *top;
  GtkLabel            *name;
  GtkLabel            *listing;
  GtkBox              *price_box;
  GtkLabel            *currency;
  GtkLabel            *price;
  PenstockChangeLabel *change;
  GtkLabel            *moment;
  GtkWidget           *tabs;
  GtkToggleButton     *tab_chart, *tab_why, *tab_revenue;
  GtkToggleButton     *range_5d, *range_1m, *range_3m, *range_6m, *range_1y, *range_max;
  GtkWidget           *ranges;
  GtkWidget           *tools;
  GtkRevealer         *state_bar;
  GtkLabel            *state_text;
  GtkWidget           *jump_buttons;
  GtkWidget           *ask;
  GtkBox              *body, *left, *right;
  GtkMenuButton       *panes_button;
  GtkWidget           *chart_card;
  PenstockPriceChart  *chart;
  PenstockWhyCard     *why;
  PenstockRevenueCard *revenue;
};

enum { SPLIT_REQUESTED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenstockCompanyPane, penstock_company_pane, ADW_TYPE_BIN)

static PenstockEngine *
engine_of (PenstockCompanyPane *self)
{
  return penstock_desk_get_engine (self->desk);
}

static PenstockInstrument *
instrument_of (PenstockCompanyPane *self)
{
  return penstock_engine_get_instrument (engine_of (self), (guint)self->company);
}

/* ---- What is shown ---- */

static void
show_header (PenstockCompanyPane *self)
{
  PenstockInstrument *instrument = instrument_of (self);
  const char *display_name = penstock_instrument_get_display_name (instrument);
  const char *currency = penstock_instrument_get_info (instrument)->currency;
  g_autofree char *listing = penstock_words_listing (engine_of (self), (guint)self->company);
  g_autofree char *price = penstock_format_price (penstock_instrument_get_last (instrument));
  g_autofree char *word = penstock_words_state_full (instrument, penstock_engine_get_scoreboard (engine_of (self)));

  gtk_label_set_label (self->name, display_name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), display_name);
  gtk_label_set_label (self->listing, listing);
  gtk_label_set_label (self->currency, currency != NULL ? penstock_money_sign (currency) : "");
  gtk_label_set_label (self->price, price);
  penstock_change_label_set (self->change, penstock_instrument_get_change (instrument), penstock_instrument_get_convention (instrument),
                             word);
}

/* What is wrong with the price, and an action that works. */
static void
show_state (PenstockCompanyPane *self)
{
  PenstockInstrument *instrument = instrument_of (self);
  PenstockState state = penstock_instrument_get_state (instrument);
  const char *reason = penstock_instrument_get_state_reason (instrument);
  const char *disagreement = penstock_instrument_get_disagreement (instrument);
  gboolean trouble = penstock_words_state (state) != NULL || *disagreement != '\0';

  if (trouble)
    gtk_label_set_label (self->state_text, penstock_words_state (state) != NULL ? reason : disagreement);
  gtk_widget_set_visible (self->jump_buttons, state == PENSTOCK_STATE_UNVERIFIED);
  gtk_widget_set_visible (self->ask, state != PENSTOCK_STATE_UNVERIFIED);
  gtk_revealer_set_reveal_child (self->state_bar, trouble);
}

static const char *
no_chart_reason (PenstockCompanyPane *self)
{
  PenstockInstrument *instrument = instrument_of (self);
  const char *reason = penstock_instrument_get_state_reason (instrument);

  if (!penstock_instrument_get_info (instrument)->listed)
    return _("Not listed: there is no price to draw.");
  if (!penstock_desk_is_loaded (self->desk) || penstock_engine_is_polling (engine_of (self)))
    return _("Prices are on their way.");

  return reason != NULL && *reason != '\0' ? reason : _("No prices yet. Refresh asks the feeds.");
}

static void
show_chart (PenstockCompanyPane *self)
{
  g_autoptr(PenstockChartSource) source = penstock_chart_source_new (engine_of (self), (guint)self->company,
                                                                      penstock_pane_choice_get_chosen (self->panes));

  penstock_price_chart_set_data (self->chart, source != NULL ? &source->data : NULL, source == NULL ? no_chart_reason (self) : NULL);
}

static void
show_scores (PenstockCompanyPane *self)
{
  penstock_why_card_show (self->why, penstock_engine_get_scoreboard (engine_of (self)), (guint)self->company);
  penstock_revenue_card_show (self->revenue, self->desk, (guint)self->company);
}

void
penstock_company_pane_tick (PenstockCompanyPane *self)
{
  g_autofree char *moment = NULL;

  g_return_if_fail (PENSTOCK_IS_COMPANY_PANE (self));

  if (self->company < 0)
    return;

  moment = penstock_words_price_moment (instrument_of (self), penstock_clock_now (penstock_engine_get_clock (engine_of (self))));
  if (g_strcmp0 (gtk_label_get_label (self->moment), moment) != 0)
    gtk_label_set_label (self->moment, moment);
}

static void
show_price (PenstockCompanyPane *self)
{
  show_header (self);
  show_state (self);
  show_chart (self);
  penstock_company_pane_tick (self);
}

void
penstock_company_pane_show (PenstockCompanyPane *self,
                            guint                company)
{
  g_return_if_fail (PENSTOCK_IS_COMPANY_PANE (self));

  self->company = (int)company;
  gtk_stack_set_visible_child_name (self->stack, "company");
  show_price (self);
  show_scores (self);
}

/* ---- News from the engine ---- */

static void
instrument_changed_cb (PenstockCompanyPane *self,
                       PenstockInstrument  *instrument)
{
  if (self->company < 0 || (int)penstock_instrument_get_company (instrument) != self->company)
    return;

  show_price (self);
  penstock_revenue_card_show (self->revenue, self->desk, (guint)self->company);
}

static void
scoreboard_changed_cb (PenstockCompanyPane *self)
{
  if (self->company < 0)
    return;

  show_price (self);
  show_scores (self);
}

/* A live price is a property of the row, not news of its own. */
static void
instruments_notified_cb (PenstockCompanyPane *self,
                         GParamSpec          *pspec,
                         PenstockInstrument  *instrument)
{
  if (self->company >= 0 && (int)penstock_instrument_get_company (instrument) == self->company)
    show_price (self);
}

/* ---- Buttons ---- */

static GtkToggleButton *
range_button (PenstockCompanyPane *self,
              PenstockRange        range)
{
  GtkToggleButton *const buttons[PENSTOCK_N_RANGES] = {
    self->range_5d, self->range_1m, self->range_3m, self->range_6m, self->range_1y, self->range_max,
  };

  return buttons[range];
}

static void
range_clicked_cb (PenstockCompanyPane *self,
                  GtkToggleButton     *button)
{
  static const char *const words[PENSTOCK_N_RANGES] = { "5d", "1m", "3m", "6m", "1y", "max" };

  if (self->setting)
    return;

  for (guint i = 0; i < PENSTOCK_N_RANGES; i++)
    if (range_button (self, (PenstockRange)i) == button)
      {
        gtk_toggle_button_set_active (button, TRUE);
        penstock_price_chart_set_range (self->chart, (PenstockRange)i);
        penstock_settings_set_string (penstock_desk_get_settings (self->desk), "chart-range", words[i]);
      }
}

static void
press_range (PenstockCompanyPane *self)
{
  gboolean exact = TRUE;

  g_object_get (self->chart, "range-exact", &exact, NULL);
  self->setting = TRUE;
  for (guint i = 0; i < PENSTOCK_N_RANGES; i++)
    gtk_toggle_button_set_active (range_button (self, (PenstockRange)i), exact && (PenstockRange)i == penstock_price_chart_get_range (self->chart));
  self->setting = FALSE;
}

static void
show_cards (PenstockCompanyPane *self)
{
  gboolean all = self->shape != PENSTOCK_PANE_TABS;
  gboolean chart = all || gtk_toggle_button_get_active (self->tab_chart);

  gtk_widget_set_visible (self->chart_card, chart);
  gtk_widget_set_visible (GTK_WIDGET (self->left), chart);
  gtk_widget_set_visible (GTK_WIDGET (self->why), all || gtk_toggle_button_get_active (self->tab_why));
  gtk_widget_set_visible (GTK_WIDGET (self->revenue), all || gtk_toggle_button_get_active (self->tab_revenue));
  gtk_widget_set_visible (GTK_WIDGET (self->right), all || !chart);
}

static void
tab_toggled_cb (PenstockCompanyPane *self)
{
  show_cards (self);
}

/* A zoom or a pan left the range of the buttons. */
static void
range_changed_cb (PenstockCompanyPane *self)
{
  press_range (self);
}

static void
accept_clicked_cb (PenstockCompanyPane *self)
{
  PenstockScoreboard *board = penstock_engine_get_scoreboard (engine_of (self));
  PenstockAction action = { .kind = PENSTOCK_ACTION_ACCEPT, .numerator = 1.0, .denominator = 1.0 };

  if (board == NULL || self->company < 0)
    return;

  action.day = board->facts[self->company].verdict.jump_day;
  penstock_desk_explain_jump (self->desk, penstock_instrument_get_symbol (instrument_of (self)), &action);
}

static void
split_clicked_cb (PenstockCompanyPane *self)
{
  if (self->company >= 0)
    g_signal_emit (self, signals[SPLIT_REQUESTED], 0, (guint)self->company);
}

static void
ask_clicked_cb (PenstockCompanyPane *self)
{
  penstock_desk_refresh (self->desk, NULL);
}

/* ---- Shape ---- */

static void
place_revenue (PenstockCompanyPane *self,
               GtkBox              *box)
{
  GtkWidget *revenue = GTK_WIDGET (self->revenue);
  GtkWidget *parent = gtk_widget_get_parent (revenue);

  if (parent == GTK_WIDGET (box))
    return;

  g_object_ref (revenue);
  gtk_box_remove (GTK_BOX (parent), revenue);
  gtk_box_append (box, revenue);
  g_object_unref (revenue);
}

void
penstock_company_pane_set_shape (PenstockCompanyPane *self,
                                 PenstockPaneShape    shape)
{
  gboolean tabs = shape == PENSTOCK_PANE_TABS;

  g_return_if_fail (PENSTOCK_IS_COMPANY_PANE (self));

  self->shape = shape;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->top), tabs ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body),
                                  shape == PENSTOCK_PANE_COLUMNS ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_homogeneous (self->body, shape == PENSTOCK_PANE_COLUMNS);
  gtk_widget_set_visible (self->tabs, tabs);
  gtk_widget_set_visible (self->tools, !tabs);
  gtk_widget_set_hexpand (self->ranges, !tabs);
  gtk_widget_set_visible (GTK_WIDGET (self->listing), !tabs);
  gtk_widget_set_visible (GTK_WIDGET (self->moment), !tabs);
  gtk_widget_set_visible (GTK_WIDGET (self->currency), !tabs);
  gtk_widget_set_visible (GTK_WIDGET (self->range_5d), !tabs);
  gtk_widget_set_visible (GTK_WIDGET (self->range_1y), !tabs);
  gtk_widget_set_visible (GTK_WIDGET (self->range_max), !tabs);
  penstock_why_card_set_roomy (self->why, shape == PENSTOCK_PANE_COLUMNS);
  place_revenue (self, shape == PENSTOCK_PANE_COLUMNS ? self->left : self->right);
  show_cards (self);
}

void
penstock_company_pane_set_style (PenstockCompanyPane *self,
                                 PenstockChartStyle   style)
{
  g_return_if_fail (PENSTOCK_IS_COMPANY_PANE (self));

  penstock_price_chart_set_style (self->chart, style);
}

const char *const *
penstock_company_pane_get_chart_panes (PenstockCompanyPane *self)
{
  g_return_val_if_fail (PENSTOCK_IS_COMPANY_PANE (self), NULL);

  return penstock_pane_choice_get_chosen (self->panes);
}

PenstockPriceChart *
penstock_company_pane_get_chart (PenstockCompanyPane *self)
{
  g_return_val_if_fail (PENSTOCK_IS_COMPANY_PANE (self), NULL);

  return self->chart;
}

int
penstock_company_pane_get_company (PenstockCompanyPane *self)
{
  g_return_val_if_fail (PENSTOCK_IS_COMPANY_PANE (self), -1);

  return self->company;
}

static void
panes_changed_cb (PenstockCompanyPane *self)
{
  if (self->company >= 0)
    show_chart (self);
}

/* The past grows once a session: only a chart that shows some of it has to follow. */
static void
history_changed_cb (PenstockCompanyPane *self)
{
  if (penstock_pane_choice_get_chosen (self->panes)[0] != NULL)
    panes_changed_cb (self);
}

static void
set_up_panes (PenstockCompanyPane *self)
{
  g_autoptr(GMenuModel) menu = penstock_pane_choice_dup_menu ("panes");

  self->panes = penstock_pane_choice_new (penstock_desk_get_settings (self->desk));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "panes", penstock_pane_choice_get_actions (self->panes));
  gtk_menu_button_set_menu_model (self->panes_button, menu);
  g_signal_connect_object (self->panes, "changed", G_CALLBACK (panes_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine_of (self), "history-changed", G_CALLBACK (history_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
follow_prices (PenstockCompanyPane *self)
{
  GListModel *instruments = penstock_engine_get_instruments (engine_of (self));
  guint n = g_list_model_get_n_items (instruments);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PenstockInstrument) instrument = g_list_model_get_item (instruments, i);

      g_signal_connect_object (instrument, "notify::last", G_CALLBACK (instruments_notified_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (instrument, "notify::disagreement", G_CALLBACK (instruments_notified_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (instrument, "notify::state", G_CALLBACK (instruments_notified_cb), self, G_CONNECT_SWAPPED);
    }
}

void
penstock_company_pane_set_desk (PenstockCompanyPane *self,
                                PenstockDesk        *desk)
{
  GSettings *settings;
  g_autofree char *range_text = NULL;
  PenstockRange range = PENSTOCK_RANGE_3M;

  g_return_if_fail (PENSTOCK_IS_COMPANY_PANE (self));
  g_return_if_fail (self->desk == NULL);

  self->desk = g_object_ref (desk);
  settings = penstock_desk_get_settings (desk);
  range_text = penstock_settings_get_string (settings, "chart-range", "3m");
  penstock_range_parse (range_text, &range);
  penstock_price_chart_set_range (self->chart, range);
  press_range (self);

  set_up_panes (self);
  follow_prices (self);
  g_signal_connect_object (engine_of (self), "instrument-changed", G_CALLBACK (instrument_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine_of (self), "scoreboard-changed", G_CALLBACK (scoreboard_changed_cb), self, G_CONNECT_SWAPPED);
}

/* ---- Class ---- */

static void
penstock_company_pane_dispose (GObject *object)
{
  g_clear_object (&PENSTOCK_COMPANY_PANE (object)->panes);
  g_clear_object (&PENSTOCK_COMPANY_PANE (object)->desk);

  G_OBJECT_CLASS (penstock_company_pane_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, PenstockCompanyPane, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-company-pane.ui");
  BIND (stack);
  BIND (top);
  BIND (name);
  BIND (listing);
  BIND (price_box);
  BIND (currency);
  BIND (price);
  BIND (change);
  BIND (moment);
  BIND (tabs);
  BIND (tab_chart);
  BIND (tab_why);
  BIND (tab_revenue);
  BIND (range_5d);
  BIND (range_1m);
  BIND (range_3m);
  BIND (range_6m);
  BIND (range_1y);
  BIND (range_max);
  BIND (ranges);
  BIND (tools);
  BIND (state_bar);
  BIND (state_text);
  BIND (jump_buttons);
  BIND (ask);
  BIND (body);
  BIND (left);
  BIND (right);
  BIND (panes_button);
  BIND (chart_card);
  BIND (chart);
  BIND (why);
  BIND (revenue);
  gtk_widget_class_bind_template_callback (widget_class, range_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, range_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, split_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_clicked_cb);
}

static void
penstock_company_pane_class_init (PenstockCompanyPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = penstock_company_pane_dispose;

  signals[SPLIT_REQUESTED] = g_signal_new ("split-requested", PENSTOCK_TYPE_COMPANY_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_UINT);
  g_type_ensure (PENSTOCK_TYPE_CHANGE_LABEL);
  g_type_ensure (PENSTOCK_TYPE_PRICE_CHART);
  g_type_ensure (PENSTOCK_TYPE_WHY_CARD);
  g_type_ensure (PENSTOCK_TYPE_REVENUE_CARD);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
penstock_company_pane_init (PenstockCompanyPane *self)
{
  self->company = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}
