/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-sec-quarters-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MISTYPED     7       /* days that two ends of one period may lie apart */
#define QUARTER_DAYS 91.3125

typedef enum { QUARTER, NINE_MONTHS, YEAR, N_LENGTHS } Length;

static const struct { int least, most; } lengths[N_LENGTHS] = { { 80, 100 }, { 260, 290 }, { 350, 380 } };

/* What one filing said about a period. */
typedef struct
{
  PenstockDay filed;
  double      value;
  const char *accession;
  gboolean    derived;
} Report;

typedef struct
{
  PenstockDay    start, end;
  PenstockPeriod period;
  double         off;      /* distance from its place, in quarters */
  GArray        *reports;  /* Report by filed */
} Span;

static void
span_clear (gpointer data)
{
  Span *span = data;

  g_array_unref (span->reports);
}

static gboolean
has_length (const PenstockSecFact *fact,
            Length                 length)
{
  const int days = fact->end - fact->start + 1;

  return days >= lengths[length].least && days <= lengths[length].most;
}

gboolean
penstock_sec_fact_is_quarter (const PenstockSecFact *fact)
{
  return has_length (fact, QUARTER);
}

static int
compare_facts (gconstpointer a,
               gconstpointer b)
{
  const PenstockSecFact *first = a, *second = b;

  if (first->end != second->end)
    return first->end < second->end ? -1 : 1;

  return (first->line > second->line) - (first->line < second->line);
}

/* As told: by filing date, then filing, then row. */
static int
compare_told (gconstpointer a,
              gconstpointer b)
{
  const PenstockSecFact *first = *(PenstockSecFact *const *)a, *second = *(PenstockSecFact *const *)b;
  int order;

  if (first->filed != second->filed)
    return first->filed < second->filed ? -1 : 1;
  order = strcmp (first->accession, second->accession);

  return order != 0 ? order : (first->line > second->line) - (first->line < second->line);
}

static void
add_span (GArray    *spans,
          GPtrArray *told)
{
  const PenstockSecFact *last;
  Span span = { .reports = g_array_new (FALSE, FALSE, sizeof (Report)) };

  g_ptr_array_sort (told, compare_told);
  last = g_ptr_array_index (told, told->len - 1);
  span.start = last->start;
  span.end = last->end;

  for (guint i = 0; i < told->len; i++)
    {
      const PenstockSecFact *fact = g_ptr_array_index (told, i);
      const PenstockSecFact *next = i + 1 < told->len ? g_ptr_array_index (told, i + 1) : NULL;
      const Report report = { fact->filed, fact->value, fact->accession, FALSE };

      if (next == NULL || next->filed != fact->filed)
        g_array_append_val (span.reports, report);
    }

  g_array_append_val (spans, span);
}

/* @facts are sorted by end: those of one length and one end (within a week of the first) are one period. */
static GArray *
gather (const GArray *facts,
        Length        length)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));
  g_autoptr(GPtrArray) told = g_ptr_array_new ();

  g_array_set_clear_func (spans, span_clear);
  for (guint i = 0; i < facts->len; i++)
    {
      PenstockSecFact *fact = &g_array_index (facts, PenstockSecFact, i);
      const PenstockSecFact *first = told->len > 0 ? g_ptr_array_index (told, 0) : fact;

      if (!has_length (fact, length))
        continue;
      if (fact->end - first->end > MISTYPED)
        {
          add_span (spans, told);
          g_ptr_array_set_size (told, 0);
        }
      g_ptr_array_add (told, fact);
    }
  if (told->len > 0)
    add_span (spans, told);

  return spans;
}

/* -- the fourth quarter -- */

typedef struct
{
  const Report *year, *nine;           /* as last reported; NULL = not yet */
  double        year_paired, nine_paired; /* of the last pair that counted */
  gboolean      paired;
} Pairing;

/* May the pair count today? @of_year: is it the year that is reported? See the header. */
static gboolean
may_pair (const Pairing *self,
          gboolean       of_year)
{
  gboolean reported_changed, other_changed;

  if (self->year == NULL || self->nine == NULL)
    return FALSE;
  if (!self->paired || g_str_equal (self->year->accession, self->nine->accession))
    return TRUE;

  reported_changed = of_year ? self->year->value != self->year_paired : self->nine->value != self->nine_paired;
  other_changed = of_year ? self->nine->value != self->nine_paired : self->year->value != self->year_paired;
  return other_changed || !reported_changed;
}

/* Amounts are whole, or have cents: a difference has no more than that. */
static double
subtract (double year,
          double nine)
{
  return round (year) == year && round (nine) == nine ? year - nine : round ((year - nine) * 100) / 100;
}

