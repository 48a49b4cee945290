/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-provider.h"

G_BEGIN_DECLS

/* News feeds: RSS 0.9x, 1.0 (RDF) and 2.0, Atom 0.3 and 1.0, JSON Feed 1.x, and what little there is of CDF. From bytes; whatever is wrong with them, as
 * much is read as can be. Files: encoding (bytes → UTF-8), repair (UTF-8 → well-formed XML without DTD), xml and json (→ entries), text, url, date. */

typedef enum
{
  PENSTOCK_NEWS_PUBLISHED,
  PENSTOCK_NEWS_UPDATED,
  PENSTOCK_NEWS_CREATED,
  PENSTOCK_NEWS_N_DATES,
} PenstockNewsDate;

/* One entry, or the feed about itself. All owned; NULL where it says nothing. Texts are plain: no markup, no entities, one line. */
typedef struct
{
  char      *id;
  char      *title;
  char      *summary;
  char      *link;                          /* absolute, http or https */
  char      *publisher;
  char      *language;                      /* BCP 47, or looks like it */
  GPtrArray *symbols;                       /* as Penstock writes them */
  char      *dates[PENSTOCK_NEWS_N_DATES];  /* in the feed's own words */
} PenstockNewsEntry;

typedef struct
{
  PenstockNewsEntry *about;
  GPtrArray         *entries;               /* PenstockNewsEntry, in the feed's order */
  guint              wait_minutes;          /* its ttl or update period; 0 = it says none */
  guint              left_out;              /* entries beyond the most that are read */
  gboolean           breaks_off;            /* the document ended within one more entry, which is not here */
} PenstockNewsFeed;

PenstockNewsEntry *penstock_news_entry_new  (void);
void               penstock_news_entry_free (PenstockNewsEntry *self);
PenstockNewsFeed  *penstock_news_feed_new   (void);
void               penstock_news_feed_free  (PenstockNewsFeed *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockNewsFeed, penstock_news_feed_free)
/* A new entry at the end, borrowed; NULL, and counted as left out, where there are enough. */
PenstockNewsEntry *penstock_news_feed_add   (PenstockNewsFeed *self);

/* @charset is the answer's own (NULL = none), @address where it came from (NULL = unknown): relative links start there. */
PenstockNewsFeed  *penstock_news_feed_read  (const char *data, gsize length, const char *charset, const char *address, GError **error);
/* The entries as items of @source, without those said twice. @now stands in for a date that is missing, unreadable or still to come. */
void               penstock_news_feed_fill  (const PenstockNewsFeed *self, const char *source, gint64 now, PenstockBatch *batch);
/* Both at once: what the providers' parse is. */
gboolean           penstock_news_feed_parse (GBytes *body, const char *charset, const char *address, const char *source, gint64 now, PenstockBatch *batch,
                                             GError **error);
/* Adds @item, which it takes, unless its key (a GHashTable of owned strings) was there already. */
void               penstock_news_feed_add_item (PenstockBatch *batch, GHashTable *keys, guint line, PenstockNewsItem *item);

/* The two formats. @text is UTF-8; @xml_length at most G_MAXINT. */
PenstockNewsFeed  *penstock_news_feed_read_xml  (const char *xml, gsize length, gboolean breaks_off, const char *address, GError **error);
PenstockNewsFeed  *penstock_news_feed_read_json (const char *json, gsize length, const char *address, GError **error);

/* HTTP charset > BOM > XML declaration > UTF-8 > windows-1252: the first in which the bytes make sense. Never NULL; no NUL, no BOM. Owned. */
char              *penstock_news_feed_decode (const char *data, gsize length, const char *charset, gsize *out_length);
/* Well-formed XML in UTF-8 out of what comes close: bare & and <, HTML's entities, control characters, open CDATA, crossed and missing end
 * tags. No declaration, DTD, comment, CDATA or processing instruction is left, so none reaches libxml2. @breaks_off: it ended within an
 * entry. Owned. */
char              *penstock_news_feed_repair (const char *text, gsize length, gsize *out_length, gboolean *breaks_off);

/* What a number from 0x80 to 0x9f is meant to be: nobody means the control character. 0 if it is nothing in windows-1252 either. */
gunichar           penstock_news_feed_windows (gunichar c);

typedef enum
{
  PENSTOCK_NEWS_TEXT,   /* characters are what they are */
  PENSTOCK_NEWS_HTML,   /* tags go, entities are decoded, once: "&lt;b&gt;" becomes "<b>" and stays so */
} PenstockNewsMarkup;

/* Plain text in one line, at most @most characters; NULL if nothing is left of it, or for NULL. Owned. */
char              *penstock_news_feed_plain   (const char *text, PenstockNewsMarkup markup, guint most);
/* The character of "amp;…", "#8217;…", "#x92;…" (without the "&"; windows-1252 where that is meant), 0 if it is none; @after is behind the semicolon. */
gunichar           penstock_news_feed_entity  (const char *text, const char **after);
/* Base64 of UTF-8; NULL if it is not. Owned. */
char              *penstock_news_feed_base64  (const char *text);
/* @reference seen from @base (NULL = unknown), as RFC 3986 says, without changing its spelling. NULL unless that is http or https. Owned. */
char              *penstock_news_feed_resolve (const char *base, const char *reference);
/* The same for a base that is itself relative; @base where it leads nowhere. NULL if both are. Owned. */
char              *penstock_news_feed_rebase  (const char *base, const char *reference);

/* UTC seconds. @whole_day (may be NULL): it names a day and no time; then it is 00:00 UTC. */
gboolean           penstock_news_feed_date    (const char *text, gint64 *time, gboolean *whole_day);
/* The words in dates. @word is casefolded, without accents. 1 … 12, 0 if it is no month. */
int                penstock_news_feed_month   (const char *word);
/* Minutes east of Greenwich. */
gboolean           penstock_news_feed_zone    (const char *word, int *minutes);

G_END_DECLS
