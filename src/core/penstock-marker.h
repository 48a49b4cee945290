/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-day.h"

G_BEGIN_DECLS

/* Something that happened on a day of a company's chart: an event of its own, or of a customer, or a month of revenue. */
typedef struct
{
  PenstockDay day;
  char       *title;  /* what happened, and for a customer's event the path by which it matters here */
  gboolean    own;    /* FALSE: a customer's */
  gboolean    rumour;
  char       *label;  /* short, may be "" */
} PenstockMarker;

/* An empty array of PenstockMarker that frees its strings. Owned. */
GArray *penstock_markers_new (void);

G_END_DECLS
