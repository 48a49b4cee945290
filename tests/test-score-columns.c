/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "penstock-score.h"

/* Runs tests/fixtures/scores.txt, whose head explains the format. */

#define DAY         20000
#define MOST        16 /* companies of a case */
#define N_SEGMENTS  8
#define ERROR_SHARE 1e-9

typedef struct
{
  char   *id;
  GArray *price, *day, *figures, *events, *history;
  int     stale, k;
  gboolean private, unverified;
} Company;

typedef struct
{
  Company               company[MOST];
  gsize                 n;
  GArray               *exposures, *links;
  PenstockScoreSettings settings;
  double                values[PENSTOCK_N_COLUMNS][MOST];
  gboolean              computed;
} Case;

static void
case_begin (Case *self)
{
  *self = (Case) {
    .exposures = g_array_new (FALSE, FALSE, sizeof (PenstockScoreExposure)),
    .links = g_array_new (FALSE, FALSE, sizeof (PenstockScoreLink)),
    .settings = penstock_score_default_settings,
  };
}

static void
case_end (Case *self)
{
  for (gsize i = 0; i < self->n; i++)
    {
      g_free (self->company[i].id);
      g_array_unref (self->company[i].price);
      g_array_unref (self->company[i].day);
      g_array_unref (self->company[i].figures);
      g_array_unref (self->company[i].events);
      g_array_unref (self->company[i].history);
    }
  g_array_unref (self->exposures);
  g_array_unref (self->links);
}

static guint32
find (Case       *self,
      const char *id)
{
  for (gsize i = 0; i < self->n; i++)
    if (strcmp (self->company[i].id, id) == 0)
      return (guint32)i;

  g_error ("No company %s", id);
}

static double
number (const char *text)
{
  char *end;
  const double value = strcmp (text, "?") == 0 || strcmp (text, "missing") == 0 ? NAN : g_ascii_strtod (text, &end);

  if (!isnan (value) && *end != '\0')
    g_error ("%s is no number", text);

  return value;
}

static void
append_items (GArray  *values,
              char   **words)
{
  for (; *words != NULL; words++)
    {
      g_auto(GStrv) parts = g_strsplit (*words, "*", 2);
      const guint times = parts[1] != NULL ? (guint)atoi (parts[1]) : 1;
      const gboolean pair = parts[0][0] == '[';
      g_auto(GStrv) of_pair = NULL;
      double value[2];

      if (pair)
        parts[0][strlen (parts[0]) - 1] = '\0';
      of_pair = g_strsplit (parts[0] + pair, ",", 2);
      value[0] = number (of_pair[0]);
      if (pair)
        value[1] = number (of_pair[1]);
      for (guint i = 0; i < times; i++)
        g_array_append_vals (values, value, pair ? 2 : 1);
    }
}

static void
add_company (Case  *self,
             char **words)
{
  Company *company = &self->company[self->n++];

  g_assert_cmpuint (self->n, <=, MOST);
  *company = (Company) {
    .id = g_strdup (words[1]),
    .price = g_array_new (FALSE, FALSE, sizeof (double)),
    .day = g_array_new (FALSE, FALSE, sizeof (gint32)),
    .figures = g_array_new (FALSE, FALSE, sizeof (PenstockScoreFigure)),
    .events = g_array_new (FALSE, FALSE, sizeof (PenstockScoreEvent)),
    .history = g_array_new (FALSE, FALSE, sizeof (double)),
  };
  for (words += 2; *words != NULL; words++)
    {
      company->private |= strcmp (*words, "private") == 0;
      company->unverified |= strcmp (*words, "unverified") == 0;
    }
}

static int
compare_figures (const void *a,
                 const void *b)
{
  const PenstockScoreFigure *x = a, *y = b;

  return x->period != y->period ? (x->period > y->period) - (x->period < y->period)
                                : (x->published_day > y->published_day) - (x->published_day < y->published_day);
}

