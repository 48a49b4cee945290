/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-http.h"

G_BEGIN_DECLS

/* The user's keys for feeds that want one, in the secret service (libsecret; in a Flatpak by the portal): never in a file, a log or an export of ours.
 * Main thread. Where no keyring runs, or it is locked and stays so, the error (PENSTOCK_ERROR_STORE) says so in a sentence with what to do. */

/* Hands every stored key of @http's providers to it. Finishes TRUE when there are none. */
void     penstock_keys_load_async   (PenstockHttp *http, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_keys_load_finish  (PenstockHttp *http, GAsyncResult *result, GError **error);
/* Stores @key and hands it to @http; NULL or "" clears it. White space around it is cut; a key with white space inside, or of more than 256 bytes, is
 * PENSTOCK_ERROR_INVALID. If the keyring will not have it, @http has it all the same until the program ends, and the error says that. */
void     penstock_keys_set_async    (PenstockHttp *http, const PenstockProvider *provider, const char *key,
                                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_keys_set_finish   (PenstockHttp *http, GAsyncResult *result, GError **error);

G_END_DECLS
