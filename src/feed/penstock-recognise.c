/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include "penstock-feed-json-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_QUOTED   160           /* characters */
#define LONGEST_NOTE  8192          /* bytes of JSON that may be nothing but a note */
#define MOST_MEMBERS  6             /* of a note */
#define LARGEST_PAGE  (256 * 1024)  /* a page that only says no is no longer than that */
#define PAGE_HEAD     (64 * 1024)   /* where it says so */
#define TEXT_HEAD     512

char *
penstock_recognise_quote (const char *text,
                          gssize      length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length >= 0 ? MIN (length, 4 * MOST_QUOTED) : -1);
  g_autoptr(GString) line = g_string_new ("“");
  guint n = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (n == MOST_QUOTED)
        {
          g_string_append (line, "…");
          break;
        }
      g_string_append_unichar (line, g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 ? ' ' : c);
    }

  g_string_append (line, "”");
  return g_string_free (g_steal_pointer (&line), FALSE);
}

gboolean
penstock_recognise_says (GBytes     *body,
                         const char *text,
                         gsize       within)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);

  return length > 0 && memmem (data, MIN (length, within), text, strlen (text)) != NULL;
}

/* The first byte that is neither white space nor a byte order mark; 0 if there is none. */
static char
first_byte (GBytes *body)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  gsize i = 0;

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  while (i < length && g_ascii_isspace (data[i]))
    i++;

  return i < length ? data[i] : '\0';
}

/* -- pages that say no, whatever their status -- */

typedef enum { PAGE_PROOF, PAGE_CAPTCHA, PAGE_CONSENT, PAGE_BLOCK, PAGE_RATE, PAGE_MAINTENANCE } Page;

static const struct { const char *mark; Page page; } marks[] = {
  { "Will be right back", PAGE_MAINTENANCE },
  { "Request Rate Threshold Exceeded", PAGE_RATE },
  { "Error 1015", PAGE_RATE },
  { "You are being rate limited", PAGE_RATE },
  { "/__verify", PAGE_PROOF },
  { "proof-of-work", PAGE_PROOF },
  { "cf_chl_", PAGE_PROOF },
  { "/cdn-cgi/challenge-platform", PAGE_PROOF },
  { "Just a moment...", PAGE_PROOF },
  { "Checking your browser", PAGE_PROOF },
  { "Checking if the site connection is secure", PAGE_PROOF },
  { "_Incapsula_Resource", PAGE_PROOF },
  { "Please enable JS and disable any ad blocker", PAGE_PROOF },
  { "Verifying you are human", PAGE_PROOF },
  { "g-recaptcha", PAGE_CAPTCHA },
  { "h-captcha", PAGE_CAPTCHA },
  { "hcaptcha.com", PAGE_CAPTCHA },
  { "captcha-delivery.com", PAGE_CAPTCHA },
  { "cf-turnstile", PAGE_CAPTCHA },
  { "get_apikey", PAGE_CAPTCHA },
  { "consent.yahoo.com", PAGE_CONSENT },
  { "guce.yahoo.com", PAGE_CONSENT },
  { "collectConsent", PAGE_CONSENT },
  { "consent.google.com", PAGE_CONSENT },
  { "Undeclared Automated Tool", PAGE_BLOCK },
  { "Access Denied", PAGE_BLOCK },
  { "Access denied", PAGE_BLOCK },
  { "you have been blocked", PAGE_BLOCK },
  { "Request unsuccessful", PAGE_BLOCK },
  { "Pardon Our Interruption", PAGE_BLOCK },
  { "unusual traffic from your", PAGE_BLOCK },
};

static char *
describe_page (Page page)
{
  switch (page)
    {
    case PAGE_PROOF:
      return g_strdup (_("the source wants proof that a browser is asking"));
    case PAGE_CAPTCHA:
      return g_strdup (_("the source shows a captcha instead of data"));
    case PAGE_CONSENT:
      return g_strdup (_("the source shows its consent page instead of data"));
    case PAGE_RATE:
      return g_strdup (_("the source says we ask too often"));
    case PAGE_MAINTENANCE:
      return g_strdup (_("the source is down for maintenance"));
    case PAGE_BLOCK:
    default:
      return g_strdup (_("the source shows a page that turns us away"));
    }
}

/* Only a page of HTML is one: a feed of headlines may well speak of captchas. */
static gboolean
is_html (GBytes *body)
{
  gsize length, i = 0;
  const char *data = g_bytes_get_data (body, &length);

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  while (i < length && g_ascii_isspace (data[i]))
    i++;

  return length - i > 9 && (g_ascii_strncasecmp (data + i, "<!doctype", 9) == 0 || g_ascii_strncasecmp (data + i, "<html", 5) == 0 ||
                            g_ascii_strncasecmp (data + i, "<head", 5) == 0 || g_ascii_strncasecmp (data + i, "<script", 7) == 0 ||
                            g_ascii_strncasecmp (data + i, "<title", 6) == 0 || g_ascii_strncasecmp (data + i, "<!--", 4) == 0);
}

/* NULL if it is no such page. */
static char *
find_page (GBytes *body)
{
  if (g_bytes_get_size (body) > LARGEST_PAGE || !is_html (body))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (penstock_recognise_says (body, marks[i].mark, PAGE_HEAD))
      return describe_page (marks[i].page);

  return NULL;
}

/* -- a line of text that says no -- */

