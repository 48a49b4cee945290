/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-headline.h"
#include "penstock-names.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Labelled headlines: do they end up on the right companies? Precision and recall are counted over single company labels (micro). */
typedef struct { guint hits, wrong, missed, lines; } Score;

static PenstockChain *
load_chain (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "chains", "ai-infrastructure.json", NULL);
  PenstockChain *chain = penstock_chain_new_from_file (path, NULL, &error);

  g_assert_no_error (error);
  return chain;
}

static double
precision (const Score *score)
{
  return score->hits + score->wrong == 0 ? 1.0 : (double)score->hits / (score->hits + score->wrong);
}

static double
recall (const Score *score)
{
  return score->hits + score->missed == 0 ? 1.0 : (double)score->hits / (score->hits + score->missed);
}

static void
add_score (Score       *sum,
           const Score *score)
{
  sum->hits += score->hits;
  sum->wrong += score->wrong;
  sum->missed += score->missed;
  sum->lines += score->lines;
}

static void
print_score (const char  *what,
             const Score *score)
{
  g_test_message ("%-28s %4u lines  %4u right  %3u wrong  %3u missed  precision %.4f  recall %.4f", what, score->lines, score->hits, score->wrong, score->missed,
                  precision (score), recall (score));
}

static gboolean
has (GStrv       list,
     const char *id)
{
  return g_strv_contains ((const char *const *)list, id);
}

static void
count (PenstockNames          *names,
       const PenstockNewsItem *item,
       const char             *expected,
       Score                  *score)
{
  g_autoptr(GArray) mentions = penstock_names_find (names, item);
  g_auto(GStrv) wanted = g_strsplit (g_str_equal (expected, "-") ? "" : expected, ",", -1);
  g_autoptr(GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < mentions->len; i++)
    g_ptr_array_add (found, penstock_names_get_chain (names)->companies[g_array_index (mentions, PenstockMention, i).company].id);
  g_ptr_array_add (found, NULL);

  score->lines++;
  for (guint i = 0; i + 1 < found->len; i++)
    if (has (wanted, g_ptr_array_index (found, i)))
      score->hits++;
    else
      {
        score->wrong++;
        g_test_message ("wrong: %s in \"%s\"", (char *)g_ptr_array_index (found, i), item->title);
      }
  for (guint i = 0; wanted[i] != NULL; i++)
    if (!has ((GStrv)found->pdata, wanted[i]))
      {
        score->missed++;
        g_test_message ("missed: %s in \"%s\"", wanted[i], item->title);
      }
}

