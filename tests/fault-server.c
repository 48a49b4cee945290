/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-server.h"

#include <string.h>
#include <sys/socket.h>

#define THREADS   64
#define MEGABYTE  (1024 * 1024)
#define BIG       (64 * MEGABYTE)
#define DRIP_US   20000
#define TEN_YEARS G_GINT64_CONSTANT (315360000)

typedef struct { GBytes *body; char *type; } Good;

struct FaultServer
{
  GSocketService  *plain, *secure;
  guint16          plain_port, secure_port;
  GTlsCertificate *certificate;
  GBytes          *bomb;

  GMutex           mutex;
  GHashTable      *good;     /* name → Good */
  int              requests; /* atomic */
  int              handling; /* atomic: threads at work */
  int              stopped;  /* atomic */
};

static const char *const ids[N_FAULTS] = {
  "good", "html", "304", "304-unasked", "401", "403", "404", "410", "429", "429-retry", "500", "503", "503-retry", "drip", "stall", "reset", "gzip-cut",
  "gzip-bomb", "large", "redirect-loop", "wrong-type", "wrong-charset", "empty", "bad-certificate", "date-behind", "date-ahead", "clock-back",
  "clock-ahead",
};

const char *
fault_id (Fault fault)
{
  return ids[fault];
}

static void
good_free (Good *good)
{
  g_bytes_unref (good->body);
  g_free (good->type);
  g_free (good);
}

/* -- one connection -- */

typedef struct
{
  FaultServer   *server;
  GSocket       *socket;
  GOutputStream *out;
  char          *request;  /* its head */
  Fault          fault;
  GBytes        *body;     /* what would be right */
  char          *type;
} Talk;

static gboolean
send_bytes (Talk       *talk,
            const void *data,
            gsize       length)
{
  return g_output_stream_write_all (talk->out, data, length, NULL, NULL, NULL);
}

static gboolean G_GNUC_PRINTF (2, 3)
send_head (Talk       *talk,
           const char *format,
           ...)
{
  g_autofree char *head = NULL;
  g_autofree char *all = NULL;
  va_list arguments;

  va_start (arguments, format);
  head = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  all = g_strconcat ("HTTP/1.1 ", head, "Connection: close\r\n\r\n", NULL);
  return send_bytes (talk, all, strlen (all));
}

static void
send_all (Talk       *talk,
          const char *status,
          const char *headers,
          const char *type,
          const char *body,
          gssize      length)
{
  const gsize n = length >= 0 ? (gsize)length : strlen (body);

  if (send_head (talk, "%s\r\n%sContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n", status, headers, type, n))
    send_bytes (talk, body, n);
}

static void
send_good (Talk       *talk,
           const char *headers,
           const char *type)
{
  gsize length;
  const char *body = g_bytes_get_data (talk->body, &length);

  send_all (talk, "200 OK", headers, type, body, (gssize)length);
}

static char *
format_date (gint64 unix_time)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc (unix_time);

  return g_date_time_format (date, "%a, %d %b %Y %H:%M:%S GMT");
}

static void
send_wrong_date (Talk   *talk,
                 gint64  off)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC + off;
  g_autofree char *date = format_date (now);
  g_autofree char *later = format_date (now + 120);
  g_autofree char *headers = g_strdup_printf ("Date: %s\r\nRetry-After: %s\r\n", date, later);

  send_all (talk, "429 Too Many Requests", headers, "text/plain", "Too Many Requests", -1);
}

/* Until the other side has enough of it. */
static gboolean
is_left (Talk   *talk,
         gint64  wait_us)
{
  return g_atomic_int_get (&talk->server->stopped) || g_socket_condition_timed_wait (talk->socket, G_IO_IN | G_IO_HUP, wait_us, NULL, NULL);
}

static void
drip (Talk *talk)
{
  gsize length;
  const char *body = g_bytes_get_data (talk->body, &length);

  send_head (talk, "200 OK\r\nContent-Type: %s\r\nContent-Length: 100000\r\n", talk->type);
  for (gsize i = 0; i < 100000 && !is_left (talk, DRIP_US); i++)
    if (!send_bytes (talk, body + i % length, 1))
      return;
}

static void
reset (Talk *talk)
{
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };
  gsize length;
  const char *body = g_bytes_get_data (talk->body, &length);

  send_head (talk, "200 OK\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n", talk->type, length);
  send_bytes (talk, body, length / 2);
  g_usleep (50000); /* so that half of it is read before the reset takes the rest */
  g_assert_cmpint (setsockopt (g_socket_get_fd (talk->socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once), ==, 0);
}

