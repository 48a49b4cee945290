/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-sec-revenue.h"


typedef struct
{
  const GArray  *rows;
  gsize          part;
  PenstockPeriod newest;
} Answer;

static void
clear_row (gpointer data)
{
  PenstockRevenueRow *row = data;

  g_free (row->symbol);
  g_free (row->currency);
}

static const PenstockRevenueRow *
row_at (const GArray *rows,
        guint         i)
{
  return &g_array_index (rows, PenstockRevenueRow, i);
}

static int
compare_answers (gconstpointer a,
                 gconstpointer b)
{
  const Answer *first = a, *second = b;

  if (first->newest != second->newest)
    return first->newest > second->newest ? -1 : 1;

  return (first->part > second->part) - (first->part < second->part);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const PenstockRevenueRow *first = a, *second = b;

  if (first->figure.period != second->figure.period)
    return first->figure.period < second->figure.period ? -1 : 1;

  return (first->figure.published_at > second->figure.published_at) - (first->figure.published_at < second->figure.published_at);
}

static GArray *
rank_answers (const GArray *const *answers,
              gsize                n)
{
  GArray *ranked = g_array_new (FALSE, FALSE, sizeof (Answer));

  for (gsize i = 0; i < n; i++)
    if (answers[i] != NULL && answers[i]->len > 0)
      {
        Answer answer = { answers[i], i, G_MININT32 };

        for (guint j = 0; j < answers[i]->len; j++)
          answer.newest = MAX (answer.newest, row_at (answers[i], j)->figure.period);
        g_array_append_val (ranked, answer);
      }

  g_array_sort (ranked, compare_answers);
  return ranked;
}

/* The figures of one tag; of a quarter that is there already only those from before @first_known (period → its first moment). */
static void
add_answer (GArray       *merged,
            const GArray *rows,
            const char   *symbol,
            const char   *currency,
            GHashTable   *first_known)
{
  const guint before = merged->len;

  for (guint i = 0; i < rows->len; i++)
    {
      PenstockRevenueRow row = *row_at (rows, i);
      const gint64 *known = g_hash_table_lookup (first_known, GINT_TO_POINTER (row.figure.period));

      if (known != NULL && row.figure.published_at >= *known)
        continue;
      row.symbol = g_strdup (symbol);
      row.currency = g_strdup (currency);
      g_array_append_val (merged, row);
    }

  for (guint i = before; i < merged->len; i++)
    {
      const PenstockRevenueFigure *figure = &row_at (merged, i)->figure;
      const gint64 *known = g_hash_table_lookup (first_known, GINT_TO_POINTER (figure->period));

      if (known == NULL || figure->published_at < *known)
        g_hash_table_insert (first_known, GINT_TO_POINTER (figure->period), g_memdup2 (&figure->published_at, sizeof figure->published_at));
    }
}

static void
drop_repeated (GArray *merged)
{
  for (guint i = merged->len; i-- > 1;)
    if (row_at (merged, i)->figure.period == row_at (merged, i - 1)->figure.period &&
        row_at (merged, i)->figure.value == row_at (merged, i - 1)->figure.value)
      g_array_remove_index (merged, i);
}

GArray *
penstock_sec_revenue_merge (const GArray *const *answers,
                            gsize                n)
{
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (PenstockRevenueRow));
  g_autoptr(GHashTable) first_known = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr(GArray) ranked = rank_answers (answers, n);
  const PenstockRevenueRow *leader = ranked->len > 0 ? row_at (g_array_index (ranked, Answer, 0).rows, 0) : NULL;

  g_array_set_clear_func (merged, clear_row);
  for (guint i = 0; i < ranked->len; i++)
    {
      const GArray *rows = g_array_index (ranked, Answer, i).rows;

      if (g_strcmp0 (row_at (rows, 0)->currency, leader->currency) == 0)
        add_answer (merged, rows, leader->symbol, leader->currency, first_known);
    }

  g_array_sort (merged, compare_rows);
  drop_repeated (merged);
  return merged;
}
