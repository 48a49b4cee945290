/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-indicator-rows-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define LONGEST_NAME 200 /* bytes */

const char *const penstock_indicator_columns[PENSTOCK_INDICATOR_N_COLUMNS] = {
  "series", "unit", "population", "forecast_date", "period", "value", "source", "published_at",
};

void
penstock_indicator_rows_init (PenstockIndicatorRows *self,
                              gint64                 now,
                              PenstockBatch         *batch)
{
  *self = (PenstockIndicatorRows) { .now = now, .batch = batch };
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
penstock_indicator_rows_clear (PenstockIndicatorRows *self)
{
  g_clear_pointer (&self->seen, g_hash_table_unref);
}

static gboolean
fault (PenstockIndicatorColumn    at,
       const char                *words,
       PenstockIndicatorColumn   *column,
       char                     **what)
{
  *column = at;
  *what = g_strdup (words);
  return FALSE;
}

static const char *
text_of (const PenstockIndicatorRow *row,
         PenstockIndicatorColumn     column)
{
  return row->field[column] != NULL ? row->field[column] : "";
}

static gboolean
is_name (const char *text)
{
  if (strlen (text) > LONGEST_NAME)
    return FALSE;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_iscntrl (g_utf8_get_char (text)))
      return FALSE;

  return TRUE;
}

static gboolean
check_names (const PenstockIndicatorRow  *row,
             PenstockIndicatorColumn     *column,
             char                       **what)
{
  static const PenstockIndicatorColumn names[] = { PENSTOCK_INDICATOR_SERIES, PENSTOCK_INDICATOR_UNIT, PENSTOCK_INDICATOR_POPULATION,
                                                   PENSTOCK_INDICATOR_SOURCE };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!is_name (text_of (row, names[i])))
      return fault (names[i], _("is too long, or no line of text"), column, what);
  if (*text_of (row, PENSTOCK_INDICATOR_SERIES) == '\0')
    return fault (PENSTOCK_INDICATOR_SERIES, _("is no name of a series"), column, what);

  return TRUE;
}

/* "2026 q1" is "2026Q1". NULL if it is no period. */
static char *
dup_period (const char  *text,
            PenstockDay *end)
{
  g_autofree char *period = g_ascii_strup (text, -1);
  char *space = strchr (period, ' ');

  if (space != NULL)
    memmove (space, space + 1, strlen (space));

  return penstock_indicator_period (period, NULL, end) ? g_steal_pointer (&period) : NULL;
}

/* A day that has begun somewhere on Earth. The last day of a month that has begun is a day of the future all the same: known from then on, not before. */
static gboolean
read_day (const PenstockIndicatorRows *self,
          const PenstockIndicatorRow  *row,
          PenstockIndicatorColumn      at,
          PenstockDay                 *day,
          gboolean                    *assumed,
          PenstockIndicatorColumn     *column,
          char                       **what)
{
  PenstockDay begin;

  if (!penstock_indicator_day (text_of (row, at), &begin, day))
    return fault (at, _("is not a date (2026-04-30, 2026-04, 2026Q2 or 2026H1)"), column, what);
  if (begin > penstock_day_from_unix_utc (self->now) + 1)
    return fault (at, _("is in the future"), column, what);

  *assumed = begin != *day;
  return TRUE;
}

static gboolean
read_forecast (const PenstockIndicatorRows  *self,
               const PenstockIndicatorRow   *row,
               PenstockIndicatorPoint       *point,
               PenstockIndicatorColumn      *column,
               char                        **what)
{
  PenstockDay published;
  gboolean assumed;

  if (!read_day (self, row, PENSTOCK_INDICATOR_FORECAST_DATE, &point->forecast_day, &point->day_assumed, column, what))
    return FALSE;
  if (*text_of (row, PENSTOCK_INDICATOR_SOURCE) == '\0')
    return fault (PENSTOCK_INDICATOR_SOURCE, _("does not say who makes the forecast"), column, what);

  point->known_day = point->forecast_day;
  if (*text_of (row, PENSTOCK_INDICATOR_PUBLISHED_AT) == '\0')
    return TRUE;
  if (!read_day (self, row, PENSTOCK_INDICATOR_PUBLISHED_AT, &published, &assumed, column, what))
    return FALSE;

  return published == point->forecast_day ||
         fault (PENSTOCK_INDICATOR_PUBLISHED_AT, _("is another day than that of the forecast"), column, what);
}

