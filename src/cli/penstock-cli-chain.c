/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-chain.h"
#include "penstock-cli.h"

static int
check (PenstockCli *cli,
       const char  *path,
       GError     **error)
{
  g_autoptr(GPtrArray) faults = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(PenstockChain) chain = NULL;
  guint listed = 0;
  gsize length;
  char *text;

  if (!g_file_get_contents (path, &text, &length, error))
    return 1;
  bytes = g_bytes_new_take (text, length);
  chain = penstock_chain_new_from_bytes (bytes, &faults, NULL);
  for (guint i = 0; chain == NULL && i < faults->len; i++)
    {
      const PenstockFault *fault = faults->pdata[i];
      g_string_append_printf (cli->out, "%s: %s\n", fault->path, fault->message);
    }
  if (chain == NULL)
    return 1;

  for (guint i = 0; i < chain->n_companies; i++)
    listed += chain->companies[i].listed ? 1 : 0;
  g_string_append_printf (cli->out, _("OK: %s (layers %u, segments %u, listed companies %u, private %u, links %u, ownerships %u)\n"),
                          chain->id, chain->n_layers, chain->n_segments, listed, chain->n_companies - listed, chain->n_links, chain->n_ownerships);
  return 0;
}

static int
run_chain (PenstockCli *cli,
           char       **args,
           GError     **error)
{
  g_auto(GStrv) words = penstock_cli_parse (cli, &penstock_cli_chain, "check FILE",
                                            _("Prints each fault with its place, or one line with what the file holds."), NULL, args, error);

  if (words == NULL)
    return 0;
  if (words[0] == NULL || !g_str_equal (words[0], "check"))
    penstock_cli_set_usage (error, _("chain: what is wanted is “chain check FILE”"));
  else if (words[1] == NULL)
    penstock_cli_set_usage (error, _("chain check: no file given"));
  else if (words[2] != NULL)
    penstock_cli_set_usage (error, _("chain check: “%s” is one file too many"), words[2]);
  else
    return check (cli, words[1], error);
  return 2;
}

const PenstockCliCommand penstock_cli_chain = {
  .name = "chain",
  .summary = N_("Check a value-chain file"),
  .run = run_chain,
};
