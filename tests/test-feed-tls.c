/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-http.h"

#include <libsoup/soup.h>

/* A program of its own, as the leak checker of gcc 12 falls over the threads GnuTLS leaves behind. */
const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "detect_leaks=0";
}

typedef struct { GMainLoop *loop; PenstockFetch *fetch; guint requests; } Wait;

static void
server_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Wait *wait = user_data;

  wait->requests++;
  soup_server_message_set_status (message, 500, NULL);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Wait *wait = user_data;

  wait->fetch = penstock_http_fetch_finish (PENSTOCK_HTTP (object), result, NULL);
  g_main_loop_quit (wait->loop);
}

static SoupServer *
serve (Wait *wait)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "feed-certificate.pem", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
  SoupServer *server;

  g_assert_no_error (error);
  server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (server, NULL, server_cb, wait, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  return server;
}

/* A certificate nobody signed is refused, in words, and never taken. */
static void
test_certificate (void)
{
  const PenstockProvider *provider = penstock_provider_find ("twse-revenue");
  const PenstockQuery query = { .subject = NULL };
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(PenstockClock) clock = penstock_clock_new ();
  g_autoptr(PenstockHttp) http = penstock_http_new (clock);
  Wait wait = { .loop = loop };
  g_autoptr(SoupServer) server = NULL;
  g_autofree char *base = NULL;
  GSList *uris;

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("no TLS here");
      return;
    }

  server = serve (&wait);
  uris = soup_server_get_uris (server);
  base = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);

  penstock_http_set_base_url (http, provider, base);
  penstock_http_fetch_async (http, provider, &query, NULL, NULL, fetched_cb, &wait);
  g_main_loop_run (loop);

  g_assert_cmpint (wait.fetch->outcome, ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_cmpuint (wait.fetch->status, ==, 0);
  g_assert_cmpstr (wait.fetch->reason, ==, "the certificate of 127.0.0.1 is not accepted: nobody this system trusts has signed it");
  g_assert_cmpuint (wait.requests, ==, 0);
  penstock_fetch_free (wait.fetch);
  soup_server_disconnect (server);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/tls/certificate", test_certificate);
  return g_test_run ();
}
