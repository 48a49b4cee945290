/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-engine.h"

G_BEGIN_DECLS

/* The inbox: events as the user sees them, and what the user says about them. Main thread; what is said is stored, a failure is "store-failed", and
 * "events-changed" follows. */

/* Properties: "unread" (boolean), "revision" (uint: another one when its event says something else). The row of one event; it is kept while the
 * event is known, so that a list keeps its selection. */
#define PENSTOCK_TYPE_SIGNAL (penstock_signal_get_type ())
G_DECLARE_FINAL_TYPE (PenstockSignal, penstock_signal, PENSTOCK, SIGNAL, GObject)
PenstockEvent *penstock_signal_get_event  (PenstockSignal *self);   /* as it is now; borrowed */
gboolean       penstock_signal_get_unread (PenstockSignal *self);
PenstockDay    penstock_signal_get_day    (PenstockSignal *self);   /* of its newest status */

/* PenstockSignal, newest first; expired and denied ones stay. Borrowed. Signal "items-changed" as events come. */
GListModel    *penstock_engine_get_signals       (PenstockEngine *self);
void           penstock_engine_set_signal_read   (PenstockEngine *self, const char *event, gboolean read); /* NULL: all */
/* A further status from today on, with the user's note; the past stays what it was. */
void           penstock_engine_set_event_status  (PenstockEngine *self, const char *event, PenstockStatus status, const char *note);
/* Overrules what a rule guessed (the event's direction_guessed becomes FALSE), for all of its past too: a correction, not news. */
void           penstock_engine_set_event_direction (PenstockEngine *self, const char *event, int direction);

/* What an event does to the scores of @board's day: its weight d·c·r·2^(−age/h) per company it names, and how many companies it reaches through the chain
 * (|Δ benefit| ≥ 0.005 if it alone were taken away). Owned; by the event's companies. */
/* @event_z: how much less the company's event_z would be without it. Both NAN where it does not count, as after its denial. */
typedef struct { guint company; double weight; double event_z; } PenstockEventEffect;
GArray        *penstock_engine_dup_event_effects (PenstockEngine *self, PenstockEvent *event, guint *n_reached);
double         penstock_event_credibility        (PenstockStatus status); /* SCORING §3: 0.3, 0.7, 1.0, 0, 0 */

double         penstock_event_half_life          (PenstockStatus status); /* days: 7, 21, 45; NAN for denied and expired */
/* d·c·r·2^(−age/h) for a company of @relevance; NAN: it does not count that day. */
double         penstock_event_weight             (const PenstockEvent *event, double relevance, PenstockDay day);

G_END_DECLS