static void
add_vintage (Company *company,
             int      period,
             int      age,
             double   value)
{
  const PenstockScoreFigure figure = { .period = period, .published_day = DAY - age, .value = value };

  if (!isnan (value))
    g_array_append_val (company->figures, figure);
  g_array_sort (company->figures, compare_figures);
}

static void
add_revenue (Company  *company,
             char    **words)
{
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  company->k = atoi (words[1]);
  append_items (values, words + 3);
  for (guint i = 0; i < values->len; i++)
    {
      const int back = (int)(values->len - 1 - i);

      add_vintage (company, atoi (words[2]) - back, back * 360 / company->k, g_array_index (values, double, i));
    }
}

static void
add_event (Company  *company,
           char    **words)
{
  static const char *const statuses[] = { "rumour", "reported", "confirmed", "denied", "expired", NULL };
  PenstockScoreEvent event = {
    .direction = atoi (words[1]), .status_day = DAY - atoi (words[3]), .relevance = number (words[4]),
  };

  while (strcmp (statuses[event.status], words[2]) != 0)
    event.status++;
  g_array_append_val (company->events, event);
}

static void
add_link (Case  *self,
          char **words)
{
  const PenstockScoreLink link = {
    .from_segment = words[1][0] == 's', .to_segment = words[2][0] == 's',
    .from = words[1][0] == 's' ? (guint32)atoi (words[1] + 1) : find (self, words[1]),
    .to = words[2][0] == 's' ? (guint32)atoi (words[2] + 1) : find (self, words[2]),
    .value = number (words[3]),
  };

  g_array_append_val (self->links, link);
}

/* The fixture's history ends with the day itself. */
static double
benefit_rel (GArray *history)
{
  const double *values = (const double *)(const void *)history->data;

  return history->len > 0 ? penstock_score_benefit_rel (values[history->len - 1], values, history->len) : NAN;
}

static void
case_compute (Case *self)
{
  g_autoptr(GArray) companies = g_array_new (FALSE, TRUE, sizeof (PenstockScoreCompany));
  PenstockScoreGraph *graph;
  PenstockScoreTable table = { .n = self->n };
  double work[8 * MOST];

  for (gsize i = 0; i < self->n; i++)
    {
      Company *c = &self->company[i];
      PenstockScoreCompany company = {
        .day = (gint32 *)(void *)c->day->data, .price = (double *)(void *)c->price->data, .n_bars = c->price->len,
        .unverified = c->unverified, .listed = !c->private,
        .figures = (PenstockScoreFigure *)(void *)c->figures->data, .n_figures = c->figures->len, .periods_per_year = c->k,
        .events = (PenstockScoreEvent *)(void *)c->events->data, .n_events = c->events->len,
      };

      g_array_set_size (c->day, c->price->len);
      for (guint bar = 0; bar < c->price->len; bar++)
        g_array_index (c->day, gint32, bar) = DAY - c->stale - (gint32)(c->price->len - 1 - bar);
      company.day = (gint32 *)(void *)c->day->data;
      g_array_append_val (companies, company);
    }

  graph = penstock_score_graph_new (self->n, N_SEGMENTS, (PenstockScoreExposure *)(void *)self->exposures->data, self->exposures->len,
                                    (PenstockScoreLink *)(void *)self->links->data, self->links->len);
  for (int column = 0; column < PENSTOCK_N_COLUMNS; column++)
    table.column[column] = self->values[column];
  penstock_score_compute (DAY, (PenstockScoreCompany *)(void *)companies->data, graph, &self->settings, &table, work);
  for (gsize i = 0; i < self->n; i++)
    {
      g_assert_true (isnan (self->values[PENSTOCK_COLUMN_benefit_rel][i]));
      self->values[PENSTOCK_COLUMN_benefit_rel][i] =
        benefit_rel (self->company[i].history);
    }
  penstock_score_graph_free (graph);
  self->computed = TRUE;
}

