/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-sample-bodies.h"

static const char *const openapi_keys[] = {
  "出表日期", "資料年月", "公司代號", "公司名稱", "產業別",
  "營業收入-當月營收", "營業收入-上月營收", "營業收入-去年當月營收", "營業收入-上月比較增減(%)", "營業收入-去年同月增減(%)",
  "累計營業收入-當月累計營收", "累計營業收入-去年累計營收", "累計營業收入-前期比較增減(%)", "備註",
};
#define N_CELLS G_N_ELEMENTS (openapi_keys)

typedef enum { STYLE_OPENAPI, STYLE_CSV, STYLE_HTML } Style;

static char *
amount (gint64 thousands,
        Style  style)
{
  g_autofree char *digits = NULL;
  GString *grouped;

  if (thousands < 0)
    return g_strdup (style == STYLE_HTML ? "0" : "");
  digits = g_strdup_printf ("%" G_GINT64_FORMAT, thousands);
  if (style != STYLE_HTML)
    return g_steal_pointer (&digits);

  grouped = g_string_new (digits);
  for (gssize at = (gssize)grouped->len - 3; at > 0; at -= 3)
    g_string_insert_c (grouped, at, ',');
  return g_string_free (grouped, FALSE);
}

/* Blank where there is no base. */
static char *
growth (gint64 value,
        gint64 base,
        Style  style)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (value < 0 || base <= 0)
    return g_strdup ("");
  g_ascii_formatd (buffer, sizeof buffer, style == STYLE_HTML ? "%.2f" : "%.16g", ((double)value / (double)base - 1.0) * 100.0);
  return g_strdup (buffer);
}

/* The 14 cells of a row, in the order of openapi_keys. Dates differ: 1150510 and 11504 in the JSON, 115/05/10 and 115/4 in the CSV. */
static void
fill_cells (const PenstockSampleRow *row,
            Style                    style,
            char                    *cells[N_CELLS])
{
  const int roc_year = row->month / 12 - 1911;
  const int month = row->month % 12 + 1;
  int year, m, d;
  guint i = 0;

  penstock_day_to_ymd (row->published, &year, &m, &d);
  cells[i++] = g_strdup_printf (style == STYLE_CSV ? "%d/%02d/%02d" : "%d%02d%02d", year - 1911, m, d);
  cells[i++] = style == STYLE_CSV ? g_strdup_printf ("%d/%d", roc_year, month) : g_strdup_printf ("%d%02d", roc_year, month);
  cells[i++] = g_strdup (row->filer->code);
  cells[i++] = g_strdup (row->filer->name);
  cells[i++] = g_strdup (row->filer->industry);
  cells[i++] = amount (row->value, style);
  cells[i++] = amount (row->last_month, style);
  cells[i++] = amount (row->year_before, style);
  cells[i++] = growth (row->value, row->last_month, style);
  cells[i++] = growth (row->value, row->year_before, style);
  cells[i++] = amount (row->to_date, style);
  cells[i++] = amount (row->to_date_year_before, style);
  cells[i++] = growth (row->to_date, row->to_date_year_before, style);
  cells[i++] = g_strdup ("-");
  g_assert (i == N_CELLS);
}

static void
free_cells (char *cells[N_CELLS])
{
  for (gsize i = 0; i < N_CELLS; i++)
    g_free (cells[i]);
}

GBytes *
penstock_sample_openapi_body (const PenstockSampleRevenue *revenue,
                              PenstockDay                  today)
{
  GString *json = g_string_new ("[");

  for (const PenstockSampleFiler *filer = penstock_sample_filers; filer->code != NULL; filer++)
    {
      PenstockSampleRow row;
      char *cells[N_CELLS];

      if (!penstock_sample_revenue_row (revenue, filer, penstock_sample_revenue_newest (revenue, filer, today), today, &row))
        continue;
      fill_cells (&row, STYLE_OPENAPI, cells);
      g_string_append (json, json->len > 1 ? ",{" : "{");
      for (gsize i = 0; i < N_CELLS; i++)
        g_string_append_printf (json, "%s\"%s\":\"%s\"", i > 0 ? "," : "", openapi_keys[i], cells[i]);
      g_string_append_c (json, '}');
      free_cells (cells);
    }

  g_string_append_c (json, ']');
  return g_string_free_to_bytes (json);
}

