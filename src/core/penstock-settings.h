/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The user's settings. The schema is looked up, never assumed: installed, in $GSETTINGS_SCHEMA_DIR or in the build folder. NULL where it is nowhere;
 * then the readers give their fallback and the writers do nothing, so the desk still runs. */
GSettings *penstock_settings_new         (void);

char      *penstock_settings_get_string  (GSettings *self, const char *key, const char *fallback); /* owned */
int        penstock_settings_get_int     (GSettings *self, const char *key, int fallback);
double     penstock_settings_get_double  (GSettings *self, const char *key, double fallback);
gboolean   penstock_settings_get_boolean (GSettings *self, const char *key, gboolean fallback);
char     **penstock_settings_get_strv    (GSettings *self, const char *key); /* owned; empty where unset */
guint      penstock_settings_get_tier    (GSettings *self); /* 1 or 2 */

void       penstock_settings_set_string  (GSettings *self, const char *key, const char *value);
void       penstock_settings_set_int     (GSettings *self, const char *key, int value);
void       penstock_settings_set_boolean (GSettings *self, const char *key, gboolean value);
void       penstock_settings_set_strv    (GSettings *self, const char *key, const char *const *value);

G_END_DECLS
