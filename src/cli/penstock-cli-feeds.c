/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-cli-json.h"
#include "penstock-cli-session.h"
#include "penstock-cli-table.h"

#include <math.h>

static void
print_json (PenstockCliSession *session,
            GListModel         *feeds,
            GString            *out)
{
  const gint64 now = penstock_clock_now (session->clock);
  PenstockCliJson json;

  penstock_cli_json_init (&json, out, 1);
  penstock_cli_json_open (&json, NULL, '[');
  for (guint i = 0; i < g_list_model_get_n_items (feeds); i++)
    {
      g_autoptr(PenstockFeedHealth) feed = g_list_model_get_item (feeds, i);
      const gint64 last_success = penstock_feed_health_get_last_success (feed);
      const char *reason = penstock_feed_health_get_reason (feed);

      penstock_cli_json_open (&json, NULL, '{');
      penstock_cli_json_string (&json, "id", penstock_feed_health_get_id (feed));
      penstock_cli_json_string (&json, "title", penstock_feed_health_get_title (feed));
      penstock_cli_json_string (&json, "host", penstock_feed_health_get_host (feed));
      penstock_cli_json_string (&json, "state", penstock_feed_health_get_state (feed));
      penstock_cli_json_moment (&json, "last_success", last_success);
      if (last_success > 0)
        penstock_cli_json_integer (&json, "age_s", MAX (now - last_success, 0));
      else
        penstock_cli_json_null (&json, "age_s");
      penstock_cli_json_string (&json, "reason", reason != NULL && *reason != '\0' ? reason : NULL);
      penstock_cli_json_moment (&json, "next_try", penstock_feed_health_get_next_try (feed));
      penstock_cli_json_integer (&json, "requests_today", penstock_feed_health_get_requests_today (feed));
      penstock_cli_json_close (&json, '}');
    }
  penstock_cli_json_close (&json, ']');
}

static void
print_table (PenstockCliSession *session,
             GListModel         *feeds,
             PenstockCliFormat   format,
             GString            *out)
{
  static const struct { const char *title; int decimals; } columns[] = {
    { "id", -1 }, { "title", -1 }, { "host", -1 }, { "state", -1 }, { "last_success", -1 }, { "age_s", 0 }, { "next_try", -1 },
    { "requests_today", 0 }, { "reason", -1 },
  };
  g_autoptr(PenstockCliTable) table = penstock_cli_table_new (format);
  const gint64 now = penstock_clock_now (session->clock);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    penstock_cli_table_column (table, columns[i].title, columns[i].decimals);
  for (guint i = 0; i < g_list_model_get_n_items (feeds); i++)
    {
      g_autoptr(PenstockFeedHealth) feed = g_list_model_get_item (feeds, i);
      const gint64 last_success = penstock_feed_health_get_last_success (feed);
      g_autofree char *success = penstock_cli_moment (last_success);
      g_autofree char *next = penstock_cli_moment (penstock_feed_health_get_next_try (feed));
      const char *reason = penstock_feed_health_get_reason (feed);

      penstock_cli_table_text (table, penstock_feed_health_get_id (feed));
      penstock_cli_table_text (table, penstock_feed_health_get_title (feed));
      penstock_cli_table_text (table, penstock_feed_health_get_host (feed));
      penstock_cli_table_text (table, penstock_feed_health_get_state (feed));
      penstock_cli_table_text (table, success);
      penstock_cli_table_number (table, last_success > 0 ? (double)MAX (now - last_success, 0) : NAN);
      penstock_cli_table_text (table, next);
      penstock_cli_table_number (table, penstock_feed_health_get_requests_today (feed));
      penstock_cli_table_text (table, reason != NULL && *reason != '\0' ? reason : NULL);
    }
  penstock_cli_table_print (table, out);
}

static int
run_feeds (PenstockCli *cli,
           char       **args,
           GError     **error)
{
  g_auto(GStrv) words = penstock_cli_parse (cli, &penstock_cli_feeds, "", NULL, NULL, args, error);
  g_autoptr(PenstockCliSession) session = NULL;
  GListModel *feeds;

  if (words == NULL)
    return 0;
  if (!penstock_cli_expect (&penstock_cli_feeds, words, (const char *[]){ NULL }, error) ||
      (session = penstock_cli_session_open (cli, error)) == NULL)
    return 1;

  /* the engine sums up health when the main loop is idle */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  feeds = penstock_engine_get_feeds (session->engine);
  if (cli->format == PENSTOCK_CLI_JSON)
    print_json (session, feeds, cli->out);
  else
    print_table (session, feeds, cli->format, cli->out);
  return 0;
}

const PenstockCliCommand penstock_cli_feeds = {
  .name = "feeds",
  .summary = N_("The health of each feed"),
  .run = run_feeds,
};
