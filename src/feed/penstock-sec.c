/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-recognise-private.h"
#include "penstock-sec-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define OPENS         6  /* o'clock in New York: filings begin to be sent out */
#define DAY_ENDS      24
#define STANDARD_OFFSET (-5 * 3600)
#define BLOCK_PAGE    16384 /* bytes */

static const char *const json_types[] = { "application/json", "text/json", "text/plain", NULL };
static const char *const atom_types[] = { "application/atom+xml", "application/xml", "text/xml", "text/plain", NULL };

/* SEC asks for "Name contact@address"; whoever wants to be reachable puts an address of his own into sources.json. */
#define POLICY(types)                                                \
  {                                                                  \
    .host_key = PENSTOCK_SEC_HOST,                                   \
    .user_agent = "Penstock/" PENSTOCK_VERSION " penstock@example.org", \
    .min_interval_ms = 150,                                          \
    .backoff_first_s = 600,                                          \
    .backoff_most_s = 21600,                                         \
    .follow_redirects = FALSE,                                       \
    .content_types = types,                                          \
  }

const PenstockPolicy penstock_sec_policy = POLICY (json_types);
const PenstockPolicy penstock_sec_atom_policy = POLICY (atom_types);

PenstockOutcome
penstock_sec_recognise (guint        status,
                        GBytes      *body,
                        gboolean     xml,
                        const char  *unknown,
                        char       **reason)
{
  const gboolean failed = status < 200 || status > 299;

  if (penstock_recognise_says (body, "Undeclared Automated Tool", BLOCK_PAGE))
    {
      *reason = g_strdup (_("SEC wants a name and a contact as the user agent (“Undeclared Automated Tool”)"));
      return PENSTOCK_OUTCOME_REFUSED;
    }
  if (penstock_recognise_says (body, "Request Rate Threshold Exceeded", BLOCK_PAGE))
    {
      *reason = g_strdup (_("SEC says we ask too often (“Request Rate Threshold Exceeded”)"));
      return PENSTOCK_OUTCOME_REFUSED;
    }
  if (status == 404 && penstock_recognise_says (body, "NoSuchKey", BLOCK_PAGE))
    {
      *reason = g_strdup (unknown);
      return PENSTOCK_OUTCOME_EMPTY;
    }
  if (!failed && xml && (penstock_recognise_says (body, "<html", 1024) || penstock_recognise_says (body, "<HTML", 1024)) &&
      !penstock_recognise_says (body, "<feed", 1024))
    xml = FALSE;

  return penstock_recognise (status, body, xml, reason);
}

/* -- when -- */

/* What a clock in New York shows as @clock (seconds as if it were UTC); the later of two where it shows an hour twice. */
static gint64
from_new_york (gint64 clock)
{
  GTimeZone *zone = penstock_zone ("America/New_York");
  const int interval = zone != NULL ? g_time_zone_find_interval (zone, G_TIME_TYPE_STANDARD, clock) : -1;

  return clock - (interval >= 0 ? g_time_zone_get_offset (zone, interval) : STANDARD_OFFSET);
}

gint64
penstock_sec_moment (PenstockDay day,
                     int         hour)
{
  return from_new_york (penstock_day_to_unix_utc (day) + hour * 3600);
}

gint64
penstock_sec_published (PenstockDay filed,
                        gint64      accepted,
                        gboolean    doubtful,
                        gint64      now)
{
  const gint64 opens = penstock_sec_moment (filed, OPENS);
  gint64 late;

  if (accepted == 0)
    return penstock_sec_moment (filed, DAY_ENDS);

  late = MAX (doubtful ? from_new_york (accepted) : accepted, opens);
  return now >= MAX (accepted, opens) ? MIN (late, now) : late;
}

gint64
penstock_sec_time (const char *text)
{
  g_autoptr(GDateTime) moment = NULL;

  if (text == NULL || strlen (text) > 40)
    return 0;

  moment = g_date_time_new_from_iso8601 (text, NULL);
  return moment != NULL ? g_date_time_to_unix (moment) : 0;
}

/* -- what -- */

typedef struct { const char *key; const char *words; } Meaning;

/* Stored with the filing, and read by rules in English: not translated. */
static const Meaning forms[] = {
  { "8-K", "current report" },
  { "8-K12B", "current report of a successor" },
  { "8-K12G3", "current report of a successor" },
  { "8-K15D5", "current report of a successor" },
  { "10-Q", "quarterly report" },
  { "10-QT", "quarterly report, change of fiscal year" },
  { "10-K", "annual report" },
  { "10-KT", "annual report, change of fiscal year" },
  { "6-K", "report of a foreign issuer" },
  { "20-F", "annual report of a foreign issuer" },
  { "40-F", "annual report of a Canadian issuer" },
  { "NT 10-K", "annual report will be late" },
  { "NT 10-Q", "quarterly report will be late" },
  { "NT 20-F", "annual report will be late" },
};

static const Meaning items_of_8k[] = {
  { "1.01", "material agreement" },
  { "1.02", "end of a material agreement" },
  { "1.03", "bankruptcy or receivership" },
  { "1.04", "mine safety" },
  { "1.05", "cybersecurity incident" },
  { "2.01", "acquisition or disposal completed" },
  { "2.02", "results of operations" },
  { "2.03", "new financial obligation" },
  { "2.04", "obligation falls due early" },
  { "2.05", "restructuring or lay-offs" },
  { "2.06", "material impairment" },
  { "3.01", "delisting notice" },
  { "3.02", "unregistered sale of shares" },
  { "3.03", "changed rights of security holders" },
  { "4.01", "change of auditor" },
  { "4.02", "earlier statements not to be relied on" },
  { "5.01", "change of control" },
  { "5.02", "change of directors or officers" },
  { "5.03", "change of charter, bylaws or fiscal year" },
  { "5.04", "trading suspended under benefit plans" },
  { "5.05", "change of the code of ethics" },
  { "5.06", "no longer a shell company" },
  { "5.07", "shareholder vote" },
  { "5.08", "shareholder nominations" },
  { "7.01", "fair disclosure" },
  { "8.01", "other events" },
  { "9.01", "exhibits" },
};

