/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-news-feed-private.h"
#include "python-expect.h"

#include <string.h>

/* feedparser's conformance documents. Each says in a comment, as a Python expression, what a reader must find in it. What they state about the title, the
 * link or a date of an entry or of the feed is evaluated here against what ours finds; nothing that states one of these is left out.
 *
 * How it is counted: `title`, `title_detail.value` and `link`, `links[0].href` and the dates in text (`published`, `updated`, `created`, their older names) and
 * as time (`…_parsed`). feedparser keeps markup in titles and Penstock shows plain text: such a title is met if ours is the stated one without its tags and with
 * its entities decoded, and the table says how many are met in that way. */

#define HOME "http://127.0.0.1:8097/" /* feedparser's own test server */

typedef enum { ENTRY_TITLE, FEED_TITLE, ENTRY_LINK, FEED_LINK, ENTRY_DATE, FEED_DATE, ANY_ID, N_CATEGORIES } Category;
static const char *const category_names[] = { "title of an entry", "title of the feed", "link of an entry", "link of the feed",
                                              "date of an entry", "date of the feed", "id (beyond the issue)" };

typedef struct { guint stated, met, as_text; } Count;

/* Why what is missed is missed. */
static const struct { const char *name, *reason; } reasons[] = {
  { "wellformed_atom10_entry_link_rel_license.xml", "the only link is to a licence, which is no link to the story" },
  { "wellformed_base_feed_link_xml_base_iri.xml", "the only link is rel=\"self\" and empty: the feed's own address, which is no page to read" },
  { "wellformed_base_http_entry_id_base_content_location.xml", "an id is compared as it is written, never resolved" },
  { "wellformed_base_http_feed_id_base_content_location.xml", "an id is compared as it is written, never resolved" },
  { "wellformed_base_http_feed_id_base_docuri.xml", "an id is compared as it is written, never resolved" },
};

typedef struct
{
  Count    by_category[N_CATEGORIES];
  guint    documents, stating, met;
  GString *misses;
} Table;

typedef enum { NOT_OURS, MET, MET_AS_TEXT, MISSED } Verdict;

static const char *
suite_dir (void)
{
  static char *path;
  const char *shared = g_getenv ("PENSTOCK_SHARED");

  if (path == NULL && shared != NULL)
    path = g_build_filename (shared, "feeds", "real", "feedparser-suite", NULL);

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR) ? path : NULL;
}

/* -- one statement -- */

/* What a statement is about, of which entry (NULL: the feed), and its date's kind. */
static gboolean
find_subject (const char             *path,
              const PenstockNewsFeed *feed,
              Category               *category,
              PenstockNewsEntry     **entry,
              PenstockNewsDate       *date,
              gboolean               *parsed)
{
  static const struct { const char *key; PenstockNewsDate date; } dates[] = {
    { "published", PENSTOCK_NEWS_PUBLISHED }, { "issued", PENSTOCK_NEWS_PUBLISHED }, { "updated", PENSTOCK_NEWS_UPDATED },
    { "modified", PENSTOCK_NEWS_UPDATED }, { "date", PENSTOCK_NEWS_UPDATED }, { "created", PENSTOCK_NEWS_CREATED },
  };
  gboolean of_feed = g_str_has_prefix (path, "feed ");
  const char *key = of_feed ? path + 5 : path + strlen ("entries ");
  g_autofree char *name = NULL;
  guint index = 0;

  if (!of_feed)
    {
      if (!g_str_has_prefix (path, "entries "))
        return FALSE;
      index = (guint)g_ascii_strtoull (key, (char **)&key, 10);
      if (*key++ != ' ')
        return FALSE;
    }

  *entry = of_feed ? feed->about : index < feed->entries->len ? g_ptr_array_index (feed->entries, index) : NULL;
  *parsed = g_str_has_suffix (key, "_parsed");
  name = g_strndup (key, strlen (key) - (*parsed ? strlen ("_parsed") : 0));
  if (g_str_equal (name, "title") || g_str_equal (name, "title_detail value"))
    *category = of_feed ? FEED_TITLE : ENTRY_TITLE;
  else if (g_str_equal (name, "link") || g_str_equal (name, "links 0 href") || g_str_equal (name, "links 0"))
    *category = of_feed ? FEED_LINK : ENTRY_LINK;
  else if (g_str_equal (name, "id") || g_str_equal (name, "guid"))
    *category = ANY_ID;
  else
    {
      for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
        if (g_str_equal (name, dates[i].key))
          {
            *date = dates[i].date;
            *category = of_feed ? FEED_DATE : ENTRY_DATE;
            return TRUE;
          }
      return FALSE;
    }

  return TRUE;
}

