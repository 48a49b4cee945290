/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-engine.h"

G_BEGIN_DECLS

/* One open market: a data directory with its clock, store, http and engine; for the sample market also the server that plays the world. Main thread.
 *
 * Properties: "loaded" (gboolean, notifies once everything stored is in the models).
 * Signals:
 *   "message" (const char *text)  something the user asked for came out, or did not: say it once */
#define PENSTOCK_TYPE_DESK (penstock_desk_get_type ())
G_DECLARE_FINAL_TYPE (PenstockDesk, penstock_desk, PENSTOCK, DESK, GObject)

/* Opens the store of @data_dir, NULL: the user's. Only @feeds are asked, NULL: those of the settings. Blocking, some milliseconds. */
PenstockDesk *penstock_desk_open_live       (const char *data_dir, const char *const *feeds, GSettings *settings, GError **error);
/* The sample market, always from its first moment: what an earlier run stored there is removed, so that clock and data agree. */
PenstockDesk *penstock_desk_open_sample     (GSettings *settings, GError **error);

/* Loads what is stored, then asks the feeds by their timetable. Once. */
void            penstock_desk_start           (PenstockDesk *self);
/* Nothing of the market runs afterwards; the store is closed. Idempotent; also done on dispose. */
void            penstock_desk_close           (PenstockDesk *self);

PenstockEngine *penstock_desk_get_engine      (PenstockDesk *self);
GSettings      *penstock_desk_get_settings    (PenstockDesk *self); /* NULL where no schema is installed */
const char     *penstock_desk_get_dir         (PenstockDesk *self);
gboolean        penstock_desk_is_sample       (PenstockDesk *self);
gboolean        penstock_desk_is_loaded       (PenstockDesk *self);
/* The first poll of all, or one the user asked for, is under way; not those of the timetable. */
gboolean        penstock_desk_is_refreshing   (PenstockDesk *self);

/* Asks every feed, or @feed, now. */
void            penstock_desk_refresh         (PenstockDesk *self, const char *feed);

/* -- which feeds are asked; live only. The user's decisions are kept -- */
/* Has the user ever said yes to what @feed sends where, and to its terms? Switching it on is that yes. */
gboolean        penstock_desk_has_agreed      (PenstockDesk *self, const char *feed);
void            penstock_desk_enable_feed     (PenstockDesk *self, const char *feed, gboolean on);
/* Before all others that give the same. */
void            penstock_desk_prefer_feed     (PenstockDesk *self, const char *feed);
/* At once, though it refused or failed a moment ago. */
void            penstock_desk_retry_feed      (PenstockDesk *self, const char *feed);
/* To the keyring; NULL or "" takes it out. */
void            penstock_desk_set_key         (PenstockDesk *self, const char *feed, const char *key);
/* Can it be asked over the web? */
gboolean        penstock_desk_is_address      (const char *text);
void            penstock_desk_set_news_addresses (PenstockDesk *self, const char *const *urls);
void            penstock_desk_set_indicator_addresses (PenstockDesk *self, const char *const *urls);

/* SYMBOL.csv; what came is said by "message". */
void            penstock_desk_import_bars     (PenstockDesk *self, const char *path);
/* Takes the open jump of a series as a true move (accept) or as a split of @numerator for @denominator. */
void            penstock_desk_explain_jump    (PenstockDesk *self, const char *symbol, const PenstockAction *action);

G_END_DECLS
