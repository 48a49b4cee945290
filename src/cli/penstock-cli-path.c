/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-cli-path.h"

/* A path lists its nodes from the source to the company; each link runs from supplier to customer, so against the path. */
static void
print_link (PenstockCliJson         *json,
            const PenstockChain     *chain,
            const PenstockScorePath *path,
            size_t                   i)
{
  const PenstockLink *link = &chain->links[path->link[i]];

  penstock_cli_json_open (json, NULL, '{');
  penstock_cli_json_string (json, "from", chain->companies[path->node[i + 1]].id);
  penstock_cli_json_string (json, "to", chain->companies[path->node[i]].id);
  penstock_cli_json_number (json, "weight", path->weight[i]);
  penstock_cli_json_string (json, "confidence", penstock_confidence_id (link->confidence));
  penstock_cli_json_string (json, "basis", link->basis);
  penstock_cli_json_close (json, '}');
}

void
penstock_cli_json_path (PenstockCliJson         *json,
                        const char              *key,
                        const PenstockChain     *chain,
                        const PenstockScorePath *path)
{
  if (path->n_links == 0)
    {
      penstock_cli_json_null (json, key);
      return;
    }

  penstock_cli_json_open (json, key, '{');
  penstock_cli_json_open (json, "nodes", '[');
  for (size_t i = 0; i <= path->n_links; i++)
    penstock_cli_json_string (json, NULL, chain->companies[path->node[i]].id);
  penstock_cli_json_close (json, ']');
  penstock_cli_json_number (json, "contribution", path->contribution);
  penstock_cli_json_open (json, "links", '[');
  for (size_t i = 0; i < path->n_links; i++)
    print_link (json, chain, path, i);
  penstock_cli_json_close (json, ']');
  penstock_cli_json_close (json, '}');
}

char *
penstock_cli_describe_path (const PenstockChain     *chain,
                            const PenstockScorePath *path)
{
  GString *text = g_string_new (NULL);

  if (path->n_links > 0)
    for (size_t i = 0; i <= path->n_links; i++)
      g_string_append_printf (text, "%s%s", i > 0 ? " → " : "", chain->companies[path->node[i]].id);
  return g_string_free (text, FALSE);
}
