/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-filing-xml-private.h"
#include "penstock-sec-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The newest 8-K filings of all registrants, as Atom: the only place of EDGAR with a moment whose clock is known. A filing is there once a party
 * (issuer, owner, each of several filers), with one and the same id; an item is a filing of one registrant. A single company's feed (getcompany), which has
 * its registrant at the top and the filing in <content>, is read too. */

#define MOST_ITEMS 32

typedef struct
{
  char       *form, *name, *accession, *items;
  guint64     cik;
  PenstockDay filed;
  gint64      accepted;
} Entry;

static void
entry_clear (Entry *self)
{
  g_free (self->form);
  g_free (self->name);
  g_free (self->accession);
  g_free (self->items);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

static void
sec_current_build_request (const char          *base_url,
                           const PenstockQuery *query,
                           PenstockRequest     *request)
{
  request->method = g_strdup ("GET");
  if (query->cik != 0)
    request->uri = g_strdup_printf ("%s/cgi-bin/browse-edgar?action=getcompany&CIK=%010" G_GUINT64_FORMAT
                                    "&type=8-K&dateb=&owner=include&count=40&output=atom", base_url, query->cik);
  else
    request->uri = g_strconcat (base_url, "/cgi-bin/browse-edgar?action=getcurrent&type=8-K&count=100&start=0&owner=include&output=atom", NULL);
}

static PenstockOutcome
sec_current_recognise (guint        status,
                       const char  *content_type,
                       GBytes      *body,
                       char       **reason)
{
  return penstock_sec_recognise (status, body, TRUE, _("SEC has no such registrant"), reason);
}

/* "8-K - NAME (0001045810) (Filer)": the name may hold " - " and parentheses of its own, so it is read from both ends. */
static void
read_title (Entry      *entry,
            const char *title)
{
  const char *dash = title != NULL ? strstr (title, " - ") : NULL;
  const char *role = dash != NULL ? g_strrstr (dash, " (") : NULL;
  const char *number = role != NULL ? g_strrstr_len (dash, role - dash, " (") : NULL;
  g_autofree char *cik = NULL;

  if (dash != NULL && entry->form == NULL)
    entry->form = g_strchomp (g_strndup (title, (gsize)(dash - title)));
  if (number == NULL || role - number < 4 || role[-1] != ')')
    return;

  cik = g_strndup (number + 2, (gsize)(role - number - 3));
  entry->cik = penstock_sec_cik (cik);
  if (entry->cik == 0)
    return;
  g_free (entry->name);
  entry->name = number > dash + 3 ? g_strndup (dash + 3, (gsize)(number - dash - 3)) : NULL;
}

/* "Item 2.02: Results …" lines of the summary, and "items 2.02 and 9.01" of a single company's feed, as "2.02,9.01". */
static char *
dup_items (const char *text)
{
  g_autoptr(GString) items = g_string_new (NULL);
  guint n = 0;

  for (const char *p = text; p != NULL && *p != '\0' && n < MOST_ITEMS; p++)
    if (g_ascii_isdigit (p[0]) && p[1] == '.' && g_ascii_isdigit (p[2]) && g_ascii_isdigit (p[3]) && !g_ascii_isdigit (p[4]) && p > text &&
        (p[-1] == ' ' || p[-1] == ','))
      {
        g_string_append_printf (items, "%s%.4s", n++ > 0 ? "," : "", p);
        p += 3;
      }

  return n > 0 ? g_string_free (g_steal_pointer (&items), FALSE) : NULL;
}

/* The items of "Item N.NN:" only: the words of a summary may hold other numbers ("3.14 MB"). */
static char *
dup_summary_items (const char *summary)
{
  g_autoptr(GString) marks = g_string_new (NULL);

  for (const char *p = summary; p != NULL && (p = strstr (p, "Item ")) != NULL; p += 5)
    if (strlen (p) > 9 && p[9] == ':')
      g_string_append_printf (marks, " %.4s", p + 5);

  return dup_items (marks->str);
}

/* "Filed:</b> 2025-12-12" */
static PenstockDay
read_filed (const char *summary)
{
  const char *p = summary != NULL ? strstr (summary, "Filed:") : NULL;
  char day[11];

  if (p == NULL)
    return PENSTOCK_DAY_NONE;

  p += strcspn (p, "0123456789");
  g_strlcpy (day, p, sizeof day);
  return penstock_day_parse (day);
}

/* <content> of a single company's feed. */
static void
read_content (Entry         *entry,
              const xmlNode *node)
{
  const xmlNode *content = penstock_filing_xml_child (node, "content");
  g_autofree char *items = penstock_filing_xml_text (content, "items-desc");
  g_autofree char *filed = penstock_filing_xml_text (content, "filing-date");
  char *form = penstock_filing_xml_text (content, "filing-type");

  if (form != NULL)
    {
      g_free (entry->form);
      entry->form = form;
    }
  if (entry->accession == NULL)
    entry->accession = penstock_filing_xml_text (content, "accession-number");
  if (entry->items == NULL)
    entry->items = dup_items (items);
  if (entry->filed == PENSTOCK_DAY_NONE && filed != NULL)
    entry->filed = penstock_day_parse (filed);
}

static void
read_entry (Entry         *entry,
            const xmlNode *node,
            const xmlNode *company)
{
  const xmlNode *category = penstock_filing_xml_child (node, "category");
  g_autofree char *cik = penstock_filing_xml_text (company, "cik");
  g_autofree char *title = penstock_filing_xml_text (node, "title");
  g_autofree char *summary = penstock_filing_xml_text (node, "summary");
  g_autofree char *updated = penstock_filing_xml_text (node, "updated");
  g_autofree char *id = penstock_filing_xml_text (node, "id");
  const char *number = id != NULL ? strstr (id, "accession-number=") : NULL;

  entry->cik = penstock_sec_cik (cik);
  entry->name = penstock_filing_xml_text (company, "conformed-name");
  entry->form = category != NULL ? penstock_filing_xml_attribute (category, "term") : NULL;
  entry->accession = number != NULL ? g_strdup (number + strlen ("accession-number=")) : NULL;
  entry->items = dup_summary_items (summary);
  entry->filed = read_filed (summary);
  entry->accepted = penstock_sec_time (updated);
  read_content (entry, node);
  read_title (entry, title);
}

/* Why the entry is none of Penstock's items; NULL = it is one. */
static const char *
find_fault (const Entry *entry)
{
  if (entry->form == NULL)
    return _("title: no form");
  if (entry->cik == 0)
    return _("title: no registrant’s number");
  if (!penstock_sec_is_accession (entry->accession))
    return _("id: no such filing number");
  if (entry->accepted == 0 && entry->filed == PENSTOCK_DAY_NONE)
    return _("updated: not a time");

  return NULL;
}

static void
add_entry (const Entry         *entry,
           guint                line,
           const PenstockQuery *query,
           gint64               now,
           GHashTable          *known,
           PenstockBatch       *batch)
{
  PenstockSecFiling filing = { .source = "sec-current", .form = entry->form, .items = entry->items, .name = entry->name,
                               .accession = entry->accession, .cik = entry->cik, .period = PENSTOCK_DAY_NONE };
  PenstockDay filed = entry->filed;
  const char *fault;
  PenstockNewsItem *item;

  if (entry->form != NULL && !penstock_sec_form_matters (entry->form))
    return;
  fault = find_fault (entry);
  if (fault != NULL)
    {
      penstock_batch_reject (batch, line, "%s", fault);
      return;
    }

  if (filed == PENSTOCK_DAY_NONE)
    filed = penstock_day_from_unix (entry->accepted, penstock_zone ("America/New_York"));
  if (query->from != PENSTOCK_DAY_NONE && filed < query->from)
    return;

  filing.published_at = penstock_sec_published (filed, entry->accepted, FALSE, now);
  item = penstock_sec_filing_to_item (&filing);
  if (!g_hash_table_add (known, g_strdup (item->id)))
    {
      penstock_news_item_free (item);
      return;
    }
  g_ptr_array_add (batch->news, item);
  batch->kept++;
}

static gboolean
sec_current_parse (GBytes               *body,
                   const PenstockQuery  *query,
                   gint64                now,
                   PenstockBatch        *batch,
                   GError              **error)
{
  g_autoptr(xmlDoc) document = penstock_filing_xml_load (body, "feed", TRUE, error);
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const xmlNode *feed = document != NULL ? xmlDocGetRootElement (document) : NULL;

  if (document == NULL)
    return FALSE;

  for (const xmlNode *node = feed->children; node != NULL; node = node->next)
    if (penstock_filing_xml_is (node, "entry"))
      {
        g_auto(Entry) entry = { .filed = PENSTOCK_DAY_NONE };

        read_entry (&entry, node, penstock_filing_xml_child (feed, "company-info"));
        batch->rows++;
        add_entry (&entry, batch->rows, query, now, known, batch);
      }

  return TRUE;
}

const PenstockProvider penstock_provider_sec_current = {
  .id = "sec-current",
  .title = N_("SEC newest filings"),
  .base_url = "https://www.sec.gov",
  .terms_url = "https://www.sec.gov/os/webmaster-faq#developers",
  .sends = N_("A contact address and your network address, to the U.S. Securities and Exchange Commission."),
  .gives = PENSTOCK_GIVES_EVENTS,
  .asks = PENSTOCK_ASKS_TABLE,
  .rhythm = PENSTOCK_RHYTHM_FILINGS,
  .policy = &penstock_sec_atom_policy,
  .build_request = sec_current_build_request,
  .recognise = sec_current_recognise,
  .parse = sec_current_parse,
};
