/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include "penstock-error.h"
#include "penstock-feed-text-private.h"
#include "penstock-filing-xml-private.h"

#include <glib/gi18n.h>
#include <libxml/parser.h>
#include <string.h>

#define LONGEST_TEXT 65536 /* bytes */

/* Does the body end with </root>, but for white space? */
static gboolean
ends_with (const char *data,
           gsize       length,
           const char *root)
{
  g_autofree char *tag = g_strdup_printf ("</%s>", root);
  const gsize n = strlen (tag);

  while (length > 0 && (g_ascii_isspace (data[length - 1]) || data[length - 1] == '\0'))
    length--;

  return length >= n && memcmp (data + length - n, tag, n) == 0;
}

/* Is there one of XML's own entities, or a character by number? */
static gboolean
is_entity (const char *p,
           gsize       left)
{
  static const char *const names[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&apos;" };
  gsize n = 2;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (left >= strlen (names[i]) && memcmp (p, names[i], strlen (names[i])) == 0)
      return TRUE;
  if (left < 4 || p[1] != '#')
    return FALSE;

  while (n < left && n < 10 && (g_ascii_isxdigit (p[n]) || (n == 2 && p[n] == 'x')))
    n++;

  return n > 2 && n < left && p[n] == ';';
}

/* The body with "&amp;" for each ampersand that begins nothing: "Johnson & Johnson", which libxml2's mending would swallow. Owned. */
static GBytes *
mend (const char *data,
      gsize       length)
{
  g_autoptr(GByteArray) mended = g_byte_array_sized_new ((guint)length + 64);
  gsize from = 0;

  for (gsize i = 0; i < length; i++)
    if (data[i] == '&' && !is_entity (data + i, length - i))
      {
        g_byte_array_append (mended, (const guint8 *)data + from, (guint)(i - from));
        g_byte_array_append (mended, (const guint8 *)"&amp;", 5);
        from = i + 1;
      }

  g_byte_array_append (mended, (const guint8 *)data + from, (guint)(length - from));
  return g_byte_array_free_to_bytes (g_steal_pointer (&mended));
}

static void
set_parse_error (GError **error)
{
  const xmlError *fault = xmlGetLastError ();
  g_autofree char *words = fault != NULL && fault->message != NULL ? g_utf8_make_valid (fault->message, -1) : NULL;

  if (words != NULL)
    g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line %d: no XML: %s"), fault->line, g_strstrip (words));
  else
    g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line 1: no XML"));
}

xmlDoc *
penstock_filing_xml_load (GBytes      *body,
                          const char  *root,
                          gboolean     lenient,
                          GError     **error)
{
  const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA | (lenient ? XML_PARSE_RECOVER : 0);
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr(xmlDoc) document = NULL;
  g_autoptr(GBytes) mended = NULL;

  if (data == NULL || length == 0 || length > G_MAXINT / 2)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("an empty body"));
      return NULL;
    }
  if (memmem (data, length, "<!DOCTYPE", 9) != NULL || memmem (data, length, "<!ENTITY", 8) != NULL)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("a document type, which this source has none of"));
      return NULL;
    }
  if (lenient && !ends_with (data, length, root))
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("the answer is cut off: it does not end with </%s>"), root);
      return NULL;
    }

  if (lenient)
    {
      mended = mend (data, length);
      data = g_bytes_get_data (mended, &length);
    }
  xmlResetLastError ();
  document = xmlReadMemory (data, (int)length, NULL, NULL, options);
  if (document == NULL || xmlDocGetRootElement (document) == NULL)
    {
      set_parse_error (error);
      return NULL;
    }
  if (document->intSubset == NULL && penstock_filing_xml_is (xmlDocGetRootElement (document), strrchr (root, ':') != NULL ? strrchr (root, ':') + 1 : root))
    return g_steal_pointer (&document);

  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("line 1: the document is no <%s>"), root);
  return NULL;
}

gboolean
penstock_filing_xml_is (const xmlNode *node,
                        const char    *name)
{
  return node != NULL && node->type == XML_ELEMENT_NODE && xmlStrcmp (node->name, BAD_CAST name) == 0;
}

xmlNode *
penstock_filing_xml_child (const xmlNode *node,
                           const char    *name)
{
  for (xmlNode *child = node != NULL ? node->children : NULL; child != NULL; child = child->next)
    if (penstock_filing_xml_is (child, name))
      return child;

  return NULL;
}

xmlNode *
penstock_filing_xml_next (xmlNode       *node,
                          const xmlNode *top)
{
  do
    {
      if (node->type == XML_ELEMENT_NODE && node->children != NULL)
        node = node->children;
      else
        {
          while (node != top && node->next == NULL)
            node = node->parent;
          node = node == top ? NULL : node->next;
        }
    }
  while (node != NULL && node->type != XML_ELEMENT_NODE);

  return node;
}

char *
penstock_filing_xml_text (const xmlNode *node,
                          const char    *name)
{
  const xmlNode *child = penstock_filing_xml_child (node, name);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *valid = NULL;

  if (child == NULL)
    return NULL;

  for (const xmlNode *part = child->children; part != NULL && text->len < LONGEST_TEXT; part = part->next)
    if ((part->type == XML_TEXT_NODE || part->type == XML_CDATA_SECTION_NODE) && part->content != NULL)
      g_string_append (text, (const char *)part->content);

  /* What libxml2 makes of a damaged declaration is not always text. */
  valid = g_utf8_make_valid (text->str, (gssize)text->len);
  return g_strdup (penstock_feed_strip (valid));
}

char *
penstock_filing_xml_attribute (const xmlNode *node,
                               const char    *name)
{
  xmlChar *value = xmlGetNoNsProp (node, BAD_CAST name);
  char *copy = value != NULL ? g_utf8_make_valid ((const char *)value, -1) : NULL;

  if (value != NULL)
    xmlFree (value);

  return copy;
}
