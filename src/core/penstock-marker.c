/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-marker.h"

static void
clear_marker (gpointer data)
{
  PenstockMarker *marker = data;

  g_free (marker->title);
  g_free (marker->label);
}

GArray *
penstock_markers_new (void)
{
  GArray *markers = g_array_new (FALSE, TRUE, sizeof (PenstockMarker));

  g_array_set_clear_func (markers, clear_marker);
  return markers;
}
