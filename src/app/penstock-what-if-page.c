/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-cells.h"
#include "penstock-money.h"
#include "penstock-what-if-item.h"
#include "penstock-what-if-page.h"

#define SMALLEST 0.0005 /* half a unit of the last digit shown */

struct _PenstockWhatIfPage
{
  AdwBin              parent_instance;

  PenstockDesk       *desk;
  GListStore         *rows;       /* PenstockWhatIfItem, largest |Δ| first */
  guint               n_segments; /* of the chain: the first entries of the list of subjects */
  double              alpha;      /* damping of the rows; NAN before the first */
  gboolean            filling;    /* the list of subjects */

  /* Template */
  GtkDropDown        *subject;
  GtkAdjustment      *amount;
  GtkScale           *slider;
  GtkLabel           *amount_label;
  GtkLabel           *summary;
  GtkLabel           *as_of;
  GtkStack           *stack;
  GtkListView        *list;
};

enum { COMPANY_ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenstockWhatIfPage, penstock_what_if_page, ADW_TYPE_BIN)

static PenstockEngine *
engine_of (PenstockWhatIfPage *self)
{
  return penstock_desk_get_engine (self->desk);
}

static void
get_subject (PenstockWhatIfPage *self,
             gboolean           *is_segment,
             guint              *index)
{
  const guint selected = gtk_drop_down_get_selected (self->subject);

  *is_segment = selected < self->n_segments;
  *index = *is_segment ? selected : selected - self->n_segments;
}

/* The words below the slider: who, by how much, and how many feel it. */
static void
describe (PenstockWhatIfPage *self)
{
  const double amount = gtk_adjustment_get_value (self->amount);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  g_autofree char *text = penstock_format_signed (amount, 1);
  GtkStringObject *subject = gtk_drop_down_get_selected_item (self->subject);
  g_autofree char *summary = NULL;

  gtk_label_set_label (self->amount_label, text);
  if (n == 0)
    summary = g_strdup (_("Nobody in the chain supplies it: nothing passes on."));
  else if (fabs (amount) < 0.05)
    summary = g_strdup (_("Move the slider: what passes through the chain is in proportion."));
  else
    summary = g_strdup_printf (ngettext ("If the own signal of %1$s changed by %2$s standard deviations, the benefit of %3$u company would change.",
                                         "If the own signal of %1$s changed by %2$s standard deviations, the benefit of %3$u companies would change.", n),
                               gtk_string_object_get_string (subject), text, n);
  gtk_label_set_label (self->summary, summary);
}

static void
apply_amount (PenstockWhatIfPage *self)
{
  const double amount = gtk_adjustment_get_value (self->amount);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PenstockWhatIfItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      penstock_what_if_item_set_amount (item, amount);
    }
  describe (self);
}

static void
amount_changed_cb (PenstockWhatIfPage *self)
{
  apply_amount (self);
}

/* Anew for another subject or another scoreboard; the amount only scales what is here. */
static void
compute (PenstockWhatIfPage *self)
{
  PenstockScoreboard *board = penstock_engine_get_scoreboard (engine_of (self));
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(PenstockWhatIf) answer = NULL;
  gboolean is_segment;
  guint index;

  if (board == NULL || gtk_drop_down_get_selected (self->subject) == GTK_INVALID_LIST_POSITION)
    return;

  get_subject (self, &is_segment, &index);
  answer = penstock_what_if_new (board, is_segment, index, 1.0);
  for (guint i = 0; i < answer->n_rows; i++)
    if (fabs (answer->rows[i].delta) >= SMALLEST && answer->rows[i].path.n_links > 0)
      g_ptr_array_add (items, penstock_what_if_item_new (board, &answer->rows[i]));

  self->alpha = board->settings.alpha;
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), items->pdata, items->len);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "rows" : "nobody");
  apply_amount (self);
}

static void
show_day (PenstockWhatIfPage *self)
{
  PenstockScoreboard *board = penstock_engine_get_scoreboard (engine_of (self));
  g_autofree char *day = board != NULL ? penstock_format_day (board->as_of) : NULL;
  /* Translators: a day: "as of 20 Aug 2026" */
  g_autofree char *text = day != NULL ? g_strdup_printf (_("as of %s"), day) : NULL;

  gtk_label_set_label (self->as_of, text != NULL ? text : "");
}

/* What passes on hangs on the chain and the damping alone, so a newer scoreboard leaves the rows as they are unless the damping changed. */
static void
scoreboard_changed_cb (PenstockWhatIfPage *self)
{
  PenstockScoreboard *board = penstock_engine_get_scoreboard (engine_of (self));

  show_day (self);
  if (self->alpha != board->settings.alpha)
    compute (self);
}