static const char *
find_meaning (const Meaning *table,
              gsize          n,
              const char    *key,
              gsize          length)
{
  for (gsize i = 0; i < n; i++)
    if (strlen (table[i].key) == length && strncmp (table[i].key, key, length) == 0)
      return table[i].words;

  return NULL;
}

static gsize
base_length (const char *form)
{
  return strlen (form) - (g_str_has_suffix (form, "/A") ? 2 : 0);
}

gboolean
penstock_sec_form_matters (const char *form)
{
  return form != NULL && find_meaning (forms, G_N_ELEMENTS (forms), form, base_length (form)) != NULL;
}

gboolean
penstock_sec_is_accession (const char *text)
{
  if (text == NULL || strlen (text) != 20 || text[10] != '-' || text[13] != '-')
    return FALSE;

  return strspn (text, "0123456789") == 10 && strspn (text + 11, "0123456789") == 2 && strspn (text + 14, "0123456789") == 6;
}

guint64
penstock_sec_cik (const char *text)
{
  gsize n = text != NULL ? strlen (text) : 0;

  return n > 0 && n <= 10 && strspn (text, "0123456789") == n ? g_ascii_strtoull (text, NULL, 10) : 0;
}

char *
penstock_sec_dup_id (const char *accession,
                     guint64     cik)
{
  return g_strdup_printf ("%s %" G_GUINT64_FORMAT, accession, cik);
}

/* "2.02,9.01" without anything else that may be in it; NULL if nothing remains. Owned. */
static char *
dup_items (const char *items)
{
  g_auto(GStrv) parts = g_strsplit (items != NULL ? items : "", ",", 64);
  g_autoptr(GString) clean = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *item = g_strstrip (parts[i]);

      if (*item == '\0' || strlen (item) > 5 || strspn (item, "0123456789.") != strlen (item))
        continue;
      g_string_append_printf (clean, "%s%s", clean->len > 0 ? "," : "", item);
    }

  return clean->len > 0 ? g_string_free (g_steal_pointer (&clean), FALSE) : NULL;
}

/* "results of operations (2.02), exhibits (9.01)" */
static void
append_items (GString    *title,
              const char *items)
{
  g_auto(GStrv) parts = g_strsplit (items, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *words = find_meaning (items_of_8k, G_N_ELEMENTS (items_of_8k), parts[i], strlen (parts[i]));

      if (i > 0)
        g_string_append (title, ", ");
      if (words != NULL)
        g_string_append_printf (title, "%s (%s)", words, parts[i]);
      else
        g_string_append_printf (title, "item %s", parts[i]);
    }
}

/* In one line, without control characters. */
static char *
dup_name (const char *name)
{
  g_auto(GStrv) words = g_strsplit_set (name, " \t\r\n\v\f", -1);
  g_autoptr(GString) line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", words[i]);

  return g_string_free (g_steal_pointer (&line), FALSE);
}

static char *
dup_title (const PenstockSecFiling *filing,
           const char              *items)
{
  g_autoptr(GString) title = g_string_new (NULL);
  g_autofree char *name = filing->name != NULL ? dup_name (filing->name) : NULL;
  const char *words = find_meaning (forms, G_N_ELEMENTS (forms), filing->form, base_length (filing->form));
  char day[16];

  if (name != NULL && *name != '\0')
    g_string_append (title, name);
  else
    g_string_append_printf (title, "CIK %" G_GUINT64_FORMAT, filing->cik);
  g_string_append_printf (title, ": %s — ", filing->form);

  if (items != NULL)
    append_items (title, items);
  else
    g_string_append_printf (title, "%s%s", g_str_has_suffix (filing->form, "/A") ? "amended " : "", words != NULL ? words : "filing");
  if (items == NULL && filing->period != PENSTOCK_DAY_NONE && !g_str_has_prefix (filing->form, "8-K"))
    g_string_append_printf (title, " (to %s)", penstock_day_format (filing->period, day));

  return g_string_free (g_steal_pointer (&title), FALSE);
}

static char *
dup_url (const PenstockSecFiling *filing)
{
  g_auto(GStrv) parts = g_strsplit (filing->accession, "-", -1);
  g_autofree char *folder = g_strjoinv ("", parts);
  g_autofree char *document = NULL;

  if (filing->document != NULL && *filing->document != '\0')
    document = g_uri_escape_string (filing->document, "/", FALSE);
  else
    document = g_strconcat (filing->accession, "-index.htm", NULL);

  return g_strdup_printf ("https://www.sec.gov/Archives/edgar/data/%" G_GUINT64_FORMAT "/%s/%s", filing->cik, folder, document);
}

PenstockNewsItem *
penstock_sec_filing_to_item (const PenstockSecFiling *filing)
{
  g_autofree char *items = dup_items (filing->items);
  g_autofree char *title = dup_title (filing, items);
  PenstockNewsItem *item = penstock_news_item_new (title, filing->source, filing->published_at);

  item->id = penstock_sec_dup_id (filing->accession, filing->cik);
  item->url = filing->cik != 0 ? dup_url (filing) : NULL;
  item->publisher = g_strdup ("SEC EDGAR");
  item->language = g_strdup ("en");
  item->cik = filing->cik;
  item->form = g_strdup (filing->form);
  item->items = g_steal_pointer (&items);
  item->official = TRUE;
  return item;
}
