/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-inputs.h"

G_BEGIN_DECLS

/* Private to engine/. The benefit of every company on past days, kept because benefit_rel needs a year of it. A row is what the stored inputs
 * gave at the end of its day, so it stays right until an input of that day or an earlier one changes; a live quote never touches it.
 * One thread at a time. */
typedef struct PenstockPanel PenstockPanel;

PenstockPanel  *penstock_panel_new        (PenstockGraph *graph);
void            penstock_panel_free       (PenstockPanel *self);
/* Takes over what @market has now and forgets the rows it touches. */
void            penstock_panel_sync       (PenstockPanel *self, PenstockMarket *market);
PenstockInputs *penstock_panel_get_inputs (PenstockPanel *self);
/* b of every company at the end of @day, from stored bars only; NAN for all where nobody has an own signal that day. Valid until the next sync. */
const double   *penstock_panel_row        (PenstockPanel *self, PenstockDay day);
/* How many rows were computed so far: what a test counts. */
gsize           penstock_panel_get_work   (PenstockPanel *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockPanel, penstock_panel_free)

G_END_DECLS
