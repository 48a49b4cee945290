/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-error.h"
#include "penstock-news-feed-private.h"
#include "penstock-news-feed-tree-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <libxml/parser.h>
#include <string.h>

/* RSS, RDF, Atom and CDF as one: an element is what its namespace and its local name say, wherever it stands among its siblings and whatever its prefix.
 * Entries are found wherever they are, as broken feeds nest them; only their own children count. */

#define MOST_TITLE    500  /* characters */
#define MOST_SUMMARY  2000
#define MOST_NAME     120
#define MOST_ID       1000 /* bytes */
#define MOST_DATE     120
#define MOST_SYMBOLS  20
#define DAY_MINUTES   1440

typedef enum
{
  FIELD_TITLE,
  FIELD_SUMMARY,
  FIELD_LINK,
  FIELD_ID,
  FIELD_DATE,
  FIELD_SOURCE,
  FIELD_PUBLISHER,
  FIELD_CREATOR,
  FIELD_LANGUAGE,
  FIELD_SYMBOLS,
  FIELD_TTL,
  FIELD_PERIOD,
  FIELD_FREQUENCY,
  N_FIELDS,
} Field;

/* Where two say the same, the greater rank counts. */
static const struct { PenstockNewsSpace space; const char *name; Field field; guint rank; PenstockNewsDate date; } fields[] = {
  { PENSTOCK_SPACE_NATIVE, "title", FIELD_TITLE, 3 },
  { PENSTOCK_SPACE_DC, "title", FIELD_TITLE, 2 },
  { PENSTOCK_SPACE_MEDIA, "title", FIELD_TITLE, 1 },
  { PENSTOCK_SPACE_NATIVE, "summary", FIELD_SUMMARY, 5 },
  { PENSTOCK_SPACE_NATIVE, "description", FIELD_SUMMARY, 4 },
  { PENSTOCK_SPACE_NATIVE, "abstract", FIELD_SUMMARY, 4 },
  { PENSTOCK_SPACE_DC, "description", FIELD_SUMMARY, 3 },
  { PENSTOCK_SPACE_NATIVE, "content", FIELD_SUMMARY, 2 },
  { PENSTOCK_SPACE_CONTENT, "encoded", FIELD_SUMMARY, 2 },
  { PENSTOCK_SPACE_MEDIA, "description", FIELD_SUMMARY, 1 },
  { PENSTOCK_SPACE_NATIVE, "link", FIELD_LINK },
  { PENSTOCK_SPACE_ATOM, "link", FIELD_LINK },
  { PENSTOCK_SPACE_NATIVE, "guid", FIELD_ID, 2 },
  { PENSTOCK_SPACE_NATIVE, "id", FIELD_ID, 2 },
  { PENSTOCK_SPACE_ATOM, "id", FIELD_ID, 1 },
  { PENSTOCK_SPACE_DC, "identifier", FIELD_ID, 1 },
  { PENSTOCK_SPACE_NATIVE, "pubdate", FIELD_DATE, 0, PENSTOCK_NEWS_PUBLISHED },
  { PENSTOCK_SPACE_NATIVE, "published", FIELD_DATE, 0, PENSTOCK_NEWS_PUBLISHED },
  { PENSTOCK_SPACE_NATIVE, "issued", FIELD_DATE, 0, PENSTOCK_NEWS_PUBLISHED },
  { PENSTOCK_SPACE_TERMS, "issued", FIELD_DATE, 0, PENSTOCK_NEWS_PUBLISHED },
  { PENSTOCK_SPACE_ATOM, "published", FIELD_DATE, 0, PENSTOCK_NEWS_PUBLISHED },
  { PENSTOCK_SPACE_NATIVE, "updated", FIELD_DATE, 0, PENSTOCK_NEWS_UPDATED },
  { PENSTOCK_SPACE_NATIVE, "modified", FIELD_DATE, 0, PENSTOCK_NEWS_UPDATED },
  { PENSTOCK_SPACE_NATIVE, "lastbuilddate", FIELD_DATE, 0, PENSTOCK_NEWS_UPDATED },
  { PENSTOCK_SPACE_NATIVE, "date", FIELD_DATE, 0, PENSTOCK_NEWS_UPDATED },
  { PENSTOCK_SPACE_DC, "date", FIELD_DATE, 0, PENSTOCK_NEWS_UPDATED },
  { PENSTOCK_SPACE_TERMS, "modified", FIELD_DATE, 0, PENSTOCK_NEWS_UPDATED },
  { PENSTOCK_SPACE_ATOM, "updated", FIELD_DATE, 0, PENSTOCK_NEWS_UPDATED },
  { PENSTOCK_SPACE_NATIVE, "created", FIELD_DATE, 0, PENSTOCK_NEWS_CREATED },
  { PENSTOCK_SPACE_TERMS, "created", FIELD_DATE, 0, PENSTOCK_NEWS_CREATED },
  { PENSTOCK_SPACE_NATIVE, "source", FIELD_SOURCE, 2 },
  { PENSTOCK_SPACE_DC, "publisher", FIELD_PUBLISHER, 1 },
  { PENSTOCK_SPACE_DC, "creator", FIELD_CREATOR },
  { PENSTOCK_SPACE_NATIVE, "language", FIELD_LANGUAGE, 2 },
  { PENSTOCK_SPACE_DC, "language", FIELD_LANGUAGE, 1 },
  { PENSTOCK_SPACE_NASDAQ, "tickers", FIELD_SYMBOLS },
  { PENSTOCK_SPACE_NATIVE, "ttl", FIELD_TTL },
  { PENSTOCK_SPACE_SYNDICATION, "updateperiod", FIELD_PERIOD },
  { PENSTOCK_SPACE_SYNDICATION, "updatefrequency", FIELD_FREQUENCY },
};

