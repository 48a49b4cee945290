/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-signal-detail.h"

#include "penstock-compat.h"
#include "penstock-money.h"
#include "penstock-signals-parts.h"
#include "penstock-words-overview.h"
#include "penstock-words-signals.h"

#define DAY_CHARS 12 /* what stands behind the days is in one line */

struct _PenstockSignalDetail
{
  AdwBin          parent_instance;

  PenstockEngine *engine;   /* owned, while there is a signal */
  PenstockSignal *signal;   /* owned; NULL */
  gboolean        updating; /* the drop-down follows the event */
  GArray         *effects;  /* PenstockEventEffect in @companies; owned */
  gboolean        outdated; /* scores came while nobody looked */

  /* Template */
  GtkStack       *stack;
  GtkLabel       *title;
  GtkLabel       *badge;
  GtkLabel       *line;
  GtkDropDown    *direction;
  GtkLabel       *origin;
  GtkDropDown    *status;
  GtkEntry       *note;
  GtkBox         *history;
  GtkLabel       *terms;
  GtkLabel       *reach;
  GtkGrid        *companies;
  GtkBox         *tellings;
  GtkLabel       *tellings_title;
};

G_DEFINE_FINAL_TYPE (PenstockSignalDetail, penstock_signal_detail, ADW_TYPE_BIN)

enum { COMPANY_ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Order of the drop-down. */
static const int directions[] = { 1, 0, -1 };
static const PenstockStatus statuses[] = {
  PENSTOCK_STATUS_RUMOUR, PENSTOCK_STATUS_REPORTED, PENSTOCK_STATUS_CONFIRMED, PENSTOCK_STATUS_DENIED, PENSTOCK_STATUS_EXPIRED,
};

static PenstockDay
today_of (PenstockSignalDetail *self)
{
  return penstock_clock_today (penstock_engine_get_clock (self->engine));
}

/* ---- What is shown ---- */

static void
add_change (PenstockSignalDetail       *self,
            const PenstockStatusChange *change)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *badge = gtk_label_new (NULL);
  g_autofree char *day = penstock_format_day (change->day);
  GtkWidget *when = penstock_signals_label (day, "penstock-secondary");
  g_autofree char *who = NULL;
  GtkWidget *words;

  penstock_signals_set_badge (GTK_LABEL (badge), change->status);
  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  /* Translators: who changed a status: "you: heard it by phone" */
  if (change->by_user)
    who = change->note != NULL ? g_strdup_printf (_("you: %s"), change->note) : g_strdup (_("you"));
  else
    who = g_strdup (change->note != NULL ? change->note : "");
  words = penstock_signals_words (who, "penstock-secondary");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_label_set_width_chars (GTK_LABEL (when), DAY_CHARS);
  gtk_widget_set_valign (when, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), when);
  gtk_box_append (GTK_BOX (row), badge);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_prepend (self->history, row);
}

static void
company_clicked_cb (PenstockSignalDetail *self,
                    GtkWidget            *button)
{
  const int company = penstock_chain_find_id (penstock_engine_get_chain (self->engine), gtk_widget_get_name (button));

  if (company >= 0)
    g_signal_emit (self, signals[COMPANY_ACTIVATED], 0, (guint)company);
}

