/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-read-private.h"
#include "penstock-transfer-private.h"

#include <string.h>

/* A body arrives whole and byte for byte, whatever its length, and whether or not the server says its length before. */

typedef enum { SAID, CHUNKED, PACKED, N_WAYS } Way;

typedef struct
{
  SoupServer  *server;
  SoupSession *session;
  char        *base_url;
  gsize        length;
  Way          way;
} World;

static guint8 *
make_body (gsize length)
{
  guint8 *body = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    body[i] = (guint8)(i * 31 + (i >> 8) * 7 + (i >> 16));
  return body;
}

static GBytes *
pack (const guint8 *body,
      gsize         length)
{
  g_autoptr(GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr(GOutputStream) packed = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) out = g_converter_output_stream_new (packed, G_CONVERTER (compressor));

  g_assert_true (g_output_stream_write_all (out, body, length, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (out, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (packed));
}

static void
serve_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  const World *world = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  g_autofree guint8 *bytes = make_body (world->length);
  g_autoptr(GBytes) answer = world->way == PACKED ? pack (bytes, world->length) : g_bytes_new (bytes, world->length);

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_content_type (headers, "application/octet-stream", NULL);
  if (world->way == CHUNKED)
    soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  if (world->way == PACKED)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  if (g_bytes_get_size (answer) > 0)
    soup_message_body_append_bytes (body, answer);
  soup_message_body_complete (body);
}

static void
world_init (World *world)
{
  g_autoslist(GUri) uris = NULL;
  g_autoptr(GError) error = NULL;

  *world = (World) { .server = soup_server_new (NULL, NULL), .session = soup_session_new () };
  soup_session_remove_feature_by_type (world->session, SOUP_TYPE_CONTENT_DECODER); /* as penstock-http: the transfer decodes */
  soup_server_add_handler (world->server, NULL, serve_cb, world, NULL);
  soup_server_listen_local (world->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (world->server);
  world->base_url = g_uri_to_string (uris->data);
}

static void
world_clear (World *world)
{
  soup_server_disconnect (world->server);
  g_clear_object (&world->server);
  g_clear_object (&world->session);
  g_free (world->base_url);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static void
take_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static PenstockTransfer *
transfer (World *world,
          gsize  length,
          Way    way)
{
  static const PenstockPolicy policy = { .user_agent = "test" };
  PenstockRequest request = { (char *)"GET", world->base_url, NULL };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  PenstockTransfer *done;

  world->length = length;
  world->way = way;
  penstock_transfer_async (world->session, &request, &policy, NULL, NULL, 20, NULL, take_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  done = penstock_transfer_finish (result, &error);
  g_assert_no_error (error);
  return done;
}

static void
test_lengths (void)
{
  static const gsize lengths[] = { 0, 1, 65535, 65536, 65537, 131072, 131073, 262143, 262144, 262145, 300000, 1048577, 16 * 1024 * 1024 };
  g_auto(World) world;

  world_init (&world);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (Way way = SAID; way < (lengths[i] > 0 ? N_WAYS : PACKED); way++)
      {
        g_autoptr(PenstockTransfer) done = transfer (&world, lengths[i], way);
        g_autofree guint8 *expected = make_body (lengths[i]);

        g_test_message ("%" G_GSIZE_FORMAT " bytes, way %d", lengths[i], (int)way);
        g_assert_cmpstr (done->fault, ==, NULL);
        g_assert_cmpuint (done->status, ==, 200);
        g_assert_cmpmem (g_bytes_get_data (done->body, NULL), g_bytes_get_size (done->body), expected, lengths[i]);
      }
}

static void
test_one_byte_too_many (void)
{
  g_auto(World) world;

  world_init (&world);
  for (Way way = SAID; way < N_WAYS; way++)
    {
      g_autoptr(PenstockTransfer) done = transfer (&world, PENSTOCK_TRANSFER_MOST + 1, way);

      g_assert_cmpstr (done->fault, ==, "more than 16 MiB");
      g_assert_cmpuint (g_bytes_get_size (done->body), <=, PENSTOCK_TRANSFER_MOST);
    }
}

/* Many answers at once are all read, each to its own question, while the main loop goes on. */
static void
test_many_reads (void)
{
  const PenstockProvider *provider = penstock_provider_find ("yahoo-chart");
  PenstockQuery query = { .subject = "EXMP", .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };
  GAsyncResult *results[64] = { NULL };
  PenstockTransfer transfers[64];
  guint n_left = G_N_ELEMENTS (results);

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"chart\":{\"result\":null,\"error\":{\"code\":\"Bad\",\"description\":\"no %u\"}}}", i);

      transfers[i] = (PenstockTransfer) { .status = 200, .body = g_bytes_new (body, strlen (body)) };
      penstock_read_async (provider, &query, &transfers[i], 0, take_result_cb, &results[i]);
    }

  while (n_left > 0)
    {
      g_main_context_iteration (NULL, TRUE);
      n_left = 0;
      for (guint i = 0; i < G_N_ELEMENTS (results); i++)
        n_left += results[i] == NULL;
    }

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr(PenstockRead) read = penstock_read_finish (results[i]);
      g_autofree char *expected = g_strdup_printf ("“no %u”", i);

      g_assert_cmpint (read->outcome, ==, PENSTOCK_OUTCOME_BROKEN);
      g_assert_cmpstr (read->reason, ==, expected);
      g_bytes_unref (transfers[i].body);
      g_object_unref (results[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feed/transfer/lengths", test_lengths);
  g_test_add_func ("/feed/transfer/one-byte-too-many", test_one_byte_too_many);
  g_test_add_func ("/feed/transfer/many-reads", test_many_reads);

  return g_test_run ();
}