/* The stated title as people read it: an independent, slower way than the reader's. */
static char *
strip_markup (const char *html)
{
  static const struct { const char *entity, *text; } entities[] = { { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&apos;", "'" }, { "&amp;", "&" } };
  g_autoptr(GRegex) tags = g_regex_new ("<[a-zA-Z/!](\"[^\"]*\"|[^>\"])*>", 0, 0, NULL);
  g_autoptr(GRegex) blanks = g_regex_new ("\\s+", 0, 0, NULL);
  g_autofree char *bare = g_regex_replace (tags, html, -1, 0, "", 0, NULL);
  g_autofree char *line = g_regex_replace (blanks, bare, -1, 0, " ", 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      g_auto(GStrv) parts = g_strsplit (line, entities[i].entity, -1);

      g_free (line);
      line = g_strjoinv (entities[i].text, parts);
    }

  return g_strdup (g_strstrip (line));
}

static Verdict
compare_text (const char *stated,
              const char *found,
              gboolean    markup)
{
  g_autofree char *plain = markup ? strip_markup (stated) : NULL;

  if (found != NULL && g_str_equal (stated, found))
    return MET;

  return plain != NULL && g_str_equal (plain, found != NULL ? found : "") ? MET_AS_TEXT : MISSED;
}

/* The value of "href" in {'rel': …, 'href': …}. Owned. */
static char *
read_href (const char *dictionary)
{
  const char *p = strstr (dictionary, "'href':");

  if (p == NULL)
    return NULL;
  p += strlen ("'href':");
  return read_string (&p);
}

static Verdict
compare (const char              *value,
         Category                 category,
         const PenstockNewsEntry *entry,
         PenstockNewsDate         date,
         gboolean                 parsed,
         char                   **found)
{
  const char *texts[] = { entry->title, entry->title, entry->link, entry->link, entry->dates[date], entry->dates[date], entry->id };
  g_autofree char *stated = NULL;
  gint64 time = 0, ours;

  *found = g_strdup (texts[category]);
  if (parsed)
    return read_tuple (&value, &time) && penstock_news_feed_date (entry->dates[date], &ours, NULL) && time == ours ? MET : MISSED;

  skip_blanks (&value);
  stated = *value == '{' ? read_href (value) : read_string (&value);
  return stated != NULL ? compare_text (stated, texts[category], category <= FEED_TITLE) : MISSED;
}

/* One of the statements that "and" joins. */
static Verdict
judge (const char             *statement,
       const PenstockNewsFeed *feed,
       Category               *category,
       char                  **found)
{
  g_autofree char *inner = g_strstrip (g_strdup (statement));
  g_auto(GStrv) sides = NULL;
  const char *p = inner;
  gboolean negated = g_str_has_prefix (p, "not "), parsed = FALSE;
  g_autofree char *path = NULL;
  PenstockNewsEntry *entry = NULL;
  PenstockNewsDate date = PENSTOCK_NEWS_PUBLISHED;
  Verdict verdict = MET;

  if (*p == '(' && g_str_has_suffix (p, ")"))
    {
      inner[strlen (inner) - 1] = '\0';
      p++;
    }
  p += negated ? 4 : 0;
  sides = split_outside (p, "==");
  path = read_path ((const char **)&p);
  if (path != NULL && g_str_has_suffix (path, " has_key")) /* not entries[0].has_key('link') */
    {
      g_assert_true (negated && strstr (p, "'link'") != NULL);
      *category = ENTRY_LINK;
      entry = feed->entries->len > 0 ? g_ptr_array_index (feed->entries, 0) : NULL;
      *found = g_strdup (entry != NULL ? entry->link : NULL);
      return entry != NULL && entry->link == NULL ? MET : MISSED;
    }
  if (path == NULL || !find_subject (path, feed, category, &entry, &date, &parsed))
    return NOT_OURS;

  /* a == b == 'value' */
  for (guint i = 0, last = g_strv_length (sides) - 1; i < last; i++)
    {
      const char *side = sides[i];
      g_autofree char *one = read_path (&side);
      Verdict next;

      g_clear_pointer (found, g_free);
      if (one == NULL || !find_subject (one, feed, category, &entry, &date, &parsed) || entry == NULL)
        return MISSED;
      next = compare (sides[last], *category, entry, date, parsed, found);
      verdict = MAX (verdict, next);
    }

  return g_strv_length (sides) > 1 ? verdict : MISSED;
}

/* -- one document -- */

/* What follows "Expect:", to the end of the line. Owned; NULL if there is none. */
static char *
find_line (const char *text,
           const char *label)
{
  const char *p = strstr (text, label);

  if (p == NULL)
    return NULL;
  p += strlen (label);
  return g_strstrip (g_strndup (p, strcspn (p, "\r\n")));
}

static char *
find_charset (const char *text)
{
  g_autofree char *type = find_line (text, "Content-type:");
  const char *p = type != NULL ? strstr (type, "charset") : NULL;

  p = p != NULL ? strchr (p, '=') : NULL;
  return p != NULL ? g_strdup (p + 1) : NULL;
}

static char *
find_address (const char *text,
              const char *name)
{
  g_autofree char *location = find_line (text, "Content-Location:");
  g_autofree char *own = g_strconcat (HOME, name, NULL);
  char *address = location != NULL ? penstock_news_feed_resolve (own, location) : NULL;

  return address != NULL ? address : g_strdup (own);
}

static const char *
reason_for (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].name, name))
      return reasons[i].reason;

  return "nobody has said why";
}