static gboolean
read_outcome (const PenstockIndicatorRows  *self,
              const PenstockIndicatorRow   *row,
              PenstockDay                   end,
              PenstockIndicatorPoint       *point,
              PenstockIndicatorColumn      *column,
              char                        **what)
{
  const PenstockDay today = penstock_day_from_unix_utc (self->now);

  point->forecast_day = PENSTOCK_DAY_NONE;
  if (*text_of (row, PENSTOCK_INDICATOR_PUBLISHED_AT) == '\0')
    {
      /* Nobody says since when it is known: since we know it. */
      point->known_day = today;
      return end <= today + 1 || fault (PENSTOCK_INDICATOR_PERIOD, _("is not over: what is said of it is a forecast and needs its date"), column, what);
    }

  if (!read_day (self, row, PENSTOCK_INDICATOR_PUBLISHED_AT, &point->known_day, &point->day_assumed, column, what))
    return FALSE;

  return point->known_day >= end || fault (PENSTOCK_INDICATOR_PUBLISHED_AT, _("is before the end of the period"), column, what);
}

static gboolean
check_unseen (PenstockIndicatorRows         *self,
              const PenstockIndicatorPoint  *point,
              guint                          line,
              PenstockIndicatorColumn       *column,
              char                         **what)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s\n%s\n%s\n%d\n%d\n%s", point->series, point->unit, point->population, point->period,
                                          point->forecast_day, point->known_day, point->source);
  const guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->seen, key));

  if (before == 0)
    {
      g_hash_table_insert (self->seen, g_steal_pointer (&key), GUINT_TO_POINTER (line));
      return TRUE;
    }

  *column = PENSTOCK_INDICATOR_SERIES;
  *what = g_strdup_printf (_("has this period, date and source in row %u already"), before);
  return FALSE;
}

gboolean
penstock_indicator_rows_add (PenstockIndicatorRows       *self,
                             const PenstockIndicatorRow  *row,
                             guint                        line,
                             PenstockIndicatorColumn     *column,
                             char                       **what)
{
  g_autoptr(PenstockIndicatorPoint) point = g_new0 (PenstockIndicatorPoint, 1);
  PenstockDay end;

  self->batch->rows++;
  if (!check_names (row, column, what))
    return FALSE;
  if ((point->period = dup_period (text_of (row, PENSTOCK_INDICATOR_PERIOD), &end)) == NULL)
    return fault (PENSTOCK_INDICATOR_PERIOD, _("is not a period (2026, 2026Q1 or 2026-04)"), column, what);
  if (row->kind == PENSTOCK_NUMBER_BAD)
    return fault (PENSTOCK_INDICATOR_VALUE, _("is not a number"), column, what);
  if (*text_of (row, PENSTOCK_INDICATOR_FORECAST_DATE) != '\0' ? !read_forecast (self, row, point, column, what)
                                                               : !read_outcome (self, row, end, point, column, what))
    return FALSE;

  point->series = g_strdup (text_of (row, PENSTOCK_INDICATOR_SERIES));
  point->unit = g_strdup (text_of (row, PENSTOCK_INDICATOR_UNIT));
  point->population = g_strdup (text_of (row, PENSTOCK_INDICATOR_POPULATION));
  point->source = g_strdup (text_of (row, PENSTOCK_INDICATOR_SOURCE));
  point->value = row->value;
  point->first_seen = self->now;
  if (row->kind == PENSTOCK_NUMBER_UNKNOWN)
    {
      penstock_batch_reject (self->batch, line, "%s", _("no value given"));
      return TRUE;
    }
  if (!check_unseen (self, point, line, column, what))
    return FALSE;

  g_ptr_array_add (self->batch->indicators, g_steal_pointer (&point));
  self->batch->kept++;
  return TRUE;
}
