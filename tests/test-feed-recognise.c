/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-recognise-private.h"

#include <string.h>

/* HTTP 200 is not success: what looks like an answer and is none. */

static const struct
{
  const char      *name;
  guint            status;
  gboolean         html_is_data;
  const char      *body;
  PenstockOutcome  outcome;
  const char      *words; /* in the reason; NULL = no reason */
} cases[] = {
  /* Data, and what must not be taken for anything else. */
  { "object", 200, FALSE, "{\"c\": 1, \"t\": 2}", PENSTOCK_OUTCOME_DATA, NULL },
  { "array", 200, FALSE, "[]", PENSTOCK_OUTCOME_DATA, NULL },
  { "csv", 200, FALSE, "Date,Open\r\n", PENSTOCK_OUTCOME_DATA, NULL },
  { "csv that speaks of keys", 200, FALSE, "Date,Title\r\n2026-05-12,\"apikey lost\"\r\n", PENSTOCK_OUTCOME_DATA, NULL },
  { "message among data", 200, FALSE, "{\"message\": \"ok\", \"data\": []}", PENSTOCK_OUTCOME_DATA, NULL },
  { "error that is null", 200, FALSE, "{\"error\": null, \"n\": 1}", PENSTOCK_OUTCOME_DATA, NULL },
  { "rss about captchas", 200, TRUE, "<?xml version=\"1.0\"?><rss><item><title>Access Denied: g-recaptcha breaks</title></item></rss>",
    PENSTOCK_OUTCOME_DATA, NULL },
  { "html table", 200, TRUE, "<html><body><table></table></body></html>", PENSTOCK_OUTCOME_DATA, NULL },
  { "byte order mark", 200, FALSE, "\xef\xbb\xbf[]", PENSTOCK_OUTCOME_DATA, NULL },

  /* Nothing at all. */
  { "empty", 200, FALSE, "", PENSTOCK_OUTCOME_BROKEN, "empty" },
  { "blank", 200, FALSE, " \r\n\t", PENSTOCK_OUTCOME_BROKEN, "empty" },
  { "mark alone", 200, TRUE, "\xef\xbb\xbf\n", PENSTOCK_OUTCOME_BROKEN, "empty" },

  /* Pages. */
  { "welcome", 200, FALSE, "<!DOCTYPE html><html>Welcome</html>", PENSTOCK_OUTCOME_BROKEN, "HTML page" },
  { "maintenance", 200, FALSE, "<html><h1>Will be right back</h1></html>", PENSTOCK_OUTCOME_REFUSED, "maintenance" },
  { "proof of work", 200, FALSE, "<html><script>fetch('/__verify?n='+n)</script></html>", PENSTOCK_OUTCOME_REFUSED, "proof" },
  { "cloudflare", 503, FALSE, "<!DOCTYPE html><title>Just a moment...</title>", PENSTOCK_OUTCOME_REFUSED, "proof" },
  { "incapsula", 200, TRUE, "<html><iframe src=\"/_Incapsula_Resource?x\"></html>", PENSTOCK_OUTCOME_REFUSED, "proof" },
  { "captcha", 200, FALSE, "\n<HTML><div class=\"g-recaptcha\"></div></HTML>", PENSTOCK_OUTCOME_REFUSED, "captcha" },
  { "consent", 200, FALSE, "<!doctype html><form action=\"https://consent.yahoo.com/v2/collectConsent\"></form>", PENSTOCK_OUTCOME_REFUSED, "consent" },
  { "block", 200, FALSE, "<html><title>Access Denied</title></html>", PENSTOCK_OUTCOME_REFUSED, "turns us away" },
  { "undeclared", 403, FALSE, "<html>Your Request Originates from an Undeclared Automated Tool</html>", PENSTOCK_OUTCOME_REFUSED, "turns us away" },
  { "rate page", 403, TRUE, "<html>Request Rate Threshold Exceeded</html>", PENSTOCK_OUTCOME_REFUSED, "too often" },
  { "a lost page that asks for a captcha", 404, FALSE, "<html><div class=\"g-recaptcha\"></div></html>", PENSTOCK_OUTCOME_BROKEN, "404" },

  /* Words. */
  { "edge", 200, FALSE, "Edge: Too Many Requests", PENSTOCK_OUTCOME_REFUSED, "too often" },
  { "hits", 200, FALSE, "Exceeded the daily hits limit", PENSTOCK_OUTCOME_REFUSED, "day" },
  { "apikey", 200, FALSE, "Get your apikey:\n1. Open https://…", PENSTOCK_OUTCOME_REFUSED, "key" },

  /* Notes. */
  { "information", 200, FALSE, "{\"Information\": \"Our standard API rate limit is 25 requests per day.\"}", PENSTOCK_OUTCOME_REFUSED, "25 requests" },
  { "note", 200, FALSE, "{\"Note\": \"Our standard API call frequency is 5 calls per minute.\"}", PENSTOCK_OUTCOME_REFUSED, "5 calls" },
  { "error message", 200, FALSE, "{\"Error Message\": \"Invalid API call.\"}", PENSTOCK_OUTCOME_BROKEN, "Invalid API call" },
  { "detail", 200, FALSE, "{\"detail\": \"Error: Ticker 'X' not found\"}", PENSTOCK_OUTCOME_BROKEN, "Ticker" },
  { "status error", 200, FALSE, "{\"code\": 429, \"message\": \"You have run out of API credits. Limit: 8\", \"status\": \"error\"}",
    PENSTOCK_OUTCOME_REFUSED, "credits" },
  { "bad key", 401, FALSE, "{\"error\": \"Invalid API key.\"}", PENSTOCK_OUTCOME_REFUSED, "Invalid API key" },
  { "no access", 403, FALSE, "{\"error\":\"You don't have access to this resource.\"}", PENSTOCK_OUTCOME_REFUSED, "don't have access" },
  { "no agent", 400, FALSE, "{\"message\": \"User-Agent header is required.\"}", PENSTOCK_OUTCOME_BROKEN, "User-Agent" },

  /* Statuses. */
  { "999", 999, FALSE, "", PENSTOCK_OUTCOME_REFUSED, "999" },
  { "301", 301, FALSE, "", PENSTOCK_OUTCOME_BROKEN, "301" },
  { "410", 410, FALSE, "", PENSTOCK_OUTCOME_BROKEN, "410" },
  { "500", 500, FALSE, "", PENSTOCK_OUTCOME_BROKEN, "500" },
  { "no answer", 0, FALSE, "", PENSTOCK_OUTCOME_BROKEN, "no answer" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      g_autofree char *reason = NULL;
      PenstockOutcome outcome = penstock_recognise (cases[i].status, body, cases[i].html_is_data, &reason);

      g_test_message ("%s: %s, %s", cases[i].name, penstock_outcome_id (outcome), reason != NULL ? reason : "-");
      g_assert_cmpstr (penstock_outcome_id (outcome), ==, penstock_outcome_id (cases[i].outcome));
      g_assert_true ((reason == NULL) == (cases[i].words == NULL));
      if (cases[i].words != NULL)
        g_assert_nonnull (strstr (reason, cases[i].words));
    }
}

