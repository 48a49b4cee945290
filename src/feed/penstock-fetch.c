/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-http.h"

void
penstock_fetch_free (PenstockFetch *self)
{
  if (self == NULL)
    return;

  g_free (self->subject);
  g_free (self->uri);
  g_free (self->reason);
  g_free (self->moved_to);
  g_free (self->etag);
  g_free (self->last_modified);
  g_clear_pointer (&self->batch, penstock_batch_free);
  g_free (self);
}