static GArray *
pair_reports (const Span *year,
              const Span *nine)
{
  GArray *reports = g_array_new (FALSE, FALSE, sizeof (Report));
  Pairing pairing = { .paired = FALSE };
  guint y = 0, n = 0;

  while (y < year->reports->len || n < nine->reports->len)
    {
      const Report *next_year = y < year->reports->len ? &g_array_index (year->reports, Report, y) : NULL;
      const Report *next_nine = n < nine->reports->len ? &g_array_index (nine->reports, Report, n) : NULL;
      const gboolean of_nine = next_year == NULL || (next_nine != NULL && next_nine->filed <= next_year->filed);
      const Report *today = of_nine ? next_nine : next_year;

      if (of_nine)
        {
          pairing.nine = next_nine;
          n++;
        }
      else
        {
          pairing.year = next_year;
          y++;
        }

      if (may_pair (&pairing, !of_nine))
        {
          const Report report = { today->filed, subtract (pairing.year->value, pairing.nine->value), today->accession, TRUE };

          g_array_append_val (reports, report);
          pairing.paired = TRUE;
          pairing.year_paired = pairing.year->value;
          pairing.nine_paired = pairing.nine->value;
        }
    }

  return reports;
}

static int
compare_reports (gconstpointer a,
                 gconstpointer b)
{
  const Report *first = a, *second = b;

  if (first->filed != second->filed)
    return first->filed < second->filed ? -1 : 1;

  return second->derived - first->derived; /* what was reported itself is the last of its day, and holds */
}

/* Adds the differences to the quarter that ends with the year, or makes it. Takes @reports. */
static void
add_fourth (GArray      *quarters,
            PenstockDay  start,
            PenstockDay  end,
            GArray      *reports)
{
  Span span = { .start = start, .end = end, .reports = reports };

  for (guint i = 0; i < quarters->len; i++)
    {
      Span *quarter = &g_array_index (quarters, Span, i);

      if (abs (quarter->end - end) > MISTYPED)
        continue;
      g_array_append_vals (quarter->reports, reports->data, reports->len);
      g_array_sort (quarter->reports, compare_reports);
      g_array_unref (reports);
      return;
    }

  g_array_append_val (quarters, span);
}

static void
derive_fourths (GArray       *quarters,
                const GArray *facts)
{
  g_autoptr(GArray) years = gather (facts, YEAR);
  g_autoptr(GArray) nines = gather (facts, NINE_MONTHS);
  guint n = 0;

  for (guint y = 0; y < years->len; y++)
    {
      const Span *year = &g_array_index (years, Span, y);

      while (n < nines->len && year->end - g_array_index (nines, Span, n).end > lengths[QUARTER].most)
        n++;
      for (guint i = n; i < nines->len; i++)
        {
          const Span *nine = &g_array_index (nines, Span, i);

          if (year->end - nine->end < lengths[QUARTER].least)
            break;
          if (abs (year->start - nine->start) <= MISTYPED)
            {
              add_fourth (quarters, nine->end + 1, year->end, pair_reports (year, nine));
              break;
            }
        }
    }
}

/* -- numbers -- */

static double
middle (const Span *span)
{
  return ((double)span->start + span->end) / 2;
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const Span *first = a, *second = b;

  if (first->period != second->period)
    return first->period < second->period ? -1 : 1;
  if (first->off != second->off)
    return first->off < second->off ? -1 : 1;

  return (first->end < second->end) - (first->end > second->end);
}

static void
number_spans (GArray *quarters)
{
  const Span *newest = &g_array_index (quarters, Span, 0);
  PenstockPeriod anchor;
  double anchor_middle;
  int year, month, day;

  for (guint i = 1; i < quarters->len; i++)
    if (g_array_index (quarters, Span, i).end > newest->end)
      newest = &g_array_index (quarters, Span, i);

  anchor_middle = middle (newest);
  penstock_day_to_ymd ((PenstockDay)floor (anchor_middle), &year, &month, &day);
  anchor = year * 4 + (month - 1) / 3;

  for (guint i = 0; i < quarters->len; i++)
    {
      Span *span = &g_array_index (quarters, Span, i);
      const double distance = (middle (span) - anchor_middle) / QUARTER_DAYS;

      span->period = anchor + (PenstockPeriod)lround (distance);
      span->off = fabs (distance - round (distance));
    }
}

/* The reports of a period that say something new. */
static void
add_vintages (GArray     *figures,
              const Span *span)
{
  double last = NAN;

  for (guint i = 0; i < span->reports->len; i++)
    {
      const Report *report = &g_array_index (span->reports, Report, i);
      const PenstockSecQuarter figure = { span->period, span->start, span->end, report->filed, report->value, report->derived };

      if (i + 1 < span->reports->len && g_array_index (span->reports, Report, i + 1).filed == report->filed)
        continue;
      if (report->value == last)
        continue;
      last = report->value;
      g_array_append_val (figures, figure);
    }
}

GArray *
penstock_sec_quarters (GArray *facts,
                       guint  *dropped)
{
  GArray *figures = g_array_new (FALSE, FALSE, sizeof (PenstockSecQuarter));
  g_autoptr(GArray) quarters = NULL;

  g_array_sort (facts, compare_facts);
  quarters = gather (facts, QUARTER);
  derive_fourths (quarters, facts);

  *dropped = 0;
  if (quarters->len == 0)
    return figures;

  number_spans (quarters);
  g_array_sort (quarters, compare_spans);
  for (guint i = 0; i < quarters->len; i++)
    if (i > 0 && g_array_index (quarters, Span, i - 1).period == g_array_index (quarters, Span, i).period)
      *dropped += 1;
    else
      add_vintages (figures, &g_array_index (quarters, Span, i));

  return figures;
}
