/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "penstock-chain.h"
#include "penstock-clock.h"
#include "penstock-http.h"

G_BEGIN_DECLS

/* The sample market: a SoupServer on a random port of 127.0.0.1 that answers as the providers do. Prices are simulated (seeded; the same on every
 * machine), and so is the quarterly revenue of the SEC's registrants; monthly revenue and events are facts, from data/sample. It has a clock of its own
 * that starts on PENSTOCK_SAMPLE_START. Main thread. */
#define PENSTOCK_TYPE_SAMPLE (penstock_sample_get_type ())
G_DECLARE_FINAL_TYPE (PenstockSample, penstock_sample, PENSTOCK, SAMPLE, GObject)

/* Tuesday 12 May 2026 14:00:00 UTC: New York and Europe trade, Taipei has closed; April revenue is filed. */
#define PENSTOCK_SAMPLE_START G_GINT64_CONSTANT (1778594400)

/* Listens. NULL with @error if the port or data/sample cannot be had. */
PenstockSample *penstock_sample_new       (PenstockChain *chain, PenstockClock *clock, GError **error);
/* Points every provider at it: it answers for those of penstock_sample_feeds, the others get its 404 and nothing leaves the machine. */
void            penstock_sample_configure (PenstockSample *self, PenstockHttp *http);
/* Ids of the providers the sample speaks for; NULL-terminated. Only these are to be asked. */
extern const char *const penstock_sample_feeds[];
guint           penstock_sample_get_port  (PenstockSample *self);
/* The events of data/sample/events.json as the JSON of `import events`. Owned. */
char           *penstock_sample_dup_events (PenstockSample *self, GError **error);

G_END_DECLS
