/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-transfer-private.h"

#include <glib/gi18n.h>

#define FIRST_ROOM    (64 * 1024)  /* bytes for a body that does not say how long it is */
#define LEAST_ROOM    1024         /* for one reading: libsoup cannot read the end of a chunk with room for a byte or two */
#define MOST_AT_ONCE  (256 * 1024) /* of one turn of the main loop: to decode them takes a millisecond at most */

typedef struct
{
  PenstockTransfer *transfer;     /* owned until the task returns it */
  SoupMessage      *message;
  GInputStream     *stream;
  guint8           *body;         /* owned */
  gsize             length, room; /* of the body so far, and of what is allocated for it */
  GCancellable     *stop;         /* ours: time is up, the body is too big, or the caller cancelled */
  GCancellable     *callers;
  gulong            callers_id;
  guint             timer;
  guint             timeout;      /* seconds */
  gboolean          timed_out;
} Wire;

static void read_piece (GTask *task);

void
penstock_transfer_free (PenstockTransfer *self)
{
  if (self == NULL)
    return;

  g_free (self->content_type);
  g_free (self->charset);
  g_free (self->cache_control);
  g_free (self->date);
  g_free (self->location);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self->retry_after);
  g_free (self->fault);
  g_free (self);
}

static void
wire_free (Wire *wire)
{
  g_clear_handle_id (&wire->timer, g_source_remove);
  if (wire->callers_id != 0)
    g_cancellable_disconnect (wire->callers, wire->callers_id);
  g_clear_object (&wire->callers);
  g_clear_pointer (&wire->transfer, penstock_transfer_free);
  g_clear_object (&wire->message);
  g_clear_object (&wire->stream);
  g_free (wire->body);
  g_clear_object (&wire->stop);
  g_free (wire);
}

/* -- why there is no answer, in words -- */

static const char *
describe_certificate (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return _("it has expired");
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _("it is not valid yet");
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return _("it was revoked");
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _("it belongs to another name");
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return _("nobody this system trusts has signed it");
  if (flags & G_TLS_CERTIFICATE_INSECURE)
    return _("it is insecure");

  return _("it fails the check");
}

static char *
describe_io (const GError *error,
             const char   *host)
{
  switch ((int)error->code)
    {
    case G_IO_ERROR_CONNECTION_REFUSED:
      return g_strdup_printf (_("%s does not take connections"), host);
    case G_IO_ERROR_NETWORK_UNREACHABLE:
    case G_IO_ERROR_HOST_UNREACHABLE:
      return g_strdup_printf (_("%s cannot be reached: is the network there?"), host);
    case G_IO_ERROR_TIMED_OUT:
      return g_strdup_printf (_("%s does not answer"), host);
    case G_IO_ERROR_CONNECTION_CLOSED:
    case G_IO_ERROR_PARTIAL_INPUT:
      return g_strdup (_("the answer broke off"));
    case G_IO_ERROR_INVALID_DATA:
      return g_strdup (_("the answer is compressed and damaged"));
    default:
      return g_strdup (error->message);
    }
}

static char *
describe (const Wire   *wire,
          const GError *error)
{
  const char *host = g_uri_get_host (soup_message_get_uri (wire->message));

  if (wire->timed_out)
    return g_strdup_printf (ngettext ("no whole answer within %u second", "no whole answer within %u seconds", wire->timeout), wire->timeout);
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return g_strdup_printf (_("the certificate of %s is not accepted: %s"), host,
                            describe_certificate (soup_message_get_tls_peer_certificate_errors (wire->message)));
  if (error->domain == G_TLS_ERROR)
    return g_strdup_printf (_("no secure connection to %s: %s"), host, error->message);
  if (error->domain == G_RESOLVER_ERROR)
    return g_strdup_printf (_("the name %s cannot be found: is the network there?"), host);
  if (g_error_matches (error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_TOO_MANY_REDIRECTS))
    return g_strdup (_("sent in circles"));
  if (error->domain == G_IO_ERROR)
    return describe_io (error, host);

  return g_strdup (error->message);
}

