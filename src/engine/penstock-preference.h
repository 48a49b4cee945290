/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-provider.h"

G_BEGIN_DECLS

typedef struct _PenstockEngine PenstockEngine;

/* Private to engine/. Of the feeds that give the same, which one's word counts. */

/* May it be asked at all: agreed to, and its key is there if it needs one. */
gboolean                penstock_preference_is_usable (PenstockEngine *engine, const PenstockProvider *provider);
/* Where it stands among all: the user's order first, then their own. Lower is preferred. */
guint                   penstock_preference_rank      (PenstockEngine *engine, const PenstockProvider *provider);
/* Is @provider's word about @gives worth less than @other's, whether either is switched on or not? */
gboolean                penstock_preference_is_after  (PenstockEngine *engine, const PenstockProvider *provider, const PenstockProvider *other,
                                                       PenstockGives gives);
/* Who is preferred for @gives of @symbol; NULL = nobody gives it. For bars a feed that is asked by listing goes before one that has a single
 * day of all: it alone can give a history. */
const PenstockProvider *penstock_preference_find      (PenstockEngine *engine, const char *symbol, PenstockGives gives);

G_END_DECLS
