/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-feed-news.h"

/* News feeds: what is wrong with them in the wild. */

static void
test_traps (void)
{
  static const struct { const char *name, *text, *titles; } traps[] = {
    { "RSS 0.91 with its DTD", "<?xml version='1.0'?><!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' "
      "'http://my.netscape.com/publish/formats/rss-0.91.dtd'><rss version='0.91'><channel><item><title>Caf&eacute; &copy; x</title></item></channel></rss>",
      "Café © x" },
    { "RSS 0.90", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'><item><title>Old</title></item>"
      "</rdf:RDF>", "Old" },
    { "no namespace", "<feed><entry><title>Bare</title></entry></feed>", "Bare" },
    { "unknown default namespace", "<rss xmlns='urn:x'><channel><item><title>Own</title></item></channel></rss>", "Own" },
    { "another's title", "<rss xmlns:svg='http://www.w3.org/2000/svg'><channel><item><svg:title>No</svg:title><title>Yes</title><svg:title>No</svg:title></item>"
      "</channel></rss>", "Yes" },
    { "prefix nobody declared", "<rss><channel><item><dc:title>Undeclared</dc:title><foo:title>no</foo:title></item></channel></rss>", "Undeclared" },
    { "bare ampersands", "<rss><channel><item><title>AT&T and S&P 500 & R&D; a&b;c</title></item></channel></rss>", "AT&T and S&P 500 & R&D; a&b;c" },
    { "bare less-than", "<rss><channel><item><title>1 < 2 and 3 <4</title></item></channel></rss>", "1 < 2 and 3 <4" },
    { "entity decoded once", "<rss><channel><item><title>&amp;lt;b&amp;gt; &amp;amp;amp;</title></item></channel></rss>", "<b> &amp;" },
    { "open CDATA", "<rss><channel><item><title><![CDATA[One</title></item><item><title><![CDATA[Two]]></title></item></channel></rss>", "One|Two" },
    { "open CDATA, nothing after", "<rss><channel><item><title><![CDATA[One</title></item></channel></rss>", "One" },
    { "crossed tags", "<rss><channel><item><title><b>One <i>two</b></i> three</title><description><p>x<br></description></item>"
      "<item><title>Next</title></item></channel></rss>", "One two three|Next" },
    { "items that are never closed", "<rss><channel><item><title>One</title><item><title>Two</title></channel></rss>", "One|Two" },
    { "text in front", "Warning: mysql_connect() failed\n<?xml version='1.0'?>\n<rss><channel><item><title>After</title></item></channel></rss>", "After" },
    { "control characters", "<rss><channel><item><title>A\x0b" "B\x01 C&#x1f;D&#0;E&#11;</title></item></channel></rss>", "AB CD\xef\xbf\xbd" "E" },
    { "windows numbers", "<rss><channel><item><title>It&#146;s &#8220;it&#148;</title></item></channel></rss>", "It’s “it”" },
    { "control characters in JSON", "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"title\": \"Be\\u0007ll\\ttoo\"}]}", "Bell too" },
    { "turned writing", "<rss><channel><item><title>Buy \xe2\x80\xae" "LLES\xe2\x80\xac now</title></item></channel></rss>", "Buy LLES now" },
    { "upper case", "<RSS><CHANNEL><ITEM><TITLE>Loud</TITLE></ITEM></CHANNEL></RSS>", "Loud" },
    { "CDF", "<CHANNEL HREF='http://x.example/'><ITEM HREF='http://x.example/1' LASTMOD='2004-04-06T23:05:43-05:00'><TITLE>Push</TITLE></ITEM></CHANNEL>", "Push" },
    { "its own entities", "<!DOCTYPE rss [<!ENTITY firm \"Foo & Bar\"><!ENTITY co 'Acme'>]><rss><channel><item><title>&co; wins</title></item></channel></rss>",
      "Acme wins" },
    { "a comment in the DTD", "<!DOCTYPE rss [<!-- it's > ] here --><!ENTITY x 'ok'>]><rss><channel><item><title>It's &x;</title></item></channel></rss>", "It's ok" },
    { "title made of the text", "<rss><channel><item><description>&lt;p&gt;Only&lt;/p&gt;&lt;p&gt;text&lt;/p&gt;</description></item></channel></rss>", "Only text" },
    { "attributes without quotes", "<rss version=2.0><channel><item><title type=html nowrap>Loose</title></item></channel></rss>", "Loose" },
    { "image within an item", "<rss><channel><item><image><title>Logo</title></image><title>Story</title></item></channel></rss>", "Story" },
    { "script in a title", "<rss><channel><item><title>&lt;script&gt;evil()&lt;/script&gt;Good&lt;img src=x onerror='a>b'&gt;</title></item></channel></rss>", "Good" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (traps); i++)
    {
      g_autoptr(PenstockBatch) batch = penstock_batch_new ();
      g_autoptr(GString) titles = g_string_new (NULL);
      g_autofree char *reason = NULL;

      read_text ("rss", "application/xml", traps[i].text, -1, NULL, batch, &reason);
      for (guint j = 0; j < batch->news->len; j++)
        g_string_append_printf (titles, "%s%s", j > 0 ? "|" : "", item_at (batch, j)->title);
      if (!g_str_equal (titles->str, traps[i].titles))
        g_error ("%s: “%s”, not “%s” (%s)", traps[i].name, titles->str, traps[i].titles, reason != NULL ? reason : "data");
    }
}

static void
test_links (void)
{
  static const struct { const char *text, *link; } links[] = {
    { "<link>https://a.example/1</link><link>https://a.example/2</link>", "https://a.example/1" },
    { "<link/><guid>https://a.example/g</guid>", "https://a.example/g" },
    { "<guid isPermaLink='false'>https://a.example/g</guid>", NULL },
    { "<guid>urn:uuid:1</guid>", NULL },
    { "<link> /x y </link>", "https://feeds.example/x%20y" },
    { "<link><![CDATA[https://a.example/?a=1&b=2]]></link>", "https://a.example/?a=1&b=2" },
    { "<link>https://a.example/?a=1&b=2</link>", "https://a.example/?a=1&b=2" },
    { "<link>javascript:alert(1)</link>", NULL },
    { "<link>file:///etc/passwd</link>", NULL },
    { "<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='self' href='https://a.example/self'/><link>https://a.example/own</link>", "https://a.example/own" },
    { "<atom:link xmlns:atom='http://www.w3.org/2005/Atom' href='https://a.example/atom'/>", "https://a.example/atom" },
    { "<link xml:base='https://b.example/d/'>e</link>", "https://b.example/d/e" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *text = g_strdup_printf ("<rss><channel><item><title>T</title>%s</item></channel></rss>", links[i].text);
      g_autoptr(PenstockBatch) batch = penstock_batch_new ();

      read_text ("rss", NULL, text, -1, NULL, batch, NULL);
      g_assert_cmpstr (item_at (batch, 0)->url, ==, links[i].link);
    }
}

/* RFC 3986, 5.4 */
static void
test_resolve (void)
{
  static const struct { const char *reference, *url; } rows[] = {
    { "g", "http://a/b/c/g" }, { "./g", "http://a/b/c/g" }, { "g/", "http://a/b/c/g/" }, { "/g", "http://a/g" }, { "//g", "http://g" }, { "?y", "http://a/b/c/d;p?y" },
    { "g?y", "http://a/b/c/g?y" }, { "#s", "http://a/b/c/d;p?q#s" }, { "g#s", "http://a/b/c/g#s" }, { ";x", "http://a/b/c/;x" }, { ".", "http://a/b/c/" },
    { "..", "http://a/b/" }, { "../g", "http://a/b/g" }, { "../..", "http://a/" }, { "../../g", "http://a/g" }, { "../../../g", "http://a/g" },
    { "http://x.example/%7ebob", "http://x.example/%7ebob" }, { "http://www.詹姆斯.com/", "http://www.詹姆斯.com/" },
    { "", NULL }, { "mailto:a@b", NULL }, { "http://", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *url = penstock_news_feed_resolve ("http://a/b/c/d;p?q", rows[i].reference);

      g_assert_cmpstr (url, ==, rows[i].url);
    }
  g_assert_null (penstock_news_feed_resolve (NULL, "relative"));
  g_assert_null (penstock_news_feed_resolve (NULL, NULL));
}

/* -- encodings -- */

static void
test_encodings (void)
{
#define FEED(title) "<rss><channel><item><title>" title "</title></item></channel></rss>"
#define BYTES(s) (s), sizeof (s) - 1
  static const struct { const char *name, *charset, *bytes; gsize n; const char *title; } rows[] = {
    { "nothing said, UTF-8", NULL, BYTES (FEED ("Caf\xc3\xa9 鴻海")), "Café 鴻海" },
    { "nothing said, windows-1252", NULL, BYTES (FEED ("Caf\xe9 \x93x\x94")), "Café “x”" },
    { "declared", NULL, BYTES ("<?xml version='1.0' encoding=\"ISO-8859-2\"?>" FEED ("\xb9")), "š" },
    { "declared behind a comment", NULL, BYTES ("<!-- x --><?xml version='1.0' encoding='iso-8859-2'?>" FEED ("\xb9")), "š" },
    { "declared UTF-8, is not", NULL, BYTES ("<?xml version='1.0' encoding='utf-8'?>" FEED ("Not\xed" "cias")), "Notícias" },
    { "HTTP over declaration", "iso-8859-2", BYTES ("<?xml version='1.0' encoding='utf-8'?>" FEED ("\xb9")), "š" },
    { "HTTP over a declaration that could be", "iso-8859-2", BYTES ("<?xml version='1.0' encoding='iso-8859-1'?>" FEED ("\xb9")), "š" },
    { "ISO-8859-1 means windows-1252", NULL, BYTES ("<?xml version='1.0' encoding='iso-8859-1'?>" FEED ("\x93x\x94")), "“x”" },
    { "HTTP in quotes", "\"Big5\"", BYTES (FEED ("\xa5x\xbfn\xb9q")), "台積電" },
    { "HTTP that is nonsense", "x-nonsense", BYTES (FEED ("Caf\xc3\xa9")), "Café" },
    { "HTTP that cannot be", "us-ascii", BYTES (FEED ("Caf\xc3\xa9")), "Café" },
    { "BOM over declaration", NULL, BYTES ("\xef\xbb\xbf<?xml version='1.0' encoding='iso-8859-1'?>" FEED ("Caf\xc3\xa9")), "Café" },
    { "BOM that HTTP calls letters", "iso-8859-1", BYTES ("\xef\xbb\xbf" FEED ("Caf\xc3\xa9")), "Café" },
    { "Shift_JIS", "Shift_JIS", BYTES (FEED ("\x8a\x94\x8e\xae")), "株式" },
    { "GB2312 means GB18030", NULL, BYTES ("<?xml version='1.0' encoding='gb2312'?>" FEED ("\xb9\xc9\xc6\xb1\xe9\x46")), "股票镕" },
    { "EUC-KR", NULL, BYTES ("<?xml version='1.0' encoding='euc-kr'?>" FEED ("\xbb\xef\xbc\xba")), "삼성" },
    { "one bad byte in much UTF-8", NULL, BYTES (FEED ("鴻海精密工業股份有限公司\xff")), "鴻海精密工業股份有限公司\xef\xbf\xbd" },
  };
#undef BYTES
#undef FEED

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(PenstockBatch) batch = penstock_batch_new ();

      read_text ("rss", NULL, rows[i].bytes, (gssize)rows[i].n, rows[i].charset, batch, NULL);
      if (batch->news->len != 1 || !g_str_equal (item_at (batch, 0)->title, rows[i].title))
        g_error ("%s: “%s”, not “%s”", rows[i].name, batch->news->len == 1 ? item_at (batch, 0)->title : "nothing", rows[i].title);
    }
}

static void
test_utf16 (void)
{
  static const char *const names[] = { "UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length, n;
      g_autofree char *bytes = g_convert ("<rss><title>台積電</title></rss>", -1, names[i], "UTF-8", NULL, &length, NULL);
      g_autofree char *text = penstock_news_feed_decode (bytes, length, "utf-8", &n); /* a label that cannot be */

      g_assert_cmpstr (text, ==, "<rss><title>台積電</title></rss>");
      g_assert_cmpuint (n, ==, strlen (text));
    }
}

/* -- dates -- */

static void
test_dates (void)
{
  static const struct { const char *text, *time; gboolean whole_day; } rows[] = {
    { "Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z" }, { "Thu, 01 Jan 2004 19:48:21 +0000", "2004-01-01T19:48:21Z" },
    { "Mon, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z" }, { "01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z" },
    { "Thu, 01 Jan 04 19:48:21 GMT", "2004-01-01T19:48:21Z" }, { "Thu, 01 Jan 99 19:48:21 GMT", "1999-01-01T19:48:21Z" },
    { "Thu, 1 Jan 2004 19:48 GMT", "2004-01-01T19:48:00Z" }, { "Thu,01 Jan 2004 19:48:21GMT", "2004-01-01T19:48:21Z" },
    { "Mon, 26 January 2004 16:31:00 EST", "2004-01-26T21:31:00Z" }, { "Mon, 26 Jan 2004 16:31:00 ET", "2004-01-26T21:31:00Z" },
    { "Thu, 10 Sep 2026 12:00:00 PDT", "2026-09-10T19:00:00Z" }, { "Thu, 10 Sep 2026 12:00:00 -0700 (PDT)", "2026-09-10T19:00:00Z" },
    { "Thu, 10 Sep 2026 12:00:00 CEST", "2026-09-10T10:00:00Z" }, { "Thu, 10 Sep 2026 12:00:00 GMT+8", "2026-09-10T04:00:00Z" },
    { "Thu, 10 Sep 2026 12:00:00 +08:00", "2026-09-10T04:00:00Z" }, { "Wed, 19 Aug 2009 18:28:00 Etc/GMT", "2009-08-19T18:28:00Z" },
    { "Thu, 10 Sep 2026 12:00:00 XYZ", "2026-09-10T12:00:00Z" }, { "Thursday, September 10, 2026 3:45 PM EDT", "2026-09-10T19:45:00Z" },
    { "Sep 10, 2026 12:05 am", "2026-09-10T00:05:00Z" }, { "Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06Z" }, { "10-Sep-2026 08:00:00", "2026-09-10T08:00:00Z" },
    { "Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z" }, { "9/10/2026 3:45:00 PM", "2026-09-10T15:45:00Z" }, { "25/12/2026 10:00", "2026-12-25T10:00:00Z" },
    { "31.12.2026 23:59", "2026-12-31T23:59:00Z" }, { "Thu, 31 Dec 2026 24:00:00 GMT", "2027-01-01T00:00:00Z" }, { "Thu, 31 Dec 2026 23:59:60 GMT", "2026-12-31T23:59:59Z" },
    { "2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z" }, { "2003-12-31T10:14:55.123456-08:00", "2003-12-31T18:14:55Z" }, { "2003-12-31T10:14Z", "2003-12-31T10:14:00Z" },
    { "2003-12-31 10:14:55", "2003-12-31T10:14:55Z" }, { "2003-12-31 10:14:55 +0800", "2003-12-31T02:14:55Z" }, { "20031231T101455Z", "2003-12-31T10:14:55Z" },
    { "2003-12-31t10:14:55z", "2003-12-31T10:14:55Z" }, { "2003-12-31T10:14:55+0100", "2003-12-31T09:14:55Z" }, { "2004-07-08 23:56:58.0", "2004-07-08T23:56:58Z" },
    { "2003-12-31", "2003-12-31T00:00:00Z", TRUE }, { "2003-12", "2003-12-01T00:00:00Z", TRUE }, { "2003", "2003-01-01T00:00:00Z", TRUE },
    { "20031231", "2003-12-31T00:00:00Z", TRUE }, { "2003-365", "2003-12-31T00:00:00Z", TRUE }, { "03-12-31", "2003-12-31T00:00:00Z", TRUE },
    { "10 Sep 2026", "2026-09-10T00:00:00Z", TRUE }, { "2026/9/3", "2026-09-03T00:00:00Z", TRUE },
    { "Seg, 24 Set 2018 19:42:40 -0300", "2018-09-24T22:42:40Z" }, { "mar., 13 juil. 2004 10:00:00 +0200", "2004-07-13T08:00:00Z" },
    { "Mi, 03 Dez 2025 10:00:00 +0100", "2025-12-03T09:00:00Z" }, { "1. März 2026 10:00", "2026-03-01T10:00:00Z" }, { "jeu., 12 févr. 2026 08:00:00 +0100", "2026-02-12T07:00:00Z" },
    { "sam. 15 août 2026 10:00:00 +0200", "2026-08-15T08:00:00Z" }, { "vie, 11 ago 2023 09:30:00 GMT", "2023-08-11T09:30:00Z" }, { "Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z" },
    { "2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z" }, { "Чт, 10 сен 2026 12:00:00 MSK", "2026-09-10T09:00:00Z" },
    { "2004년 05월 28일  01:31:15", "2004-05-27T16:31:15Z" }, { "2004-05-25 오후 11:23:17", "2004-05-25T14:23:17Z" }, { "2004-05-28 오전 01:31:15", "2004-05-27T16:31:15Z" },
    { "2026年9月10日 下午3时05分", "2026-09-10T07:05:00Z" }, { "2026年09月10日 15:05:30", "2026-09-10T07:05:30Z" }, { "2026年9月10日 午後3時5分", "2026-09-10T06:05:00Z" },
    { "2026年9月10日", "2026-09-10T00:00:00Z", TRUE }, { "２０２６-０９-１０ １２:００", "2026-09-10T12:00:00Z" },
    { "", NULL }, { "yesterday", NULL }, { "Thu, 31 Jun 2004 19:48:21 GMT", NULL }, { "2003-13-01", NULL }, { "2003-02-30T00:00:00Z", NULL }, { "04/06/2004", NULL },
    { "Thu, 01 Jan 2004 25:00:00 GMT", NULL }, { "Thu, 01 Jan 2004 10:61:00 GMT", NULL }, { "2003-12-31T10:14:55+99:00", NULL }, { "99999999999999", NULL },
    { "0000-00-00 00:00:00", NULL }, { "Sat, 01 Feb 100000 00:00:00 GMT", NULL }, { "\xff\xfe", NULL }, { "3 days ago", NULL }, { "January", NULL }, { "--", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 time;
      gboolean whole_day = FALSE;
      g_autofree char *found = penstock_news_feed_date (rows[i].text, &time, &whole_day) ? format_time (time) : NULL;

      if (g_strcmp0 (found, rows[i].time) != 0 || (found != NULL && whole_day != rows[i].whole_day))
        g_error ("%s: %s, not %s", rows[i].text, found, rows[i].time);
    }
  g_assert_false (penstock_news_feed_date (NULL, &(gint64) { 0 }, NULL));
}

/* A date that is missing, unreadable, too early or still to come never loses the item, and never makes it known too soon. */
static void
test_dates_of_items (void)
{
  static const struct { const char *dates, *time; } rows[] = {
    { "", "2026-10-06T15:20:00Z?" }, { "<pubDate>soon</pubDate>", "2026-10-06T15:20:00Z?" }, { "<pubDate>0001-01-01T00:00:00Z</pubDate>", "2026-10-06T15:20:00Z?" },
    { "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", "2026-10-06T15:20:00Z?" }, { "<pubDate>2026-10-06T15:20:01Z</pubDate>", "2026-10-06T15:20:00Z?" },
    { "<pubDate>2027-01-01</pubDate>", "2026-10-06T15:20:00Z?" }, { "<pubDate>2026-10-06</pubDate>", "2026-10-06T15:20:00Z" },
    { "<pubDate>2026-10-05</pubDate>", "2026-10-05T23:59:59Z" }, { "<pubDate>soon</pubDate><dc:date>2026-10-05T01:00:00Z</dc:date>", "2026-10-05T01:00:00Z" },
    { "<pubDate>2026-10-01T00:00:00Z</pubDate><dc:date>2026-10-05T01:00:00Z</dc:date>", "2026-10-01T00:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("<rss><channel><item><title>T</title>%s</item></channel></rss>", rows[i].dates);
      g_autoptr(PenstockBatch) batch = penstock_batch_new ();
      g_autofree char *time = NULL, *found = NULL;

      read_text ("rss", NULL, text, -1, NULL, batch, NULL);
      time = format_time (item_at (batch, 0)->published_at);
      found = g_strconcat (time, item_at (batch, 0)->date_assumed ? "?" : "", NULL);
      if (!g_str_equal (found, rows[i].time))
        g_error ("%s: %s, not %s", rows[i].dates, found, rows[i].time);
    }
}

/* -- hostile -- */

/* Bytes that were made to hurt: each ends, and none grows. */
static void
test_hostile (void)
{
  static const char *const units[] = { "<a>", "<![CDATA[", "<!--", "<?", "<a b='", "<item>", "&a;", "</a>", "<a b=\"\n<", "<!DOCTYPE x [", "<item><title>", "&#", "{\"a\":[",
                                       "<x:y>", "<title><![CDATA[</b>", "\xff\xfe<", "<rss xmlns='x'>" };
  g_autoptr(GString) bomb = g_string_new ("<!DOCTYPE rss [<!ENTITY a0 \"lollollollol\">");

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr(GString) text = g_string_new ("<rss><channel><item><title>");
      g_autoptr(PenstockBatch) batch = penstock_batch_new ();

      while (text->len < 300000)
        g_string_append (text, units[i]);
      read_text ("rss", NULL, text->str, (gssize)text->len, NULL, batch, NULL);
      g_string_erase (text, 0, strlen ("<rss><channel><item><title>"));
      read_text ("rss", NULL, text->str, (gssize)text->len, NULL, batch, NULL);
    }

  for (guint i = 1; i < 20; i++)
    g_string_append_printf (bomb, "<!ENTITY a%u \"&a%u;&a%u;&a%u;&a%u;&a%u;&a%u;&a%u;&a%u;\">", i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
  g_string_append (bomb, "<!ENTITY file SYSTEM \"file:///etc/passwd\"><!ENTITY % p SYSTEM \"http://127.0.0.1:1/x\">%p;]><rss><channel><item><title>x&a19;&file;&a0;</title>"
                         "</item></channel></rss>");
  {
    g_autoptr(PenstockBatch) batch = penstock_batch_new ();

    g_assert_cmpint (read_text ("rss", NULL, bomb->str, -1, NULL, batch, NULL), ==, PENSTOCK_OUTCOME_DATA);
    g_assert_cmpstr (item_at (batch, 0)->title, ==, "x&a19;&file;lollollollol");
  }
}

/* Every prefix of every fixture is read without harm. */
static void
test_truncations (void)
{
  static const char *const names[] = { "rss-ok.xml", "rss-ok.rdf", "rss-ok.atom", "rss-ok.json", "finnhub-news-ok.json" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = fixture (names[i]);
      gsize length = strlen (text);
      gboolean json = g_str_has_suffix (names[i], ".json");

      for (gsize n = 0; n < length; n++)
        {
          g_autoptr(PenstockBatch) batch = penstock_batch_new ();
          g_autofree char *exact = g_memdup2 (text, n);
          PenstockOutcome outcome = read_text (i == 4 ? "finnhub-news" : "rss", NULL, exact != NULL ? exact : "", (gssize)n, NULL, batch, NULL);

          g_assert_true (!json || outcome != PENSTOCK_OUTCOME_DATA || n + 1 >= length);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/news-traps/traps", test_traps);
  g_test_add_func ("/feed/news-traps/links", test_links);
  g_test_add_func ("/feed/news-traps/resolve", test_resolve);
  g_test_add_func ("/feed/news-traps/encodings", test_encodings);
  g_test_add_func ("/feed/news-traps/utf-16", test_utf16);
  g_test_add_func ("/feed/news-traps/dates", test_dates);
  g_test_add_func ("/feed/news-traps/dates-of-items", test_dates_of_items);
  g_test_add_func ("/feed/news-traps/hostile", test_hostile);
  g_test_add_func ("/feed/news-traps/truncations", test_truncations);
  return g_test_run ();
}
