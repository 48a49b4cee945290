/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-why-card.h"

#include <math.h>

#include "penstock-money.h"
#include "penstock-path-row.h"
#include "penstock-plots.h"
#include "penstock-words.h"

#define PATHS_SHOWN 3

struct _PenstockWhyCard
{
  AdwBin               parent_instance;

  /* What is explained */
  PenstockExplanation *explanation; /* NULL before the first board */
  PenstockScoreboard  *board;       /* a reference */
  guint                company;
  gboolean             all_paths;   /* the user wants them */
  gboolean             roomy;       /* there is room for all of them */

  /* Template */
  GtkLabel            *as_of;
  GtkStack            *stack;
  PenstockSignalBars  *bars;
  GtkLabel            *score;
  GtkLabel            *population;
  GtkLabel            *freshness;
  GtkLabel            *paths_title;
  GtkLabel            *paths_total;
  GtkBox              *paths;
  GtkButton           *more;
};

G_DEFINE_FINAL_TYPE (PenstockWhyCard, penstock_why_card, ADW_TYPE_BIN)

/* ---- Components ---- */

static void
show_bars (PenstockWhyCard *self)
{
  static const struct { PenstockColumn column; const char *label; gboolean result; } parts[] = {
    { PENSTOCK_COLUMN_price_z, N_("Price"), FALSE },
    { PENSTOCK_COLUMN_revenue_z, N_("Revenue"), FALSE },
    { PENSTOCK_COLUMN_event_z, N_("Events"), FALSE },
    { PENSTOCK_COLUMN_own, N_("Own signal"), TRUE },
    { PENSTOCK_COLUMN_benefit_z, N_("Benefit"), TRUE },
    { PENSTOCK_COLUMN_gap, N_("Gap"), TRUE },
  };
  const PenstockScoreSettings *settings = &self->board->settings;
  const double weights[] = { settings->weight_price, settings->weight_revenue, settings->weight_event };
  PenstockSignalRow rows[G_N_ELEMENTS (parts)] = { 0 };
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    {
      g_autofree char *number = penstock_format_number (weights[i], 1);

      g_ptr_array_add (texts, g_strdup_printf ("× %s", number));
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      rows[i].label = _(parts[i].label);
      rows[i].weight = i < G_N_ELEMENTS (weights) ? g_ptr_array_index (texts, i) : NULL;
      rows[i].value = penstock_scoreboard_get (self->board, self->company, parts[i].column);
      rows[i].missing = penstock_words_missing (self->board, self->company, parts[i].column);
      g_ptr_array_add (texts, (gpointer)rows[i].missing);
      rows[i].result = parts[i].result;
    }

  penstock_signal_bars_set_rows (self->bars, rows, G_N_ELEMENTS (rows));
}

static void
show_score (PenstockWhyCard *self)
{
  double score = penstock_scoreboard_get (self->board, self->company, PENSTOCK_COLUMN_score);
  g_autofree char *number = penstock_format_number (score, 0);
  g_autofree char *freshness = penstock_words_freshness (self->board, self->company);
  g_autofree char *population = NULL;

  if (isnan (score))
    population = g_strdup (_("no score: neither price nor revenue counts"));
  else
    population = g_strdup_printf (ngettext ("percentile of %u scored", "percentile of %u scored", self->board->n_ranked), self->board->n_ranked);

  gtk_label_set_label (self->score, number);
  gtk_label_set_label (self->population, population);
  gtk_label_set_label (self->freshness, freshness != NULL ? freshness : "");
  gtk_widget_set_visible (GTK_WIDGET (self->freshness), freshness != NULL);
}

static void
show_heading (PenstockWhyCard *self)
{
  double coverage = penstock_scoreboard_get (self->board, self->company, PENSTOCK_COLUMN_coverage);
  g_autofree char *day = penstock_format_day (self->board->as_of);
  g_autofree char *number = penstock_format_number (coverage, 1);
  g_autofree char *text = g_strdup_printf (_("%s · coverage %s"), day, number);

  gtk_label_set_label (self->as_of, text);
}

/* ---- Paths ---- */