static void
set_hints (PenstockNewsItem *item,
           const char       *hints)
{
  g_auto(GStrv) list = g_strsplit (hints, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    if (g_str_has_prefix (list[i], "sym="))
      item->symbols = g_strsplit (list[i] + 4, ",", -1);
    else if (g_str_has_prefix (list[i], "cik="))
      item->cik = g_ascii_strtoull (list[i] + 4, NULL, 10);
    else if (g_str_has_prefix (list[i], "items="))
      item->items = g_strdup (list[i] + 6);
    else if (g_str_has_prefix (list[i], "form="))
      item->form = g_strdup (list[i] + 5);
    else if (g_str_equal (list[i], "official"))
      item->official = TRUE;
    else
      g_assert_cmpstr (list[i], ==, "-");
}

typedef struct { guint right[3], labelled[3]; } Reading; /* kind, direction, status */

static void
compare_reading (const PenstockNewsItem *item,
                 GStrv                   row,
                 Reading                *reading)
{
  PenstockHeadline headline;
  char direction[8];
  const char *values[3];

  penstock_headline_read (item, &headline);
  g_assert_true (headline.guessed == (headline.direction != 0));
  g_assert_true ((headline.rule != NULL) == (headline.direction != 0));
  g_snprintf (direction, sizeof direction, "%d", headline.direction);
  values[0] = headline.kind;
  values[1] = direction;
  values[2] = penstock_status_id (headline.status);

  for (guint i = 0; i < 3; i++)
    {
      if (g_str_equal (row[3 + i], "?"))
        continue;
      reading->labelled[i]++;
      if (g_str_equal (row[3 + i], values[i]))
        reading->right[i]++;
      else
        g_test_message ("read: %s, labelled %s: \"%s\"", values[i], row[3 + i], item->title);
    }
}

static GStrv
read_lines (const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_strsplit (text, "\n", -1);
}

static void
run_own (PenstockNames *names,
         const char    *name,
         Score         *sum,
         guint         *n_traps,
         Reading       *reading)
{
  static const char *const languages[] = { "en", "zh-Hant", "zh-Hans", "ja", "ko", "de" };
  Score scores[G_N_ELEMENTS (languages)] = { { 0 } };
  g_auto(GStrv) lines = read_lines (name);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) row = g_strsplit (lines[i], "\t", -1);
      g_autoptr(PenstockNewsItem) item = NULL;

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      g_assert_cmpuint (g_strv_length (row), ==, 7);
      item = penstock_news_item_new (row[6], "rss", 1786600000);
      item->language = g_strdup (row[0]);
      set_hints (item, row[1]);
      *n_traps += g_str_equal (row[2], "-");
      for (guint k = 0; k < G_N_ELEMENTS (languages); k++)
        if (g_str_equal (row[0], languages[k]))
          count (names, item, row[2], &scores[k]);
      compare_reading (item, row, reading);
    }
  for (guint k = 0; k < G_N_ELEMENTS (languages); k++)
    {
      print_score (languages[k], &scores[k]);
      add_score (sum, &scores[k]);
    }
}

static void
print_reading (const Reading *reading)
{
  static const char *const what[] = { "kind", "direction", "status" };

  for (guint i = 0; i < 3; i++)
    {
      g_test_message ("%-10s %u of %u as labelled", what[i], reading->right[i], reading->labelled[i]);
      g_assert_cmpuint (reading->right[i] * 100, >=, reading->labelled[i] * 90);
    }
}

