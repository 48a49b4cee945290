/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include <adwaita.h>
#include <dlfcn.h>

/* Loaded into gtk4-builder-tool by tests/validate-ui, together with all of Penstock's widgets. GTK 4.8's tool knows a template's parent only once
 * its type is registered, and takes a handler that it can't find for a fault; Penstock's handlers are static. Whether each is bound is told by
 * the widget tests. */

gboolean g_module_symbol (GModule *module, const char *name, gpointer *symbol);

__attribute__((constructor)) static void
register_parents (void)
{
  g_type_ensure (ADW_TYPE_BIN);
  g_type_ensure (ADW_TYPE_EXPANDER_ROW);
  g_type_ensure (ADW_TYPE_WINDOW);
  g_type_ensure (ADW_TYPE_APPLICATION_WINDOW);
  g_type_ensure (GTK_TYPE_LIST_BOX_ROW);
}

static void
handler (void)
{
}

/* Stands before GModule's own. */
gboolean
g_module_symbol (GModule    *module,
                 const char *name,
                 gpointer   *symbol)
{
  gboolean (*real) (GModule *, const char *, gpointer *) = dlsym (RTLD_NEXT, "g_module_symbol");

  if (real (module, name, symbol))
    return TRUE;
  if (!g_str_has_suffix (name, "_cb"))
    return FALSE;

  *symbol = (gpointer)handler;
  return TRUE;
}
