/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-path-row.h"

#include "penstock-words.h"

struct _PenstockPathRow
{
  AdwBin    parent_instance;

  GtkLabel *sentence;
  GtkLabel *evidence;
  GtkLabel *contribution;
};

G_DEFINE_FINAL_TYPE (PenstockPathRow, penstock_path_row, ADW_TYPE_BIN)

static void
penstock_path_row_class_init (PenstockPathRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-path-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockPathRow, sentence);
  gtk_widget_class_bind_template_child (widget_class, PenstockPathRow, evidence);
  gtk_widget_class_bind_template_child (widget_class, PenstockPathRow, contribution);
}

static void
penstock_path_row_init (PenstockPathRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
penstock_path_row_new (const PenstockScoreboard *board,
                       const PenstockScorePath  *path)
{
  PenstockPathRow *self = g_object_new (PENSTOCK_TYPE_PATH_ROW, NULL);
  g_autofree char *sentence = penstock_words_path (board, path);
  g_autofree char *evidence = penstock_words_path_evidence (board, path);
  g_autofree char *contribution = penstock_words_part (path->contribution);

  gtk_label_set_markup (self->sentence, sentence);
  gtk_label_set_label (self->evidence, evidence);
  gtk_label_set_label (self->contribution, contribution);
  gtk_widget_add_css_class (GTK_WIDGET (self->contribution), path->contribution > 0.0 ? "signal-positive" : "signal-negative");
  return GTK_WIDGET (self);
}
