/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-news-feed-private.h"

#include <string.h>

/* One pass over the text that lets through elements, attributes and characters, and nothing else: what libxml2 gets has no DTD, so no entity can grow and
 * nothing is ever loaded; and is balanced, so nothing is lost where its own recovery would give up. "AT&T" stays "AT&T". */

#define DEEPEST          100   /* open elements; deeper tags are dropped, their text stays */
#define FARTHEST         200   /* how many open elements one end tag may close */
#define MOST_ENTITIES    64
#define LONGEST_ENTITY   256   /* bytes */
#define MOST_EXPANDED    65536 /* bytes of all declared entities together */
#define LONGEST_NAME     80

typedef struct
{
  const char *p;
  const char *end;
  GString    *out;
  GPtrArray  *open;      /* owned names, the innermost last */
  GHashTable *entities;  /* name → text, of the document's own DOCTYPE */
  gsize       expanded;
  gboolean    had_root;
  gboolean    no_more[3];/* "]]>", "-->", "?>": once not found, never looked for again, or a page of them would take for ever */
} Repair;

enum { CDATA_END, COMMENT_END, INSTRUCTION_END };

static gboolean
starts_name (char c)
{
  return g_ascii_isalpha (c) || c == '_'; /* no feed has others, and libxml2 takes not all of them */
}

static gboolean
in_name (char c)
{
  return starts_name (c) || g_ascii_isdigit (c) || c == ':' || c == '-' || c == '.';
}

static const char *
find_end (Repair     *r,
          const char *from,
          guint       what)
{
  static const char *const ends[] = { "]]>", "-->", "?>" };
  const char *found = from < r->end && !r->no_more[what] ? g_strstr_len (from, r->end - from, ends[what]) : NULL;

  r->no_more[what] = found == NULL;
  return found;
}

static gboolean
at (const Repair *r,
    const char   *text)
{
  gsize n = strlen (text);

  return (gsize)(r->end - r->p) >= n && g_ascii_strncasecmp (r->p, text, n) == 0;
}

/* One character that is itself, if XML allows it at all. Returns behind it. */
static const char *
put_character (Repair     *r,
               const char *p)
{
  const char *next = g_utf8_next_char (p);
  guchar c = (guchar)*p;

  if (*p == '<')
    g_string_append (r->out, "&lt;");
  else if (*p == '>')
    g_string_append (r->out, "&gt;");
  else if (*p == '&')
    g_string_append (r->out, "&amp;");
  else if (*p == '"')
    g_string_append (r->out, "&quot;");
  else if ((c >= 0x20 && c != 0x7f && strncmp (p, "\xef\xbf\xbe", 3) != 0 && strncmp (p, "\xef\xbf\xbf", 3) != 0) || c == '\t' || c == '\n' || c == '\r')
    g_string_append_len (r->out, p, next - p);

  return next;
}

static void
put_text (Repair     *r,
          const char *from,
          const char *until)
{
  while (from < until)
    from = put_character (r, from);
}

static gboolean
is_allowed (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xd800) || (c > 0xdfff && c < 0xfffe) || (c > 0xffff && c < 0x110000);
}

/* "&…": a reference to a character, an entity the document declares, or an ampersand nobody wrote as one. */
static const char *
put_reference (Repair     *r,
               const char *p)
{
  const char *after = p + 1;
  const char *semicolon = after;
  g_autofree char *name = NULL;
  const char *declared;
  gunichar c;

  while (semicolon < r->end && semicolon - after < LONGEST_NAME && in_name (*semicolon))
    semicolon++;
  name = g_strndup (after, (gsize)(semicolon - after));
  declared = semicolon < r->end && *semicolon == ';' ? g_hash_table_lookup (r->entities, name) : NULL;
  if (declared != NULL)
    {
      gsize n = strlen (declared);

      if (r->expanded + n <= MOST_EXPANDED)
        put_text (r, declared, declared + n);
      r->expanded += n;
      return semicolon + 1;
    }

  c = penstock_news_feed_entity (p + 1, &after);
  if (c == 0 || after > r->end || after[-1] != ';')
    return put_character (r, p);
  if (is_allowed (c))
    g_string_append_printf (r->out, "&#%u;", c);

  return after;
}

static void
close_innermost (Repair *r)
{
  if (r->open->len <= DEEPEST)
    g_string_append_printf (r->out, "</%s>", (const char *)g_ptr_array_index (r->open, r->open->len - 1));
  g_ptr_array_remove_index (r->open, r->open->len - 1);
}

