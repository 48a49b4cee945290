/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "penstock-desk.h"

G_BEGIN_DECLS

/* Owns the settings, the style and the open desk, and shows it in a window.
 * Actions: "app.live-feeds", "app.start-live" (as: ids of feeds), "app.sample", "app.reopen", "app.colours" (s, stateful), "app.quit". */
#define PENSTOCK_TYPE_APPLICATION (penstock_application_get_type ())
G_DECLARE_FINAL_TYPE (PenstockApplication, penstock_application, PENSTOCK, APPLICATION, AdwApplication)

PenstockApplication *penstock_application_new      (GApplicationFlags flags);
/* NULL while nothing is open. Borrowed. */
PenstockDesk        *penstock_application_get_desk (PenstockApplication *self);

G_END_DECLS
