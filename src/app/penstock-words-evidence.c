/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-words-evidence.h"

#include <math.h>

#include "penstock-money.h"

const char *
penstock_words_evidence_score (PenstockColumn score)
{
  if (score == PENSTOCK_COLUMN_price_z)
    return C_("score", "Price");
  if (score == PENSTOCK_COLUMN_revenue_z)
    return C_("score", "Revenue");
  if (score == PENSTOCK_COLUMN_own)
    return C_("score", "Own");
  if (score == PENSTOCK_COLUMN_benefit_z)
    return C_("score", "Benefit");
  if (score == PENSTOCK_COLUMN_gap)
    return C_("score", "Gap");

  return _(penstock_score_columns[score].title);
}

char *
penstock_words_horizon (guint days)
{
  return g_strdup_printf (ngettext ("%u day", "%u days", days), days);
}

/* Of the pair that had most: each pair has its own days. */
char *
penstock_words_evidence_basis (const PenstockEvidence *evidence)
{
  guint most_days = 0, most_companies = 0;
  g_autofree char *days = NULL;
  g_autofree char *companies = NULL;

  for (guint i = 0; i < evidence->n_rows; i++)
    {
      most_days = MAX (most_days, evidence->rows[i].days);
      most_companies = MAX (most_companies, evidence->rows[i].companies);
    }
  days = g_strdup_printf (ngettext ("%u day", "%u days", most_days), most_days);
  companies = g_strdup_printf (ngettext ("%u company", "%u companies", most_companies), most_companies);

  /* Translators: days and companies a table is based on, and what its lines mean */
  return g_strdup_printf (_("%1$s · %2$s · line: 95 %% interval"), days, companies);
}

char *
penstock_words_evidence_span (const PenstockEvidence *evidence)
{
  g_autofree char *tests = g_strdup_printf (ngettext ("%u test", "%u tests", evidence->n_tests), evidence->n_tests);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (evidence->from == PENSTOCK_DAY_NONE || evidence->to == PENSTOCK_DAY_NONE)
    return g_steal_pointer (&tests);

  from = penstock_format_day (evidence->from);
  to = penstock_format_day (evidence->to);
  return g_strdup_printf (_("%1$s – %2$s · %3$s"), from, to, tests);
}

char *
penstock_words_evidence_row (const PenstockEvidenceRow *row)
{
  g_autofree char *horizon = penstock_words_horizon (row->horizon);
  g_autofree char *mean = penstock_format_signed (row->mean_ic, 3);
  g_autofree char *p = penstock_format_number (row->p, 2);
  g_autofree char *holm = penstock_format_number (row->p_holm, 2);

  if (row->finding == PENSTOCK_FINDING_NOT_COMPUTED)
    return g_strdup_printf ("%s, %s: %s", penstock_words_evidence_score (row->score), horizon, row->words);

  /* Translators: for the screen reader: score, horizon, mean rank IC, p alone and after Holm, the finding */
  return g_strdup_printf (_("%1$s, %2$s: mean rank IC %3$s, p %4$s, after Holm %5$s, %6$s"), penstock_words_evidence_score (row->score), horizon,
                          mean, p, holm, row->words);
}

char *
penstock_words_placebo (const PenstockEvidenceRow *row)
{
  guint beaten = (guint)lround (row->placebo_rank * PENSTOCK_PLACEBO_GRAPHS);
  g_autofree char *share = penstock_format_number (100.0 * row->placebo_rank, 1);
  g_autofree char *holm = penstock_format_number (row->p_holm, 2);

  /* Translators: the real graph among shuffled ones: how many of them it beats, as a share; the slots: number, all, per cent */
  if (row->placebo_rank < 0.95)
    return g_strdup_printf (_("beats %1$u of %2$u = %3$s %%, under 95 %%: no evidence"), beaten, PENSTOCK_PLACEBO_GRAPHS, share);
  if (row->finding == PENSTOCK_FINDING_FOR)
    return g_strdup_printf (_("beats %1$u of %2$u = %3$s %%, at least 95 %%"), beaten, PENSTOCK_PLACEBO_GRAPHS, share);

  /* Translators: likewise, where the other test is not passed; the fourth slot is a p value */
  return g_strdup_printf (_("beats %1$u of %2$u = %3$s %%, but p after Holm %4$s: no evidence"), beaten, PENSTOCK_PLACEBO_GRAPHS, share, holm);
}

char *
penstock_words_look_ahead (const PenstockEvidence *evidence)
{
  g_autofree char *day = NULL;

  if (evidence->look_ahead_days == 0)
    return g_strdup (_("Look-ahead check not made: no day to check"));
  if (evidence->look_ahead_ok)
    return g_strdup_printf (ngettext ("Look-ahead check passed: scores recomputed on data cut at %u day are identical",
                                      "Look-ahead check passed: scores recomputed on data cut at each of %u days are identical",
                                      evidence->look_ahead_days), evidence->look_ahead_days);
  if (evidence->look_ahead_fault == PENSTOCK_DAY_NONE)
    return g_strdup (_("Look-ahead check failed: later data changed a score. Do not rely on this table."));

  day = penstock_format_day (evidence->look_ahead_fault);
  return g_strdup_printf (_("Look-ahead check failed: later data changed a score of %s. Do not rely on this table."), day);
}

char *
penstock_words_not_drawn (const PenstockChain     *chain,
                          const PenstockPlaneData *data)
{
  g_autoptr(GString) names = g_string_new (NULL);

  if (data->not_drawn->len == 0)
    return NULL;

  for (guint i = 0; i < data->not_drawn->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", chain->segments[g_array_index (data->not_drawn, guint, i)].name);

  /* Translators: segments of the chain that have no place in a plot, and why */
  return g_strdup_printf (_("Not drawn, fewer than %1$d members with revenue: %2$s"), PENSTOCK_PHASE_MEMBERS, names->str);
}
