/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-sample-revenue.h"

#include <string.h>

const PenstockSampleFiler penstock_sample_filers[] = {
  { "2317", "鴻海", "其他電子業" },
  { "2330", "台積電", "半導體業" },
  { "2382", "廣達", "電腦及週邊設備業" },
  { NULL },
};

static void
clear_figure (gpointer data)
{
  g_free (((PenstockSampleFigure *)data)->code);
}

/* symbol,period,value,currency,published_at */
static gboolean
read_line (const char           *line,
           guint                 number,
           PenstockSampleFigure *figure,
           GError              **error)
{
  g_auto(GStrv) cells = g_strsplit (line, ",", -1);
  int periods_per_year = 0;
  guint64 value = 0;

  if (g_strv_length (cells) == 5 &&
      penstock_period_parse (cells[1], &figure->month, &periods_per_year) && periods_per_year == 12 &&
      g_ascii_string_to_unsigned (cells[2], 10, 0, G_MAXINT64, &value, NULL) &&
      (figure->published = penstock_day_parse (cells[4])) != PENSTOCK_DAY_NONE)
    {
      figure->code = g_strndup (cells[0], strcspn (cells[0], "."));
      figure->thousands = (gint64)((value + 500) / 1000);
      return TRUE;
    }

  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, "line %u: not symbol,period,value,currency,published_at", number);
  return FALSE;
}

PenstockSampleRevenue *
penstock_sample_revenue_load (const char *path,
                              GError    **error)
{
  g_autoptr(PenstockSampleRevenue) self = g_new0 (PenstockSampleRevenue, 1);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  self->figures = g_array_new (FALSE, TRUE, sizeof (PenstockSampleFigure));
  g_array_set_clear_func (self->figures, clear_figure);
  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      PenstockSampleFigure figure = { NULL };

      if (*g_strstrip (lines[i]) == '\0')
        continue;
      if (!read_line (lines[i], i + 1, &figure, error))
        {
          g_prefix_error (error, "%s: ", path);
          return NULL;
        }
      g_array_append_val (self->figures, figure);
    }

  return g_steal_pointer (&self);
}

void
penstock_sample_revenue_free (PenstockSampleRevenue *self)
{
  g_array_unref (self->figures);
  g_free (self);
}

static const PenstockSampleFigure *
find_figure (const PenstockSampleRevenue *self,
             const PenstockSampleFiler   *filer,
             PenstockPeriod               month)
{
  for (guint i = 0; i < self->figures->len; i++)
    {
      const PenstockSampleFigure *figure = &g_array_index (self->figures, PenstockSampleFigure, i);

      if (figure->month == month && g_str_equal (figure->code, filer->code))
        return figure;
    }
  return NULL;
}

static gint64
value_of (const PenstockSampleRevenue *self,
          const PenstockSampleFiler   *filer,
          PenstockPeriod               month)
{
  const PenstockSampleFigure *figure = find_figure (self, filer, month);

  return figure != NULL ? figure->thousands : -1;
}

/* From January of the year up to @month. */
static gint64
sum_to_date (const PenstockSampleRevenue *self,
             const PenstockSampleFiler   *filer,
             PenstockPeriod               month)
{
  gint64 sum = 0;

  for (PenstockPeriod m = month - month % 12; m <= month; m++)
    {
      const gint64 value = value_of (self, filer, m);

      if (value < 0)
        return -1;
      sum += value;
    }
  return sum;
}

gboolean
penstock_sample_revenue_row (const PenstockSampleRevenue *self,
                             const PenstockSampleFiler   *filer,
                             PenstockPeriod               month,
                             PenstockDay                  today,
                             PenstockSampleRow           *row)
{
  const PenstockSampleFigure *figure = find_figure (self, filer, month);

  if (figure == NULL || figure->published > today)
    return FALSE;

  row->filer = filer;
  row->month = month;
  row->published = figure->published;
  row->value = figure->thousands;
  row->last_month = value_of (self, filer, month - 1);
  row->year_before = value_of (self, filer, month - 12);
  row->to_date = sum_to_date (self, filer, month);
  row->to_date_year_before = sum_to_date (self, filer, month - 12);
  return TRUE;
}

PenstockPeriod
penstock_sample_revenue_newest (const PenstockSampleRevenue *self,
                                const PenstockSampleFiler   *filer,
                                PenstockDay                  today)
{
  PenstockPeriod newest = G_MININT32;

  for (guint i = 0; i < self->figures->len; i++)
    {
      const PenstockSampleFigure *figure = &g_array_index (self->figures, PenstockSampleFigure, i);

      if (figure->published <= today && g_str_equal (figure->code, filer->code))
        newest = MAX (newest, figure->month);
    }
  return newest;
}
