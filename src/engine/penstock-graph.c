/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-graph.h"

/* How much of a link's strength counts (SCORING §5), by PenstockConfidence and PenstockLinkStatus. */
static const double confidence_value[] = { 1.0, 0.8, 0.5 };
static const double status_value[] = { 1.0, 0.3 };

static double
link_value (const PenstockChain *chain,
            const PenstockLink  *link)
{
  return chain->strength_value[link->strength] * confidence_value[link->confidence] * status_value[link->status];
}

static GArray *
list_exposures (const PenstockChain *chain)
{
  GArray *exposures = g_array_new (FALSE, FALSE, sizeof (PenstockScoreExposure));

  for (guint i = 0; i < chain->n_companies; i++)
    for (guint k = 0; k < chain->companies[i].n_exposures; k++)
      {
        const PenstockExposure *exposure = &chain->companies[i].exposures[k];
        PenstockScoreExposure number = { i, exposure->segment, exposure->weight };

        g_array_append_val (exposures, number);
      }

  return exposures;
}

static GArray *
list_links (const PenstockChain *chain,
            guint               *chain_link)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (PenstockScoreLink));

  for (guint i = 0; i < chain->n_links; i++)
    {
      const PenstockLink *link = &chain->links[i];
      PenstockScoreLink number = { link->from.is_segment, link->to.is_segment, link->from.index, link->to.index, link_value (chain, link) };

      if (link->kind != PENSTOCK_LINK_SUPPLY)
        continue;

      chain_link[links->len] = i;
      g_array_append_val (links, number);
    }

  return links;
}

/* A child whose parent reports its figures as its own would be counted twice. */
static void
take_out_consolidated_children (const PenstockChain *chain,
                                double              *weight)
{
  g_autofree gboolean *out = g_new0 (gboolean, chain->n_companies + 1);

  for (guint i = 0; i < chain->n_ownerships; i++)
    if (chain->ownerships[i].consolidated && weight[chain->ownerships[i].parent] > 0)
      out[chain->ownerships[i].child] = TRUE;

  for (guint i = 0; i < chain->n_companies; i++)
    if (out[i])
      weight[i] = 0;
}

static void
fill_group_weights (PenstockGraph *self)
{
  const PenstockChain *chain = self->chain;
  const gsize n = chain->n_companies;

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < chain->companies[i].n_exposures; k++)
      {
        const PenstockExposure *exposure = &chain->companies[i].exposures[k];

        self->segment_weight[exposure->segment * n + i] += exposure->weight;
        self->layer_weight[chain->segments[exposure->segment].layer * n + i] += exposure->weight;
      }

  for (gsize i = 0; i < chain->n_layers * n; i++)
    self->layer_weight[i] = MIN (1.0, self->layer_weight[i]);

  for (guint i = 0; i < chain->n_segments; i++)
    take_out_consolidated_children (chain, self->segment_weight + i * n);
  for (guint i = 0; i < chain->n_layers; i++)
    take_out_consolidated_children (chain, self->layer_weight + i * n);
}

static PenstockGraphGroup
list_members (const double *weight,
              guint         n)
{
  PenstockGraphGroup group = { 0, g_new (guint32, n + 1), g_new (double, n + 1) };

  for (guint i = 0; i < n; i++)
    if (weight[i] > 0)
      {
        group.company[group.n] = i;
        group.weight[group.n++] = weight[i];
      }

  return group;
}

static void
fill_groups (PenstockGraph *self)
{
  const PenstockChain *chain = self->chain;
  const guint n = chain->n_companies;
  g_autofree double *whole = g_new0 (double, n + 1);
  guint at = 0;

  for (guint i = 0; i < n; i++)
    {
      for (guint k = 0; k < chain->companies[i].n_exposures; k++)
        whole[i] += chain->companies[i].exposures[k].weight;
      whole[i] = MIN (1.0, whole[i]);
    }
  take_out_consolidated_children (chain, whole);

  self->n_groups = chain->n_segments + chain->n_layers + 1;
  self->group = g_new (PenstockGraphGroup, self->n_groups);
  for (guint s = 0; s < chain->n_segments; s++)
    self->group[at++] = list_members (self->segment_weight + (gsize)s * n, n);
  for (guint l = 0; l < chain->n_layers; l++)
    self->group[at++] = list_members (self->layer_weight + (gsize)l * n, n);
  self->group[at] = list_members (whole, n);
}

PenstockGraph *
penstock_graph_new (PenstockChain *chain)
{
  g_autoptr(GArray) exposures = list_exposures (chain);
  PenstockGraph *self = g_new0 (PenstockGraph, 1);
  g_autoptr(GArray) links = NULL;

  g_atomic_ref_count_init (&self->ref_count);
  self->chain = penstock_chain_ref (chain);
  self->chain_link = g_new0 (guint, chain->n_links + 1);
  self->segment_weight = g_new0 (double, (gsize)chain->n_segments * chain->n_companies + 1);
  self->layer_weight = g_new0 (double, (gsize)chain->n_layers * chain->n_companies + 1);

  links = list_links (chain, self->chain_link);
  self->graph = penstock_score_graph_new (chain->n_companies, chain->n_segments,
                                          (const PenstockScoreExposure *)(gpointer)exposures->data, exposures->len,
                                          (const PenstockScoreLink *)(gpointer)links->data, links->len);
  if (self->graph == NULL)
    g_error ("Out of memory for the graph of %u companies", chain->n_companies);
  fill_group_weights (self);
  fill_groups (self);

  return self;
}

PenstockGraph *
penstock_graph_ref (PenstockGraph *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
penstock_graph_unref (PenstockGraph *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  penstock_score_graph_free (self->graph);
  penstock_chain_unref (self->chain);
  for (guint i = 0; i < self->n_groups; i++)
    {
      g_free (self->group[i].company);
      g_free (self->group[i].weight);
    }
  g_free (self->group);
  g_free (self->chain_link);
  g_free (self->segment_weight);
  g_free (self->layer_weight);
  g_free (self);
}
