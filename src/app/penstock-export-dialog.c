/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-export-dialog.h"


#include "penstock-compat.h"

#define PREVIEW_WIDTH 560.0
#define LEAST_SCALE   0.5   /* that a figure is drawn at */

struct _PenstockExportDialog
{
  AdwWindow        parent_instance;

  PenstockExport  *figure;
  char            *name;
  GCancellable    *cancellable; /* cancelled when the dialog goes */
  GCancellable    *drawing;     /* of the preview being drawn; a newer one replaces it */

  /* Template */
  GtkPicture      *preview;
  AdwComboRow     *format;
  AdwComboRow     *size;
  AdwComboRow     *scale;
  AdwComboRow     *theme;
  GtkLabel        *dimensions;
  GtkLabel        *failure;
  GtkWidget       *save;
};

enum { SAVED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *const extensions[] = { "png", "svg", "pdf" };
static const char *const sizes[] = { "1600x900", "1200x675", "1080x1080", "a4" };
static const PenstockThemeId themes[] = { PENSTOCK_THEME_LIGHT, PENSTOCK_THEME_DARK, PENSTOCK_THEME_PRINT };

G_DEFINE_FINAL_TYPE (PenstockExportDialog, penstock_export_dialog, ADW_TYPE_WINDOW)

/* The figure as the rows say; owned. */
static PenstockExport *
dup_chosen (PenstockExportDialog *self)
{
  PenstockExport *chosen = penstock_export_copy (self->figure);

  penstock_figure_parse_size (sizes[adw_combo_row_get_selected (self->size)], &chosen->figure.width, &chosen->figure.height);
  chosen->figure.theme = themes[adw_combo_row_get_selected (self->theme)];
  chosen->figure.scale = adw_combo_row_get_selected (self->scale) + 1.0;
  return chosen;
}

/* ---- Preview ---- */

static void
drawn_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PenstockExportDialog) self = user_data;
  g_autoptr(GdkTexture) texture = penstock_export_render_finish (result, NULL);

  if (texture != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    gtk_picture_set_paintable (self->preview, GDK_PAINTABLE (texture));
}

static void
show_dimensions (PenstockExportDialog *self,
                 const PenstockExport *chosen)
{
  gboolean png = adw_combo_row_get_selected (self->format) == 0;
  g_autofree char *text = NULL;

  if (png)
    text = g_strdup_printf (_("%d × %d pixels"), (int)(chosen->figure.width * chosen->figure.scale),
                            (int)(chosen->figure.height * chosen->figure.scale));
  else
    text = g_strdup_printf (_("%d × %d points, text stays text"), (int)chosen->figure.width, (int)chosen->figure.height);

  gtk_label_set_label (self->dimensions, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->scale), png);
}

static void
redraw (PenstockExportDialog *self)
{
  g_autoptr(PenstockExport) chosen = NULL;

  if (self->figure == NULL)
    return;

  chosen = dup_chosen (self);
  show_dimensions (self, chosen);
  chosen->figure.scale = MAX (PREVIEW_WIDTH * gtk_widget_get_scale_factor (GTK_WIDGET (self)) / chosen->figure.width, LEAST_SCALE);

  g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  self->drawing = g_cancellable_new ();
  penstock_export_render_async (chosen, self->drawing, drawn_cb, g_object_ref (self));
}

static void
choice_changed_cb (PenstockExportDialog *self)
{
  redraw (self);
}

/* ---- Save ---- */

static void
show_failure (PenstockExportDialog *self,
              const char           *text)
{
  gtk_label_set_label (self->failure, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->failure), text != NULL);
}

typedef struct
{
  PenstockExportDialog *dialog; /* a reference */
  GFile                *file;
} Writing;

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Writing *writing = user_data;
  PenstockExportDialog *self = writing->dialog;
  g_autoptr(GError) error = NULL;

  gtk_widget_set_sensitive (self->save, TRUE);
  if (penstock_export_save_finish (result, &error))
    {
      g_signal_emit (self, signals[SAVED], 0, writing->file);
      gtk_window_close (GTK_WINDOW (self));
    }
  else
    {
      g_autofree char *text = g_strdup_printf (_("Not saved: %s"), error->message);

      show_failure (self, text);
    }

  g_object_unref (writing->dialog);
  g_object_unref (writing->file);
  g_free (writing);
}