/* -- the way of a request -- */

/* Takes @task and returns what there is. */
static void
finish (GTask        *task,
        const GError *error)
{
  g_autoptr(GTask) owned = task;
  Wire *wire = g_task_get_task_data (task);

  g_clear_handle_id (&wire->timer, g_source_remove);
  if (g_task_return_error_if_cancelled (task))
    return;

  wire->transfer->body = g_bytes_new_take (g_steal_pointer (&wire->body), wire->length);
  if (error != NULL && wire->transfer->fault == NULL)
    wire->transfer->fault = describe (wire, error);
  wire->transfer->reached = wire->transfer->status != 0 || (error != NULL && g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE));

  g_task_return_pointer (task, g_steal_pointer (&wire->transfer), (GDestroyNotify)penstock_transfer_free);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  Wire *wire = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);

  if (n <= 0)
    {
      finish (task, error);
      return;
    }

  wire->length += (gsize)n;
  if (wire->length > PENSTOCK_TRANSFER_MOST)
    {
      wire->length = PENSTOCK_TRANSFER_MOST;
      wire->transfer->fault = g_strdup (_("more than 16 MiB"));
      g_cancellable_cancel (wire->stop); /* drops the connection: the rest is not read */
      finish (task, NULL);
      return;
    }

  read_piece (task);
}

/* A body is read straight into its own memory, which has the right size from the beginning if its length was said: no piece is copied, nothing grows.
 * What is said is not believed beyond the limit. */
static void
make_room (Wire *wire)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (wire->message);
  gsize room = MAX (2 * wire->room, FIRST_ROOM);

  if (wire->room - wire->length >= LEAST_ROOM)
    return;

  if (wire->room == 0 && soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_one (headers, "Content-Encoding") == NULL)
    room = (gsize)MIN (soup_message_headers_get_content_length (headers), PENSTOCK_TRANSFER_MOST) + LEAST_ROOM;

  wire->room = MIN (room, PENSTOCK_TRANSFER_MOST + LEAST_ROOM);
  wire->body = g_realloc (wire->body, wire->room);
}

static void
read_piece (GTask *task)
{
  Wire *wire = g_task_get_task_data (task);

  make_room (wire);
  g_input_stream_read_async (wire->stream, wire->body + wire->length, MIN (wire->room - wire->length, MOST_AT_ONCE), G_PRIORITY_DEFAULT, wire->stop,
                             read_cb, task);
}

static void
read_headers (Wire *wire)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (wire->message);
  PenstockTransfer *transfer = wire->transfer;
  g_autoptr(GHashTable) parameters = NULL;

  transfer->status = soup_message_get_status (wire->message);
  transfer->content_type = g_strdup (soup_message_headers_get_content_type (headers, &parameters));
  transfer->charset = g_strdup (parameters != NULL ? g_hash_table_lookup (parameters, "charset") : NULL);
  transfer->cache_control = g_strdup (soup_message_headers_get_list (headers, "Cache-Control"));
  transfer->date = g_strdup (soup_message_headers_get_one (headers, "Date"));
  transfer->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  transfer->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  transfer->last_modified = g_strdup (soup_message_headers_get_one (headers, "Last-Modified"));
  transfer->retry_after = g_strdup (soup_message_headers_get_one (headers, "Retry-After"));
}

/* libsoup's own decoder takes a stream that breaks off for one that has ended: half a table would be a whole one. */
static gboolean
decode (Wire *wire)
{
  const char *encoding = soup_message_headers_get_list (soup_message_get_response_headers (wire->message), "Content-Encoding");
  g_autoptr(GZlibDecompressor) decompressor = NULL;
  g_autoptr(GInputStream) packed = NULL;

  if (encoding == NULL || g_ascii_strcasecmp (encoding, "identity") == 0)
    return TRUE;
  if (g_ascii_strcasecmp (encoding, "gzip") != 0 && g_ascii_strcasecmp (encoding, "x-gzip") != 0)
    return FALSE;

  decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  packed = g_steal_pointer (&wire->stream);
  wire->stream = g_converter_input_stream_new (packed, G_CONVERTER (decompressor));
  return TRUE;
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  Wire *wire = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  wire->stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  if (wire->stream == NULL)
    {
      finish (task, error);
      return;
    }

  read_headers (wire);
  if (!decode (wire))
    {
      wire->transfer->fault = g_strdup (_("the answer is compressed in a way that was not asked for"));
      finish (task, NULL);
      return;
    }
  read_piece (task);
}