static char *
find_refusing_text (GBytes *body)
{
  if (penstock_recognise_says (body, "Too Many Requests", TEXT_HEAD) || penstock_recognise_says (body, "rate limit", TEXT_HEAD))
    return g_strdup (_("the source says we ask too often"));
  if (penstock_recognise_says (body, "Exceeded the daily hits limit", TEXT_HEAD))
    return g_strdup (_("the day’s requests to this source are spent"));
  if (penstock_recognise_says (body, "Get your apikey", TEXT_HEAD))
    return g_strdup (_("the source wants a key"));

  return NULL;
}

/* -- JSON that is nothing but a note -- */

/* A few plain members: with a list or an object in it, it may well be data. The members' texts are @object's. */
static const char *
find_note (JsonObject *object)
{
  static const char *const members[] = { "Information", "Note", "Error Message", "error", "detail", "message", "errorMessage", "error_message" };
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (json_object_get_size (object) > MOST_MEMBERS)
    return NULL;
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    if (!JSON_NODE_HOLDS_VALUE (node) && !JSON_NODE_HOLDS_NULL (node))
      return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (penstock_feed_json_string (object, members[i]) != NULL)
      return penstock_feed_json_string (object, members[i]);

  return NULL;
}

char *
penstock_recognise_dup_note (GBytes *body)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr(JsonNode) root = NULL;

  if (length > LONGEST_NOTE || first_byte (body) != '{')
    return NULL;

  root = penstock_feed_json_load (data, length, NULL);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? g_strdup (find_note (json_node_get_object (root))) : NULL;
}

/* Words by which a note means "not you" or "not now" rather than "I did not understand". */
static gboolean
is_refusal (const char *note)
{
  static const char *const words[] = { "limit", "too many", "exceeded", "quota", "frequency", "premium", "subscription", "api key", "apikey", "token",
                                       "permission", "access to", "unauthori", "forbidden", "denied" };
  g_autofree char *lower = g_utf8_strdown (note, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* -- the status -- */

static PenstockOutcome
recognise_status (guint    status,
                  char   **reason)
{
  switch (status)
    {
    case 401:
      *reason = g_strdup (_("the source asks for a login (401)"));
      return PENSTOCK_OUTCOME_REFUSED;
    case 403:
      *reason = g_strdup (_("the source forbids us to ask (403)"));
      return PENSTOCK_OUTCOME_REFUSED;
    case 429:
      *reason = g_strdup (_("the source says we ask too often (429)"));
      return PENSTOCK_OUTCOME_REFUSED;
    case 999: /* Yahoo's own "request denied" */
      *reason = g_strdup (_("the source refuses us (999)"));
      return PENSTOCK_OUTCOME_REFUSED;
    case 0:
      *reason = g_strdup (_("no answer"));
      return PENSTOCK_OUTCOME_BROKEN;
    default:
      break;
    }

  if (status >= 300 && status < 400)
    *reason = g_strdup_printf (_("sent elsewhere (%u): there is no such address any more"), status);
  else if (status == 404 || status == 410)
    *reason = g_strdup_printf (_("there is no such address (%u)"), status);
  else if (status >= 500)
    *reason = g_strdup_printf (_("the source has a fault of its own (%u)"), status);
  else
    *reason = g_strdup_printf (_("the source did not understand the question (%u)"), status);

  return PENSTOCK_OUTCOME_BROKEN;
}

static PenstockOutcome
recognise_note (const char  *note,
                char       **reason)
{
  g_autofree char *quoted = penstock_recognise_quote (note, -1);

  *reason = g_strdup_printf (_("the source says %s"), quoted);
  return is_refusal (note) ? PENSTOCK_OUTCOME_REFUSED : PENSTOCK_OUTCOME_BROKEN;
}

/* What a fault of @status adds in its own words. */
static PenstockOutcome
recognise_fault (guint    status,
                 GBytes  *body,
                 char   **reason)
{
  const PenstockOutcome outcome = recognise_status (status, reason);
  g_autofree char *note = penstock_recognise_dup_note (body);
  g_autofree char *quoted = note != NULL ? penstock_recognise_quote (note, -1) : NULL;
  g_autofree char *status_words = *reason;

  *reason = quoted != NULL ? g_strdup_printf ("%s: %s", status_words, quoted) : g_strdup (status_words);
  return outcome;
}

/* A body with status 2xx that holds no page. */
static PenstockOutcome
recognise_body (GBytes    *body,
                gboolean   html_is_data,
                char     **reason)
{
  const char first = first_byte (body);
  g_autofree char *note = penstock_recognise_dup_note (body);

  if (note != NULL)
    return recognise_note (note, reason);
  if (first != '{' && first != '[' && first != '<' && (*reason = find_refusing_text (body)) != NULL)
    return PENSTOCK_OUTCOME_REFUSED;
  if (first == '\0')
    {
      *reason = g_strdup (_("an empty body"));
      return PENSTOCK_OUTCOME_BROKEN;
    }
  if (first == '<' && !html_is_data)
    {
      *reason = g_strdup (_("HTML page instead of data"));
      return PENSTOCK_OUTCOME_BROKEN;
    }

  return PENSTOCK_OUTCOME_DATA;
}

PenstockOutcome
penstock_recognise (guint     status,
                    GBytes   *body,
                    gboolean  html_is_data,
                    char    **reason)
{
  const gboolean good = status >= 200 && status <= 299;

  /* What is there no more is there no more, whatever the page around it looks like. */
  if (status != 404 && status != 410 && status != 0 && (*reason = find_page (body)) != NULL)
    return PENSTOCK_OUTCOME_REFUSED;

  return good ? recognise_body (body, html_is_data, reason) : recognise_fault (status, body, reason);
}
