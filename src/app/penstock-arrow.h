/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "penstock-chain.h"

G_BEGIN_DECLS

/* An 8 px triangle, up or down, in the price colour of its exchange. Drawn, because Cantarell has no ▲▼. Decoration: the sign beside it
 * says the same.
 * Properties: "direction" (int: -1, 0 = nothing, 1), "convention" (int, PenstockConvention). */
#define PENSTOCK_TYPE_ARROW (penstock_arrow_get_type ())
G_DECLARE_FINAL_TYPE (PenstockArrow, penstock_arrow, PENSTOCK, ARROW, GtkWidget)

GtkWidget *penstock_arrow_new (void);
void       penstock_arrow_set (PenstockArrow *self, int direction, PenstockConvention convention);

G_END_DECLS
