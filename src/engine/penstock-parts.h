/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-provider.h"

G_BEGIN_DECLS

/* Private to engine/. A registrant's revenue is asked for tag by tag, and only all tags together say what is a figure and what a restatement
 * (penstock-sec-revenue.h): the answers wait here for each other. */
typedef struct PenstockParts PenstockParts;

PenstockParts *penstock_parts_new   (const PenstockProvider *provider);
void           penstock_parts_free  (PenstockParts *self);
/* What @part says (PenstockRevenueRow; referenced): NULL or empty if nothing. Rows of all parts put together once each has said something, in this run; NULL
 * before. Owned. */
GArray        *penstock_parts_take  (PenstockParts *self, const char *part, GArray *rows);

G_END_DECLS
