/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* All that differs between GTK 4.8 / libadwaita 1.2 and later: the only file with version #ifs. */

/* Where to save, or which file to open, asked through the portal in a sandbox. */
void   penstock_compat_save_file_async  (GtkWindow *parent, const char *title, const char *name, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
void   penstock_compat_open_file_async  (GtkWindow *parent, const char *title, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
/* Of both. Owned; G_IO_ERROR_CANCELLED when the user thought better of it. */
GFile *penstock_compat_file_finish      (GAsyncResult *result, GError **error);

/* A question with a heading and one answer that goes ahead. @extra: a further widget under @body, taken; may be NULL. @accept has a mnemonic. Finish:
 * TRUE when the user agreed. */
void     penstock_compat_confirm_async  (GtkWindow *parent, const char *heading, const char *body, GtkWidget *extra, const char *accept,
                                         GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_compat_confirm_finish (GAsyncResult *result);

/* Switches between the pages of @stack in a header bar: side by side, with their names below their icons, or, where there is room for neither,
 * by @bar, which is revealed then. Its "title" stands in for it. */
GtkWidget *penstock_compat_create_switcher (AdwViewStack *stack, AdwViewSwitcherBar *bar);

void   penstock_compat_show_about       (GtkWindow *parent);
/* The file manager with the file selected, or at least its folder. */
void   penstock_compat_show_in_folder   (GtkWindow *parent, GFile *file);
/* A page of the web, by the portal in a sandbox. */
void   penstock_compat_show_uri         (GtkWindow *parent, const char *uri);
void   penstock_compat_load_css         (GtkCssProvider *provider, const char *css);
void   penstock_compat_add_css          (GtkCssProvider *provider);
void   penstock_compat_remove_css       (GtkCssProvider *provider);

G_END_DECLS