static GtkWidget *
company_button (PenstockSignalDetail  *self,
                const PenstockCompany *company)
{
  GtkWidget *button = gtk_button_new ();
  g_autofree char *text = company->symbol != NULL ? g_strdup_printf ("%s  %s", company->name, company->symbol) : g_strdup (company->name);

  gtk_button_set_child (GTK_BUTTON (button), penstock_signals_label (text, NULL));
  gtk_widget_set_name (button, company->id);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "signal-company");
  gtk_widget_set_tooltip_text (button, _("Open the company"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (company_clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static double
relevance_of (const PenstockEvent *event,
              const char          *company)
{
  for (guint i = 0; i < event->companies->len; i++)
    if (g_str_equal (g_array_index (event->companies, PenstockEventCompany, i).company, company))
      return g_array_index (event->companies, PenstockEventCompany, i).relevance;

  return NAN;
}

static gboolean
same_figure (double a,
             double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
same_effects (const GArray *a,
              const GArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const PenstockEventEffect *one = &g_array_index (a, PenstockEventEffect, i), *other = &g_array_index (b, PenstockEventEffect, i);

      if (one->company != other->company || !same_figure (one->weight, other->weight) || !same_figure (one->event_z, other->event_z))
        return FALSE;
    }

  return TRUE;
}

static void
show_companies (PenstockSignalDetail *self,
                const PenstockEvent  *event,
                const GArray         *effects)
{
  static const char *const headings[] = { N_("Company"), N_("relevance"), N_("weight"), N_("event score") };
  const PenstockChain *chain = penstock_engine_get_chain (self->engine);

  penstock_signals_clear (GTK_WIDGET (self->companies));
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      GtkWidget *heading = penstock_signals_label (_(headings[i]), "table-heading");

      gtk_label_set_xalign (GTK_LABEL (heading), i == 0 ? 0 : 1);
      gtk_grid_attach (self->companies, heading, (int)i, 0, 1, 1);
    }
  for (guint i = 0; i < effects->len; i++)
    {
      const PenstockEventEffect *effect = &g_array_index (effects, PenstockEventEffect, i);
      const PenstockCompany *company = &chain->companies[effect->company];
      g_autofree char *relevance = penstock_format_number (relevance_of (event, company->id), 2);
      g_autofree char *weight = penstock_words_signal_weight (effect->weight);
      g_autofree char *event_z = penstock_words_signal_weight (effect->event_z);

      gtk_grid_attach (self->companies, company_button (self, company), 0, (int)i + 1, 1, 1);
      gtk_grid_attach (self->companies, penstock_signals_figure (relevance, NAN), 1, (int)i + 1, 1, 1);
      gtk_grid_attach (self->companies, penstock_signals_figure (weight, effect->weight), 2, (int)i + 1, 1, 1);
      gtk_grid_attach (self->companies, penstock_signals_figure (event_z, effect->event_z), 3, (int)i + 1, 1, 1);
    }
}

static void
show_effects (PenstockSignalDetail *self)
{
  PenstockEvent *event = penstock_signal_get_event (self->signal);
  guint reached = 0;
  g_autoptr(GArray) effects = penstock_engine_dup_event_effects (self->engine, event, &reached);
  g_autofree char *terms = penstock_words_signal_terms (event, today_of (self));
  g_autofree char *reach = penstock_words_signal_reach (event, today_of (self), reached);

  self->outdated = FALSE;
  gtk_label_set_label (self->terms, terms);
  gtk_label_set_label (self->reach, reach);
  /* Scores come by the second, and a button that is made anew has lost the focus. */
  if (same_effects (self->effects, effects))
    return;

  show_companies (self, event, effects);
  g_clear_pointer (&self->effects, g_array_unref);
  self->effects = g_steal_pointer (&effects);
}

/* Half of it is a solve of the chain: not for nobody. */
static void
scoreboard_changed_cb (PenstockSignalDetail *self)
{
  self->outdated = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_effects (self);
}

static void
penstock_signal_detail_map (GtkWidget *widget)
{
  PenstockSignalDetail *self = PENSTOCK_SIGNAL_DETAIL (widget);

  if (self->outdated && self->signal != NULL)
    show_effects (self);

  GTK_WIDGET_CLASS (penstock_signal_detail_parent_class)->map (widget);
}

static void
link_clicked_cb (PenstockSignalDetail *self,
                 GtkWidget            *button)
{
  penstock_compat_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), gtk_widget_get_name (button));
}

/* Only what a browser opens: an address of a feed is another's word. */
static gboolean
is_web (const char *url)
{
  return url != NULL && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://"));
}

static void
add_telling (PenstockSignalDetail *self,
             const char           *title,
             const char           *who,
             gint64                moment,
             const char           *url)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *when = moment > 0 ? penstock_format_moment (moment, "UTC") : NULL;
  g_autofree char *line = when != NULL ? g_strdup_printf ("%s · %s", who, when) : g_strdup (who);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (row, "signal-telling");
  gtk_box_append (GTK_BOX (words), penstock_signals_words (title, NULL));
  gtk_box_append (GTK_BOX (words), penstock_signals_words (line, "penstock-secondary"));
  gtk_box_append (GTK_BOX (row), words);
  if (is_web (url))
    {
      GtkWidget *button = gtk_button_new_with_label (_("Read"));
      g_autofree char *name = g_strdup_printf (_("Read it at %s"), who);

      gtk_widget_set_name (button, url);
      gtk_widget_set_tooltip_text (button, url);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "card-link");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_signal_connect_object (button, "clicked", G_CALLBACK (link_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (row), button);
    }
  gtk_box_append (self->tellings, row);
}

static void
show_tellings (PenstockSignalDetail *self,
               const PenstockEvent  *event)
{
  g_autofree char *title = g_strdup_printf (ngettext ("Told by %u source", "Told by %u sources", MAX (event->sources->len, 1)), MAX (event->sources->len, 1));

  gtk_label_set_label (self->tellings_title, title);
  penstock_signals_clear (GTK_WIDGET (self->tellings));
  for (guint i = 0; i < event->sources->len; i++)
    {
      const PenstockEventSource *source = &g_array_index (event->sources, PenstockEventSource, i);

      add_telling (self, source->title != NULL ? source->title : event->title, source->publisher != NULL ? source->publisher : source->source,
                   source->published_at, source->url);
    }
  if (event->sources->len == 0)
    add_telling (self, event->title, event->source != NULL ? event->source : _("an import"), 0, event->url);
}

static void
show_direction (PenstockSignalDetail *self,
                const PenstockEvent  *event)
{
  const char *origin = penstock_words_direction_origin (event);

  self->updating = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    if (directions[i] == event->direction)
      gtk_drop_down_set_selected (self->direction, i);
  self->updating = FALSE;
  gtk_label_set_label (self->origin, origin != NULL ? origin : "");
}