static void
show_path_titles (PenstockWhyCard *self)
{
  gulong total = (gulong)self->explanation->n_paths_total;
  double benefit_z = penstock_scoreboard_get (self->board, self->company, PENSTOCK_COLUMN_benefit_z);
  g_autofree char *benefit = penstock_words_part (self->explanation->benefit);
  g_autofree char *z = penstock_format_signed (benefit_z, 2);
  g_autofree char *title = NULL;
  g_autofree char *parts = NULL;

  if (total == 0)
    title = g_strdup (_("No customer in the chain has a signal"));
  else if (total <= PATHS_SHOWN)
    title = g_strdup_printf (ngettext ("%lu path", "%lu paths", total), total);
  else
    title = g_strdup_printf (ngettext ("Strongest of %lu path", "Strongest of %lu paths", total), total);

  /* Translators: the figures beside the paths below are parts of the raw benefit; its z-score is what the bars show */
  parts = g_strdup_printf (_("part of benefit %s, which is z %s"), benefit, z);
  gtk_label_set_label (self->paths_title, title);
  gtk_label_set_label (self->paths_total, parts);
  gtk_widget_set_visible (GTK_WIDGET (self->paths_total), total > 0 && !isnan (benefit_z));
}

static void
show_paths (PenstockWhyCard *self)
{
  guint n = self->explanation->n_paths;
  guint shown = self->all_paths || self->roomy ? n : MIN (n, PATHS_SHOWN);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->paths))) != NULL)
    gtk_box_remove (self->paths, child);
  for (guint i = 0; i < shown; i++)
    gtk_box_append (self->paths, penstock_path_row_new (self->board, &self->explanation->paths[i]));

  show_path_titles (self);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n > PATHS_SHOWN && !self->roomy);
  gtk_button_set_label (self->more, self->all_paths ? _("Fewer paths") : _("All paths"));
}

static void
more_clicked_cb (PenstockWhyCard *self)
{
  self->all_paths = !self->all_paths;
  show_paths (self);
}

/* ---- The card ---- */

static void
clear (PenstockWhyCard *self)
{
  g_clear_pointer (&self->explanation, penstock_explanation_free);
  g_clear_pointer (&self->board, penstock_scoreboard_unref);
}

void
penstock_why_card_show (PenstockWhyCard          *self,
                        const PenstockScoreboard *board,
                        guint                     company)
{
  g_return_if_fail (PENSTOCK_IS_WHY_CARD (self));

  if (company != self->company)
    self->all_paths = FALSE;
  clear (self);
  self->company = company;
  gtk_stack_set_visible_child_name (self->stack, board != NULL ? "scored" : "waiting");
  gtk_label_set_label (self->as_of, "");
  if (board == NULL)
    return;

  self->board = penstock_scoreboard_ref ((PenstockScoreboard *)board);
  self->explanation = penstock_explanation_new (board, company);
  show_heading (self);
  show_bars (self);
  show_score (self);
  show_paths (self);
}

void
penstock_why_card_set_roomy (PenstockWhyCard *self,
                             gboolean         roomy)
{
  g_return_if_fail (PENSTOCK_IS_WHY_CARD (self));

  self->roomy = roomy;
  if (self->explanation != NULL)
    show_paths (self);
}

static void
penstock_why_card_finalize (GObject *object)
{
  clear (PENSTOCK_WHY_CARD (object));

  G_OBJECT_CLASS (penstock_why_card_parent_class)->finalize (object);
}

static void
penstock_why_card_class_init (PenstockWhyCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = penstock_why_card_finalize;

  g_type_ensure (PENSTOCK_TYPE_SIGNAL_BARS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-why-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockWhyCard, as_of);
  gtk_widget_class_bind_template_child (widget_class, PenstockWhyCard, stack);
  gtk_widget_class_bind_template_child (widget_class, PenstockWhyCard, bars);
  gtk_widget_class_bind_template_child (widget_class, PenstockWhyCard, score);
  gtk_widget_class_bind_template_child (widget_class, PenstockWhyCard, population);
  gtk_widget_class_bind_template_child (widget_class, PenstockWhyCard, freshness);
  gtk_widget_class_bind_template_child (widget_class, PenstockWhyCard, paths_title);
  gtk_widget_class_bind_template_child (widget_class, PenstockWhyCard, paths_total);
  gtk_widget_class_bind_template_child (widget_class, PenstockWhyCard, paths);
  gtk_widget_class_bind_template_child (widget_class, PenstockWhyCard, more);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
}

static void
penstock_why_card_init (PenstockWhyCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
