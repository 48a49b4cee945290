/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-heat-card.h"

#include "penstock-card-state.h"

struct _PenstockHeatCard
{
  AdwBin              parent_instance;

  PenstockScoreboard *board;    /* a reference; NULL before the first */
  PenstockHistory    *history;  /* likewise */

  /* Template */
  GtkLabel           *meaning;
  PenstockHeatKey    *key;
  GtkToggleButton    *breadth;
  GtkToggleButton    *price;
  GtkStack           *stack;
  PenstockCardState  *state;
  PenstockHeatStrip  *strip;
};

enum { SEGMENT_ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenstockHeatCard, penstock_heat_card, ADW_TYPE_BIN)

static PenstockOverviewValue
chosen (PenstockHeatCard *self)
{
  if (gtk_toggle_button_get_active (self->breadth))
    return PENSTOCK_OVERVIEW_BREADTH;

  return gtk_toggle_button_get_active (self->price) ? PENSTOCK_OVERVIEW_PRICE : PENSTOCK_OVERVIEW_SCORE;
}

static const char *
meaning_words (PenstockOverviewValue which)
{
  switch (which)
    {
    case PENSTOCK_OVERVIEW_BREADTH:
      return _("share of members whose revenue grows");
    case PENSTOCK_OVERVIEW_PRICE:
      return _("price signal");
    case PENSTOCK_OVERVIEW_SCORE:
    default:
      return _("own signal and benefit");
    }
}

/* What the two ends of the colours stand for. */
static void
show_key (PenstockHeatKey       *key,
          PenstockOverviewValue  which)
{
  /* Translators: left and right of a row of colours, from orange to blue: "below ▇▇▇▇ above the chain’s mean" */
  if (which == PENSTOCK_OVERVIEW_BREADTH)
    penstock_heat_key_set_words (key, C_("heat key", "none"), C_("heat key", "all"));
  else
    penstock_heat_key_set_words (key, C_("heat key", "below"), C_("heat key", "above the chain’s mean"));
}

static const char *
title_words (PenstockOverviewValue which)
{
  switch (which)
    {
    case PENSTOCK_OVERVIEW_BREADTH:
      return _("Revenue breadth of segments, 26 weeks");
    case PENSTOCK_OVERVIEW_PRICE:
      return _("Price signal of segments, 26 weeks");
    case PENSTOCK_OVERVIEW_SCORE:
    default:
      return _("Score of segments, 26 weeks");
    }
}

static void
update (PenstockHeatCard *self)
{
  PenstockOverviewValue which = chosen (self);
  g_autoptr(PenstockOverviewHeat) heat = penstock_overview_heat_new (self->board, self->history, which);

  gtk_label_set_label (self->meaning, meaning_words (which));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->meaning), meaning_words (which));
  show_key (self->key, which);
  gtk_stack_set_visible_child_name (self->stack, heat != NULL ? "strip" : "state");
  if (heat != NULL)
    penstock_heat_strip_set_rows (self->strip, heat->rows, heat->n_rows, heat->weeks, heat->n_weeks, heat->scale, heat->limit, title_words (which));
  else if (self->board == NULL || self->board->n_ranked == 0)
    penstock_card_state_set (self->state, _("Segments appear as soon as prices are in."), _("Feed health"), "win.feeds");
  else
    penstock_card_state_set (self->state, _("The past of the scores is being computed."), NULL, NULL);
}

/* Of the two buttons that change, the one that goes in. */
static void
choice_toggled_cb (PenstockHeatCard *self,
                   GtkToggleButton  *button)
{
  if (gtk_toggle_button_get_active (button))
    update (self);
}

static void
segment_activated_cb (PenstockHeatCard *self,
                      guint             row)
{
  g_signal_emit (self, signals[SEGMENT_ACTIVATED], 0, row);
}

void
penstock_heat_card_show (PenstockHeatCard   *self,
                         PenstockScoreboard *board,
                         PenstockHistory    *history)
{
  PenstockScoreboard *new_board = board != NULL ? penstock_scoreboard_ref (board) : NULL;
  PenstockHistory *new_history = history != NULL ? penstock_history_ref (history) : NULL;

  g_return_if_fail (PENSTOCK_IS_HEAT_CARD (self));

  g_clear_pointer (&self->board, penstock_scoreboard_unref);
  g_clear_pointer (&self->history, penstock_history_unref);
  self->board = new_board;
  self->history = new_history;
  update (self);
}

static void
penstock_heat_card_finalize (GObject *object)
{
  PenstockHeatCard *self = PENSTOCK_HEAT_CARD (object);

  g_clear_pointer (&self->board, penstock_scoreboard_unref);
  g_clear_pointer (&self->history, penstock_history_unref);

  G_OBJECT_CLASS (penstock_heat_card_parent_class)->finalize (object);
}

static void
penstock_heat_card_class_init (PenstockHeatCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = penstock_heat_card_finalize;

  signals[SEGMENT_ACTIVATED] = g_signal_new ("segment-activated", PENSTOCK_TYPE_HEAT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_UINT);

  g_type_ensure (PENSTOCK_TYPE_CARD_STATE);
  g_type_ensure (PENSTOCK_TYPE_HEAT_KEY);
  g_type_ensure (PENSTOCK_TYPE_HEAT_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-heat-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockHeatCard, meaning);
  gtk_widget_class_bind_template_child (widget_class, PenstockHeatCard, key);
  gtk_widget_class_bind_template_child (widget_class, PenstockHeatCard, breadth);
  gtk_widget_class_bind_template_child (widget_class, PenstockHeatCard, price);
  gtk_widget_class_bind_template_child (widget_class, PenstockHeatCard, stack);
  gtk_widget_class_bind_template_child (widget_class, PenstockHeatCard, state);
  gtk_widget_class_bind_template_child (widget_class, PenstockHeatCard, strip);
  gtk_widget_class_bind_template_callback (widget_class, choice_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, segment_activated_cb);
}

static void
penstock_heat_card_init (PenstockHeatCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
