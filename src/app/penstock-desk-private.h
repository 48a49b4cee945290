/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-desk.h"

G_BEGIN_DECLS

void          penstock_desk_say             (PenstockDesk *self, const char *text);
void          penstock_desk_say_error       (PenstockDesk *self, const GError *error); /* not for a cancelled one */
GCancellable *penstock_desk_get_cancellable (PenstockDesk *self); /* cancelled when the market closes */

/* -- penstock-desk-feeds.c -- */
/* Sources, cache, order, addresses and keys of a live market, before anything is asked. */
void          penstock_desk_set_up_feeds    (PenstockDesk *self);

G_END_DECLS