static void
count (Table      *table,
       Category    category,
       Verdict     verdict,
       const char *name,
       const char *expect)
{
  Count *c = &table->by_category[category];

  c->stated++;
  c->met += verdict != MISSED;
  c->as_text += verdict == MET_AS_TEXT;
  if (verdict == MISSED)
    g_string_append_printf (table->misses, "missed: %s (%s): %s: %s\n", name, category_names[category], expect, reason_for (name));
}

static void
judge_document (Table                  *table,
                const char             *name,
                const char             *expect,
                const PenstockNewsFeed *feed)
{
  g_auto(GStrv) alternatives = split_outside (expect, " or ");
  g_auto(GStrv) statements = split_outside (expect, " and ");
  Verdict worst[N_CATEGORIES] = { NOT_OURS };
  Verdict all = NOT_OURS;

  if (g_strv_length (alternatives) > 1) /* the only one states the same title in two ways */
    {
      g_strfreev (statements);
      statements = g_strdupv (alternatives + 1);
    }
  for (guint i = 0; statements[i] != NULL; i++)
    {
      g_autofree char *found = NULL;
      Category category = ENTRY_TITLE;
      Verdict verdict = judge (statements[i], feed, &category, &found);

      if (verdict == NOT_OURS)
        continue;
      if (worst[category] < verdict)
        worst[category] = verdict;
      if (verdict == MISSED || worst[category] == MISSED)
        g_test_message ("%s: %s: found %s", name, statements[i], found != NULL ? found : "nothing");
    }

  for (guint i = 0; i < N_CATEGORIES; i++)
    if (worst[i] != NOT_OURS)
      {
        count (table, i, worst[i], name, expect);
        if (i != ANY_ID)
          all = MAX (all, worst[i]);
      }
  table->documents++;
  table->stating += all != NOT_OURS;
  table->met += all == MET || all == MET_AS_TEXT;
}

