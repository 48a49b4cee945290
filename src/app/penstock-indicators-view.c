/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>

#include "penstock-indicators-view-private.h"
#include "penstock-money.h"
#include "penstock-signals-parts.h"
#include "penstock-words-signals.h"

#define LIST_WIDTH 360
#define LIST_SHARE 0.35 /* of the height, where the detail is below */

G_DEFINE_FINAL_TYPE (PenstockIndicatorsView, penstock_indicators_view, ADW_TYPE_BIN)

enum { TOAST, N_SIGNALS };
static guint signals[N_SIGNALS];

static PenstockEngine *
engine_of (PenstockIndicatorsView *self)
{
  return penstock_desk_get_engine (self->desk);
}

void
penstock_indicators_view_say (PenstockIndicatorsView *self,
                              const char             *text)
{
  g_autoptr(AdwToast) toast = adw_toast_new (text);

  g_signal_emit (self, signals[TOAST], 0, toast);
}

static const PenstockIndicatorSeries *
find_series (PenstockIndicatorsView *self,
             const char             *id)
{
  for (guint i = 0; self->series != NULL && i < self->series->len; i++)
    if (g_strcmp0 (((PenstockIndicatorSeries *)g_ptr_array_index (self->series, i))->id, id) == 0)
      return g_ptr_array_index (self->series, i);

  return NULL;
}

/* ---- The list ---- */

static GtkWidget *
create_row (const PenstockIndicatorSeries *series)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *value = penstock_format_price (series->last);
  g_autofree char *figure = g_strdup_printf ("%s %s", value, series->unit);
  g_autofree char *line = penstock_words_indicator_line (series);
  g_autofree char *state = penstock_words_threshold (series);
  GtkWidget *name = penstock_signals_label (series->series, "row-title");

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), penstock_signals_figure (figure, NAN));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), penstock_signals_label (line, "penstock-secondary"));
  if (state != NULL)
    gtk_box_append (GTK_BOX (box), penstock_signals_label (state, series->state == PENSTOCK_THRESHOLD_WITHIN ? "penstock-secondary" : "penstock-warn-text"));
  gtk_widget_set_name (row, series->id);
  gtk_widget_add_css_class (row, "indicator-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
show_rows (PenstockIndicatorsView *self)
{
  GtkWidget *chosen = NULL;

  self->updating = TRUE;
  penstock_signals_clear (GTK_WIDGET (self->rows));
  for (guint i = 0; i < self->series->len; i++)
    {
      const PenstockIndicatorSeries *series = g_ptr_array_index (self->series, i);
      GtkWidget *row = create_row (series);

      gtk_list_box_append (self->rows, row);
      if (chosen == NULL || g_strcmp0 (series->id, self->chosen) == 0)
        chosen = row;
    }
  self->updating = FALSE;
  if (chosen != NULL)
    gtk_list_box_select_row (self->rows, GTK_LIST_BOX_ROW (chosen));
}

static void
update (PenstockIndicatorsView *self)
{
  PenstockClock *clock = penstock_engine_get_clock (engine_of (self));
  const PenstockDay today = penstock_clock_today (clock);

  g_clear_pointer (&self->series, g_ptr_array_unref);
  self->series = penstock_engine_dup_indicators (engine_of (self), today);
  show_rows (self);
  gtk_stack_set_visible_child_name (self->stack, self->series->len > 0 ? "list" : "empty");
  penstock_indicators_view_show_triangle (self, today);
}

static gboolean
update_cb (gpointer user_data)
{
  PenstockIndicatorsView *self = user_data;

  self->source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (PenstockIndicatorsView *self)
{
  if (self->source == 0)
    self->source = g_idle_add (update_cb, self);
}

static void
row_selected_cb (PenstockIndicatorsView *self,
                 GtkListBoxRow          *row)
{
  const PenstockIndicatorSeries *series = row != NULL ? find_series (self, gtk_widget_get_name (GTK_WIDGET (row))) : NULL;

  if (series == NULL || self->updating)
    return;

  g_free (self->chosen);
  self->chosen = g_strdup (series->id);
  penstock_indicators_view_show_detail (self, series);
}

/* ---- What the user sets ---- */

/* "" = none. The locale's decimal mark or a point; what only parts thousands is no number, as "1,234" would become 1.234. */
static gboolean
read_number (GtkEntry *entry,
             double   *value)
{
  g_auto(GStrv) parts = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (entry)), localeconv ()->decimal_point, -1);
  g_autofree char *text = g_strstrip (g_strjoinv (".", parts));
  char *end = NULL;

  *value = NAN;
  if (*text == '\0')
    return TRUE;

  *value = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (*value);
}

