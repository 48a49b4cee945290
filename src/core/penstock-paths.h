/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file that ships with Penstock ("chains/ai-infrastructure.json", "sample/…"): looked up in $PENSTOCK_PKGDATADIR, beside the
 * running program (../share/penstock when installed, ../../data in a build folder), then in the configured prefix.
 * NULL if it is nowhere. Owned. */
char *penstock_paths_data_file (const char *name);
/* $XDG_DATA_HOME/penstock or, for the sample market, $XDG_DATA_HOME/penstock/sample. Owned; not created. */
char *penstock_paths_user_data (gboolean sample);

G_END_DECLS