static void
check (Case       *self,
       char      **words,
       const char *where,
       gboolean   *tested)
{
  const int column = penstock_score_column_find (words[2]);
  const double expected = number (words[3]);
  double value;

  if (!self->computed)
    case_compute (self);
  if (column < 0)
    g_error ("%s: no column %s", where, words[2]);

  value = self->values[column][find (self, words[1])];
  if (isnan (expected) != isnan (value) || fabs (value - expected) > ERROR_SHARE * MAX (1.0, fabs (expected)))
    {
      g_test_message ("%s: %s %s is %.12g, not %s", where, words[1], words[2], value, words[3]);
      g_test_fail ();
    }
  tested[column] |= !isnan (expected);
}

static void
run_line (Case  *self,
          char **words)
{
  Company *last = self->n > 0 ? &self->company[self->n - 1] : NULL;

  self->computed = FALSE;
  if (strcmp (words[0], "company") == 0)
    add_company (self, words);
  else if (strcmp (words[0], "prices") == 0)
    append_items (last->price, words + 1);
  else if (strcmp (words[0], "stale") == 0)
    last->stale = atoi (words[1]);
  else if (strcmp (words[0], "revenue") == 0)
    add_revenue (last, words);
  else if (strcmp (words[0], "filer") == 0)
    last->k = atoi (words[1]);
  else if (strcmp (words[0], "vintage") == 0)
    add_vintage (last, atoi (words[1]), atoi (words[2]), number (words[3]));
  else if (strcmp (words[0], "event") == 0)
    add_event (last, words);
  else if (strcmp (words[0], "history") == 0)
    append_items (last->history, words + 1);
  else if (strcmp (words[0], "member") == 0)
    {
      const PenstockScoreExposure exposure = { find (self, words[1]), (guint32)atoi (words[2]), number (words[3]) };

      g_array_append_val (self->exposures, exposure);
    }
  else if (strcmp (words[0], "link") == 0)
    add_link (self, words);
  else if (strcmp (words[0], "weights") == 0)
    {
      self->settings.weight_price = number (words[1]);
      self->settings.weight_revenue = number (words[2]);
      self->settings.weight_event = number (words[3]);
    }
  else if (strcmp (words[0], "alpha") == 0)
    self->settings.alpha = number (words[1]);
  else
    g_error ("What is %s?", words[0]);
}

/* Words without the empty ones that several blanks leave. */
static GStrv
split_words (const char *line)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) words = g_strsplit (line, " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_strv_builder_add (builder, *word);

  return g_strv_builder_end (builder);
}

static void
test_fixtures (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "scores.txt", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  gboolean tested[PENSTOCK_N_COLUMNS] = { FALSE };
  Case current;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  case_begin (&current);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *where = g_strdup_printf ("scores.txt line %u", i + 1);
      g_auto(GStrv) words = split_words (lines[i]);

      if (words[0] == NULL || words[0][0] == '#')
        continue;
      if (strcmp (words[0], "case") == 0)
        {
          case_end (&current);
          case_begin (&current);
        }
      else if (strcmp (words[0], "expect") == 0)
        check (&current, words, where, tested);
      else
        run_line (&current, words);
    }
  case_end (&current);

  for (int column = 0; column < PENSTOCK_N_COLUMNS; column++)
    if (!tested[column])
      {
        g_test_message ("No row of scores.txt tests %s", penstock_score_columns[column].id);
        g_test_fail ();
      }
}

static void
test_columns_are_found_by_id (void)
{
  for (int column = 0; column < PENSTOCK_N_COLUMNS; column++)
    {
      g_assert_cmpint (penstock_score_column_find (penstock_score_columns[column].id), ==, column);
      g_assert_cmpuint (strlen (penstock_score_columns[column].title), >, 0);
    }
  g_assert_cmpint (penstock_score_column_find ("nonsense"), ==, -1);
  g_assert_cmpstr (penstock_score_columns[PENSTOCK_COLUMN_gap].id, ==, "gap");
  g_assert_cmpint (penstock_score_columns[PENSTOCK_COLUMN_score].kind, ==, PENSTOCK_KIND_PERCENTILE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/score/columns/fixtures", test_fixtures);
  g_test_add_func ("/score/columns/found-by-id", test_columns_are_found_by_id);

  return g_test_run ();
}
