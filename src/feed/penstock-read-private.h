/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-clock.h"
#include "penstock-transfer-private.h"

G_BEGIN_DECLS

/* penstock_provider_read() in a pool thread. */
typedef struct
{
  PenstockOutcome outcome;
  char           *reason;
  PenstockBatch  *batch;
} PenstockRead;
void penstock_read_free (PenstockRead *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockRead, penstock_read_free)

/* @query and @transfer are borrowed, unchanged, until the callback. Cannot be cancelled: it takes milliseconds. */
void          penstock_read_async  (const PenstockProvider *provider, const PenstockQuery *query, const PenstockTransfer *transfer,
                                    gint64 now, GAsyncReadyCallback callback, gpointer user_data);
PenstockRead *penstock_read_finish (GAsyncResult *result); /* never NULL */

G_END_DECLS
