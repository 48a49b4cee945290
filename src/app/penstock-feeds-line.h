/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-engine.h"

G_BEGIN_DECLS

/* Feeds and exchanges in one line; its button opens the health page. */
#define PENSTOCK_TYPE_FEEDS_LINE (penstock_feeds_line_get_type ())
G_DECLARE_FINAL_TYPE (PenstockFeedsLine, penstock_feeds_line, PENSTOCK, FEEDS_LINE, AdwBin)

/* Once a second: ages grow. @narrow: what is in trouble instead of the exchanges. */
void penstock_feeds_line_show (PenstockFeedsLine *self, PenstockEngine *engine, gboolean narrow);

G_END_DECLS
