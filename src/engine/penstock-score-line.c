/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "penstock-error.h"
#include "penstock-score-line.h"

static const struct { const char *id; PenstockGroupValue which; const char *title; gboolean share, z; } group_values[] = {
  { "score", PENSTOCK_GROUP_VALUE_SCORE, N_("Score"), FALSE, TRUE },
  { "own", PENSTOCK_GROUP_VALUE_OWN, N_("Own signal"), FALSE, TRUE },
  { "benefit_z", PENSTOCK_GROUP_VALUE_BENEFIT, N_("Benefit"), FALSE, TRUE },
  { "price_z", PENSTOCK_GROUP_VALUE_PRICE, N_("Price"), FALSE, TRUE },
  { "revenue_z", PENSTOCK_GROUP_VALUE_REVENUE, N_("Revenue"), FALSE, TRUE },
  { "gap", PENSTOCK_GROUP_VALUE_GAP, N_("Unpriced benefit"), FALSE, TRUE },
  { "validation", PENSTOCK_GROUP_VALUE_VALIDATION, N_("Validation"), FALSE, TRUE },
  { "narrative", PENSTOCK_GROUP_VALUE_NARRATIVE, N_("Narrative"), FALSE, TRUE },
  { "breadth", PENSTOCK_GROUP_VALUE_BREADTH, N_("Revenue breadth"), TRUE, FALSE },
};

static PenstockScoreLine *
line_new (const PenstockHistory *history)
{
  PenstockScoreLine *self = g_new0 (PenstockScoreLine, 1);

  self->n = penstock_history_get_n (history);
  self->day = g_new0 (PenstockDay, self->n + 1);
  self->value = g_new0 (double, self->n + 1);
  self->low = self->high = NAN;
  self->decimals = 2;
  return self;
}

static PenstockScoreLine *
company_line (const PenstockHistory  *history,
              const char             *id,
              guint                   company,
              gboolean                is_charted,
              GError                **error)
{
  const int column = penstock_score_column_find (id);
  PenstockScoreLine *self;

  if (column < 0 || !penstock_history_keeps ((PenstockColumn)column))
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, _("“%s” is not a score that has a past"), id);
      return NULL;
    }

  self = line_new (history);
  penstock_history_company_line (history, company, (PenstockColumn)column, self->day, self->value);
  self->title = is_charted
    ? g_strdup (_(penstock_score_columns[column].title))
    /* Translators: a score of a company: "Benefit, Intel" */
    : g_strdup_printf (_("%s, %s"), _(penstock_score_columns[column].title), penstock_history_get_chain (history)->companies[company].name);
  if (penstock_score_columns[column].kind == PENSTOCK_KIND_PERCENTILE)
    {
      self->low = 0.0;
      self->high = 100.0;
      self->decimals = 0;
    }
  else if (penstock_score_columns[column].kind == PENSTOCK_KIND_SIGNAL)
    {
      self->low = -1.0;
      self->high = 1.0;
    }
  return self;
}

/* "seg:chips", "layer:compute", "chain" → a group; -1 with @error set. */
static int
find_group (const PenstockChain *chain,
            const char          *text,
            const char         **name,
            GError             **error)
{
  *name = chain->name;
  if (g_str_equal (text, "chain"))
    return (int)PENSTOCK_GROUP_CHAIN (chain);

  if (g_str_has_prefix (text, "seg:"))
    {
      const int segment = penstock_chain_find_segment (chain, text + strlen ("seg:"));

      *name = segment >= 0 ? chain->segments[segment].name : NULL;
      if (segment >= 0)
        return PENSTOCK_GROUP_SEGMENT (chain, segment);
    }
  else
    for (guint l = 0; l < chain->n_layers; l++)
      if (g_str_equal (text + strlen ("layer:"), chain->layers[l].id))
        {
          *name = chain->layers[l].name;
          return (int)PENSTOCK_GROUP_LAYER (chain, l);
        }

  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND, _("“%s” is no segment and no layer of the chain"), text);
  return -1;
}

static PenstockScoreLine *
group_line (const PenstockHistory  *history,
            const char             *id,
            const char             *group_name,
            GError                **error)
{
  const char *name;
  const int group = find_group (penstock_history_get_chain (history), group_name, &name, error);

  if (group < 0)
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (group_values); i++)
    if (g_str_equal (id, group_values[i].id))
      {
        PenstockScoreLine *self = line_new (history);

        penstock_history_group_line (history, (guint)group, group_values[i].which, self->day, self->value);
        self->title = g_strdup_printf (_("%s, %s"), _(group_values[i].title), name);
        if (group_values[i].share)
          {
            self->low = 0.0;
            self->high = 1.0;
          }
        else if (group_values[i].z)
          {
            self->low = -1.0;
            self->high = 1.0;
          }
        return self;
      }

  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, _("“%s” is not a value of a segment or layer"), id);
  return NULL;
}

PenstockScoreLine *
penstock_score_line_new (const PenstockHistory  *history,
                         const char             *name,
                         int                     company,
                         GError                **error)
{
  const char *colon = strchr (name, ':');
  g_autofree char *id = colon != NULL ? g_strndup (name, (gsize)(colon - name)) : g_strdup (name);
  int other;

  if (colon != NULL && (g_str_equal (colon + 1, "chain") || g_str_has_prefix (colon + 1, "seg:") || g_str_has_prefix (colon + 1, "layer:")))
    return group_line (history, id, colon + 1, error);

  other = colon != NULL ? penstock_chain_find (penstock_history_get_chain (history), colon + 1, error) : company;
  if (other < 0)
    {
      if (colon == NULL)
        g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, _("“%s” of whom? It is not a company of the chain"), name);
      return NULL;
    }
  return company_line (history, id, (guint)other, other == company, error);
}

void
penstock_score_line_free (PenstockScoreLine *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->day);
  g_free (self->value);
  g_free (self);
}