/* An entry, or the feed's own words, while its children are read. */
typedef struct
{
  const PenstockNewsXml *xml;
  PenstockNewsEntry     *entry;
  guint                  rank[N_FIELDS];
  char                  *creator;
  char                  *permanent;  /* a guid that is an address */
  char                  *period;
  guint                  ttl, frequency;
} Draft;

/* May @field be set by something of this rank? */
static gboolean
outranks (Draft *draft,
          Field  field,
          guint  rank)
{
  if (rank <= draft->rank[field])
    return FALSE;

  draft->rank[field] = rank;
  return TRUE;
}

static void
take (Draft  *draft,
      Field   field,
      guint   rank,
      char  **target,
      char   *text)
{
  if (text != NULL && *text != '\0' && outranks (draft, field, rank))
    {
      g_free (*target);
      *target = text;
    }
  else
    g_free (text);
}

/* -- links -- */

/* Which of several links is the story's own: the one that RSS means by it, else an alternate one in HTML, else any alternate one. */
static guint
rank_link (const char *relation,
           const char *type,
           gboolean    plain)
{
  if (plain)
    return 5;
  if (relation != NULL && *relation != '\0' && g_ascii_strcasecmp (relation, "alternate") != 0)
    return 0;

  return type == NULL || strstr (type, "html") != NULL ? 4 : 3;
}

static void
take_link (Draft   *draft,
           xmlNode *node)
{
  g_autofree char *href = penstock_news_xml_attribute (node, "href");
  g_autofree char *text = penstock_news_xml_text (node);
  g_autofree char *relation = penstock_news_xml_attribute (node, "rel");
  g_autofree char *type = penstock_news_xml_attribute (node, "type");
  g_autofree char *base = penstock_news_xml_base (draft->xml, node);
  gboolean plain = href == NULL && relation == NULL && text != NULL;

  take (draft, FIELD_LINK, rank_link (relation, type, plain), &draft->entry->link, penstock_news_feed_resolve (base, href != NULL ? href : text));
}

static void
take_id (Draft   *draft,
         xmlNode *node,
         guint    rank)
{
  g_autofree char *permanent = penstock_news_xml_attribute (node, "ispermalink");
  g_autofree char *text = penstock_news_xml_text (node);
  char *id = g_strstrip (g_strndup (text != NULL ? text : "", MOST_ID));

  if (penstock_news_xml_is (node, "guid") && (permanent == NULL || g_ascii_strcasecmp (permanent, "false") != 0))
    {
      g_free (draft->permanent);
      draft->permanent = penstock_news_feed_resolve (NULL, id);
    }
  take (draft, FIELD_ID, rank, &draft->entry->id, g_utf8_make_valid (id, -1));
  g_free (id);
}

/* -- the rest -- */

static void
take_date (Draft            *draft,
           xmlNode          *node,
           PenstockNewsDate  date)
{
  g_autofree char *text = penstock_news_xml_text (node);
  char *plain = penstock_news_feed_plain (text, PENSTOCK_NEWS_TEXT, MOST_DATE);

  if (plain == NULL)
    return;

  g_free (draft->entry->dates[date]);
  draft->entry->dates[date] = plain;
}

/* <source url="…">Reuters</source>, or a <source> with a <title> of its own */
static void
take_source (Draft   *draft,
             xmlNode *node,
             guint    rank)
{
  xmlNode *title = penstock_news_xml_child (draft->xml, node, "title");
  gboolean nested = xmlFirstElementChild (node) != NULL;

  if (title != NULL || !nested)
    take (draft, FIELD_PUBLISHER, rank, &draft->entry->publisher, penstock_news_xml_plain (draft->xml, title != NULL ? title : node, MOST_NAME));
}

