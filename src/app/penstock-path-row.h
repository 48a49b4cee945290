/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-scoreboard.h"

G_BEGIN_DECLS

/* One path of a benefit: the sentence, its evidence below, its contribution at the right. */
#define PENSTOCK_TYPE_PATH_ROW (penstock_path_row_get_type ())
G_DECLARE_FINAL_TYPE (PenstockPathRow, penstock_path_row, PENSTOCK, PATH_ROW, AdwBin)

GtkWidget *penstock_path_row_new (const PenstockScoreboard *board, const PenstockScorePath *path);

G_END_DECLS
