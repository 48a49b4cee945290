/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-provider.h"

G_BEGIN_DECLS

/* Material information of the day (重大訊息) as both Taiwanese exchanges publish it: a JSON array of objects, every value text. Keys come with blanks
 * behind them ("主旨 "), and each exchange has names of its own. Days are of the ROC calendar, times are HHMMSS in Taipei, with or without the zero in
 * front. Where the time cannot be read the item is as of the end of its day: never too early. */
gboolean penstock_announcements_parse (const char *source, const char *suffix, GBytes *body, const PenstockQuery *query, gint64 now,
                                       PenstockBatch *batch, GError **error);

G_END_DECLS
