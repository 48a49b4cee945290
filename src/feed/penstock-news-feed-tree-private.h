/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* What news feeds need of an XML tree: names by namespace and without regard to case, text that is plain. The tree is deep at most as
 * penstock_news_feed_repair() lets it be; nothing here recurses all the same. */

typedef enum
{
  PENSTOCK_SPACE_NATIVE,      /* the document's own, or none */
  PENSTOCK_SPACE_ATOM,        /* within another format */
  PENSTOCK_SPACE_DC,
  PENSTOCK_SPACE_TERMS,
  PENSTOCK_SPACE_CONTENT,
  PENSTOCK_SPACE_MEDIA,
  PENSTOCK_SPACE_SYNDICATION,
  PENSTOCK_SPACE_NASDAQ,
  PENSTOCK_SPACE_OTHER,
} PenstockNewsSpace;

typedef struct
{
  const char *address;        /* of the document, NULL = unknown */
  xmlNode    *root;
  gboolean    atom;           /* texts have a type */
  gboolean    rdf;
} PenstockNewsXml;

gboolean          penstock_news_xml_is        (const xmlNode *node, const char *local_name);
PenstockNewsSpace penstock_news_xml_space     (const PenstockNewsXml *self, const xmlNode *node);
/* The next element of the document; NULL after the last. */
xmlNode          *penstock_news_xml_next      (const PenstockNewsXml *self, xmlNode *node);
xmlNode          *penstock_news_xml_child     (const PenstockNewsXml *self, xmlNode *node, const char *local_name);
/* Whatever its namespace and case. Owned; NULL if there is none. */
char             *penstock_news_xml_attribute (const xmlNode *node, const char *local_name);
/* Where relative addresses in @node start. Owned; NULL if nobody knows. */
char             *penstock_news_xml_base      (const PenstockNewsXml *self, const xmlNode *node);
/* All text within, as it is. Owned; NULL if there is none. */
char             *penstock_news_xml_text      (xmlNode *node);
/* The same for people: by its type in Atom, as HTML elsewhere. Owned; NULL if there is none. */
char             *penstock_news_xml_plain     (const PenstockNewsXml *self, xmlNode *node, guint most);
/* "AMAT,AAPL" → two symbols, those that look like one. */
void              penstock_news_xml_add_symbols (GPtrArray *symbols, const char *text);

G_END_DECLS