/* Closes the innermost element of that name and whatever is open within; no such element: the tag is dropped. */
static void
close_element (Repair     *r,
               const char *name)
{
  for (guint i = r->open->len; i > 0 && i + FARTHEST > r->open->len; i--)
    if (g_str_equal (g_ptr_array_index (r->open, i - 1), name))
      {
        while (r->open->len >= i)
          close_innermost (r);
        return;
      }
}

/* The end of a quoted value that begins at @p; NULL if a tag begins before it is closed. */
static const char *
end_of_quote (const Repair *r,
              const char   *p)
{
  const char *end = memchr (p + 1, *p, (gsize)(r->end - p - 1));

  return end != NULL && g_strstr_len (p, end - p, "\n<") == NULL ? end : NULL;
}

static void
put_value (Repair     *r,
           const char *from,
           const char *until)
{
  while (from < until)
    {
      const char *next = *from == '&' ? put_reference (r, from) : put_character (r, from);

      from = MIN (next, until);
    }
}

/* One attribute at r->p, if it is one; else one character is skipped. Names that stand twice are dropped: @seen. */
static void
put_attribute (Repair     *r,
               GHashTable *seen)
{
  const char *start = r->p, *from, *until;
  g_autofree char *name = NULL;

  while (r->p < r->end && in_name (*r->p))
    r->p++;
  name = g_strndup (start, (gsize)(r->p - start));
  for (from = r->p; from < r->end && g_ascii_isspace (*from); from++)
    ;
  if (from >= r->end || *from != '=')
    return; /* <td nowrap> */

  for (from++; from < r->end && g_ascii_isspace (*from); from++)
    ;
  until = from < r->end && (*from == '"' || *from == '\'') ? end_of_quote (r, from) : NULL;
  if (until != NULL)
    {
      r->p = until + 1;
      from++;
    }
  else
    {
      for (until = from; until < r->end && *until != '>' && !g_ascii_isspace (*until); until++)
        ;
      r->p = until;
    }
  if (!g_hash_table_add (seen, g_strdup (name)))
    return;

  g_string_append_printf (r->out, " %s=\"", name);
  put_value (r, from, until);
  g_string_append_c (r->out, '"');
}

/* Returns FALSE where the document ends within the tag. */
static gboolean
put_attributes (Repair   *r,
                gboolean *empty)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  *empty = FALSE;
  while (r->p < r->end && *r->p != '>')
    {
      if (*r->p == '<')
        return TRUE; /* <title<link>: it was never closed */
      *empty = *r->p == '/';
      if (starts_name (*r->p))
        put_attribute (r, seen);
      else
        r->p = g_utf8_next_char (r->p);
    }
  if (r->p >= r->end)
    return FALSE;

  r->p++;
  return TRUE;
}

static char *
take_name (Repair *r)
{
  const char *start = r->p;

  while (r->p < r->end && in_name (*r->p))
    r->p++;

  return g_strndup (start, (gsize)(r->p - start));
}

static void
put_start_tag (Repair *r)
{
  gsize mark = r->out->len;
  g_autofree char *name = NULL;
  gboolean empty, whole;

  r->p++;
  name = take_name (r);
  g_string_append_printf (r->out, "<%s", name);
  whole = put_attributes (r, &empty) && strlen (name) <= LONGEST_NAME && (r->open->len > 0 || !r->had_root);
  g_string_append (r->out, empty ? "/>" : ">");
  if (!whole || r->open->len >= DEEPEST)
    g_string_truncate (r->out, mark);
  if (!whole)
    return;

  r->had_root = TRUE;
  if (!empty)
    g_ptr_array_add (r->open, g_steal_pointer (&name));
}

static void
put_end_tag (Repair *r)
{
  g_autofree char *name = NULL;

  r->p += 2;
  name = take_name (r);
  while (r->p < r->end && *r->p != '>' && *r->p != '<')
    r->p++;
  if (r->p < r->end && *r->p == '>')
    r->p++;

  close_element (r, name);
}

/* CDATA becomes text. Where it is never closed, or another begins before it is, it ends with the element that it is in. */
static void
put_cdata (Repair *r)
{
  const char *start = r->p + strlen ("<![CDATA[");
  const char *end = find_end (r, start, CDATA_END);
  const char *limit = end != NULL ? end : r->end;
  const char *nested = g_strstr_len (start, limit - start, "<![CDATA[");

  if ((end == NULL || nested != NULL) && r->open->len > 0)
    {
      g_autofree char *tag = g_strdup_printf ("</%s", (const char *)g_ptr_array_index (r->open, r->open->len - 1));
      const char *closing = g_strstr_len (start, (nested != NULL ? nested : limit) - start, tag);

      if (closing != NULL)
        {
          put_text (r, start, closing);
          r->p = closing;
          return;
        }
    }

  put_text (r, start, limit);
  r->p = end != NULL ? end + 3 : r->end;
}

