/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include "penstock-http-private.h"

#include <string.h>

#define DEFAULT_TIMEOUT 30 /* seconds */
#define CONNECTIONS     8  /* to one host: as many as may be under way on loopback */
#define ADDRESS_PREFIX  "host:"

G_DEFINE_FINAL_TYPE (PenstockHttp, penstock_http, G_TYPE_OBJECT)

/* A key does not stay behind in freed memory. */
static void
secret_free (char *secret)
{
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static void
penstock_http_finalize (GObject *object)
{
  PenstockHttp *self = PENSTOCK_HTTP (object);

  g_clear_pointer (&self->hosts, g_hash_table_unref);
  g_clear_pointer (&self->cache, penstock_cache_free);
  g_clear_object (&self->session);
  g_clear_pointer (&self->base_urls, g_hash_table_unref);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->failures, g_hash_table_unref);
  g_clear_pointer (&self->sources, penstock_sources_unref);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (penstock_http_parent_class)->finalize (object);
}

static void
penstock_http_class_init (PenstockHttpClass *class)
{
  G_OBJECT_CLASS (class)->finalize = penstock_http_finalize;

  g_signal_new ("host-state-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
penstock_http_init (PenstockHttp *self)
{
  self->timeout = DEFAULT_TIMEOUT;
  self->base_urls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)secret_free);
  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)penstock_http_host_free);
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* Its first use loads GIO's modules, two or three milliseconds: not in a turn of the main loop. */
  g_proxy_resolver_get_default ();
  /* No cookies, no cache: what is stored is the store's. The time limit is ours, over the whole request. */
  self->session = soup_session_new_with_options ("max-conns-per-host", CONNECTIONS,
                                                 "max-conns", 4 * CONNECTIONS,
                                                 "timeout", 0,
                                                 NULL);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER); /* penstock-transfer does that */
}

PenstockHttp *
penstock_http_new (PenstockClock *clock)
{
  PenstockHttp *self;

  g_return_val_if_fail (PENSTOCK_IS_CLOCK (clock), NULL);

  self = g_object_new (PENSTOCK_TYPE_HTTP, NULL);
  self->clock = g_object_ref (clock);
  return self;
}

/* -- where and how -- */

void
penstock_http_set_base_url (PenstockHttp           *self,
                            const PenstockProvider *provider,
                            const char             *base_url)
{
  gsize length;

  g_return_if_fail (PENSTOCK_IS_HTTP (self) && provider != NULL);

  if (base_url == NULL)
    {
      g_hash_table_remove (self->base_urls, provider->id);
      return;
    }

  for (length = strlen (base_url); length > 0 && base_url[length - 1] == '/';)
    length--;
  g_hash_table_replace (self->base_urls, g_strdup (provider->id), g_strndup (base_url, length));
}

const char *
penstock_http_get_base_url (PenstockHttp           *self,
                            const PenstockProvider *provider)
{
  const char *base_url;

  g_return_val_if_fail (PENSTOCK_IS_HTTP (self) && provider != NULL, NULL);

  base_url = g_hash_table_lookup (self->base_urls, provider->id);
  return base_url != NULL ? base_url : penstock_sources_get_base_url (self->sources, provider);
}

void
penstock_http_set_sources (PenstockHttp          *self,
                           const PenstockSources *sources)
{
  g_return_if_fail (PENSTOCK_IS_HTTP (self));

  g_clear_pointer (&self->sources, penstock_sources_unref);
  self->sources = sources != NULL ? penstock_sources_ref ((PenstockSources *)sources) : NULL; /* immutable: a reference is a copy */
}

const PenstockPolicy *
penstock_http_get_policy (PenstockHttp           *self,
                          const PenstockProvider *provider)
{
  g_return_val_if_fail (PENSTOCK_IS_HTTP (self) && provider != NULL, NULL);

  return penstock_sources_get_policy (self->sources, provider);
}

void
penstock_http_set_strict (PenstockHttp *self,
                          gboolean      strict)
{
  g_return_if_fail (PENSTOCK_IS_HTTP (self));

  self->strict = strict;
}

void
penstock_http_set_timeout (PenstockHttp *self,
                           guint         seconds)
{
  g_return_if_fail (PENSTOCK_IS_HTTP (self) && seconds > 0);

  self->timeout = seconds;
}

void
penstock_http_set_cache_dir (PenstockHttp *self,
                             const char   *dir)
{
  g_return_if_fail (PENSTOCK_IS_HTTP (self));

  g_clear_pointer (&self->cache, penstock_cache_free);
  if (dir != NULL)
    self->cache = penstock_cache_new (dir);
}