static char *
as_language (const char *text)
{
  g_autofree char *tag = g_strstrip (g_strdup (text != NULL ? text : ""));
  gsize n = strlen (tag);

  g_strdelimit (tag, "_", '-');
  if (n < 2 || n > 35 || !g_ascii_isalpha (tag[0]) || !g_ascii_isalpha (tag[1]))
    return NULL;
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isalnum (tag[i]) && tag[i] != '-')
      return NULL;

  return g_steal_pointer (&tag);
}

void
penstock_news_xml_add_symbols (GPtrArray  *symbols,
                               const char *text)
{
  g_auto(GStrv) parts = g_strsplit_set (text != NULL ? text : "", ",;", 4 * MOST_SYMBOLS);

  for (guint i = 0; parts[i] != NULL && symbols->len < MOST_SYMBOLS; i++)
    {
      const char *part = g_strstrip (parts[i]);
      g_autofree char *symbol = g_ascii_strup (*part == '$' ? part + 1 : part, -1);
      gsize n = strlen (symbol);

      g_strdelimit (symbol, "./", '-'); /* BRK.B of New York is BRK-B */
      if (n == 0 || n > 12 || strspn (symbol, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != n || !g_ascii_isalnum (*symbol))
        continue;
      if (!g_ptr_array_find_with_equal_func (symbols, symbol, g_str_equal, NULL))
        g_ptr_array_add (symbols, g_steal_pointer (&symbol));
    }
}

static guint
as_number (const char *text,
           guint       most)
{
  guint64 value = text != NULL ? g_ascii_strtoull (text, NULL, 10) : 0; /* a minus makes it huge */

  return value <= G_MAXINT ? (guint)MIN (value, most) : 0;
}

static void
take_element (Draft   *draft,
              xmlNode *node,
              guint    row)
{
  g_autofree char *text = penstock_news_xml_text (node);
  Field field = fields[row].field;

  switch (field)
    {
    case FIELD_TITLE:
      take (draft, field, fields[row].rank, &draft->entry->title, penstock_news_xml_plain (draft->xml, node, MOST_TITLE));
      break;
    case FIELD_SUMMARY:
      take (draft, field, fields[row].rank, &draft->entry->summary, penstock_news_xml_plain (draft->xml, node, MOST_SUMMARY));
      break;
    case FIELD_LINK:
      take_link (draft, node);
      break;
    case FIELD_ID:
      take_id (draft, node, fields[row].rank);
      break;
    case FIELD_DATE:
      take_date (draft, node, fields[row].date);
      break;
    case FIELD_SOURCE:
      take_source (draft, node, fields[row].rank);
      break;
    case FIELD_PUBLISHER:
      take (draft, field, fields[row].rank, &draft->entry->publisher, penstock_news_xml_plain (draft->xml, node, MOST_NAME));
      break;
    case FIELD_CREATOR:
      take (draft, field, 1, &draft->creator, penstock_news_xml_plain (draft->xml, node, MOST_NAME));
      break;
    case FIELD_LANGUAGE:
      take (draft, field, fields[row].rank, &draft->entry->language, as_language (text));
      break;
    case FIELD_SYMBOLS:
      penstock_news_xml_add_symbols (draft->entry->symbols, text);
      break;
    case FIELD_TTL:
      draft->ttl = as_number (text, DAY_MINUTES);
      break;
    case FIELD_PERIOD:
      take (draft, field, 1, &draft->period, g_steal_pointer (&text));
      break;
    case FIELD_FREQUENCY:
      draft->frequency = as_number (text, 1000);
      break;
    case N_FIELDS:
    default:
      g_assert_not_reached ();
    }
}

/* CDF says it in attributes. */
static void
take_attributes (Draft   *draft,
                 xmlNode *node)
{
  g_autofree char *about = penstock_news_xml_attribute (node, "about");
  g_autofree char *href = penstock_news_xml_attribute (node, "href");
  g_autofree char *modified = penstock_news_xml_attribute (node, "lastmod");
  xmlChar *language = xmlNodeGetLang (node);
  g_autofree char *base = penstock_news_xml_base (draft->xml, node);

  if (about != NULL)
    take (draft, FIELD_ID, 1, &draft->entry->id, g_strndup (about, MOST_ID));
  take (draft, FIELD_LINK, 2, &draft->entry->link, penstock_news_feed_resolve (base, href));
  if (modified != NULL)
    draft->entry->dates[PENSTOCK_NEWS_UPDATED] = penstock_news_feed_plain (modified, PENSTOCK_NEWS_TEXT, MOST_DATE);
  draft->entry->language = as_language ((const char *)language);
  xmlFree (language);
}

/* The longer of what ttl and the update period ask for, at most a day. */
static guint
wait_minutes (const Draft *draft)
{
  static const struct { const char *name; guint minutes; } periods[] = {
    { "hourly", 60 }, { "daily", 1440 }, { "weekly", 10080 }, { "monthly", 43200 }, { "yearly", 525600 },
  };
  g_autofree char *period = g_strstrip (g_ascii_strdown (draft->period != NULL ? draft->period : "", -1));
  guint minutes = 0;

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    if (g_str_equal (period, periods[i].name))
      minutes = periods[i].minutes / MAX (draft->frequency, 1);

  return MIN (MAX (minutes, draft->ttl), DAY_MINUTES);
}

/* Reads what @node's own children say into @entry; returns how many minutes it asks to be left alone. */
static guint
read_entry (const PenstockNewsXml *xml,
            xmlNode               *node,
            PenstockNewsEntry     *entry)
{
  Draft draft = { .xml = xml, .entry = entry };
  guint wait;

  take_attributes (&draft, node);
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        if (penstock_news_xml_is (child, fields[i].name) && penstock_news_xml_space (xml, child) == fields[i].space)
          {
            take_element (&draft, child, i);
            break;
          }

  if (draft.permanent != NULL)
    take (&draft, FIELD_LINK, 1, &entry->link, g_steal_pointer (&draft.permanent));
  else if (entry->link == NULL && xml->rdf && entry->id != NULL)
    entry->link = penstock_news_feed_resolve (NULL, entry->id);
  if (entry->symbols->len > 0 && entry->publisher == NULL) /* Nasdaq's creator is the house that it has the story from */
    entry->publisher = g_steal_pointer (&draft.creator);

  wait = wait_minutes (&draft);
  g_free (draft.creator);
  g_free (draft.permanent);
  g_free (draft.period);
  return wait;
}

static void
read_entries (const PenstockNewsXml *xml,
              PenstockNewsFeed      *feed)
{
  for (xmlNode *node = xml->root; node != NULL; node = penstock_news_xml_next (xml, node))
    if (penstock_news_xml_is (node, "item") || penstock_news_xml_is (node, "entry"))
      {
        PenstockNewsSpace space = penstock_news_xml_space (xml, node);
        PenstockNewsEntry *entry = space == PENSTOCK_SPACE_NATIVE || space == PENSTOCK_SPACE_ATOM ? penstock_news_feed_add (feed) : NULL;

        if (entry != NULL)
          read_entry (xml, node, entry);
      }
}

static gboolean
read_document (PenstockNewsXml   *xml,
               PenstockNewsFeed  *feed,
               GError           **error)
{
  static const char *const roots[] = { "rss", "rdf", "feed", "channel", "entry", "item" };
  xmlNode *channel = penstock_news_xml_is (xml->root, "feed") || penstock_news_xml_is (xml->root, "channel") ? xml->root : NULL;
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    known = known || penstock_news_xml_is (xml->root, roots[i]);
  if (!known)
    {
      g_autofree char *name = penstock_recognise_quote ((const char *)xml->root->name, -1);

      if (penstock_news_xml_is (xml->root, "html") || penstock_news_xml_is (xml->root, "head"))
        g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("HTML page instead of a news feed"));
      else
        g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("XML that is no news feed: its root is %s"), name);
      return FALSE;
    }

  xml->atom = penstock_news_xml_is (xml->root, "feed") || penstock_news_xml_is (xml->root, "entry");
  xml->rdf = penstock_news_xml_is (xml->root, "rdf");
  if (channel == NULL)
    channel = penstock_news_xml_child (xml, xml->root, "channel");
  if (channel != NULL)
    feed->wait_minutes = read_entry (xml, channel, feed->about);

  read_entries (xml, feed);
  return TRUE;
}

PenstockNewsFeed *
penstock_news_feed_read_xml (const char  *text,
                             gsize        length,
                             gboolean     breaks_off,
                             const char  *address,
                             GError     **error)
{
  g_autoptr(PenstockNewsFeed) feed = penstock_news_feed_new ();
  xmlDoc *document = xmlReadMemory (text, (int)length, NULL, "UTF-8",
                                    XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
  PenstockNewsXml xml = { .address = address, .root = document != NULL ? xmlDocGetRootElement (document) : NULL };
  gboolean good = FALSE;

  if (xml.root == NULL)
    g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("neither XML nor JSON: no news feed"));
  else
    good = read_document (&xml, feed, error);
  if (document != NULL)
    xmlFreeDoc (document);
  if (!good)
    return NULL;

  feed->breaks_off = breaks_off;
  if (breaks_off && feed->entries->len > 0 && feed->left_out == 0)
    g_ptr_array_remove_index (feed->entries, feed->entries->len - 1);

  return g_steal_pointer (&feed);
}
