/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "penstock-chart-source.h"
#include "penstock-figure.h"

G_BEGIN_DECLS

/* A chart on its way to a file: a figure that owns what it shows, drawn in a thread of its own so that a big picture stops nothing. */
typedef struct
{
  gatomicrefcount      ref_count;
  PenstockChartSource *source;
  PenstockFigure       figure;  /* points into @source */
} PenstockExport;

/* Takes @source. Days as of the chart on screen; the rest of the figure is the caller's to set before it is drawn. */
PenstockExport *penstock_export_new   (PenstockChartSource *source, PenstockChartStyle style, PenstockDay from, PenstockDay until);
PenstockExport *penstock_export_ref   (PenstockExport *self);
void            penstock_export_unref (PenstockExport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockExport, penstock_export_unref)
/* A copy with the same source, to be drawn otherwise. */
PenstockExport *penstock_export_copy  (const PenstockExport *self);

/* By the extension of @path. */
void            penstock_export_save_async     (PenstockExport *self, const char *path, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean        penstock_export_save_finish    (GAsyncResult *result, GError **error);
/* As a texture of the figure's own scale. */
void            penstock_export_render_async   (PenstockExport *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GdkTexture     *penstock_export_render_finish  (GAsyncResult *result, GError **error);

G_END_DECLS
