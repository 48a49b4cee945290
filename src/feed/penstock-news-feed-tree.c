/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-news-feed-private.h"
#include "penstock-news-feed-tree-private.h"

#include <string.h>

/* A namespace is what its address begins with, as versions and slashes at the end vary. A prefix that nobody declared counts as its usual one. */
static const struct { PenstockNewsSpace space; const char *begins; const char *prefix; } spaces[] = {
  { PENSTOCK_SPACE_ATOM, "http://www.w3.org/2005/atom", "atom" },
  { PENSTOCK_SPACE_ATOM, "http://purl.org/atom/ns", "atom10" },
  { PENSTOCK_SPACE_DC, "http://purl.org/dc/elements/", "dc" },
  { PENSTOCK_SPACE_TERMS, "http://purl.org/dc/terms", "dcterms" },
  { PENSTOCK_SPACE_CONTENT, "http://purl.org/rss/1.0/modules/content", "content" },
  { PENSTOCK_SPACE_SYNDICATION, "http://purl.org/rss/1.0/modules/syndication", "sy" },
  { PENSTOCK_SPACE_OTHER, "http://purl.org/rss/1.0/modules/", NULL },
  { PENSTOCK_SPACE_MEDIA, "http://search.yahoo.com/mrss", "media" },
  { PENSTOCK_SPACE_MEDIA, "http://tools.search.yahoo.com/mrss", NULL },
  { PENSTOCK_SPACE_NASDAQ, "https://www.nasdaq.com", "nasdaq" },
  { PENSTOCK_SPACE_NASDAQ, "http://www.nasdaq.com", NULL },
  { PENSTOCK_SPACE_NASDAQ, "http://nasdaq.com", NULL },
  { PENSTOCK_SPACE_NATIVE, "http://purl.org/rss/1.0", "rss" },
  { PENSTOCK_SPACE_NATIVE, "http://my.netscape.com/", NULL },
  { PENSTOCK_SPACE_NATIVE, "http://channel.netscape.com/", NULL },
  { PENSTOCK_SPACE_NATIVE, "http://backend.userland.com/", NULL },
  { PENSTOCK_SPACE_NATIVE, "http://blogs.law.harvard.edu/tech/rss", NULL },
  { PENSTOCK_SPACE_NATIVE, "http://purl.org/net/rss1.1", NULL },
};

static const char *
local_name (const xmlNode *node)
{
  const char *colon = strrchr ((const char *)node->name, ':'); /* of a prefix that was not declared */

  return colon != NULL ? colon + 1 : (const char *)node->name;
}

gboolean
penstock_news_xml_is (const xmlNode *node,
                      const char    *name)
{
  return node->type == XML_ELEMENT_NODE && g_ascii_strcasecmp (local_name (node), name) == 0;
}

static PenstockNewsSpace
space_of_prefix (const char *name)
{
  gsize n = strcspn (name, ":");

  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
    if (spaces[i].prefix != NULL && strlen (spaces[i].prefix) == n && g_ascii_strncasecmp (spaces[i].prefix, name, n) == 0)
      return spaces[i].space;

  return PENSTOCK_SPACE_OTHER;
}

PenstockNewsSpace
penstock_news_xml_space (const PenstockNewsXml *self,
                         const xmlNode         *node)
{
  const char *href = node->ns != NULL ? (const char *)node->ns->href : NULL;
  const char *own = self->root->ns != NULL ? (const char *)self->root->ns->href : NULL;

  if (href == NULL && strchr ((const char *)node->name, ':') != NULL)
    return space_of_prefix ((const char *)node->name);
  if (href == NULL || *href == '\0' || (own != NULL && g_str_equal (href, own)))
    return PENSTOCK_SPACE_NATIVE;

  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
    if (g_ascii_strncasecmp (href, spaces[i].begins, strlen (spaces[i].begins)) == 0)
      return spaces[i].space == PENSTOCK_SPACE_ATOM && self->atom ? PENSTOCK_SPACE_NATIVE : spaces[i].space;

  return PENSTOCK_SPACE_OTHER;
}

xmlNode *
penstock_news_xml_next (const PenstockNewsXml *self,
                        xmlNode               *node)
{
  xmlNode *next = xmlFirstElementChild (node);

  while (next == NULL && node != self->root)
    {
      next = xmlNextElementSibling (node);
      node = node->parent;
    }

  return next;
}

