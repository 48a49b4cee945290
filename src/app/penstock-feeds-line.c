/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-feeds-line.h"

#include "penstock-words-overview.h"

#define PLACES 2

struct _PenstockFeedsLine
{
  AdwBin     parent_instance;

  /* Template */
  GtkWidget *dot;
  GtkLabel  *summary;
  GtkWidget *trouble;
  GtkLabel  *worst;
  GtkLabel  *exchanges;
};

G_DEFINE_FINAL_TYPE (PenstockFeedsLine, penstock_feeds_line, ADW_TYPE_BIN)

/* Labels are compared, as most seconds change nothing. */
static void
set_text (GtkLabel   *label,
          const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text) == 0)
    return;

  gtk_label_set_label (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
}

void
penstock_feeds_line_show (PenstockFeedsLine *self,
                          PenstockEngine    *engine,
                          gboolean           narrow)
{
  gint64 now = penstock_clock_now (penstock_engine_get_clock (engine));
  gboolean answered;
  g_autofree char *summary = penstock_words_feeds (engine, now, &answered);
  g_autofree char *worst = penstock_words_worst_feed (engine, now);
  g_autofree char *exchanges = penstock_words_exchanges (penstock_engine_get_chain (engine), now, PLACES);
  const char *dot_classes[] = { "dot", worst != NULL ? "trouble" : (answered ? "fine" : "idle"), NULL };

  g_return_if_fail (PENSTOCK_IS_FEEDS_LINE (self));

  gtk_widget_set_css_classes (self->dot, dot_classes);
  set_text (self->summary, summary);
  set_text (self->worst, worst != NULL ? worst : "");
  set_text (self->exchanges, exchanges);
  gtk_widget_set_visible (self->trouble, worst != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->exchanges), worst == NULL || !narrow);
  gtk_widget_set_hexpand (self->trouble, worst != NULL && narrow);
}

static void
penstock_feeds_line_class_init (PenstockFeedsLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-feeds-line.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedsLine, dot);
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedsLine, summary);
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedsLine, trouble);
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedsLine, worst);
  gtk_widget_class_bind_template_child (widget_class, PenstockFeedsLine, exchanges);
}

static void
penstock_feeds_line_init (PenstockFeedsLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