static void
check_file (const char *name,
            Table      *table)
{
  g_autofree char *path = g_build_filename (suite_dir (), name, NULL);
  g_autofree char *data = NULL, *text = NULL, *expect = NULL, *charset = NULL, *address = NULL;
  g_autoptr(PenstockNewsFeed) feed = NULL;
  g_autoptr(GError) error = NULL;
  gsize length, n;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  text = penstock_news_feed_decode (data, length, NULL, &n);
  expect = find_line (text, "Expect:");
  charset = find_charset (text);
  address = find_address (text, name);
  feed = penstock_news_feed_read (data, length, charset, address, &error);
  g_assert_true ((feed == NULL) == (error != NULL));
  if (feed == NULL)
    {
      g_test_message ("%s: %s", name, error->message);
      feed = penstock_news_feed_new ();
    }

  g_assert_nonnull (expect);
  judge_document (table, name, expect, feed);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static void
for_each_document (const char *prefix,
                   void      (*function) (const char *name, gpointer user_data),
                   gpointer    user_data)
{
  g_autoptr(GDir) dir = g_dir_open (suite_dir (), 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    function (g_ptr_array_index (names, i), user_data);
}

static void
print_table (const char  *title,
             const Table *table)
{
  g_test_message ("%s: %u documents, %u state a title, a link or a date, %u of these are met in all of them: %.1f %%", title, table->documents,
                  table->stating, table->met, table->stating > 0 ? 100.0 * table->met / table->stating : 100.0);
  g_test_message ("%-24s %8s %8s %24s %9s", "category", "stated", "met", "(of these as plain text)", "percent");
  for (guint i = 0; i < N_CATEGORIES; i++)
    {
      const Count *c = &table->by_category[i];

      g_test_message ("%-24s %8u %8u %24u %8.1f%%", category_names[i], c->stated, c->met, c->as_text, c->stated > 0 ? 100.0 * c->met / c->stated : 100.0);
    }
  g_test_message ("%s", table->misses->str);
}

static void
check_document (const char *name,
                gpointer    user_data)
{
  check_file (name, user_data);
}

static void
test_wellformed (void)
{
  Table table = { 0 };

  if (suite_dir () == NULL)
    {
      g_test_skip ("no conformance documents here");
      return;
    }

  table.misses = g_string_new (NULL);
  for_each_document ("wellformed_", check_document, &table);
  print_table ("well-formed", &table);
  g_assert_cmpuint (table.documents, >, 500);
  g_assert_cmpuint (table.stating, >, 100);
  g_assert_cmpuint (table.met * 100, >=, table.stating * 95);
  g_string_free (table.misses, TRUE);
}

/* -- the other documents never crash -- */

static void
read_pieces (const char *name,
             gpointer    user_data)
{
  g_autofree char *path = g_build_filename (suite_dir (), name, NULL);
  g_autofree char *data = NULL, *text = NULL, *charset = NULL;
  guint *n_read = user_data;
  gsize length, n;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  text = penstock_news_feed_decode (data, length, NULL, &n);
  charset = find_charset (text);
  for (gsize cut = 0; cut <= length; cut += cut + 16 > length ? 1 : 16)
    {
      g_autofree char *exact = g_memdup2 (data, cut); /* so that ASan sees the end */
      g_autoptr(GError) error = NULL;
      g_autoptr(PenstockNewsFeed) feed = penstock_news_feed_read (exact != NULL ? exact : "", cut, charset, NULL, &error);

      g_assert_true ((feed == NULL) == (error != NULL));
      if (cut == length)
        {
          n_read[feed != NULL]++;
          g_test_message ("%s: %s", name, feed != NULL ? "read" : error->message);
        }
    }
}

static void
test_illformed (void)
{
  guint n_read[2] = { 0 };

  if (suite_dir () == NULL)
    {
      g_test_skip ("no conformance documents here");
      return;
    }

  for_each_document ("illformed_", read_pieces, n_read);
  for_each_document ("encoding_", read_pieces, n_read);
  g_test_message ("%u ill-formed or oddly encoded documents: %u read, %u refused with a reason", n_read[0] + n_read[1], n_read[1], n_read[0]);
  g_assert_cmpuint (n_read[0] + n_read[1], >=, 60);
}

/* Cut in pieces, well-formed documents are ill-formed ones. */
static void
test_wellformed_in_pieces (void)
{
  guint n_read[2] = { 0 };

  if (suite_dir () == NULL)
    {
      g_test_skip ("no conformance documents here");
      return;
    }

  for_each_document ("wellformed_", read_pieces, n_read);
  g_test_message ("%u documents: %u read, %u refused", n_read[0] + n_read[1], n_read[1], n_read[0]);
  g_assert_cmpuint (n_read[1], >, 500);
}

/* What the documents with odd encodings state; for the record, as the issue asks only that they do no harm. */
static void
test_encodings (void)
{
  Table table = { 0 };

  if (suite_dir () == NULL)
    {
      g_test_skip ("no conformance documents here");
      return;
    }

  table.misses = g_string_new (NULL);
  for_each_document ("json_", check_document, &table);
  for_each_document ("encoding_utf", check_document, &table);
  for_each_document ("encoding_demoronize", check_document, &table);
  print_table ("encodings and JSON", &table);
  g_string_free (table.misses, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/suite/wellformed", test_wellformed);
  g_test_add_func ("/feed/suite/wellformed-in-pieces", test_wellformed_in_pieces);
  g_test_add_func ("/feed/suite/encodings", test_encodings);
  g_test_add_func ("/feed/suite/illformed", test_illformed);
  return g_test_run ();
}