static char *
plain_title (const char *raw)
{
  static const struct { const char *entity, *text; } entities[] = { { "&quot;", "\"" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&#39;", "'" }, { "&amp;", "&" } };
  g_autoptr(GString) text = g_string_new (raw);
  g_auto(GStrv) words = NULL;
  g_autoptr(GString) joined = g_string_new (NULL);

  if (g_str_has_prefix (text->str, "<![CDATA["))
    {
      g_string_erase (text, 0, 9);
      g_string_truncate (text, text->len - 3);
    }
  else
    for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
      g_string_replace (text, entities[i].entity, entities[i].text, 0);
  words = g_strsplit_set (text->str, " \n\r\t", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", words[i]);

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* hash of the title → its label, within one file */
typedef GHashTable Labels;

static void
judge (PenstockNames    *names,
       PenstockNewsItem *item,
       Labels           *labels,
       Score            *score)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, item->title, -1);
  GStrv row;

  hash[12] = '\0';
  row = g_hash_table_lookup (labels, hash);
  if (row == NULL)
    g_error ("no label for the recorded title \"%s\"", item->title);
  item->language = g_strdup (row[3]);
  count (names, item, row[4], score);
}

static void
judge_xml (PenstockNames *names,
           const char    *body,
           Labels        *labels,
           Score         *score)
{
  g_autoptr(GRegex) items = g_regex_new ("<(item|entry)\\b.*?</(item|entry)>", G_REGEX_DOTALL, 0, NULL);
  g_autoptr(GRegex) titles = g_regex_new ("<title[^>]*>\\s*(.*?)\\s*</title>", G_REGEX_DOTALL, 0, NULL);
  g_autoptr(GRegex) tickers = g_regex_new ("<nasdaq:tickers>(.*?)</", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  for (g_regex_match (items, body, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *text = g_match_info_fetch (match, 0);
      g_autoptr(GMatchInfo) title = NULL;
      g_autoptr(GMatchInfo) ticker = NULL;
      g_autofree char *raw = NULL;
      g_autofree char *plain = NULL;
      g_autoptr(PenstockNewsItem) item = NULL;

      if (!g_regex_match (titles, text, 0, &title))
        continue;
      raw = g_match_info_fetch (title, 1);
      plain = plain_title (raw);
      item = penstock_news_item_new (plain, "rss", 1786600000);
      if (g_regex_match (tickers, text, 0, &ticker))
        {
          g_autofree char *list = g_match_info_fetch (ticker, 1);

          item->symbols = g_strsplit (list, ",", -1);
        }
      judge (names, item, labels, score);
    }
}

static void
judge_json (PenstockNames *names,
            JsonNode      *root,
            Labels        *labels,
            Score         *score)
{
  JsonArray *list = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : json_object_get_array_member (json_node_get_object (root), "news");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);
      g_autofree char *plain = plain_title (json_object_get_string_member_with_default (object, "headline", json_object_get_string_member_with_default (object, "title", "")));
      g_autoptr(PenstockNewsItem) item = penstock_news_item_new (plain, "finnhub-news", 1607418000);

      item->summary = g_strdup (json_object_get_string_member_with_default (object, "summary", NULL));
      if (json_object_has_member (object, "related"))
        item->symbols = g_strsplit (json_object_get_string_member (object, "related"), ",", -1);
      if (*plain != '\0')
        judge (names, item, labels, score);
    }
}

/* Filings: the registrant's, whatever the form is called. */
static void
judge_filings (PenstockNames *names,
               JsonObject    *root,
               GStrv          row,
               Score         *score)
{
  JsonObject *recent = json_object_get_object_member (json_object_get_object_member (root, "filings"), "recent");
  JsonArray *forms = json_object_get_array_member (recent, "form");

  for (guint i = 0; i < json_array_get_length (forms); i++)
    {
      g_autofree char *title = NULL;
      g_autoptr(PenstockNewsItem) item = NULL;
      PenstockHeadline headline;

      if (!g_str_equal (json_array_get_string_element (forms, i), "8-K"))
        continue;
      title = g_strdup_printf ("%s: 8-K", json_object_get_string_member (root, "name"));
      item = penstock_news_item_new (title, "sec-submissions", 1786600000);
      item->cik = g_ascii_strtoull (json_object_get_string_member_with_default (root, "cik", "0"), NULL, 10);
      item->form = g_strdup ("8-K");
      item->items = g_strdup (json_array_get_string_element (json_object_get_array_member (recent, "items"), i));
      item->official = TRUE;
      count (names, item, row[4], score);
      penstock_headline_read (item, &headline);
      g_assert_cmpint (headline.status, ==, PENSTOCK_STATUS_CONFIRMED);
      if (strstr (item->items, "2.02") != NULL)
        g_assert_cmpstr (headline.kind, ==, "results");
    }
}

static char *
load_body (const char *file)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("PENSTOCK_SHARED"), "feeds", "real", file, NULL);
  g_autofree char *body = NULL;
  gsize length = 0;

  g_file_get_contents (path, &body, &length, &error);
  g_assert_no_error (error);
  return g_utf8_validate (body, (gssize)length, NULL) ? g_steal_pointer (&body) : g_convert (body, (gssize)length, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
}

static void
judge_file (PenstockNames *names,
            const char    *file,
            Labels        *labels,
            Score         *headlines,
            Score         *filings)
{
  g_autofree char *body = load_body (file);
  g_autoptr(JsonNode) root = g_str_has_suffix (file, ".json") ? json_from_string (body, NULL) : NULL;

  if (root == NULL)
    judge_xml (names, body, labels, headlines);
  else if (g_str_has_prefix (file, "sec-submissions"))
    judge_filings (names, json_node_get_object (root), g_hash_table_lookup (labels, "*"), filings);
  else
    judge_json (names, root, labels, headlines);
}

static GHashTable *
load_labels (void)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
  g_auto(GStrv) lines = read_lines ("headlines-recorded.tsv");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      GStrv row = g_strsplit (lines[i], "\t", -1);
      Labels *labels;

      if (*lines[i] == '\0' || *lines[i] == '#')
        {
          g_strfreev (row);
          continue;
        }
      g_assert_cmpuint (g_strv_length (row), ==, 5);
      labels = g_hash_table_lookup (files, row[0]);
      if (labels == NULL)
        {
          labels = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_strfreev);
          g_hash_table_insert (files, g_strdup (row[0]), labels);
        }
      g_hash_table_insert (labels, row[1], row);
    }
  return files;
}

