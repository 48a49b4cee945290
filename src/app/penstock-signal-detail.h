/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-signals.h"

G_BEGIN_DECLS

/* All that is known of one signal, and where the user says what to make of it.
 * Signal "company-activated" (guint company). */
#define PENSTOCK_TYPE_SIGNAL_DETAIL (penstock_signal_detail_get_type ())
G_DECLARE_FINAL_TYPE (PenstockSignalDetail, penstock_signal_detail, PENSTOCK, SIGNAL_DETAIL, AdwBin)

void            penstock_signal_detail_set_signal (PenstockSignalDetail *self, PenstockEngine *engine, PenstockSignal *signal); /* NULL: none */
PenstockSignal *penstock_signal_detail_get_signal (PenstockSignalDetail *self);
/* Where the keyboard goes on from the list. */
void            penstock_signal_detail_enter      (PenstockSignalDetail *self);

G_END_DECLS
