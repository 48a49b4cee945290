/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-private.h"

#include <assert.h>
#include <math.h>

#include "penstock-calc-stats.h"

#define PENSTOCK_SECTION(name) extern const PenstockScoreSection penstock_score_section_##name;
#include "penstock-score-sections.inc"
#undef PENSTOCK_SECTION

static const PenstockScoreSection *const sections[] = {
#define PENSTOCK_SECTION(name) &penstock_score_section_##name,
#include "penstock-score-sections.inc"
#undef PENSTOCK_SECTION
};

const PenstockScoreSettings penstock_score_default_settings = {
  .weight_price = 0.4,
  .weight_revenue = 0.4,
  .weight_event = 0.2,
  .alpha = 0.6,
};

void
penstock_score_z (const double *x,
                  size_t        n,
                  double       *out)
{
  penstock_calc_z (x, n, PENSTOCK_Z_LEAST, PENSTOCK_Z_LIMIT, out);
}

void
penstock_score_z_of_mean (const double *const *parts,
                          size_t               n_parts,
                          size_t               n,
                          double              *work,
                          double              *out)
{
  /* company by company, so that the mean of one lies in one row */
  for (size_t part = 0; part < n_parts; part++)
    {
      penstock_score_z (parts[part], n, out);
      for (size_t i = 0; i < n; i++)
        work[i * n_parts + part] = out[i];
    }

  for (size_t i = 0; i < n; i++)
    out[i] = penstock_calc_mean (work + i * n_parts, n_parts);
  penstock_score_z (out, n, out);
}

/* The own columns, by part. */
static const struct { PenstockColumn first, last; int part; } own_columns[] = {
  { PENSTOCK_COLUMN_ret_1m, PENSTOCK_COLUMN_high_52w, PENSTOCK_OWN_PRICE },
  { PENSTOCK_COLUMN_yoy, PENSTOCK_COLUMN_fresh, PENSTOCK_OWN_REVENUE },
  { PENSTOCK_COLUMN_event_raw, PENSTOCK_COLUMN_event_z, PENSTOCK_OWN_EVENTS },
};

static int
part_of (PenstockColumn column)
{
  for (size_t i = 0; i < sizeof own_columns / sizeof *own_columns; i++)
    if (column >= own_columns[i].first && column <= own_columns[i].last)
      return own_columns[i].part;

  return 0;
}

static void
clear_columns (const PenstockScoreFrame *frame)
{
  for (PenstockColumn column = 0; column < PENSTOCK_N_COLUMNS; column++)
    {
      const int part = part_of (column);

      for (size_t i = 0; i < frame->table->n; i++)
        if (part == 0 || !penstock_score_is_kept (frame, i, part))
          frame->table->column[column][i] = NAN;
    }
}

void
penstock_score_compute_kept (int32_t                      day,
                             const PenstockScoreCompany  *companies,
                             const unsigned char         *kept,
                             const PenstockScoreGraph    *graph,
                             const PenstockScoreSettings *settings,
                             PenstockScoreTable          *table,
                             double                      *work)
{
  const PenstockScoreFrame frame = {
    .day = day,
    .companies = companies,
    .graph = graph,
    .settings = settings,
    .table = table,
    .work = work,
    .kept = kept,
  };

  assert (penstock_score_graph_size (graph) == table->n);

  clear_columns (&frame);
  for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
    sections[i]->compute (&frame);
}

void
penstock_score_compute (int32_t                      day,
                        const PenstockScoreCompany  *companies,
                        const PenstockScoreGraph    *graph,
                        const PenstockScoreSettings *settings,
                        PenstockScoreTable          *table,
                        double                      *work)
{
  penstock_score_compute_kept (day, companies, NULL, graph, settings, table, work);
}
