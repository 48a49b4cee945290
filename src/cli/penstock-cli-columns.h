/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-cli-json.h"
#include "penstock-scoreboard.h"

G_BEGIN_DECLS

/* A company's score columns as members of the open object, in their order. */
void penstock_cli_json_columns (PenstockCliJson *json, const PenstockScoreboard *board, guint company);

G_END_DECLS
