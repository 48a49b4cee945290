/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-theme.h"

G_BEGIN_DECLS

/* Keeps the palette in step with the system: picks the token set from AdwStyleManager (dark, high contrast), gives it to CSS as @penstock_…
 * colours and to everything that draws. Main thread. */
#define PENSTOCK_TYPE_STYLE (penstock_style_get_type ())
G_DECLARE_FINAL_TYPE (PenstockStyle, penstock_style, PENSTOCK, STYLE, GObject)

PenstockStyle  *penstock_style_new           (void);
void            penstock_style_set_colours   (PenstockStyle *self, PenstockColours colours);
PenstockColours penstock_style_get_colours   (PenstockStyle *self);

/* "exchange", "green-up", "red-up", "blue-orange": the setting's words. Unknown words are "exchange". */
PenstockColours penstock_style_parse_colours (const char *text);

G_END_DECLS