GBytes *
penstock_sample_mops_csv_body (const PenstockSampleRevenue *revenue,
                               PenstockPeriod               month,
                               PenstockDay                  today)
{
  GString *csv = g_string_new ("\xef\xbb\xbf");

  for (gsize i = 0; i < N_CELLS; i++)
    g_string_append_printf (csv, "%s\"%s\"", i > 0 ? "," : "", openapi_keys[i]);
  g_string_append (csv, "\r\n");

  for (const PenstockSampleFiler *filer = penstock_sample_filers; filer->code != NULL; filer++)
    {
      PenstockSampleRow row;
      char *cells[N_CELLS];

      if (!penstock_sample_revenue_row (revenue, filer, month, today, &row))
        continue;
      fill_cells (&row, STYLE_CSV, cells);
      for (gsize i = 0; i < N_CELLS; i++)
        g_string_append_printf (csv, "%s\"%s\"", i > 0 ? "," : "", cells[i]);
      g_string_append (csv, "\r\n");
      free_cells (cells);
    }

  return g_string_free_to_bytes (csv);
}

/* One sector with its table, as MOPS writes it: mixed case of tags, a line of sums. */
static void
append_sector (GString                 *html,
               const PenstockSampleRow *row)
{
  char *cells[N_CELLS];

  fill_cells (row, STYLE_HTML, cells);
  g_string_append_printf (html, "<tr><td><table width='100%%'><tr><th align=left class='tt'>產業別：%s</th><th align=right>單位：千元</th></tr>\n"
                          "<tr><td colspan=2><table border=5 bordercolor='#FF6600' width='100%%'>\n", cells[4]);
  g_string_append (html, "<tr align=center bgcolor='#EEEEEE'><th rowspan=2 class='tt'>公司<br>代號</th><th rowspan=2>公司名稱</th>"
                   "<th colspan=5 class='tt'>營業收入</th><th colspan=3 class='tt'>累計營業收入</th><th rowspan=2>備註</th></tr>\n"
                   "<tr align=center bgcolor='#EEEEEE'><th>當月營收</th><th>上月營收</th><th>去年當月營收</th><th>上月比較<br>增減(%)</th>"
                   "<th>去年同月<br>增減(%)</th><th>當月累計營收</th><th>去年累計營收</th><th>前期比較<br>增減(%)</th></tr>\n");
  g_string_append_printf (html, "<tr align=right><td align=center>%s</td><td align=left>%s</td>", cells[2], cells[3]);
  for (gsize i = 5; i < 13; i++)
    g_string_append_printf (html, "<%s nowrap>%s</td>", i % 2 == 0 ? "td" : "Td", cells[i]);
  g_string_append_printf (html, "<td align=left>%s</td></tr>\n<tr align=right><th align=center colspan=2>合計</th>", cells[13]);
  for (gsize i = 5; i < 13; i++)
    g_string_append_printf (html, "<th nowrap>%s</th>", cells[i]);
  g_string_append (html, "<th>&nbsp;</th></tr>\n</table></td></tr></table></td></tr>\n");
  free_cells (cells);
}

GBytes *
penstock_sample_mops_html_body (const PenstockSampleRevenue *revenue,
                                PenstockPeriod               month,
                                PenstockDay                  today)
{
  GString *html = g_string_new ("<html><head><title>MOPS</title>"
                                "<meta http-equiv='Content-Type' content='text/html; charset=big5'></head>\n<body>");
  gsize length = 0;
  char *big5;
  gboolean begun = FALSE;

  for (const PenstockSampleFiler *filer = penstock_sample_filers; filer->code != NULL; filer++)
    {
      PenstockSampleRow row;

      if (!penstock_sample_revenue_row (revenue, filer, month, today, &row))
        continue;
      if (!begun)
        g_string_append_printf (html, "<center><h3>上市公司%d年%d月份(累計與當月)營業收入統計表</h3></center>\n<table>\n",
                                month / 12 - 1911, month % 12 + 1);
      begun = TRUE;
      append_sector (html, &row);
    }

  g_string_append (html, begun ? "</table></body></html>\n" : "<center><h3>上市公司營業收入統計表</h3></center></body></html>\n");
  big5 = g_convert (html->str, (gssize)html->len, "CP950", "UTF-8", NULL, &length, NULL);
  g_string_free (html, TRUE);
  g_return_val_if_fail (big5 != NULL, NULL);
  return g_bytes_new_take (big5, length);
}
