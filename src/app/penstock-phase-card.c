/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-phase-card.h"

#include <math.h>

#include "penstock-card-state.h"
#include "penstock-money.h"
#include "penstock-words-overview.h"

struct _PenstockPhaseCard
{
  AdwBin             parent_instance;

  /* Template */
  GtkLabel          *as_of;
  GtkStack          *stack;
  PenstockCardState *state;
  GtkLabel          *phase;
  GtkLabel          *line;
  GtkLabel          *resonance;
  GtkLabel          *resonance_line;
  GtkWidget         *triple;
  PenstockTrend     *trend;
  PenstockLevelBars *bars;
};

G_DEFINE_FINAL_TYPE (PenstockPhaseCard, penstock_phase_card, ADW_TYPE_BIN)

/* Whether the prices are too old for a word about today. */
static gboolean
show_as_of (PenstockPhaseCard        *self,
            const PenstockPhaseFacts *facts)
{
  gboolean stale;
  g_autofree char *text = penstock_words_as_of (facts->as_of, facts->prices_to, &stale);
  const char *fresh_classes[] = { "penstock-secondary", "numeric", NULL };
  const char *stale_classes[] = { "penstock-warning", "penstock-warn-text", "numeric", NULL };

  gtk_label_set_label (self->as_of, text);
  gtk_widget_set_css_classes (GTK_WIDGET (self->as_of), stale ? stale_classes : fresh_classes);
  return stale;
}

static void
set_outdated (GtkLabel *label,
              gboolean  outdated)
{
  if (outdated)
    gtk_widget_add_css_class (GTK_WIDGET (label), "outdated");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "outdated");
}

static void
show_layers (PenstockPhaseCard        *self,
             const PenstockPhaseFacts *facts)
{
  g_autofree PenstockLevelRow *rows = g_new0 (PenstockLevelRow, MAX (facts->n_layers, 1));
  g_autofree char *days = g_strdup_printf (ngettext ("%d day", "%d days", PENSTOCK_RESONANCE_DAYS), PENSTOCK_RESONANCE_DAYS);

  for (guint i = 0; i < facts->n_layers; i++)
    {
      rows[i].label = facts->layers[i].label;
      rows[i].value = facts->layers[i].past.values.validation;
      rows[i].before = facts->layers[i].before;
      rows[i].missing = _("no revenue counts");
    }
  penstock_level_bars_set_rows (self->bars, rows, facts->n_layers, C_("heading", "value"), days);
}

static void
show_facts (PenstockPhaseCard        *self,
            const PenstockPhaseFacts *facts)
{
  const gboolean stale = show_as_of (self, facts);
  PenstockGroupPast chain = facts->chain;
  g_autofree char *line = NULL;
  g_autofree char *number = penstock_format_number (facts->resonance, 0);
  g_autofree char *behind = penstock_words_resonance (facts);

  /* Between the last prices and today nobody looked: a phase that comes out otherwise now does not hold "since today". */
  if (stale)
    chain.since = PENSTOCK_DAY_NONE;
  line = penstock_words_phase_line (&chain, facts->as_of);
  set_outdated (self->phase, stale);
  set_outdated (self->resonance, stale);
  gtk_label_set_label (self->phase, penstock_words_phase (facts->chain.phase));
  gtk_label_set_label (self->line, line);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->line), line);
  gtk_label_set_label (self->resonance, number);
  gtk_label_set_label (self->resonance_line, behind);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->resonance_line), behind);
  gtk_widget_set_visible (self->triple, facts->triple);
  penstock_trend_set_values (self->trend, _("Resonance, 12 months"), facts->trend_day, facts->trend, facts->n_trend, NAN, NAN, 50.0, 0);
  show_layers (self, facts);
}

void
penstock_phase_card_show (PenstockPhaseCard        *self,
                          const PenstockScoreboard *board,
                          const PenstockHistory    *history)
{
  g_autoptr(PenstockPhaseFacts) facts = penstock_phase_facts_new (board, history);

  g_return_if_fail (PENSTOCK_IS_PHASE_CARD (self));

  gtk_stack_set_visible_child_name (self->stack, facts != NULL ? "facts" : "state");
  if (facts != NULL)
    {
      show_facts (self, facts);
      return;
    }

  gtk_label_set_label (self->as_of, "");
  if (board == NULL || board->n_ranked == 0)
    penstock_card_state_set (self->state, _("The phase appears as soon as prices and revenue are in."), _("Feed health"), "win.feeds");
  else
    penstock_card_state_set (self->state, _("The past of the scores is being computed. The phase follows in a moment."), NULL, NULL);
}

static void
penstock_phase_card_class_init (PenstockPhaseCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PENSTOCK_TYPE_CARD_STATE);
  g_type_ensure (PENSTOCK_TYPE_TREND);
  g_type_ensure (PENSTOCK_TYPE_LEVEL_BARS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-phase-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockPhaseCard, as_of);
  gtk_widget_class_bind_template_child (widget_class, PenstockPhaseCard, stack);
  gtk_widget_class_bind_template_child (widget_class, PenstockPhaseCard, state);
  gtk_widget_class_bind_template_child (widget_class, PenstockPhaseCard, phase);
  gtk_widget_class_bind_template_child (widget_class, PenstockPhaseCard, line);
  gtk_widget_class_bind_template_child (widget_class, PenstockPhaseCard, resonance);
  gtk_widget_class_bind_template_child (widget_class, PenstockPhaseCard, resonance_line);
  gtk_widget_class_bind_template_child (widget_class, PenstockPhaseCard, triple);
  gtk_widget_class_bind_template_child (widget_class, PenstockPhaseCard, trend);
  gtk_widget_class_bind_template_child (widget_class, PenstockPhaseCard, bars);
}

static void
penstock_phase_card_init (PenstockPhaseCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
