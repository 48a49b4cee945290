/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-movers-card.h"

#include "penstock-arrow.h"
#include "penstock-card-state.h"
#include "penstock-mover-row.h"
#include "penstock-theme.h"
#include "penstock-words-overview.h"

#define EACH 4 /* rising and falling */

struct _PenstockMoversCard
{
  AdwBin             parent_instance;

  GtkSizeGroup      *symbols, *changes;
  GtkWidget         *pool[2 * EACH];  /* filled anew, so that the focus stays; borrowed */

  /* Template */
  GtkLabel          *summary;
  GtkStack          *stack;
  PenstockCardState *state;
  GtkListBox        *rows;
  GtkWidget         *red_box, *green_box;
  PenstockArrow     *red_arrow, *green_arrow;
  GtkLabel          *red_label, *green_label;
};

enum { COMPANY_ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenstockMoversCard, penstock_movers_card, ADW_TYPE_BIN)

static void
row_activated_cb (PenstockMoversCard *self,
                  GtkListBoxRow      *row)
{
  g_signal_emit (self, signals[COMPANY_ACTIVATED], 0, penstock_mover_row_get_company (PENSTOCK_MOVER_ROW (row)));
}

/* ---- Footer: which colour means up ---- */

static void
show_convention (GtkWidget          *box,
                 PenstockArrow      *arrow,
                 GtkLabel           *label,
                 PenstockConvention  convention,
                 const char         *text)
{
  gtk_widget_set_visible (box, text != NULL);
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (box, text);
  penstock_arrow_set (arrow, 1, convention);
}

static void
show_conventions (PenstockMoversCard  *self,
                  const PenstockChain *chain,
                  GArray              *companies)
{
  g_autofree char *red = penstock_words_convention_cities (chain, companies, PENSTOCK_RED_UP);
  g_autofree char *green = penstock_words_convention_cities (chain, companies, PENSTOCK_GREEN_UP);
  g_autofree char *red_text = NULL;
  g_autofree char *green_text = NULL;

  /* A colour forced by the user holds everywhere: one arrow says it. */
  if (penstock_theme_get_current ()->colours != PENSTOCK_COLOURS_EXCHANGE)
    {
      show_convention (self->red_box, self->red_arrow, self->red_label, PENSTOCK_RED_UP, NULL);
      show_convention (self->green_box, self->green_arrow, self->green_label, PENSTOCK_GREEN_UP, _("up on every exchange"));
      return;
    }

  /* Translators: behind a coloured triangle: what it means in these cities */
  red_text = red != NULL ? g_strdup_printf (_("up in %s"), red) : NULL;
  green_text = green != NULL ? g_strdup_printf (_("up in %s"), green) : NULL;
  show_convention (self->red_box, self->red_arrow, self->red_label, PENSTOCK_RED_UP, red_text);
  show_convention (self->green_box, self->green_arrow, self->green_label, PENSTOCK_GREEN_UP, green_text);
}

/* ---- The card ---- */

void
penstock_movers_card_show (PenstockMoversCard *self,
                           PenstockEngine     *engine)
{
  g_autoptr(GArray) compared = NULL;
  g_autoptr(GArray) found = penstock_overview_dup_movers (engine, EACH, &compared);
  g_autofree char *summary = NULL;
  gboolean fell = FALSE;

  g_return_if_fail (PENSTOCK_IS_MOVERS_CARD (self));

  summary = g_strdup_printf (ngettext ("last session · %u company", "last session · %u companies", compared->len), compared->len);
  gtk_label_set_label (self->summary, found->len > 0 ? summary : "");
  gtk_stack_set_visible_child_name (self->stack, found->len > 0 ? "rows" : "state");
  for (guint i = 0; i < 2 * EACH; i++)
    {
      const PenstockMover *mover = i < found->len ? &g_array_index (found, PenstockMover, i) : NULL;

      gtk_widget_set_visible (self->pool[i], mover != NULL);
      if (mover == NULL)
        continue;

      penstock_mover_row_set (PENSTOCK_MOVER_ROW (self->pool[i]), mover, mover->fell && !fell && i > 0);
      fell = mover->fell;
    }
  show_conventions (self, penstock_engine_get_chain (engine), compared);

  penstock_card_state_set (self->state, _("No company has a current price. Stale and refused prices are not compared."), _("Feed health"), "win.feeds");
}

static void
penstock_movers_card_dispose (GObject *object)
{
  PenstockMoversCard *self = PENSTOCK_MOVERS_CARD (object);

  g_clear_object (&self->symbols);
  g_clear_object (&self->changes);

  G_OBJECT_CLASS (penstock_movers_card_parent_class)->dispose (object);
}

static void
penstock_movers_card_class_init (PenstockMoversCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_movers_card_dispose;

  signals[COMPANY_ACTIVATED] = g_signal_new ("company-activated", PENSTOCK_TYPE_MOVERS_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_UINT);

  g_type_ensure (PENSTOCK_TYPE_CARD_STATE);
  g_type_ensure (PENSTOCK_TYPE_ARROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-movers-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockMoversCard, summary);
  gtk_widget_class_bind_template_child (widget_class, PenstockMoversCard, stack);
  gtk_widget_class_bind_template_child (widget_class, PenstockMoversCard, state);
  gtk_widget_class_bind_template_child (widget_class, PenstockMoversCard, rows);
  gtk_widget_class_bind_template_child (widget_class, PenstockMoversCard, red_box);
  gtk_widget_class_bind_template_child (widget_class, PenstockMoversCard, green_box);
  gtk_widget_class_bind_template_child (widget_class, PenstockMoversCard, red_arrow);
  gtk_widget_class_bind_template_child (widget_class, PenstockMoversCard, green_arrow);
  gtk_widget_class_bind_template_child (widget_class, PenstockMoversCard, red_label);
  gtk_widget_class_bind_template_child (widget_class, PenstockMoversCard, green_label);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
penstock_movers_card_init (PenstockMoversCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->symbols = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->changes = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  for (guint i = 0; i < 2 * EACH; i++)
    {
      self->pool[i] = penstock_mover_row_new (self->symbols, self->changes);
      gtk_list_box_append (self->rows, self->pool[i]);
    }
}
