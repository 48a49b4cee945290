/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One headline, filing or announcement as a source gave it. Which companies it is about, of what kind it is and whether it is good or bad is worked
 * out in news/. All strings are owned UTF-8; what the source did not say is NULL, 0 or empty. */
typedef struct
{
  char     *id;              /* the source's own: guid, atom:id, accession number and CIK */
  char     *title;           /* plain text in one line, never NULL */
  char     *summary;         /* plain text */
  char     *url;             /* absolute */
  char     *publisher;       /* "Reuters", "SEC EDGAR"; who said it, where that is not the feed itself */
  char     *language;        /* BCP 47 */
  char    **symbols;         /* the source's own ticker hints, as Penstock writes symbols ("NVDA", "2317.TW"); NULL-terminated */
  guint64   cik;             /* SEC registrant */
  char     *form;            /* SEC form, "8-K" */
  char     *items;           /* of an 8-K, "2.02,9.01" */
  gint64    published_at;    /* UTC seconds */
  gboolean  date_assumed;    /* it gave no date, or one nobody can read: published_at is when it was fetched */
  gboolean  official;        /* a filing, or the company's own release: confirmed from the start */
  char      source[24];      /* provider id */
} PenstockNewsItem;

PenstockNewsItem *penstock_news_item_new  (const char *title, const char *source, gint64 published_at);
PenstockNewsItem *penstock_news_item_copy (const PenstockNewsItem *self);
void              penstock_news_item_free (PenstockNewsItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockNewsItem, penstock_news_item_free)

/* What makes two items the same: the source's id; else its address without fragment and tracking (utm_*, .tsrc, oc, …); else title and UTC date. */
char             *penstock_news_item_dup_key (const PenstockNewsItem *self);
/* @url without fragment and tracking parameters. Owned; NULL for NULL. */
char             *penstock_news_dup_canonical_url (const char *url);

G_END_DECLS