/* A comment or an instruction; one that is never closed ends with its first ">". */
static void
skip_to (Repair *r,
         guint   what)
{
  const char *end = find_end (r, r->p, what);

  if (end != NULL)
    r->p = end + (what == COMMENT_END ? 3 : 2);
  else
    {
      end = memchr (r->p, '>', (gsize)(r->end - r->p));
      r->p = end != NULL ? end + 1 : r->end;
    }
}

/* <!ENTITY name "text">; what refers to other entities, to files or to parameters is no business of a feed. */
static void
declare_entity (Repair     *r,
                const char *p,
                const char *until)
{
  const char *start, *value, *end;

  for (p += strlen ("<!ENTITY"); p < until && g_ascii_isspace (*p); p++)
    ;
  for (start = p; p < until && in_name (*p); p++)
    ;
  for (value = p; value < until && g_ascii_isspace (*value); value++)
    ;
  if (p == start || value >= until || (*value != '"' && *value != '\''))
    return;
  end = memchr (value + 1, *value, (gsize)(until - value - 1));
  if (end == NULL || end - value > LONGEST_ENTITY || memchr (value, '&', (gsize)(end - value)) != NULL || memchr (value, '<', (gsize)(end - value)) != NULL)
    return;
  if (g_hash_table_size (r->entities) < MOST_ENTITIES)
    g_hash_table_insert (r->entities, g_strndup (start, (gsize)(p - start)), g_strndup (value + 1, (gsize)(end - value - 1)));
}

static void
skip_doctype (Repair *r)
{
  gboolean subset = FALSE;

  for (r->p += 2; r->p < r->end; r->p++)
    {
      const char *quote;

      if (*r->p == '[')
        subset = TRUE;
      else if (*r->p == ']')
        subset = FALSE;
      else if (*r->p == '>' && !subset)
        break;
      else if (at (r, "<!--")) /* an apostrophe in it is no quote */
        {
          skip_to (r, COMMENT_END);
          r->p--;
        }
      else if (at (r, "<!ENTITY"))
        declare_entity (r, r->p, r->p + MIN (r->end - r->p, 3 * LONGEST_ENTITY));
      else if ((*r->p == '"' || *r->p == '\'') && (quote = memchr (r->p + 1, *r->p, (gsize)(r->end - r->p - 1))) != NULL)
        r->p = quote;
    }
  if (r->p < r->end)
    r->p++;
}

static void
put_markup (Repair *r)
{
  if (at (r, "<!--"))
    skip_to (r, COMMENT_END);
  else if (at (r, "<![CDATA["))
    put_cdata (r);
  else if (at (r, "<!DOCTYPE") && !r->had_root)
    skip_doctype (r);
  else if (at (r, "<?"))
    skip_to (r, INSTRUCTION_END);
  else if (r->end - r->p > 2 && r->p[1] == '/' && starts_name (r->p[2]))
    put_end_tag (r);
  else if (r->end - r->p > 1 && starts_name (r->p[1]))
    put_start_tag (r);
  else
    r->p = put_character (r, r->p);
}

static gboolean
is_entry (const char *name)
{
  const char *colon = strrchr (name, ':');
  const char *local = colon != NULL ? colon + 1 : name;

  return g_ascii_strcasecmp (local, "item") == 0 || g_ascii_strcasecmp (local, "entry") == 0;
}

char *
penstock_news_feed_repair (const char *text,
                           gsize       length,
                           gsize      *out_length,
                           gboolean   *breaks_off)
{
  g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *start = memchr (text, '<', length);
  Repair r = {
    .p = start != NULL ? start : text + length,
    .end = text + length,
    .out = g_string_sized_new (length + 64),
    .open = open,
    .entities = entities,
  };

  while (r.p < r.end)
    if (*r.p == '<')
      put_markup (&r);
    else if (r.open->len == 0)
      r.p++;
    else
      r.p = *r.p == '&' ? put_reference (&r, r.p) : put_character (&r, r.p);

  *breaks_off = FALSE;
  while (r.open->len > 0)
    {
      *breaks_off = *breaks_off || is_entry (g_ptr_array_index (r.open, r.open->len - 1));
      close_innermost (&r);
    }

  *out_length = r.out->len;
  return g_string_free (r.out, FALSE);
}