static GBytes *
compress (const void *data,
          gsize       length)
{
  g_autoptr(GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  g_assert_true (g_output_stream_write_all (stream, data, length, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
send_cut (Talk *talk)
{
  gsize length;
  const void *body = g_bytes_get_data (talk->body, &length);
  g_autoptr(GBytes) packed = compress (body, length);

  send_all (talk, "200 OK", "Content-Encoding: gzip\r\n", talk->type, g_bytes_get_data (packed, NULL), (gssize)(g_bytes_get_size (packed) * 2 / 3));
}

static void
send_large (Talk *talk)
{
  g_autofree char *piece = g_strnfill (MEGABYTE, ' ');

  send_head (talk, "200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n", talk->type, BIG);
  for (guint i = 0; i < BIG / MEGABYTE && send_bytes (talk, piece, MEGABYTE); i++)
    ;
}

static void
send_loop (Talk *talk)
{
  g_auto(GStrv) words = g_strsplit (talk->request, " ", 3);

  send_head (talk, "302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n", words[1]);
}

/* The 401 throws back whatever was sent, key and all. */
static void
send_unauthorised (Talk *talk)
{
  g_autofree char *head = g_strdelimit (g_strdup (talk->request), "\r\n\"\\", ' ');
  g_autofree char *body = g_strdup_printf ("{\"error\": \"Invalid API key: %s\"}", head);

  send_all (talk, "401 Unauthorized", "", "application/json", body, -1);
}

static void
send_bomb (Talk *talk)
{
  gsize length;
  const char *bomb = g_bytes_get_data (talk->server->bomb, &length);

  send_all (talk, "200 OK", "Content-Encoding: gzip\r\n", talk->type, bomb, (gssize)length);
}

static void
answer (Talk *talk)
{
  g_autofree char *odd = g_strconcat (talk->type, "; charset=x-no-such-charset", NULL);
  const gboolean conditional = strstr (talk->request, "If-None-Match: \"v1\"") != NULL || strstr (talk->request, "if-none-match: \"v1\"") != NULL;

  switch (talk->fault)
    {
    case FAULT_HTML:
      send_all (talk, "200 OK", "", "text/html", "<!DOCTYPE html>\n<html><body><h1>Welcome</h1></body></html>\n", -1);
      break;
    case FAULT_NOT_MODIFIED:
      if (!conditional)
        send_good (talk, "ETag: \"v1\"\r\n", talk->type);
      else
        send_head (talk, "304 Not Modified\r\nETag: \"v1\"\r\n");
      break;
    case FAULT_304_UNASKED:
      send_head (talk, "304 Not Modified\r\n");
      break;
    case FAULT_401:
      send_unauthorised (talk);
      break;
    case FAULT_403:
      send_all (talk, "403 Forbidden", "", "text/plain", "Forbidden", -1);
      break;
    case FAULT_404:
      send_all (talk, "404 Not Found", "", "text/html", "<html><title>404 Not Found</title></html>", -1);
      break;
    case FAULT_410:
      send_all (talk, "410 Gone", "", "text/plain", "Gone", -1);
      break;
    case FAULT_429:
      send_all (talk, "429 Too Many Requests", "", "text/plain", "Too Many Requests", -1);
      break;
    case FAULT_429_RETRY:
      send_all (talk, "429 Too Many Requests", "Retry-After: 120\r\n", "text/plain", "Too Many Requests", -1);
      break;
    case FAULT_500:
      send_all (talk, "500 Internal Server Error", "", "text/html", "<html><h1>500</h1></html>", -1);
      break;
    case FAULT_503:
      send_all (talk, "503 Service Unavailable", "", "text/html", "<html><h1>503</h1></html>", -1);
      break;
    case FAULT_503_RETRY:
      send_all (talk, "503 Service Unavailable", "Retry-After: 120\r\n", "text/plain", "later", -1);
      break;
    case FAULT_DRIP:
      drip (talk);
      break;
    case FAULT_STALL:
      while (!is_left (talk, G_USEC_PER_SEC / 10))
        ;
      break;
    case FAULT_RESET:
      reset (talk);
      break;
    case FAULT_GZIP_CUT:
      send_cut (talk);
      break;
    case FAULT_GZIP_BOMB:
      send_bomb (talk);
      break;
    case FAULT_LARGE:
      send_large (talk);
      break;
    case FAULT_LOOP:
      send_loop (talk);
      break;
    case FAULT_TYPE:
      send_good (talk, "", "image/png");
      break;
    case FAULT_CHARSET:
      send_good (talk, "", odd);
      break;
    case FAULT_EMPTY:
      send_all (talk, "200 OK", "", talk->type, "", 0);
      break;
    case FAULT_DATE_BEHIND:
      send_wrong_date (talk, -TEN_YEARS);
      break;
    case FAULT_DATE_AHEAD:
      send_wrong_date (talk, TEN_YEARS);
      break;
    case FAULT_GOOD:
    case FAULT_TLS:
    case FAULT_CLOCK_BACK:
    case FAULT_CLOCK_AHEAD:
    case N_FAULTS:
    default:
      send_good (talk, "ETag: \"v1\"\r\n", talk->type);
      break;
    }
}

/* The request's head; NULL if there is none. */
static char *
read_request (GInputStream *in)
{
  g_autoptr(GString) head = g_string_new (NULL);
  char piece[4096];

  while (strstr (head->str, "\r\n\r\n") == NULL)
    {
      gssize n = g_input_stream_read (in, piece, sizeof piece, NULL, NULL);

      if (n <= 0 || head->len > 65536)
        return NULL;
      g_string_append_len (head, piece, n);
    }

  return g_string_free (g_steal_pointer (&head), FALSE);
}

/* "GET /fault/name/…" */
static void
find_what (Talk *talk)
{
  g_auto(GStrv) words = g_strsplit_set (talk->request, " /?", 6);
  const Good *good;

  g_assert_cmpuint (g_strv_length (words), >=, 4);
  talk->fault = N_FAULTS;
  for (guint i = 0; i < N_FAULTS; i++)
    if (g_str_equal (ids[i], words[2]))
      talk->fault = (Fault)i;
  g_assert_cmpint (talk->fault, !=, N_FAULTS);

  g_mutex_lock (&talk->server->mutex);
  good = g_hash_table_lookup (talk->server->good, words[3]);
  talk->body = good != NULL ? g_bytes_ref (good->body) : g_bytes_new_static ("{}", 2);
  talk->type = g_strdup (good != NULL ? good->type : "application/json");
  g_mutex_unlock (&talk->server->mutex);
}

static void
talk_over (FaultServer       *self,
           GSocketConnection *connection,
           GIOStream         *stream)
{
  Talk talk = { .server = self, .socket = g_socket_connection_get_socket (connection), .out = g_io_stream_get_output_stream (stream) };

  talk.request = read_request (g_io_stream_get_input_stream (stream));
  if (talk.request == NULL)
    return;

  g_atomic_int_inc (&self->requests);
  find_what (&talk);
  answer (&talk);
  g_bytes_unref (talk.body);
  g_free (talk.type);
  g_free (talk.request);
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        gpointer                user_data)
{
  FaultServer *self = user_data;
  g_autoptr(GIOStream) secure = NULL;

  g_atomic_int_inc (&self->handling);
  if (G_SOCKET_SERVICE (service) == self->secure)
    secure = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  talk_over (self, connection, secure != NULL ? secure : G_IO_STREAM (connection));
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  g_atomic_int_add (&self->handling, -1);

  return TRUE;
}

/* -- the server -- */

static GSocketService *
listen_local (FaultServer *self,
              guint16     *port)
{
  GSocketService *service = g_threaded_socket_service_new (THREADS);
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) address = NULL;
  g_autoptr(GError) error = NULL;

  g_socket_listener_set_backlog (G_SOCKET_LISTENER (service), 256);
  g_socket_listener_add_address (G_SOCKET_LISTENER (service), any_port, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &address, &error);
  g_assert_no_error (error);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  g_signal_connect (service, "run", G_CALLBACK (run_cb), self);
  return service;
}

FaultServer *
fault_server_new (void)
{
  FaultServer *self = g_new0 (FaultServer, 1);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "feed-certificate.pem", NULL);
  g_autofree char *spaces = g_strnfill (BIG, ' ');

  g_mutex_init (&self->mutex);
  self->good = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)good_free);
  self->bomb = compress (spaces, BIG);
  if (g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    self->certificate = g_tls_certificate_new_from_file (path, NULL);
  self->plain = listen_local (self, &self->plain_port);
  self->secure = listen_local (self, &self->secure_port);
  return self;
}

void
fault_server_free (FaultServer *self)
{
  g_atomic_int_set (&self->stopped, 1);
  g_socket_service_stop (self->plain);
  g_socket_service_stop (self->secure);
  while (g_atomic_int_get (&self->handling) > 0)
    g_usleep (1000);

  g_socket_listener_close (G_SOCKET_LISTENER (self->plain));
  g_socket_listener_close (G_SOCKET_LISTENER (self->secure));
  g_signal_handlers_disconnect_by_data (self->plain, self);
  g_signal_handlers_disconnect_by_data (self->secure, self);
  g_clear_object (&self->plain);
  g_clear_object (&self->secure);
  g_clear_object (&self->certificate);
  g_bytes_unref (self->bomb);
  g_hash_table_unref (self->good);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

char *
fault_server_dup_base (FaultServer *self,
                       Fault        fault,
                       const char  *name)
{
  const gboolean secure = fault == FAULT_TLS;

  return g_strdup_printf ("%s://127.0.0.1:%u/%s/%s", secure ? "https" : "http", secure ? self->secure_port : self->plain_port, ids[fault], name);
}

void
fault_server_set_good (FaultServer *self,
                       const char  *name,
                       GBytes      *body,
                       const char  *content_type)
{
  Good *good = g_new (Good, 1);

  *good = (Good) { g_bytes_ref (body), g_strdup (content_type) };
  g_mutex_lock (&self->mutex);
  g_hash_table_replace (self->good, g_strdup (name), good);
  g_mutex_unlock (&self->mutex);
}

guint
fault_server_get_requests (FaultServer *self)
{
  return (guint)g_atomic_int_get (&self->requests);
}
