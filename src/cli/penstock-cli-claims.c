/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-claim-check.h"
#include "penstock-claim-read.h"
#include "penstock-cli-json.h"
#include "penstock-cli-session.h"
#include "penstock-cli-table.h"

static void
print_part (PenstockCliJson         *json,
            const PenstockClaimPart *part)
{
  penstock_cli_json_open (json, NULL, '{');
  penstock_cli_json_string (json, "part", penstock_claim_part_id (part->kind));
  penstock_cli_json_number (json, "stated", part->stated);
  penstock_cli_json_number (json, "filed", part->filed);
  if (part->known)
    penstock_cli_json_boolean (json, "ok", part->ok);
  else
    penstock_cli_json_null (json, "ok");
  penstock_cli_json_close (json, '}');
}

static void
print_json (GPtrArray *checks,
            GString   *out)
{
  PenstockCliJson json;

  penstock_cli_json_init (&json, out, 2);
  penstock_cli_json_open (&json, NULL, '[');
  for (guint i = 0; i < checks->len; i++)
    {
      const PenstockClaimCheck *check = g_ptr_array_index (checks, i);

      penstock_cli_json_open (&json, NULL, '{');
      penstock_cli_json_string (&json, "id", check->claim->id);
      penstock_cli_json_string (&json, "verdict", penstock_claim_verdict_id (check->verdict));
      penstock_cli_json_open (&json, "parts", '[');
      for (guint k = 0; k < check->parts->len; k++)
        print_part (&json, &g_array_index (check->parts, PenstockClaimPart, k));
      penstock_cli_json_close (&json, ']');
      penstock_cli_json_string (&json, "words", check->words);
      penstock_cli_json_close (&json, '}');
    }
  penstock_cli_json_close (&json, ']');
}

/* The parts that are wrong, by name. */
static char *
wrong_parts (const PenstockClaimCheck *check)
{
  GString *text = g_string_new (NULL);

  for (guint k = 0; k < check->parts->len; k++)
    {
      const PenstockClaimPart *part = &g_array_index (check->parts, PenstockClaimPart, k);

      if (part->known && !part->ok)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", penstock_claim_part_id (part->kind));
    }

  return g_string_free (text, FALSE);
}

static void
print_table (GPtrArray         *checks,
             PenstockCliFormat  format,
             GString           *out)
{
  static const char *const columns[] = { "id", "verdict", "wrong", "words" };
  g_autoptr(PenstockCliTable) table = penstock_cli_table_new (format);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    penstock_cli_table_column (table, columns[i], -1);
  for (guint i = 0; i < checks->len; i++)
    {
      const PenstockClaimCheck *check = g_ptr_array_index (checks, i);
      g_autofree char *wrong = wrong_parts (check);

      penstock_cli_table_text (table, check->claim->id);
      penstock_cli_table_text (table, penstock_claim_verdict_id (check->verdict));
      penstock_cli_table_text (table, *wrong != '\0' ? wrong : NULL);
      penstock_cli_table_text (table, check->words);
    }
  penstock_cli_table_print (table, out);
}

/* Owned. */
static GPtrArray *
read_claims (const PenstockCliSession *session,
             const char               *path,
             PenstockDay               day,
             GError                  **error)
{
  g_autoptr(PenstockNames) names = NULL;
  g_autoptr(GBytes) bytes = NULL;
  char *text = NULL;
  gsize length = 0;
  GPtrArray *claims;

  if (path == NULL)
    return g_ptr_array_ref (penstock_engine_get_claims (session->engine));
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  bytes = g_bytes_new_take (text, length);
  names = penstock_names_new (session->chain);
  claims = penstock_claims_parse (names, bytes, day, error);
  if (claims == NULL)
    g_prefix_error (error, "%s: ", path);
  return claims;
}

static int
run_claims (PenstockCli *cli,
            char       **args,
            GError     **error)
{
  g_auto(GStrv) words = penstock_cli_parse (cli, &penstock_cli_claims, "[FILE]", _("FILE is JSON: an array of {id, company, text, published}. "
                                            "Without FILE, the claims that are kept."), NULL, args, error);
  g_autoptr(PenstockCliSession) session = NULL;
  g_autoptr(GPtrArray) claims = NULL;
  g_autoptr(GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_claim_check_free);
  PenstockDay day;

  if (words == NULL)
    return 0;
  if ((words[0] != NULL && !penstock_cli_expect (&penstock_cli_claims, words + 1, (const char *[]){ NULL }, error)) ||
      (session = penstock_cli_session_open (cli, error)) == NULL)
    return 1;

  day = penstock_cli_session_as_of (session, cli);
  if ((claims = read_claims (session, words[0], day, error)) == NULL)
    return 1;
  for (guint i = 0; i < claims->len; i++)
    g_ptr_array_add (checks, penstock_engine_check_claim (session->engine, g_ptr_array_index (claims, i), day));

  if (cli->format == PENSTOCK_CLI_JSON)
    print_json (checks, cli->out);
  else
    print_table (checks, cli->format, cli->out);
  return 0;
}

const PenstockCliCommand penstock_cli_claims = {
  .name = "claims",
  .summary = N_("The verdict on claims, with the filed values it rests on"),
  .run = run_claims,
};