static void
run_recorded (PenstockNames *names,
              Score         *headlines,
              Score         *filings)
{
  g_autoptr(GHashTable) files = load_labels ();
  GList *sorted = g_list_sort (g_hash_table_get_keys (files), (GCompareFunc)strcmp);

  for (GList *file = sorted; file != NULL; file = file->next)
    judge_file (names, file->data, g_hash_table_lookup (files, file->data), headlines, filings);
  g_list_free (sorted);
}

static void
require (const char  *what,
         const Score *score)
{
  print_score (what, score);
  g_assert_cmpfloat (precision (score), >=, 0.98);
  g_assert_cmpfloat (recall (score), >=, 0.90);
}

static gboolean
have_recordings (void)
{
  g_autofree char *path = g_getenv ("PENSTOCK_SHARED") != NULL ? g_build_filename (g_getenv ("PENSTOCK_SHARED"), "feeds", "real", "rss-atom", NULL) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR);
}

static void
test_labelled (void)
{
  g_autoptr(PenstockChain) chain = load_chain ();
  g_autoptr(PenstockNames) names = penstock_names_new (chain);
  Score own = { 0 }, heldout = { 0 }, recorded = { 0 }, filings = { 0 }, all = { 0 };
  Reading reading = { { 0 }, { 0 } };
  guint n_traps = 0;

  run_own (names, "headlines.tsv", &own, &n_traps, &reading);
  g_assert_cmpuint (own.lines, >=, 170);
  g_assert_cmpuint (n_traps, >=, 50);
  g_test_message ("%u of them name no company of the chain", n_traps);
  print_reading (&reading);
  reading = (Reading) { { 0 }, { 0 } };
  run_own (names, "headlines-heldout.tsv", &heldout, &n_traps, &reading);
  print_reading (&reading);
  if (have_recordings ())
    run_recorded (names, &recorded, &filings);
  else
    g_test_message ("recorded feeds are not at hand");

  require ("own", &own);
  require ("held out, after fixing", &heldout);
  require ("recorded headlines", &recorded);
  require ("recorded 8-K filings", &filings);
  add_score (&all, &own);
  add_score (&all, &heldout);
  add_score (&all, &recorded);
  require ("all headlines", &all);
}

static double
relevance_of (PenstockNames    *names,
              PenstockNewsItem *item,
              const char       *id)
{
  g_autoptr(GArray) mentions = penstock_names_find (names, item);
  const int company = penstock_chain_find_id (penstock_names_get_chain (names), id);

  for (guint i = 0; i < mentions->len; i++)
    if (g_array_index (mentions, PenstockMention, i).company == (guint)company)
      return g_array_index (mentions, PenstockMention, i).relevance;

  return 0.0;
}

