/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* The tree of an XML answer; never the network, never a document type, which none of these sources has. @lenient: what is not well-formed is mended,
 * but the last thing in the body must be the end tag of @root: half a document is none. PENSTOCK_ERROR_FORMAT names the line. Free with xmlFreeDoc(). */
xmlDoc  *penstock_filing_xml_load   (GBytes *body, const char *root, gboolean lenient, GError **error);

/* Elements by local name, whatever their namespace is called. */
gboolean penstock_filing_xml_is     (const xmlNode *node, const char *name);
xmlNode *penstock_filing_xml_child  (const xmlNode *node, const char *name); /* the first; NULL = none; @node may be NULL */
/* The words of the first child of that name, in one line; NULL = none. Owned. */
char    *penstock_filing_xml_text   (const xmlNode *node, const char *name);
/* An attribute; NULL = none. Owned. */
char    *penstock_filing_xml_attribute (const xmlNode *node, const char *name);
/* The next element in document order within @top, starting at @top itself. No recursion: documents are not ours. */
xmlNode *penstock_filing_xml_next   (xmlNode *node, const xmlNode *top);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

G_END_DECLS
