/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-export.h"

/* Copies of a figure share their source; it is immutable. */
typedef struct
{
  gatomicrefcount      ref_count;
  PenstockChartSource *source;
} Shared;

typedef struct
{
  PenstockExport  parent;
  Shared         *shared;
} Export;

/* The overlay of the chart on screen */
static const guint moving_averages[] = { 20, 0 };

static Export *
export_alloc (Shared *shared)
{
  Export *self = g_new0 (Export, 1);

  g_atomic_ref_count_init (&self->parent.ref_count);
  self->shared = shared;
  self->parent.source = shared->source;
  return self;
}

PenstockExport *
penstock_export_new (PenstockChartSource *source,
                     PenstockChartStyle   style,
                     PenstockDay          from,
                     PenstockDay          until)
{
  Shared *shared = g_new0 (Shared, 1);
  Export *self;

  g_atomic_ref_count_init (&shared->ref_count);
  shared->source = source;
  self = export_alloc (shared);
  self->parent.figure.data = source->data;
  self->parent.figure.style = style;
  self->parent.figure.from = from;
  self->parent.figure.until = until;
  self->parent.figure.width = 1600.0;
  self->parent.figure.height = 900.0;
  self->parent.figure.scale = 1.0;
  self->parent.figure.sma = moving_averages;
  self->parent.figure.source = source->source;
  self->parent.figure.delay = source->delay;
  self->parent.figure.data_time = source->data_time;
  return &self->parent;
}

PenstockExport *
penstock_export_ref (PenstockExport *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
penstock_export_unref (PenstockExport *self)
{
  Export *export = (Export *)self;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  if (g_atomic_ref_count_dec (&export->shared->ref_count))
    {
      penstock_chart_source_free (export->shared->source);
      g_free (export->shared);
    }
  g_free (export);
}

PenstockExport *
penstock_export_copy (const PenstockExport *self)
{
  const Export *export = (const Export *)self;
  Export *copy;

  g_atomic_ref_count_inc (&export->shared->ref_count);
  copy = export_alloc (export->shared);
  copy->parent.figure = self->figure;
  return &copy->parent;
}

/* ---- Drawing, elsewhere ---- */

typedef struct
{
  PenstockExport *export;
  char           *path;    /* NULL: a texture is wanted */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  penstock_export_unref (job->export);
  g_free (job->path);
  g_free (job);
}

static GdkTexture *
texture_from_surface (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize)cairo_image_surface_get_stride (surface);
  g_autoptr(GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize)height,
                                      (GDestroyNotify)cairo_surface_destroy, cairo_surface_reference (surface));
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  return gdk_memory_texture_new (width, height, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, bytes, stride);
#else
  return gdk_memory_texture_new (width, height, GDK_MEMORY_A8R8G8B8_PREMULTIPLIED, bytes, stride);
#endif
}

static void
draw_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  cairo_surface_t *surface;

  if (job->path != NULL)
    {
      if (penstock_figure_save (&job->export->figure, job->path, &error))
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_error (task, error);
      return;
    }

  surface = penstock_figure_render (&job->export->figure);
  if (surface == NULL)
    {
      g_task_return_new_error (task, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, _("There is nothing to draw in this range"));
      return;
    }

  g_task_return_pointer (task, texture_from_surface (surface), g_object_unref);
  cairo_surface_destroy (surface);
}

static void
run (PenstockExport      *self,
     const char          *path,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->export = penstock_export_ref (self);
  job->path = g_strdup (path);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, draw_in_thread);
}

void
penstock_export_save_async (PenstockExport      *self,
                            const char          *path,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (path != NULL);

  run (self, path, cancellable, callback, user_data);
}

gboolean
penstock_export_save_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
penstock_export_render_async (PenstockExport      *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  run (self, NULL, cancellable, callback, user_data);
}

GdkTexture *
penstock_export_render_finish (GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