/* The subject counts fully, who is only mentioned less, who is one of many little. */
static void
test_relevance (void)
{
  g_autoptr(PenstockChain) chain = load_chain ();
  g_autoptr(PenstockNames) names = penstock_names_new (chain);
  g_autoptr(PenstockNewsItem) subject = penstock_news_item_new ("Intel wins contract to build chips for Apple", "rss", 0);
  g_autoptr(PenstockNewsItem) joint = penstock_news_item_new ("Oracle and OpenAI sign lease in Texas", "rss", 0);
  g_autoptr(PenstockNewsItem) several = penstock_news_item_new ("Chip stocks to watch this week: Nvidia, AMD, Broadcom and Micron", "rss", 0);
  g_autoptr(PenstockNewsItem) filing = penstock_news_item_new ("8-K", "sec-submissions", 0);
  g_autoptr(GArray) order = NULL;

  subject->summary = g_strdup ("TSMC declined to comment.");
  subject->symbols = g_strsplit ("INTC,QCOM,AMZN", ",", -1);
  g_assert_cmpfloat (relevance_of (names, subject, "intc"), ==, 1.0);
  g_assert_cmpfloat (relevance_of (names, subject, "aapl"), ==, 0.5);
  g_assert_cmpfloat (relevance_of (names, subject, "amzn"), ==, 0.3);
  g_assert_cmpfloat (relevance_of (names, subject, "tsmc"), ==, 0.2);
  g_assert_cmpfloat (relevance_of (names, joint, "orcl"), ==, 0.8);
  g_assert_cmpfloat (relevance_of (names, joint, "openai"), ==, 0.8);
  g_assert_cmpfloat (relevance_of (names, several, "mu"), ==, 0.4);
  g_assert_cmpfloat (relevance_of (names, several, "nvda"), ==, 0.4);

  filing->cik = 1045810;
  filing->official = TRUE;
  g_assert_cmpfloat (relevance_of (names, filing, "nvda"), ==, 1.0);

  order = penstock_names_find (names, subject);
  g_assert_cmpuint (order->len, ==, 4);
  for (guint i = 1; i < order->len; i++)
    g_assert_cmpfloat (g_array_index (order, PenstockMention, i - 1).relevance, >=, g_array_index (order, PenstockMention, i).relevance);
}

/* A doubtful word is the company where something else in the item says so. */
static void
test_second_signs (void)
{
  static const struct { const char *title, *summary, *symbol; double relevance; } cases[] = {
    { "Arm", NULL, NULL, 0.0 },
    { "Robots with one arm", NULL, NULL, 0.0 },
    { "ARM: what to know", NULL, NULL, 0.0 },
    { "ARM: what to know", NULL, "ARM", 1.0 },
    { "ARM: what to know", "Arm Holdings reports on Wednesday.", NULL, 1.0 },
    { "Chip designer to list ($ARM)", NULL, NULL, 0.7 },
    { "Bionic arms for all", "Nothing about chips.", NULL, 0.0 },
  };
  g_autoptr(PenstockChain) chain = load_chain ();
  g_autoptr(PenstockNames) names = penstock_names_new (chain);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PenstockNewsItem) item = penstock_news_item_new (cases[i].title, "rss", 0);

      item->summary = g_strdup (cases[i].summary);
      if (cases[i].symbol != NULL)
        item->symbols = g_strsplit (cases[i].symbol, ",", -1);
      g_test_message ("%s", cases[i].title);
      g_assert_cmpfloat (relevance_of (names, item, "arm"), ==, cases[i].relevance);
    }
}

/* People who left, other companies of the name, publishers: each by itself. */
static void
test_not_about_it (void)
{
  static const struct { const char *title, *publisher; guint n; } cases[] = {
    { "Former Intel executive joins start-up", NULL, 0 }, { "Ex-Google and Nvidia engineers found robotics firm", NULL, 0 }, { "前台積電工程師遭起訴", NULL, 0 },
    { "目前台積電產能滿載", NULL, 1 }, { "Micron Solutions (NYSE American: MICR) to go dark", NULL, 0 }, { "三星(5007)股東會", NULL, 0 }, { "三星(005930)法說會", NULL, 1 },
    { "Five gadgets to buy this week - Microsoft", "Microsoft", 0 }, { "Five gadgets to buy this week - Microsoft", NULL, 1 }, { "Delta Air Lines hires pilots", NULL, 0 },
    { "Discordの開発者が語る", NULL, 0 }, { "ディスコード上場へ", NULL, 0 }, { "ディスコ(6146)が最高益", NULL, 1 }, { "平台達到1億用戶", NULL, 0 }, { "台達電平台", NULL, 1 },
  };
  g_autoptr(PenstockChain) chain = load_chain ();
  g_autoptr(PenstockNames) names = penstock_names_new (chain);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PenstockNewsItem) item = penstock_news_item_new (cases[i].title, "rss", 0);
      g_autoptr(GArray) mentions = NULL;

      item->publisher = g_strdup (cases[i].publisher);
      mentions = penstock_names_find (names, item);
      g_test_message ("%s", cases[i].title);
      g_assert_cmpuint (mentions->len, ==, cases[i].n);
    }
}