static void
update (PenstockSignalDetail *self)
{
  const PenstockEvent *event = penstock_signal_get_event (self->signal);
  g_autofree char *line = penstock_words_signal_line (event);

  gtk_label_set_label (self->title, event->title);
  gtk_label_set_label (self->line, line);
  gtk_widget_set_visible (GTK_WIDGET (self->badge), event->history->len > 0);
  if (event->history->len > 0)
    penstock_signals_set_badge (self->badge, g_array_index (event->history, PenstockStatusChange, event->history->len - 1).status);
  show_direction (self, event);
  penstock_signals_clear (GTK_WIDGET (self->history));
  for (guint i = 0; i < event->history->len; i++)
    add_change (self, &g_array_index (event->history, PenstockStatusChange, i));
  g_clear_pointer (&self->effects, g_array_unref); /* a company's relevance may be another */
  show_effects (self);
  show_tellings (self, event);
}

/* ---- What the user says ---- */

static void
direction_selected_cb (PenstockSignalDetail *self)
{
  const guint selected = gtk_drop_down_get_selected (self->direction);

  if (self->updating || self->signal == NULL || selected >= G_N_ELEMENTS (directions))
    return;

  penstock_engine_set_event_direction (self->engine, penstock_signal_get_event (self->signal)->id, directions[selected]);
}

static void
status_clicked_cb (PenstockSignalDetail *self)
{
  const guint selected = gtk_drop_down_get_selected (self->status);
  g_autofree char *note = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note))));
  g_autofree char *id = NULL;

  if (self->signal == NULL || selected >= G_N_ELEMENTS (statuses))
    return;

  id = g_strdup (penstock_signal_get_event (self->signal)->id);
  penstock_engine_set_event_status (self->engine, id, statuses[selected], note);
  gtk_editable_set_text (GTK_EDITABLE (self->note), "");
}

/* The next status one would give it. */
static void
suggest_status (PenstockSignalDetail *self)
{
  const PenstockStatusChange *now = penstock_event_status_at (penstock_signal_get_event (self->signal), today_of (self));

  gtk_drop_down_set_selected (self->status, now != NULL && now->status == PENSTOCK_STATUS_CONFIRMED ? 3 : 2);
  gtk_editable_set_text (GTK_EDITABLE (self->note), "");
}

void
penstock_signal_detail_set_signal (PenstockSignalDetail *self,
                                   PenstockEngine       *engine,
                                   PenstockSignal       *signal)
{
  g_return_if_fail (PENSTOCK_IS_SIGNAL_DETAIL (self));

  if (signal != NULL && self->signal == signal)
    return;

  if (self->signal != NULL)
    g_signal_handlers_disconnect_by_data (self->signal, self);
  if (self->engine != NULL)
    g_signal_handlers_disconnect_by_data (self->engine, self);
  g_set_object (&self->signal, signal);
  g_set_object (&self->engine, engine);
  if (self->stack != NULL)
    gtk_stack_set_visible_child_name (self->stack, signal != NULL ? "signal" : "none");
  if (signal == NULL)
    return;

  g_signal_connect_object (signal, "notify::revision", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "scoreboard-changed", G_CALLBACK (scoreboard_changed_cb), self, G_CONNECT_SWAPPED);
  suggest_status (self);
  update (self);
}

PenstockSignal *
penstock_signal_detail_get_signal (PenstockSignalDetail *self)
{
  g_return_val_if_fail (PENSTOCK_IS_SIGNAL_DETAIL (self), NULL);

  return self->signal;
}

void
penstock_signal_detail_enter (PenstockSignalDetail *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->direction));
}

static void
penstock_signal_detail_dispose (GObject *object)
{
  PENSTOCK_SIGNAL_DETAIL (object)->stack = NULL;
  penstock_signal_detail_set_signal (PENSTOCK_SIGNAL_DETAIL (object), NULL, NULL);
  g_clear_pointer (&PENSTOCK_SIGNAL_DETAIL (object)->effects, g_array_unref);

  G_OBJECT_CLASS (penstock_signal_detail_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, PenstockSignalDetail, name)

static void
penstock_signal_detail_class_init (PenstockSignalDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_signal_detail_dispose;
  widget_class->map = penstock_signal_detail_map;
  signals[COMPANY_ACTIVATED] = g_signal_new ("company-activated", PENSTOCK_TYPE_SIGNAL_DETAIL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-signal-detail.ui");
  BIND (stack);
  BIND (title);
  BIND (badge);
  BIND (line);
  BIND (direction);
  BIND (origin);
  BIND (status);
  BIND (note);
  BIND (history);
  BIND (terms);
  BIND (reach);
  BIND (companies);
  BIND (tellings);
  BIND (tellings_title);
  gtk_widget_class_bind_template_callback (widget_class, direction_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_clicked_cb);
}

static void
penstock_signal_detail_init (PenstockSignalDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