static void
subject_changed_cb (PenstockWhatIfPage *self)
{
  if (!self->filling)
    compute (self);
}

static void
row_activated_cb (PenstockWhatIfPage *self,
                  guint               position)
{
  g_autoptr(PenstockWhatIfItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  g_signal_emit (self, signals[COMPANY_ACTIVATED], 0, penstock_what_if_item_get_company (item));
}

static void
reset_clicked_cb (PenstockWhatIfPage *self)
{
  gtk_adjustment_set_value (self->amount, 1.0);
}

static void
fill_subjects (PenstockWhatIfPage *self)
{
  const PenstockChain *chain = penstock_engine_get_chain (engine_of (self));
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(GtkExpression) search = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->n_segments = chain->n_segments;
  for (guint s = 0; s < chain->n_segments; s++)
    gtk_string_list_append (names, chain->segments[s].name);
  for (guint i = 0; i < chain->n_companies; i++)
    {
      const PenstockCompany *company = &chain->companies[i];
      g_autofree char *name = g_strdup_printf ("%s · %s", company->name, company->symbol != NULL ? company->symbol : _("private"));

      gtk_string_list_append (names, name);
    }

  self->filling = TRUE;
  gtk_drop_down_set_expression (self->subject, search);
  gtk_drop_down_set_model (self->subject, G_LIST_MODEL (names));
  self->filling = FALSE;
}

/* Where most of the chain's links lead to: the demand everybody watches. */
static guint
busiest_customer (const PenstockChain *chain)
{
  g_autofree guint *links = g_new0 (guint, chain->n_companies + 1);
  guint busiest = 0;

  for (guint l = 0; l < chain->n_links; l++)
    if (!chain->links[l].to.is_segment)
      links[chain->links[l].to.index]++;
  for (guint i = 1; i < chain->n_companies; i++)
    if (links[i] > links[busiest])
      busiest = i;

  return busiest;
}

void
penstock_what_if_page_set_desk (PenstockWhatIfPage *self,
                                PenstockDesk       *desk)
{
  g_return_if_fail (PENSTOCK_IS_WHAT_IF_PAGE (self));
  g_return_if_fail (self->desk == NULL);

  self->desk = g_object_ref (desk);
  fill_subjects (self);
  g_signal_connect_object (engine_of (self), "scoreboard-changed", G_CALLBACK (scoreboard_changed_cb), self, G_CONNECT_SWAPPED);
  penstock_what_if_page_ask (self, FALSE, busiest_customer (penstock_engine_get_chain (engine_of (self))));
  show_day (self);
}

void
penstock_what_if_page_ask (PenstockWhatIfPage *self,
                           gboolean            is_segment,
                           guint               index)
{
  g_return_if_fail (PENSTOCK_IS_WHAT_IF_PAGE (self));

  gtk_drop_down_set_selected (self->subject, is_segment ? index : self->n_segments + index);
}

static void
penstock_what_if_page_dispose (GObject *object)
{
  PenstockWhatIfPage *self = PENSTOCK_WHAT_IF_PAGE (object);

  g_clear_object (&self->rows);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (penstock_what_if_page_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, PenstockWhatIfPage, name)

static void
penstock_what_if_page_class_init (PenstockWhatIfPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_what_if_page_dispose;
  signals[COMPANY_ACTIVATED] = g_signal_new ("company-activated", PENSTOCK_TYPE_WHAT_IF_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_UINT);

  g_type_ensure (PENSTOCK_TYPE_WHAT_IF_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-what-if-page.ui");
  BIND (subject);
  BIND (amount);
  BIND (slider);
  BIND (amount_label);
  BIND (summary);
  BIND (as_of);
  BIND (stack);
  BIND (list);
  gtk_widget_class_bind_template_callback (widget_class, subject_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, amount_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_clicked_cb);
}

static void
penstock_what_if_page_init (PenstockWhatIfPage *self)
{
  g_autoptr(GtkNoSelection) selection = NULL;
  g_autoptr(GtkListItemFactory) factory = penstock_cells_factory ("row-what-if");

  gtk_widget_init_template (GTK_WIDGET (self));
  self->alpha = NAN;
  self->rows = g_list_store_new (PENSTOCK_TYPE_WHAT_IF_ITEM);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  for (int mark = -3; mark <= 3; mark++)
    {
      g_autofree char *text = penstock_format_signed (mark, 0);

      gtk_scale_add_mark (self->slider, mark, GTK_POS_BOTTOM, mark % 3 == 0 ? text : NULL);
    }
}
