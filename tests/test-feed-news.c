/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-feed-news.h"

/* News feeds: each format, each provider, every recorded body. */

/* Reads @text as a user's own feed and compares the items. */
static PenstockBatch *
check_feed (const char        *text,
            const char *const *expected)
{
  PenstockBatch *batch = penstock_batch_new ();
  g_autofree char *reason = NULL;
  PenstockOutcome outcome = read_text ("rss", "text/html", text, -1, NULL, batch, &reason);
  guint n = 0;

  if (outcome != PENSTOCK_OUTCOME_DATA && outcome != PENSTOCK_OUTCOME_EMPTY)
    g_error ("%s: %s", text, reason);
  for (; expected[n] != NULL; n++)
    {
      g_autofree char *line = describe (item_at (batch, n));

      g_assert_cmpstr (line, ==, expected[n]);
    }
  g_assert_cmpuint (batch->news->len, ==, n);
  g_assert_cmpuint (batch->kept, ==, n);
  g_assert_cmpuint (batch->rows, >=, batch->kept);
  return batch;
}

/* -- formats -- */

static void
test_rss (void)
{
  g_autofree char *text = fixture ("rss-ok.xml");
  g_autoptr(PenstockBatch) batch = check_feed (text, (const char *const[]) {
    "a-1 | AT&T &lt;orders&gt; more servers | Orders for racks rose again. | https://news.example/a?utm_source=rss | Wire | en-us |  | 2026-09-10T19:29:06Z",
    "https://news.example/b | Chip maker raises guidance |  | https://news.example/b | Barchart | en-us | AMAT,AAPL,BRK-B | 2026-09-11T06:54:00Z",
    NULL });

  g_assert_cmpuint (batch->wait_minutes, ==, 30);
  g_assert_cmpuint (batch->rows, ==, 4);
  g_assert_cmpuint (batch->rejected->len, ==, 2);
  g_assert_cmpuint (g_array_index (batch->rejected, PenstockRejection, 0).line, ==, 3);
  g_assert_cmpstr (g_array_index (batch->rejected, PenstockRejection, 0).reason, ==, "said twice");
  g_assert_cmpstr (g_array_index (batch->rejected, PenstockRejection, 1).reason, ==, "neither a title nor a text");
}

static void
test_rdf (void)
{
  g_autofree char *text = fixture ("rss-ok.rdf");
  g_autoptr(PenstockBatch) batch = check_feed (text, (const char *const[]) {
    "https://rdf.example/1 | 鴻海公布八月營收 |  | https://rdf.example/1.html | 中央社 | zh-TW |  | 2026-09-05T09:30:00Z",
    "https://rdf.example/2 | 台積電擴產 |  | https://rdf.example/2 |  | zh-TW |  | 2026-09-06T23:59:59Z", /* a day is known at its end */
    NULL });

  g_assert_cmpuint (batch->wait_minutes, ==, 360);
}

static void
test_atom (void)
{
  g_autofree char *text = fixture ("rss-ok.atom");
  g_autoptr(PenstockBatch) batch = check_feed (text, (const char *const[]) {
    "tag:atom.example,2026:1 | Q&A: racks <and> power | Literal <b> &amp; all | https://atom.example/one.html | Paper | en-GB |  | 2026-09-10T04:05:43Z",
    "tag:atom.example,2026:2 | Mehr Strom für <GPU> | Eins Zwei | https://elsewhere.example/x/zwei |  | de |  | 2026-09-08T08:00:00Z",
    NULL });

  g_assert_cmpuint (batch->wait_minutes, ==, 0);
}

static void
test_atom03 (void)
{
  g_autoptr(PenstockBatch) batch = check_feed (
    "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><id>1</id>"
    "<title mode='escaped' type='text/html'>&lt;b&gt;Bold&lt;/b&gt; move</title><link rel='alternate' type='text/html' href='http://a.example/1'/>"
    "<issued>2004-01-01T19:48:21Z</issued><modified>2004-01-02T00:00:00Z</modified></entry>"
    "<entry><id>2</id><title mode='base64'>PGI+VHdvPC9iPg==</title><created>2004-01-03T00:00:00Z</created></entry></feed>",
    (const char *const[]) { "1 | Bold move |  | http://a.example/1 |  |  |  | 2004-01-01T19:48:21Z",
                            "2 | Two |  |  |  |  |  | 2004-01-03T00:00:00Z", NULL });

  g_assert_cmpuint (batch->rejected->len, ==, 0);
}

