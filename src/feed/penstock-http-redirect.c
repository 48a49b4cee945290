/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-http-private.h"

#include <glib/gi18n.h>

/* An address of this machine or of the network it stands in: nobody out there has any business to send us there. */
static gboolean
is_inside (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);

  if (address == NULL)
    return g_ascii_strcasecmp (host, "localhost") == 0 || g_str_has_suffix (host, ".localhost") || g_str_has_suffix (host, ".local");

  return g_inet_address_get_is_loopback (address) || g_inet_address_get_is_link_local (address) || g_inet_address_get_is_site_local (address) ||
         g_inet_address_get_is_any (address);
}

/* The same house: query1.example.com and www.example.com, but not two names below co.uk. */
static gboolean
is_same_domain (GUri *a,
                GUri *b)
{
  const char *host_a = g_uri_get_host (a), *host_b = g_uri_get_host (b), *domain_a, *domain_b;

  if (g_ascii_strcasecmp (host_a, host_b) == 0)
    return TRUE;

  domain_a = soup_tld_get_base_domain (host_a, NULL);
  domain_b = soup_tld_get_base_domain (host_b, NULL);
  return domain_a != NULL && domain_b != NULL && g_ascii_strcasecmp (domain_a, domain_b) == 0;
}

static const char *
find_objection (GUri     *from,
                GUri     *to,
                gboolean  wide)
{
  const char *scheme = to != NULL ? g_uri_get_scheme (to) : "";

  if ((!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https")) || g_uri_get_host (to) == NULL || *g_uri_get_host (to) == '\0')
    return _("sent to something that is no web address");
  if (g_str_equal (g_uri_get_scheme (from), "https") && g_str_equal (scheme, "http"))
    return _("sent from a secure address to an insecure one; not followed");
  if (is_inside (to) && !is_inside (from))
    return _("sent to an address inside this network; not followed");
  if (!wide && !is_same_domain (from, to))
    return _("sent to another host; not followed");

  return NULL;
}

char *
penstock_http_redirect (const char  *from,
                        const char  *location,
                        gboolean     wide,
                        char       **reason)
{
  g_autoptr(GUri) base = g_uri_parse (from, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr(GUri) target = base != NULL ? g_uri_parse_relative (base, location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  const char *objection = base == NULL ? _("there is no address to ask") : find_objection (base, target, wide);

  if (objection != NULL)
    {
      *reason = g_strdup (objection);
      return NULL;
    }

  return g_uri_to_string_partial (target, G_URI_HIDE_USERINFO | G_URI_HIDE_FRAGMENT);
}
