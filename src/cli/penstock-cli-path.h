/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-cli-json.h"
#include "penstock-scoreboard.h"

G_BEGIN_DECLS

/* A path as a member of what is open: its nodes from the source to the company, its contribution and its links with weight, confidence and basis. Null without
 * links. */
void  penstock_cli_json_path     (PenstockCliJson *json, const char *key, const PenstockChain *chain, const PenstockScorePath *path);
/* "dell → honhai". Owned. */
char *penstock_cli_describe_path (const PenstockChain *chain, const PenstockScorePath *path);

G_END_DECLS
