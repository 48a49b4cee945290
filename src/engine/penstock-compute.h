/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-panel.h"
#include "penstock-scoreboard.h"

G_BEGIN_DECLS

/* Private to engine/. Pure: the same market and day give the same bytes in any thread, whatever @panel was used for before. */
PenstockScoreboard *penstock_compute_board (PenstockMarket *market, PenstockDay day, PenstockPanel *panel);

/* Latest bar older than this, in calendar days: not in the cross-section, and shown as stale. */
#define PENSTOCK_STALE_DAYS 7

/* Days of one company's past that benefit_rel looks at, the day itself included (SCORING §5). */
#define PENSTOCK_REL_DAYS 252

/* -- in penstock-scoreboard.c -- */
/* Columns NAN, facts empty; keeps @graph alive. The computation fills it before it shares it. */
PenstockScoreboard  *penstock_scoreboard_new       (PenstockGraph *graph, PenstockDay day);
const PenstockGraph *penstock_scoreboard_get_graph (const PenstockScoreboard *self);

G_END_DECLS