xmlNode *
penstock_news_xml_child (const PenstockNewsXml *self,
                         xmlNode               *node,
                         const char            *name)
{
  for (xmlNode *child = xmlFirstElementChild (node); child != NULL; child = xmlNextElementSibling (child))
    if (penstock_news_xml_is (child, name) && penstock_news_xml_space (self, child) <= PENSTOCK_SPACE_ATOM)
      return child;

  return NULL;
}

char *
penstock_news_xml_attribute (const xmlNode *node,
                             const char    *name)
{
  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      const char *colon = strrchr ((const char *)attribute->name, ':');
      const char *local = colon != NULL ? colon + 1 : (const char *)attribute->name;
      gboolean foreign = attribute->ns != NULL && strstr ((const char *)attribute->ns->href, "rdf") == NULL;

      if (!foreign && g_ascii_strcasecmp (local, name) == 0)
        {
          xmlChar *value = xmlNodeListGetString (node->doc, attribute->children, 1);
          char *copy = g_strdup (value != NULL ? (const char *)value : "");

          xmlFree (value);
          return copy;
        }
    }

  return NULL;
}

char *
penstock_news_xml_base (const PenstockNewsXml *self,
                        const xmlNode         *node)
{
  const xmlNode *chain[256];
  char *base = g_strdup (self->address);
  guint n = 0;

  for (; node != NULL && node->type == XML_ELEMENT_NODE && n < G_N_ELEMENTS (chain); node = node->parent)
    if (xmlHasNsProp ((xmlNode *)node, BAD_CAST "base", XML_XML_NAMESPACE) != NULL)
      chain[n++] = node;

  while (n-- > 0)
    {
      xmlChar *said = xmlGetNsProp ((xmlNode *)chain[n], BAD_CAST "base", XML_XML_NAMESPACE);
      char *next = penstock_news_feed_resolve (base, (const char *)said);

      if (next != NULL) /* "javascript:" is no base */
        {
          g_free (base);
          base = next;
        }
      xmlFree (said);
    }

  return base;
}

/* Elements after which a new word begins. */
static gboolean
parts_words (const xmlNode *node)
{
  static const char *const names[] = { "br", "p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "hr", "img" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (penstock_news_xml_is (node, names[i]))
      return TRUE;

  return FALSE;
}

char *
penstock_news_xml_text (xmlNode *node)
{
  GString *text = g_string_new (NULL);

  for (xmlNode *at = node->children; at != NULL;)
    {
      if (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE)
        g_string_append (text, at->content != NULL ? (const char *)at->content : "");
      else if (parts_words (at))
        g_string_append_c (text, ' ');

      if (at->type == XML_ELEMENT_NODE && at->children != NULL)
        {
          at = at->children;
          continue;
        }
      while (at != node && at->next == NULL)
        at = at->parent;
      at = at == node ? NULL : at->next;
    }

  return g_string_free (text, text->len == 0);
}

/* What Atom's type and mode say about a text; *@text may be decoded from base64. */
static PenstockNewsMarkup
markup_of_atom (xmlNode  *node,
                char    **text)
{
  g_autofree char *type = penstock_news_xml_attribute (node, "type");
  g_autofree char *mode = penstock_news_xml_attribute (node, "mode");
  gboolean plain = type == NULL || *type == '\0' || g_ascii_strcasecmp (type, "text") == 0 || g_ascii_strcasecmp (type, "text/plain") == 0;
  gboolean html = !plain && strstr (type, "html") != NULL;
  gboolean other = !plain && !html && !g_str_has_prefix (type, "text/") && strstr (type, "xml") == NULL;
  gboolean encoded = mode != NULL ? g_ascii_strcasecmp (mode, "base64") == 0 : other;
  char *decoded = encoded ? penstock_news_feed_base64 (*text) : NULL;

  if (decoded != NULL)
    {
      g_free (*text);
      *text = decoded;
    }

  return html || decoded != NULL ? PENSTOCK_NEWS_HTML : PENSTOCK_NEWS_TEXT;
}

char *
penstock_news_xml_plain (const PenstockNewsXml *self,
                         xmlNode               *node,
                         guint                  most)
{
  g_autofree char *text = penstock_news_xml_text (node);
  PenstockNewsMarkup markup = PENSTOCK_NEWS_HTML;

  if (text == NULL)
    return NULL;
  if (xmlFirstElementChild (node) != NULL)
    markup = PENSTOCK_NEWS_TEXT; /* its tags are elements already */
  else if (self->atom)
    markup = markup_of_atom (node, &text);

  return penstock_news_feed_plain (text, markup, most);
}