static const char *
chosen_extension (PenstockExportDialog *self)
{
  return extensions[adw_combo_row_get_selected (self->format)];
}

/* What the user typed, with the extension of the format: it decides what is written. */
static char *
dup_path (PenstockExportDialog *self,
          GFile                *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *suffix = g_strconcat (".", chosen_extension (self), NULL);

  if (path == NULL || g_str_has_suffix (path, suffix))
    return g_steal_pointer (&path);

  return g_strconcat (path, suffix, NULL);
}

static void
place_chosen_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(PenstockExportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = penstock_compat_file_finish (result, &error);
  g_autoptr(PenstockExport) chosen = NULL;
  g_autofree char *path = NULL;
  Writing *writing;

  if (file == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_failure (self, error->message);
      return;
    }

  path = dup_path (self, file);
  if (path == NULL)
    {
      show_failure (self, _("Not saved: choose a folder on this computer."));
      return;
    }

  chosen = dup_chosen (self);
  writing = g_new0 (Writing, 1);
  writing->dialog = g_object_ref (self);
  writing->file = g_file_new_for_path (path);
  gtk_widget_set_sensitive (self->save, FALSE);
  penstock_export_save_async (chosen, path, self->cancellable, written_cb, writing);
}

static void
save_clicked_cb (PenstockExportDialog *self)
{
  g_autofree char *name = g_strconcat (self->name, ".", chosen_extension (self), NULL);

  show_failure (self, NULL);
  penstock_compat_save_file_async (GTK_WINDOW (self), _("Export chart"), name, self->cancellable, place_chosen_cb, g_object_ref (self));
}

/* ---- Class ---- */

static void
penstock_export_dialog_dispose (GObject *object)
{
  PenstockExportDialog *self = PENSTOCK_EXPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->drawing);
  g_clear_pointer (&self->figure, penstock_export_unref);

  G_OBJECT_CLASS (penstock_export_dialog_parent_class)->dispose (object);
}

static void
penstock_export_dialog_finalize (GObject *object)
{
  PenstockExportDialog *self = PENSTOCK_EXPORT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->drawing);
  g_free (self->name);

  G_OBJECT_CLASS (penstock_export_dialog_parent_class)->finalize (object);
}

static void
penstock_export_dialog_class_init (PenstockExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_export_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = penstock_export_dialog_finalize;

  signals[SAVED] = g_signal_new ("saved", PENSTOCK_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockExportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, PenstockExportDialog, format);
  gtk_widget_class_bind_template_child (widget_class, PenstockExportDialog, size);
  gtk_widget_class_bind_template_child (widget_class, PenstockExportDialog, scale);
  gtk_widget_class_bind_template_child (widget_class, PenstockExportDialog, theme);
  gtk_widget_class_bind_template_child (widget_class, PenstockExportDialog, dimensions);
  gtk_widget_class_bind_template_child (widget_class, PenstockExportDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, PenstockExportDialog, save);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
penstock_export_dialog_init (PenstockExportDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The theme of the screen is the first suggestion. */
static guint
current_theme (void)
{
  PenstockThemeId id = penstock_theme_get_current ()->id;

  return id == PENSTOCK_THEME_DARK || id == PENSTOCK_THEME_HC_DARK ? 1 : 0;
}

GtkWidget *
penstock_export_dialog_new (GtkWindow      *parent,
                            PenstockExport *figure,
                            const char     *name)
{
  PenstockExportDialog *self = g_object_new (PENSTOCK_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->name = g_strdup (name);
  adw_combo_row_set_selected (self->theme, current_theme ());
  self->figure = penstock_export_ref (figure);
  redraw (self);
  return GTK_WIDGET (self);
}