/* Nothing a feed can send upsets the rules. */
static void
test_odd_text (void)
{
  static const char *const titles[] = { "", " ", "(", "$", "((((((((", "NASDAQ:", "(NASDAQ: )", "$ NV", "ex-", "前", "、、", "2330.", "\xEF\xBB\xBF", "\xE2\x84\xA2", "A.", "傳", "…", "' s", "\xff\xfe" };
  g_autoptr(PenstockChain) chain = load_chain ();
  g_autoptr(PenstockNames) names = penstock_names_new (chain);

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr(PenstockNewsItem) item = penstock_news_item_new (titles[i], "rss", 0);
      g_autoptr(GArray) mentions = NULL;
      PenstockHeadline headline;

      mentions = penstock_names_find (names, item);
      g_assert_cmpuint (mentions->len, ==, 0);
      penstock_headline_read (item, &headline);
      g_assert_cmpstr (headline.kind, ==, "news");
    }
}

static void
test_headline_words (void)
{
  static const struct { const char *title; int direction; gboolean denial; PenstockStatus status; } cases[] = {
    { "Intel cuts losses in foundry unit", 1, FALSE, PENSTOCK_STATUS_REPORTED },
    { "Micron did not miss estimates", 0, FALSE, PENSTOCK_STATUS_REPORTED },
    { "Will Nvidia beat estimates?", 0, FALSE, PENSTOCK_STATUS_REPORTED },
    { "Dell beats estimates but cuts full-year outlook", -1, FALSE, PENSTOCK_STATUS_REPORTED },
    { "Intel denies it is in talks to sell its fabs", 0, TRUE, PENSTOCK_STATUS_RUMOUR },
    { "Coinbase cuts 14% of jobs", 0, FALSE, PENSTOCK_STATUS_REPORTED },
    { "Nvidia shares fall 3%", 0, FALSE, PENSTOCK_STATUS_REPORTED },
    { "台積電否認與英特爾合資", 0, TRUE, PENSTOCK_STATUS_REPORTED },
    { "據傳蘋果砍單", -1, FALSE, PENSTOCK_STATUS_RUMOUR },
    { "光通訊傳輸需求 營收創新高", 1, FALSE, PENSTOCK_STATUS_REPORTED },
    { "寒武纪扭亏为盈", 1, FALSE, PENSTOCK_STATUS_REPORTED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PenstockNewsItem) item = penstock_news_item_new (cases[i].title, "rss", 0);
      PenstockHeadline headline;

      penstock_headline_read (item, &headline);
      g_test_message ("%s: %s", cases[i].title, headline.rule);
      g_assert_cmpint (headline.direction, ==, cases[i].direction);
      g_assert_cmpint (headline.denial, ==, cases[i].denial);
      g_assert_cmpint (headline.status, ==, cases[i].status);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/news/headlines/labelled", test_labelled);
  g_test_add_func ("/news/headlines/relevance", test_relevance);
  g_test_add_func ("/news/headlines/second-signs", test_second_signs);
  g_test_add_func ("/news/headlines/not-about-it", test_not_about_it);
  g_test_add_func ("/news/headlines/odd-text", test_odd_text);
  g_test_add_func ("/news/headlines/words", test_headline_words);
  return g_test_run ();
}
