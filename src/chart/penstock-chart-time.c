/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-chart-view.h"

/* Calendar steps, finest first. A tick stands where the step's number changes from one bar to the next. */
typedef enum { STEP_DAY, STEP_WEEK, STEP_MONTH, STEP_QUARTER, STEP_YEAR, STEP_2_YEARS, STEP_5_YEARS, STEP_10_YEARS, N_STEPS } Step;

static int
step_number (Step        step,
             PenstockDay day)
{
  int year, month, of_month;

  penstock_day_to_ymd (day, &year, &month, &of_month);
  switch (step)
    {
    case STEP_WEEK:
      return (day - penstock_day_weekday (day)) / 7;
    case STEP_MONTH:
      return year * 12 + month - 1;
    case STEP_QUARTER:
      return year * 4 + (month - 1) / 3;
    case STEP_YEAR:
      return year;
    case STEP_2_YEARS:
      return year / 2;
    case STEP_5_YEARS:
      return year / 5;
    case STEP_10_YEARS:
      return year / 10;
    case STEP_DAY:
    case N_STEPS:
    default:
      return day;
    }
}

/* Bars in view at which @step begins. */
static GArray *
find_starts (const PenstockChartView *self,
             Step                     step)
{
  const PenstockBars *bars = self->series->data.bars;
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  int previous = 0;

  if (self->begin > 0 && self->begin < self->end)
    previous = step_number (step, bars->day[self->begin - 1]);
  for (gsize i = self->begin; i < self->end; i++)
    {
      int number = step_number (step, bars->day[i]);

      /* Of the first bar ever nobody knows whether a month begins with it. */
      if (i == 0 ? step == STEP_DAY : number != previous)
        g_array_append_val (starts, i);
      previous = number;
    }
  return starts;
}

static char *
make_label (Step        step,
            PenstockDay day,
            gboolean    with_year)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc (penstock_day_to_unix_utc (day));
  /* Translators: dates on a chart's axis, see g_date_time_format(). */
  const char *format = step >= STEP_YEAR ? C_("axis", "%Y")
                       : step >= STEP_MONTH ? (with_year ? C_("axis", "%b %Y") : C_("axis", "%b"))
                       : (with_year ? C_("axis", "%-d %b %Y") : C_("axis", "%-d %b"));

  return date != NULL ? g_date_time_format (date, format) : g_strdup ("");
}

static void
tick_clear (gpointer data)
{
  PenstockTimeTick *tick = data;

  g_free (tick->label);
}

/* Labels stand right of their line and never touch; a line whose label would is left without. */
static GArray *
make_ticks (const PenstockChartView *self,
            Step                     step,
            GArray                  *starts)
{
  const double line = self->pen->line;
  PenstockTextStyle style = penstock_chart_view_text (self, PENSTOCK_TOKEN_DIM);
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (PenstockTimeTick));
  double taken = -G_MAXDOUBLE;
  int year = G_MININT;

  g_array_set_clear_func (ticks, tick_clear);
  for (guint i = 0; i < starts->len; i++)
    {
      gsize bar = g_array_index (starts, gsize, i);
      PenstockDay day = self->series->data.bars->day[bar];
      PenstockTimeTick tick = { .x = penstock_chart_view_x (self, (double)bar) - self->pitch / 2.0 };
      g_autofree char *label = make_label (step, day, penstock_day_year (day) != year);
      double width = penstock_pen_text_width (self->pen, label, &style);

      if (tick.x < self->price.x - 0.5)
        continue;
      if (tick.x >= taken && tick.x + 3.0 * line + width <= self->frame.x + self->frame.width)
        {
          tick.label = g_steal_pointer (&label);
          taken = tick.x + width + 10.0 * line;
          year = penstock_day_year (day);
        }
      g_array_append_val (ticks, tick);
    }
  return ticks;
}

GArray *
penstock_chart_time_ticks (const PenstockChartView *self)
{
  const gsize n = self->end - self->begin;
  const double spacing = 46.0 * MAX (self->pen->line, self->pen->text);

  for (Step step = n <= 10 ? STEP_DAY : n <= 45 ? STEP_WEEK : STEP_MONTH; step < N_STEPS; step++)
    {
      g_autoptr(GArray) starts = find_starts (self, step);

      if (step + 1 == N_STEPS || (double)starts->len * spacing <= self->price.width)
        return make_ticks (self, step, starts);
    }
  g_assert_not_reached ();
}
