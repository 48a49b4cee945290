/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "penstock-chain.h"

G_BEGIN_DECLS

/* A price change: triangle, sign and per cent, in the colours of the exchange; or one word where there is no current change ("stale", "refused").
 * Properties: "change" (ratio, NAN = em dash), "convention" (PenstockConvention as int), "word" (NULL = show the change). */
#define PENSTOCK_TYPE_CHANGE_LABEL (penstock_change_label_get_type ())
G_DECLARE_FINAL_TYPE (PenstockChangeLabel, penstock_change_label, PENSTOCK, CHANGE_LABEL, GtkBox)

void penstock_change_label_set (PenstockChangeLabel *self, double change, PenstockConvention convention, const char *word);

G_END_DECLS