/* A note in a stranger's words stays one line of a bounded length. */
static void
test_note_is_tame (void)
{
  g_autofree char *filler = g_strnfill (4000, 'x');
  g_autofree char *text = g_strdup_printf ("{\"error\": \"first\\nsecond\\u0007 %s\"}", filler);
  g_autoptr(GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autofree char *reason = NULL;

  g_assert_cmpint (penstock_recognise (200, body, FALSE, &reason), ==, PENSTOCK_OUTCOME_BROKEN);
  g_assert_null (strpbrk (reason, "\n\a"));
  g_assert_cmpuint (strlen (reason), <, 220);
}

/* A page of half a megabyte is no page that only says no, whatever is written in it. */
static void
test_large_page (void)
{
  g_autofree char *filler = g_strnfill (512 * 1024, 'x');
  g_autofree char *text = g_strconcat ("<html>g-recaptcha", filler, "</html>", NULL);
  g_autoptr(GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autofree char *reason = NULL;

  g_assert_cmpint (penstock_recognise (200, body, TRUE, &reason), ==, PENSTOCK_OUTCOME_DATA);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/recognise/cases", test_cases);
  g_test_add_func ("/feed/recognise/note-is-tame", test_note_is_tame);
  g_test_add_func ("/feed/recognise/large-page", test_large_page);
  return g_test_run ();
}
