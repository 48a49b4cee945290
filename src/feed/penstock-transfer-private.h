/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-http.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* One request on the wire: a question out, a whole body in, or words why not. No budget, no parsing. Main thread. */
typedef struct
{
  guint   status;        /* 0 = no answer */
  char   *content_type;  /* without parameters; NULL if none was given */
  GBytes *body;          /* decoded; what there is of it where @fault is set */
  char   *charset;       /* the content type's parameter; NULL if none was given */
  char   *etag, *last_modified, *retry_after;
  char   *cache_control, *date;
  char   *location;      /* of a redirect, which is never followed here: as the host wrote it */
  char   *fault;         /* NULL = the answer is whole */
  gboolean reached;      /* somebody was there, be it with a certificate we refuse */
} PenstockTransfer;
void penstock_transfer_free (PenstockTransfer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockTransfer, penstock_transfer_free)

#define PENSTOCK_TRANSFER_MOST (16u * 1024 * 1024) /* bytes after decoding */

/* @timeout: seconds for all of it. @etag, @last_modified: validators, may be NULL. Everything given is copied or referenced. */
void              penstock_transfer_async  (SoupSession *session, const PenstockRequest *request, const PenstockPolicy *policy,
                                            const char *etag, const char *last_modified, guint timeout,
                                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* The only GError is G_IO_ERROR_CANCELLED. */
PenstockTransfer *penstock_transfer_finish (GAsyncResult *result, GError **error);

gboolean          penstock_transfer_is_loopback     (const char *uri);
/* The address without a name and password that a setting may carry. Owned; NULL for NULL. */
char             *penstock_transfer_dup_public_uri  (const char *uri);

G_END_DECLS