static gboolean
timed_out_cb (gpointer user_data)
{
  Wire *wire = user_data;

  wire->timer = 0;
  wire->timed_out = TRUE;
  g_cancellable_cancel (wire->stop);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *callers,
              gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

static SoupMessage *
build_message (const PenstockRequest *request,
               const PenstockPolicy  *policy,
               const char            *etag,
               const char            *last_modified)
{
  SoupMessage *message = request->uri != NULL ? soup_message_new (request->method, request->uri) : NULL;
  SoupMessageHeaders *headers;

  if (message == NULL)
    return NULL;

  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "Accept", "*/*");
  soup_message_headers_replace (headers, "Accept-Encoding", "gzip");
  /* By message: the session's own property would replace it when the message is sent. */
  soup_message_headers_replace (headers, "User-Agent", policy->user_agent != NULL ? policy->user_agent : "Penstock/" PENSTOCK_VERSION);
  if (etag != NULL)
    soup_message_headers_replace (headers, "If-None-Match", etag);
  if (last_modified != NULL)
    soup_message_headers_replace (headers, "If-Modified-Since", last_modified);
  for (char **name = request->headers; name != NULL && name[0] != NULL && name[1] != NULL; name += 2)
    soup_message_headers_replace (headers, name[0], name[1]);
  /* Where a redirect may lead is for whoever asks to say. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);

  return message;
}

void
penstock_transfer_async (SoupSession           *session,
                         const PenstockRequest *request,
                         const PenstockPolicy  *policy,
                         const char            *etag,
                         const char            *last_modified,
                         guint                  timeout,
                         GCancellable          *cancellable,
                         GAsyncReadyCallback    callback,
                         gpointer               user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Wire *wire = g_new0 (Wire, 1);

  g_task_set_source_tag (task, penstock_transfer_async);
  g_task_set_task_data (task, wire, (GDestroyNotify)wire_free);
  wire->transfer = g_new0 (PenstockTransfer, 1);
  wire->stop = g_cancellable_new ();
  wire->timeout = timeout;
  wire->message = build_message (request, policy, etag, last_modified);
  if (wire->message == NULL)
    {
      wire->transfer->fault = g_strdup (_("there is no address to ask"));
      finish (task, NULL);
      return;
    }

  if (cancellable != NULL)
    {
      wire->callers = g_object_ref (cancellable);
      wire->callers_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), g_object_ref (wire->stop), g_object_unref);
    }
  wire->timer = g_timeout_add_seconds (timeout, timed_out_cb, wire);
  soup_session_send_async (session, wire->message, G_PRIORITY_DEFAULT, wire->stop, sent_cb, task);
}

PenstockTransfer *
penstock_transfer_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
penstock_transfer_is_loopback (const char *uri)
{
  g_autoptr(GUri) parsed = uri != NULL ? g_uri_parse (uri, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;
  g_autoptr(GInetAddress) address = host != NULL ? g_inet_address_new_from_string (host) : NULL;

  return g_strcmp0 (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
}

/* Without a name and password that a setting may carry. */
char *
penstock_transfer_dup_public_uri (const char *uri)
{
  g_autoptr(GUri) parsed = uri != NULL ? g_uri_parse (uri, G_URI_FLAGS_ENCODED | G_URI_FLAGS_HAS_PASSWORD, NULL) : NULL;

  return parsed != NULL ? g_uri_to_string_partial (parsed, G_URI_HIDE_USERINFO) : g_strdup (uri);
}
