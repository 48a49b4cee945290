/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-feed-text-private.h"
#include "penstock-recognise-private.h"
#include "penstock-taiwan-private.h"

#include <glib/gi18n.h>
#include <libxml/HTMLparser.h>
#include <string.h>

/* The MOPS month table: tables within tables, tags in both cases, cells left open. A company's row begins with a cell that is a code; sector
 * headings (產業別：…) and totals (合計) do not. Columns: code, name, revenue, last month, a year ago, two percentages, three year-to-date
 * figures and, in newer years, a remark. */

#define LEAST_CELLS   10
#define MOST_CELLS    16
#define REVENUE_CELL  2
#define LONGEST_CELL  256        /* bytes; a remark may be longer and is cut */
#define SHORT_PAGE    4096       /* bytes; before the first filing the page is shorter */

static gboolean
is_element (const xmlNode *node,
            const char    *name)
{
  return node->type == XML_ELEMENT_NODE && xmlStrcasecmp (node->name, BAD_CAST name) == 0;
}

/* The next node in document order within @top; without its children if @skip. No recursion: pages are not ours. */
static xmlNode *
next_node (xmlNode       *node,
           const xmlNode *top,
           gboolean       skip)
{
  if (!skip && node->type == XML_ELEMENT_NODE && node->children != NULL)
    return node->children;

  while (node != top && node->next == NULL)
    node = node->parent;

  return node == top ? NULL : node->next;
}

/* The words of a cell; NULL if there is another table in it. Owned. */
static char *
dup_cell (xmlNode *cell)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (xmlNode *node = next_node (cell, cell, FALSE); node != NULL; node = next_node (node, cell, FALSE))
    {
      if (is_element (node, "table"))
        return NULL;
      if (node->type == XML_TEXT_NODE && text->len < LONGEST_CELL)
        g_string_append (text, (const char *)node->content);
    }

  return g_strdup (penstock_feed_strip (text->str));
}

/* The td cells of a row; 0 if it begins with anything else. */
static guint
read_cells (xmlNode *row,
            char    *cells[MOST_CELLS])
{
  guint n = 0;

  for (xmlNode *cell = row->children; cell != NULL && n < MOST_CELLS; cell = cell->next)
    {
      if (cell->type != XML_ELEMENT_NODE)
        continue;
      if (!is_element (cell, "td") || (cells[n] = dup_cell (cell)) == NULL)
        break;
      n++;
    }

  return n;
}

static gboolean
looks_like_code (const char *text)
{
  gsize n = strspn (text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

  return n >= 4 && n <= 6 && text[n] == '\0' && g_ascii_isdigit (*text);
}

static void
read_row (const PenstockTaiwanTable *table,
          PenstockPeriod             period,
          xmlNode                   *row,
          guint                     *line,
          PenstockBatch             *batch)
{
  char *cells[MOST_CELLS] = { NULL };
  guint n = read_cells (row, cells);

  if (n >= 2 && looks_like_code (cells[0]))
    {
      ++*line;
      if (n >= LEAST_CELLS)
        {
          penstock_taiwan_add (table, *line, cells[0], period, cells[REVENUE_CELL], batch);
        }
      else
        {
          batch->rows++;
          penstock_batch_reject (batch, *line, _("%u columns where the table has at least %u"), n, LEAST_CELLS);
        }
    }

  for (guint i = 0; i < MOST_CELLS; i++)
    g_free (cells[i]);
}

static const char *
skip_blanks (const char *p)
{
  while (*p == ' ')
    p++;

  return p;
}

/* "民國115年4月" or "115年4月份" in the heading; 0 if there is none. */
static PenstockPeriod
find_month (const char *html)
{
  for (const char *year = strstr (html, "年"); year != NULL; year = strstr (year + 1, "年"))
    {
      const char *begin = year, *month = skip_blanks (year + strlen ("年"));
      gsize n = strspn (month, "0123456789");
      g_autofree char *both = NULL;
      PenstockPeriod period;

      while (begin > html && (g_ascii_isdigit (begin[-1]) || begin[-1] == ' '))
        begin--;
      if (n == 0 || !g_str_has_prefix (skip_blanks (month + n), "月"))
        continue;

      both = g_strdup_printf ("%.*s/%.*s", (int)MIN (year - begin, 8), begin, (int)MIN (n, 8), month);
      g_strdelimit (both, " ", '0');
      if (penstock_feed_roc_month (both, &period))
        return period;
    }

  return 0;
}

/* What the page says of itself, against or for want of what is known. */
static gboolean
settle (PenstockTaiwanTable  *table,
        PenstockPeriod       *month,
        const char           *html,
        GError              **error)
{
  PenstockPeriod said = find_month (html);

  if (*month == 0)
    *month = said;
  if (table->suffix == NULL && strstr (html, "上櫃") != NULL)
    table->suffix = ".TWO";
  else if (table->suffix == NULL && strstr (html, "上市") != NULL)
    table->suffix = ".TW";

  if (*month == 0)
    g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("the page does not say which month it is about"));
  else if (said != 0 && said != *month)
    g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("the page is about %d-%02d, which was not asked for"), said / 12, said % 12 + 1);
  else if (table->suffix == NULL && table->chain == NULL)
    g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("the page does not say which market it is about (上市 or 上櫃)"));
  else
    return TRUE;

  return FALSE;
}

static xmlDoc *
parse_page (const char  *html,
            gsize        length,
            GError     **error)
{
  xmlDoc *page = NULL;

  if (length <= G_MAXINT)
    page = htmlReadMemory (html, (int)length, NULL, "UTF-8",
                           HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC |
                           HTML_PARSE_COMPACT);
  if (page == NULL)
    g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("not an HTML page"));

  return page;
}

static gboolean
check_page_without_rows (const char  *html,
                         gsize        length,
                         GError     **error)
{
  static const char *const faults[] = { "denied", "forbidden", "unavailable", "error", "security" };
  g_autofree char *small = g_ascii_strdown (html, (gssize)MIN (length, SHORT_PAGE));
  /* A month's page says what it is about, before anything is filed too; a welcome page says nothing of the kind. */
  gboolean fault = length >= SHORT_PAGE || (find_month (html) == 0 && strstr (html, "查無") == NULL && strstr (html, "營業收入") == NULL);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    fault = fault || strstr (small, faults[i]) != NULL;

  if (fault)
    g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("HTML page without a revenue table"));

  return !fault;
}

gboolean
penstock_taiwan_read_html (const PenstockTaiwanTable  *table,
                           PenstockPeriod              month,
                           const char                 *html,
                           gsize                       length,
                           PenstockBatch              *batch,
                           GError                    **error)
{
  PenstockTaiwanTable settled = *table;
  g_autoptr(GError) unsettled = NULL;
  gboolean known = settle (&settled, &month, html, &unsettled);
  xmlDoc *page = parse_page (html, length, error);
  guint line = 0;

  if (page == NULL)
    return FALSE;

  for (xmlNode *node = xmlDocGetRootElement (page); node != NULL; node = next_node (node, (xmlNode *)page, FALSE))
    if (is_element (node, "tr"))
      {
        read_row (&settled, month, node, &line, batch);
        if (line > 0 && !known)
          break;
      }
  xmlFreeDoc (page);

  if (line == 0)
    return check_page_without_rows (html, length, error);
  if (g_strrstr_len (html, (gssize)length, "/html>") == NULL && g_strrstr_len (html, (gssize)length, "/HTML>") == NULL)
    penstock_batch_reject (batch, line + 1, _("the page has no end: rows may be missing"));
  if (known)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&unsettled));
  return FALSE;
}
