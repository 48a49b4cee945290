/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A world and a server on this machine that gives out what a test laid down, by path. */

#include "engine-world.h"

#include <libsoup/soup.h>

#include "penstock-answer.h"

typedef struct
{
  guint  status;
  char  *type, *body;
  char  *location;     /* NULL = none */
  guint  asked;        /* times */
} Page;

typedef struct
{
  World       world;
  SoupServer *server;
  guint       port;
  GHashTable *pages;   /* path, or path and query → Page */
  GString    *log;     /* every path asked, a line each */
} Server;

static inline void
page_free (gpointer data)
{
  Page *page = data;

  g_free (page->type);
  g_free (page->body);
  g_free (page->location);
  g_free (page);
}

static inline void
server_serve_cb (SoupServer        *server,
                 SoupServerMessage *message,
                 const char        *path,
                 GHashTable        *query,
                 gpointer           user_data)
{
  Server *self = user_data;
  Page *page = g_hash_table_lookup (self->pages, path);

  g_string_append_printf (self->log, "%s\n", path);
  if (page == NULL)
    {
      soup_server_message_set_status (message, 404, NULL);
      return;
    }

  page->asked++;
  soup_server_message_set_status (message, page->status, NULL);
  if (page->location != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", page->location);
  soup_server_message_set_response (message, page->type, SOUP_MEMORY_COPY, page->body, strlen (page->body));
}

static inline Page *
server_put (Server     *self,
            const char *path,
            const char *type,
            const char *body)
{
  Page *page = g_new0 (Page, 1);

  page->status = 200;
  page->type = g_strdup (type);
  page->body = g_strdup (body);
  g_hash_table_replace (self->pages, g_strdup (path), page);

  return page;
}

static inline char *
server_url (Server     *self,
            const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}

/* Every feed asks here; @enabled: NULL-terminated ids. */
static inline void
server_point (Server            *self,
              const char *const *enabled)
{
  g_autofree char *url = server_url (self, "");

  for (guint i = 0; penstock_providers[i] != NULL; i++)
    if (penstock_providers[i]->base_url != NULL)
      penstock_http_set_base_url (self->world.http, penstock_providers[i], url);
  penstock_engine_set_enabled_feeds (self->world.engine, enabled);
}

static inline void
server_setup (Server        *self,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GSList *uris;

  world_setup (&self->world, NULL);
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, page_free);
  self->log = g_string_new (NULL);
  self->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_handler (self->server, NULL, server_serve_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->port = (guint)g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
}

static inline void
server_run_for (guint milliseconds)
{
  const gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (1000);
    }
}

static inline void
server_teardown (Server        *self,
                 gconstpointer  data)
{
  world_close (&self->world);
  /* The server lets go of its connections in its own time, once it saw the other end close. */
  server_run_for (100);
  soup_server_disconnect (self->server);
  server_run_for (100);
  g_assert_finalize_object (self->server);
  world_teardown (&self->world, NULL);
  g_hash_table_unref (self->pages);
  g_string_free (self->log, TRUE);
}

/* One poll; gives how many failed. */
static inline guint
server_poll (Server            *self,
             const char *const *feeds,
             const char *const *symbols,
             gboolean           force)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint n_failed = 99;

  penstock_engine_poll_async (self->world.engine, feeds, symbols, force, NULL, NULL, NULL, world_result_cb, &result);
  penstock_engine_poll_finish (self->world.engine, world_wait (&result), &n_failed, &error);
  g_assert_no_error (error);

  return n_failed;
}

static inline PenstockFeedHealth *
server_health (Server     *self,
               const char *id)
{
  GListModel *feeds = penstock_engine_get_feeds (self->world.engine);

  penstock_engine_refresh_feeds (self->world.engine);
  for (guint i = 0; i < g_list_model_get_n_items (feeds); i++)
    {
      g_autoptr(PenstockFeedHealth) feed = g_list_model_get_item (feeds, i);

      if (g_str_equal (penstock_feed_health_get_id (feed), id))
        return feed;
    }

  g_assert_not_reached ();
}

/* -- rows as if @provider had answered about @subject -- */

static inline void
server_written_cb (const GError *error,
            gpointer      data)
{
  g_assert_no_error (error);
  *(gboolean *)data = TRUE;
}

static inline void
give (Server        *server,
      const char    *provider,
      const char    *subject,
      PenstockBatch *batch)
{
  gboolean written = FALSE;
  PenstockAnswer answer = {
    .engine = server->world.engine, .provider = penstock_provider_find (provider), .subject = subject, .from = PENSTOCK_DAY_NONE,
    .said_something = TRUE,
  };

  if (answer.provider->asks == PENSTOCK_ASKS_REGISTRANT)
    answer.symbol = "NVDA";
  answer.write = penstock_write_begin (server->world.engine, server_written_cb, &written);
  penstock_answer_write (&answer, batch);
  penstock_write_end (answer.write);
  while (!written)
    g_main_context_iteration (NULL, TRUE);
}
