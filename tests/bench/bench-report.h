/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdlib.h>

/* What every measuring program says, as script/bench reads it. */

static inline void
emit (const char *peer,
      const char *metric,
      double      value,
      const char *unit)
{
  g_print ("{\"peer\": \"%s\", \"metric\": \"%s\", \"value\": %.17g, \"unit\": \"%s\"}\n", peer, metric, value, unit);
}

static inline double
milliseconds_since (gint64 start)
{
  return (double)(g_get_monotonic_time () - start) / 1e3;
}

static inline G_NORETURN void
die (const char *what,
     const char *why)
{
  g_printerr ("%s: %s: %s\n", g_get_prgname (), what, why);
  exit (1);
}