static void
test_json (void)
{
  g_autofree char *text = fixture ("rss-ok.json");
  g_autoptr(PenstockBatch) batch = check_feed (text, (const char *const[]) {
    "7 | R&D <spend> up | More & more | https://feeds.example/seven |  | en |  | 2026-09-10T12:00:00Z",
    "8 | No title here | No title here | https://other.example/8 |  | fr |  | 2026-09-10T09:00:00Z",
    NULL });

  g_assert_cmpuint (batch->rows, ==, 4);
  g_assert_cmpuint (batch->rejected->len, ==, 2);
}

/* -- the answer as a whole -- */

static void
test_no_feed (void)
{
  static const struct { const char *text, *reason; } rows[] = {
    { "<!DOCTYPE html><html><head><title>Error</title></head><body>x</body></html>", "HTML page instead of a news feed" },
    { "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>x</p></body></html>", "HTML page instead of a news feed" },
    { "<urlset><url/></urlset>", "XML that is no news feed: its root is “urlset”" },
    { "Just text", "neither XML nor JSON: no news feed" },
    { "<", "neither XML nor JSON: no news feed" },
    { "{\"items\": []}", "$: JSON that is no JSON Feed (no version of jsonfeed.org, or no items)" },
    { "[]", "$: JSON that is no JSON Feed (no version of jsonfeed.org, or no items)" },
    { "<rss><channel><item><link>https://a.example/</link></item></channel></rss>", "none of 1 rows could be kept; row 1: neither a title nor a text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(PenstockBatch) batch = penstock_batch_new ();
      g_autofree char *reason = NULL;

      g_assert_cmpint (read_text ("rss", "text/html", rows[i].text, -1, NULL, batch, &reason), ==, PENSTOCK_OUTCOME_BROKEN);
      g_assert_cmpstr (reason, ==, rows[i].reason);
    }
}

static void
test_empty (void)
{
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  g_autofree char *reason = NULL;

  g_assert_cmpint (read_text ("rss", NULL, "<rss><channel><title>Quiet</title></channel></rss>", -1, NULL, batch, &reason), ==, PENSTOCK_OUTCOME_EMPTY);
}

/* What was there in full is kept; the entry that was cut is not. */
static void
test_breaks_off (void)
{
  g_autoptr(PenstockBatch) batch = check_feed ("<rss><channel><item><guid>1</guid><title>Whole</title><pubDate>2026-10-01T00:00:00Z</pubDate></item>"
                                               "<item><guid>2</guid><title>Profit falls short of expec",
                                               (const char *const[]) { "1 | Whole |  |  |  |  |  | 2026-10-01T00:00:00Z", NULL });

  g_assert_cmpuint (batch->rows, ==, 2);
  g_assert_cmpuint (batch->rejected->len, ==, 1);
  g_assert_cmpstr (g_array_index (batch->rejected, PenstockRejection, 0).reason, ==, "the document breaks off within this entry");
}

static void
test_limits (void)
{
  g_autoptr(GString) text = g_string_new ("<rss><channel>");
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  g_autofree char *words = g_strnfill (5000, 'x');

  for (guint i = 0; i < 1200; i++)
    g_string_append_printf (text, "<item><guid>%u</guid><title>%s</title><description>%s</description></item>", i, words, words);
  g_string_append (text, "</channel></rss>");
  g_assert_cmpuint (text->len, >, 8 * 1024 * 1024);
  g_assert_cmpint (read_text ("rss", NULL, text->str, -1, NULL, batch, NULL), ==, PENSTOCK_OUTCOME_BROKEN);

  g_string_assign (text, "<rss><channel>");
  for (guint i = 0; i < 1200; i++)
    g_string_append_printf (text, "<item><guid>%u</guid><title>%s</title></item>", i, i == 0 ? words : "short");
  g_string_append (text, "</channel></rss>");
  g_assert_cmpint (read_text ("rss", NULL, text->str, -1, NULL, batch, NULL), ==, PENSTOCK_OUTCOME_DATA);
  g_assert_cmpuint (batch->kept, ==, 1000);
  g_assert_cmpuint (batch->rows, ==, 1200);
  g_assert_cmpuint (batch->rejected->len, ==, 1);
  g_assert_cmpint (g_utf8_strlen (item_at (batch, 0)->title, -1), ==, 501);
}

static void
test_wait (void)
{
  static const struct { const char *text; guint minutes; } rows[] = {
    { "<ttl>60</ttl>", 60 }, { "<ttl> 15 </ttl>", 15 }, { "<ttl>-1</ttl>", 0 }, { "<ttl>x</ttl>", 0 }, { "<ttl>99999</ttl>", 1440 },
    { "<sy:updatePeriod>hourly</sy:updatePeriod>", 60 }, { "<sy:updatePeriod> Daily </sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 720 },
    { "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 60 }, { "<sy:updatePeriod>weekly</sy:updatePeriod>", 1440 },
    { "<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 60 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("<rss xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel>%s<item><title>T</title></item></channel></rss>",
                                               rows[i].text);
      g_autoptr(PenstockBatch) batch = penstock_batch_new ();

      read_text ("rss", NULL, text, -1, NULL, batch, NULL);
      g_assert_cmpuint (batch->wait_minutes, ==, rows[i].minutes);
    }
}

/* -- the providers -- */

static void
check_request (const char          *id,
               const PenstockQuery *query,
               const char          *uri,
               const char          *token)
{
  const PenstockProvider *provider = penstock_provider_find (id);
  PenstockRequest request = { NULL };

  provider->build_request (provider->base_url, query, &request);
  g_assert_cmpstr (request.uri, ==, uri);
  g_assert_cmpstr (request.method, ==, uri != NULL ? "GET" : NULL);
  if (token != NULL)
    {
      g_assert_cmpstr (request.headers[0], ==, "X-Finnhub-Token");
      g_assert_cmpstr (request.headers[1], ==, token);
      g_assert_null (request.headers[2]);
      g_assert_null (strstr (request.uri, token));
    }
  penstock_request_clear (&request);
}

static void
test_requests (void)
{
  const PenstockDay none = PENSTOCK_DAY_NONE;

  check_request ("rss", &(PenstockQuery) { .subject = "https://a.example/feed?x=1" }, "https://a.example/feed?x=1", NULL);
  check_request ("rss", &(PenstockQuery) { .subject = "ftp://a.example/feed" }, NULL, NULL);
  check_request ("rss", &(PenstockQuery) { .subject = "file:///etc/passwd" }, NULL, NULL);
  check_request ("rss", &(PenstockQuery) { .subject = NULL }, NULL, NULL);
  check_request ("yahoo-headlines", &(PenstockQuery) { .subject = "NVDA,BRK-B,A&B" },
                 "https://feeds.finance.yahoo.com/rss/2.0/headline?s=NVDA,BRK-B,A%26B&region=US&lang=en-US", NULL);
  check_request ("yahoo-headlines", &(PenstockQuery) { .subject = "" }, NULL, NULL);
  check_request ("finnhub-news", &(PenstockQuery) { .subject = "BRK-B", .from = penstock_day_parse ("2026-09-01"), .until = penstock_day_parse ("2026-09-10"),
                                                    .key = "sesame" },
                 "https://finnhub.io/api/v1/company-news?symbol=BRK.B&from=2026-09-01&to=2026-09-10", "sesame");
  check_request ("finnhub-news", &(PenstockQuery) { .subject = "NVDA", .from = none, .until = none, .key = NULL }, NULL, NULL);
}

static void
test_yahoo (void)
{
  g_autofree char *text = fixture ("yahoo-headlines-ok.xml");
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  g_autofree char *line = NULL, *reason = NULL;

  g_assert_cmpint (read_text ("yahoo-headlines", "application/rss+xml;charset=UTF-8", text, -1, "UTF-8", batch, NULL), ==, PENSTOCK_OUTCOME_DATA);
  line = describe (item_at (batch, 1));
  g_assert_cmpstr (line, ==, "2222-bbbb | S&P 500 closes higher |  | https://finance.yahoo.com/news/two.html?.tsrc=rss |  | en-US |  | 2026-09-10T18:00:00Z");
  g_assert_cmpstr (item_at (batch, 0)->source, ==, "yahoo-headlines");

  g_assert_cmpint (read_text ("yahoo-headlines", "text/xml", "<rss><channel><title>Yahoo! Finance: RSS feed not found</title><item><title>RSS feed not found</title></item>"
                              "</channel></rss>", -1, NULL, batch, &reason), ==, PENSTOCK_OUTCOME_EMPTY);
  g_assert_cmpstr (reason, ==, "Yahoo has no headlines for these symbols");
  g_assert_cmpint (read_text ("yahoo-headlines", "text/html", "<html>Too Many Requests</html>", -1, NULL, batch, NULL), !=, PENSTOCK_OUTCOME_DATA);
}

static void
test_finnhub (void)
{
  g_autofree char *text = fixture ("finnhub-news-ok.json");
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  static const char *const expected[] = {
    "101 | NVIDIA’s partner ships first racks & more | First racks left the plant. | https://finnhub.io/api/news?id=101 | paper.example |  | NVDA | 2026-09-08T20:40:00Z",
    "102 | Market to grow |  | https://wire.example/1 | businesswire |  | NVDA,BRK-B | 2026-09-08T17:53:20Z",
    "x104 | No date |  |  |  |  |  | 2026-10-06T15:20:00Z?",
  };
  static const struct { const char *body; guint status; PenstockOutcome outcome; } errors[] = {
    { "{\"error\":\"Invalid API key.\"}", 401, PENSTOCK_OUTCOME_REFUSED }, { "{\"error\":\"You don't have access to this resource.\"}", 403, PENSTOCK_OUTCOME_REFUSED },
    { "{\"error\":\"API limit reached.\"}", 200, PENSTOCK_OUTCOME_REFUSED }, { "{\"error\":\"Wrong parameters\"}", 200, PENSTOCK_OUTCOME_BROKEN },
    { "[]", 200, PENSTOCK_OUTCOME_EMPTY }, { "{}", 200, PENSTOCK_OUTCOME_BROKEN }, { "[{\"id\":1}]", 200, PENSTOCK_OUTCOME_BROKEN },
  };

  g_assert_cmpint (read_text ("finnhub-news", "application/json", text, -1, NULL, batch, NULL), ==, PENSTOCK_OUTCOME_DATA);
  g_assert_cmpuint (batch->rows, ==, 6);
  g_assert_cmpuint (batch->kept, ==, G_N_ELEMENTS (expected));
  g_assert_cmpuint (batch->rejected->len, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *line = describe (item_at (batch, i));

      g_assert_cmpstr (line, ==, expected[i]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr(GBytes) body = g_bytes_new_static (errors[i].body, strlen (errors[i].body));
      g_autoptr(PenstockBatch) none = penstock_batch_new ();
      g_autofree char *reason = NULL;

      g_assert_cmpint (penstock_provider_read (penstock_provider_find ("finnhub-news"), &(PenstockQuery) { .subject = "NVDA" }, errors[i].status, "application/json", body,
                                               NOW, none, &reason), ==, errors[i].outcome);
      g_assert_nonnull (reason);
    }
}

/* -- every recorded body -- */

enum { PROVIDER, FILE_, OUTCOME, ROWS, KEPT, REJECTED, FIRST_TITLE, FIRST_URL, FIRST_TIME, LAST_TITLE, LAST_URL, LAST_TIME, N_COLUMNS };

static void
check_item (const char             *file,
            const PenstockNewsItem *item,
            char                  **columns)
{
  g_autofree char *time = item->date_assumed ? g_strdup ("assumed") : format_time (item->published_at);

  if (!g_str_equal (item->title, columns[0]) || g_strcmp0 (item->url, g_str_equal (columns[1], "-") ? NULL : columns[1]) != 0 || !g_str_equal (time, columns[2]))
    g_error ("%s:\n%s\n%s\n%s\nnot\n%s\n%s\n%s", file, item->title, item->url, time, columns[0], columns[1], columns[2]);
}

static void
check_recorded (const char *dir,
                char      **row)
{
  const PenstockProvider *provider = penstock_provider_find (row[PROVIDER]);
  g_autofree char *path = g_build_filename (dir, row[FILE_], NULL);
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  g_autofree char *data = NULL, *reason = NULL;
  g_autoptr(GBytes) body = NULL;
  PenstockOutcome outcome;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  body = g_bytes_new (data, length);
  outcome = penstock_provider_read (provider, &(PenstockQuery) { .subject = ADDRESS }, 200, NULL, body, NOW, batch, &reason);
  g_test_message ("%s: %s, %u of %u kept %s", row[FILE_], penstock_outcome_id (outcome), batch->kept, batch->rows, reason != NULL ? reason : "");
  g_assert_cmpstr (penstock_outcome_id (outcome), ==, row[OUTCOME]);
  g_assert_cmpuint (batch->rows, ==, g_ascii_strtoull (row[ROWS], NULL, 10));
  g_assert_cmpuint (batch->kept, ==, g_ascii_strtoull (row[KEPT], NULL, 10));
  g_assert_cmpuint (batch->rejected->len, ==, g_ascii_strtoull (row[REJECTED], NULL, 10));
  if (outcome == PENSTOCK_OUTCOME_DATA)
    {
      check_item (row[FILE_], item_at (batch, 0), row + FIRST_TITLE);
      check_item (row[FILE_], item_at (batch, batch->news->len - 1), row + LAST_TITLE);
    }
}

static void
check_is_listed (const char *dir,
                 const char *folder,
                 const char *table)
{
  g_autofree char *path = g_build_filename (dir, folder, NULL);
  g_autoptr(GDir) files = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *needle = g_strdup_printf ("\t%s/%s\t", folder, name);

      if (strstr (table, needle) == NULL)
        g_error ("%s/%s is not in feed-expectations-news.tsv", folder, name);
    }
}

static void
test_recorded (void)
{
  const char *shared = g_getenv ("PENSTOCK_SHARED");
  g_autofree char *dir = shared != NULL ? g_build_filename (shared, "feeds", "real", NULL) : NULL;
  g_autofree char *table = fixture ("feed-expectations-news.tsv");
  g_auto(GStrv) lines = g_strsplit (g_strchomp (table), "\n", -1);
  guint n = 0;

  if (dir == NULL || !g_file_test (dir, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("no recorded bodies here");
      return;
    }

  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '#')
      {
        g_auto(GStrv) row = g_strsplit (lines[i], "\t", -1);

        g_assert_cmpuint (g_strv_length (row), ==, N_COLUMNS);
        check_recorded (dir, row);
        n++;
      }

  check_is_listed (dir, "rss-atom", table);
  check_is_listed (dir, "sec-atom", table);
  g_assert_cmpuint (n, >=, 25);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/news/rss", test_rss);
  g_test_add_func ("/feed/news/rdf", test_rdf);
  g_test_add_func ("/feed/news/atom", test_atom);
  g_test_add_func ("/feed/news/atom-0.3", test_atom03);
  g_test_add_func ("/feed/news/json", test_json);
  g_test_add_func ("/feed/news/no-feed", test_no_feed);
  g_test_add_func ("/feed/news/empty", test_empty);
  g_test_add_func ("/feed/news/breaks-off", test_breaks_off);
  g_test_add_func ("/feed/news/limits", test_limits);
  g_test_add_func ("/feed/news/wait", test_wait);
  g_test_add_func ("/feed/news/requests", test_requests);
  g_test_add_func ("/feed/news/yahoo", test_yahoo);
  g_test_add_func ("/feed/news/finnhub", test_finnhub);
  g_test_add_func ("/feed/news/recorded", test_recorded);
  return g_test_run ();
}