/* -- keys -- */

/* A host that refused the old key may well take the new one. */
static void
forgive (PenstockHttp           *self,
         const PenstockProvider *provider)
{
  const char *host_key = penstock_http_get_policy (self, provider)->host_key;
  PenstockHttpHost *host = host_key != NULL ? g_hash_table_lookup (self->hosts, host_key) : NULL;

  if (host != NULL && penstock_budget_answered (&host->budget))
    {
      penstock_http_host_emit (host);
      penstock_http_host_pump (host);
    }
}

void
penstock_http_set_key (PenstockHttp           *self,
                       const PenstockProvider *provider,
                       const char             *key)
{
  const char *old;

  g_return_if_fail (PENSTOCK_IS_HTTP (self) && provider != NULL);

  if (key != NULL && *key == '\0')
    key = NULL;
  old = g_hash_table_lookup (self->keys, penstock_http_house (provider));
  if (g_strcmp0 (old, key) == 0)
    return;

  if (key == NULL)
    {
      g_hash_table_remove (self->keys, penstock_http_house (provider));
      return;
    }
  g_hash_table_replace (self->keys, g_strdup (penstock_http_house (provider)), g_strdup (key));
  forgive (self, provider);
}

gboolean
penstock_http_has_key (PenstockHttp           *self,
                       const PenstockProvider *provider)
{
  g_return_val_if_fail (PENSTOCK_IS_HTTP (self) && provider != NULL, FALSE);

  return g_hash_table_contains (self->keys, penstock_http_house (provider));
}

/* -- hosts -- */

/* Everything that is remembered of a host has room for 63 bytes; a longer name goes by its sum. */
static char *
dup_address_key (const char *host)
{
  g_autofree char *ascii = g_hostname_to_ascii (host);
  g_autofree char *lower = g_ascii_strdown (ascii != NULL ? ascii : host, -1);
  g_autofree char *sum = NULL;

  if (strlen (ADDRESS_PREFIX) + strlen (lower) < sizeof ((PenstockHostState *)NULL)->host_key)
    return g_strconcat (ADDRESS_PREFIX, lower, NULL);

  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA1, lower, -1);
  return g_strconcat (ADDRESS_PREFIX, sum, NULL);
}

char *
penstock_http_dup_host_key (PenstockHttp           *self,
                            const PenstockProvider *provider,
                            const char             *subject)
{
  const PenstockPolicy *policy;
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (PENSTOCK_IS_HTTP (self) && provider != NULL, NULL);

  policy = penstock_http_get_policy (self, provider);
  if (provider->asks != PENSTOCK_ASKS_ADDRESS && policy->host_key != NULL)
    return g_strdup (policy->host_key);

  if (provider->asks != PENSTOCK_ASKS_ADDRESS)
    subject = penstock_http_get_base_url (self, provider);
  uri = subject != NULL ? g_uri_parse (subject, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  return dup_address_key (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "");
}

static const PenstockPolicy *
find_policy (PenstockHttp *self,
             const char   *host_key)
{
  const gboolean is_address = g_str_has_prefix (host_key, ADDRESS_PREFIX);

  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      const PenstockPolicy *policy = penstock_http_get_policy (self, penstock_providers[i]);

      if (is_address ? penstock_providers[i]->asks == PENSTOCK_ASKS_ADDRESS : g_strcmp0 (policy->host_key, host_key) == 0)
        return policy;
    }

  return NULL;
}

gboolean
penstock_http_get_host_state (PenstockHttp      *self,
                              const char        *host_key,
                              PenstockHostState *state)
{
  PenstockHttpHost *host;

  g_return_val_if_fail (PENSTOCK_IS_HTTP (self) && host_key != NULL && state != NULL, FALSE);

  host = g_hash_table_lookup (self->hosts, host_key);
  if (host != NULL)
    *state = host->budget.state;

  return host != NULL;
}

void
penstock_http_set_host_state (PenstockHttp            *self,
                              const PenstockHostState *state)
{
  PenstockHttpHost *host;

  g_return_if_fail (PENSTOCK_IS_HTTP (self) && state != NULL && state->host_key[0] != '\0');

  host = penstock_http_ensure_host (self, state->host_key);
  penstock_budget_restore (&host->budget, state, find_policy (self, state->host_key), penstock_clock_now (self->clock),
                           penstock_clock_monotonic_us (self->clock));
  penstock_http_host_pump (host);
}