static void
thresholds_activated_cb (PenstockIndicatorsView *self)
{
  double low, high;
  const gboolean low_read = read_number (self->low, &low), high_read = read_number (self->high, &high);
  const char *fault = NULL;
  g_autofree char *id = g_strdup (self->chosen);

  if (!low_read || !high_read)
    fault = _("A threshold is a number, or empty for none");
  else if (low > high)
    fault = _("The lower threshold is above the upper one");
  gtk_label_set_label (self->threshold_fault, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->threshold_fault), fault != NULL);
  if (fault == NULL && id != NULL)
    penstock_engine_set_threshold (engine_of (self), id, low, high);
}

static void
layer_selected_cb (PenstockIndicatorsView *self)
{
  const guint selected = gtk_drop_down_get_selected (self->layer);
  g_autofree char *id = g_strdup (self->chosen);

  if (!self->updating && id != NULL && selected != GTK_INVALID_LIST_POSITION)
    penstock_engine_set_indicator_layer (engine_of (self), id, (int)selected - 1);
}

static void
import_clicked_cb (PenstockIndicatorsView *self)
{
  penstock_indicators_view_ask_file (self);
}

static void
address_activated_cb (PenstockIndicatorsView *self)
{
  g_autofree char *url = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address))));

  if (*url != '\0')
    penstock_indicators_view_add_address (self, url);
}

/* ---- The view ---- */

static void
class_changed_cb (PenstockIndicatorsView *self)
{
  const gboolean narrow = penstock_width_bin_get_class (self->room) == PENSTOCK_WIDTH_NARROW;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->panes), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_paned_set_position (self->panes, narrow ? (int)(gtk_widget_get_height (GTK_WIDGET (self->room)) * LIST_SHARE) : LIST_WIDTH);
}

static void
list_layers (PenstockIndicatorsView *self)
{
  const PenstockChain *chain = penstock_engine_get_chain (engine_of (self));
  g_autoptr(GtkStringList) layers = gtk_string_list_new (NULL);

  gtk_string_list_append (layers, C_("layer", "none"));
  for (guint i = 0; i < chain->n_layers; i++)
    gtk_string_list_append (layers, chain->layers[i].name);
  self->updating = TRUE;
  gtk_drop_down_set_model (self->layer, G_LIST_MODEL (layers));
  self->updating = FALSE;
}

void
penstock_indicators_view_set_desk (PenstockIndicatorsView *self,
                                   PenstockDesk           *desk)
{
  g_return_if_fail (PENSTOCK_IS_INDICATORS_VIEW (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  list_layers (self);
  g_signal_connect_object (engine_of (self), "indicators-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine_of (self), "history-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
penstock_indicators_view_dispose (GObject *object)
{
  PenstockIndicatorsView *self = PENSTOCK_INDICATORS_VIEW (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->series, g_ptr_array_unref);
  g_clear_pointer (&self->chosen, g_free);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (penstock_indicators_view_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, PenstockIndicatorsView, name)

static void
penstock_indicators_view_class_init (PenstockIndicatorsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_indicators_view_dispose;
  signals[TOAST] = g_signal_new ("toast", PENSTOCK_TYPE_INDICATORS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);

  g_type_ensure (PENSTOCK_TYPE_WIDTH_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-indicators-view.ui");
  BIND (room);
  BIND (triangle);
  BIND (stack);
  BIND (panes);
  BIND (rows);
  BIND (title);
  BIND (line);
  BIND (state);
  BIND (chart_bin);
  BIND (low);
  BIND (high);
  BIND (threshold_fault);
  BIND (layer);
  BIND (forecasters);
  BIND (no_forecasters);
  BIND (address);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, thresholds_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, layer_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, class_changed_cb);
}

static void
penstock_indicators_view_init (PenstockIndicatorsView *self)
{
  GtkWidget *chart;

  gtk_widget_init_template (GTK_WIDGET (self));
  chart = penstock_vintage_chart_new ();
  self->chart = PENSTOCK_VINTAGE_CHART (chart);
  adw_bin_set_child (self->chart_bin, chart);
}
