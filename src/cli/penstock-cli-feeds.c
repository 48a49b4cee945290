/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-cli-json.h"
#include "penstock-cli-session.h"
#include "penstock-cli-table.h"

#include "penstock-paths.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A limit that is not known is null. */
static void
print_limit (PenstockCliJson *json,
             const char      *name,
             guint            most)
{
  if (most > 0)
    penstock_cli_json_integer (json, name, most);
  else
    penstock_cli_json_null (json, name);
}

static void
print_budget (PenstockFeedHealth *feed,
              PenstockCliJson    *json)
{
  penstock_cli_json_integer (json, "requests_hour", penstock_feed_health_get_requests_hour (feed));
  print_limit (json, "most_per_hour", penstock_feed_health_get_most_per_hour (feed));
  print_limit (json, "most_per_day", penstock_feed_health_get_most_per_day (feed));
  penstock_cli_json_integer (json, "subjects", penstock_feed_health_get_subjects (feed));
  penstock_cli_json_integer (json, "failing", penstock_feed_health_get_failing (feed));
  penstock_cli_json_integer (json, "standing_in", penstock_feed_health_get_standing_in (feed));
}

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
      print_budget (feed, &json);
      penstock_cli_json_string (&json, "key", penstock_feed_health_get_key_state (feed));
      penstock_cli_json_string (&json, "sends", penstock_feed_health_get_sends (feed));
      penstock_cli_json_string (&json, "terms", penstock_feed_health_get_terms_url (feed));
      penstock_cli_json_close (&json, '}');
    }
  penstock_cli_json_close (&json, ']');
}

static void
add_budget (PenstockFeedHealth *feed,
            PenstockCliTable   *table)
{
  const guint most_hour = penstock_feed_health_get_most_per_hour (feed);
  const guint most_day = penstock_feed_health_get_most_per_day (feed);

  penstock_cli_table_number (table, penstock_feed_health_get_requests_hour (feed));
  penstock_cli_table_number (table, most_hour > 0 ? most_hour : NAN);
  penstock_cli_table_number (table, penstock_feed_health_get_requests_today (feed));
  penstock_cli_table_number (table, most_day > 0 ? most_day : NAN);
  penstock_cli_table_number (table, penstock_feed_health_get_failing (feed));
  penstock_cli_table_number (table, penstock_feed_health_get_subjects (feed));
  penstock_cli_table_number (table, penstock_feed_health_get_standing_in (feed));
  penstock_cli_table_text (table, penstock_feed_health_get_key_state (feed));
}

static void
print_table (PenstockCliSession *session,
             GListModel         *feeds,
             PenstockCliFormat   format,
             GString            *out)
{
  static const struct { const char *title; int decimals; } columns[] = {
    { "id", -1 }, { "title", -1 }, { "host", -1 }, { "state", -1 }, { "last_success", -1 }, { "age_s", 0 }, { "next_try", -1 },
    { "requests_hour", 0 }, { "most_per_hour", 0 }, { "requests_today", 0 }, { "most_per_day", 0 }, { "failing", 0 }, { "subjects", 0 },
    { "standing_in", 0 }, { "key", -1 },
    { "reason", -1 }, { "sends", -1 }, { "terms", -1 },
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
      add_budget (feed, table);
      penstock_cli_table_text (table, reason != NULL && *reason != '\0' ? reason : NULL);
      penstock_cli_table_text (table, penstock_feed_health_get_sends (feed));
      penstock_cli_table_text (table, penstock_feed_health_get_terms_url (feed));
    }
  penstock_cli_table_print (table, out);
}

/* -- keys -- */

/* One line of standard input, without its end. */
static char *
read_key (GError **error)
{
  char line[512];
  gsize length;

  if (isatty (STDIN_FILENO))
    penstock_cli_complain ("%s", _("type the key and press Enter; it is shown as you type"));
  if (fgets (line, sizeof line, stdin) == NULL)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, _("--set-key: no key on standard input"));
      return NULL;
    }
  length = strcspn (line, "\r\n");
  return g_strndup (line, length);
}

static int
change_key (PenstockCli *cli,
            const char  *id,
            gboolean     forget,
            GError     **error)
{
  const PenstockProvider *provider = penstock_provider_find (id);
  g_autoptr(PenstockCliSession) session = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *key = NULL;
  GAsyncResult *pending = NULL;

  if (provider == NULL || provider->key_need == PENSTOCK_KEY_NONE)
    {
      penstock_cli_set_usage (error, _("“%s” is no feed that takes a key"), id);
      return 2;
    }
  if ((!forget && (key = read_key (error)) == NULL) || (session = penstock_cli_session_open (cli, error)) == NULL)
    return 1;

  penstock_keys_set_async (session->http, provider, key, NULL, penstock_cli_wait_cb, &pending);
  result = penstock_cli_wait (&pending);
  return penstock_keys_set_finish (session->http, result, error) ? 0 : 1;
}

/* -- the command -- */

static int
print_sources (PenstockCli *cli,
               GError     **error)
{
  g_autofree char *dir = cli->data_dir != NULL ? g_strdup (cli->data_dir) : penstock_paths_user_data (FALSE);
  g_autoptr(PenstockSources) sources = penstock_sources_load (dir, error);
  g_autofree char *json = NULL;

  if (*error != NULL)
    return 1;

  json = penstock_sources_to_json (sources);
  g_string_append (cli->out, json);
  return 0;
}

static int
print_health (PenstockCli *cli,
              GError     **error)
{
  g_autoptr(PenstockCliSession) session = penstock_cli_session_open (cli, error);
  GListModel *feeds;

  if (session == NULL)
    return 1;

  penstock_engine_refresh_feeds (session->engine);
  feeds = penstock_engine_get_feeds (session->engine);
  if (cli->format == PENSTOCK_CLI_JSON)
    print_json (session, feeds, cli->out);
  else
    print_table (session, feeds, cli->format, cli->out);
  return 0;
}

static int
run_feeds (PenstockCli *cli,
           char       **args,
           GError     **error)
{
  gboolean sources = FALSE;
  g_autofree char *set_key = NULL;
  g_autofree char *forget_key = NULL;
  const GOptionEntry entries[] = {
    { "sources", 0, 0, G_OPTION_ARG_NONE, &sources, N_("Print where and how each feed is asked, as a file that replaces it"), NULL },
    { "set-key", 0, 0, G_OPTION_ARG_STRING, &set_key, N_("Store a feed’s key, one line of standard input, in the keyring"), "ID" },
    { "forget-key", 0, 0, G_OPTION_ARG_STRING, &forget_key, N_("Take a feed’s key out of the keyring"), "ID" },
    { NULL },
  };
  g_auto(GStrv) words = penstock_cli_parse (cli, &penstock_cli_feeds, "",
                                            _("The state of every feed, the budget of its host, what it is sent and on which terms."),
                                            entries, args, error);

  if (words == NULL)
    return 0;
  if (!penstock_cli_expect (&penstock_cli_feeds, words, (const char *[]){ NULL }, error))
    return 2;
  if (sources + (set_key != NULL) + (forget_key != NULL) > 1)
    {
      penstock_cli_set_usage (error, _("one of --sources, --set-key and --forget-key at a time"));
      return 2;
    }
  if (set_key != NULL || forget_key != NULL)
    return change_key (cli, set_key != NULL ? set_key : forget_key, set_key == NULL, error);

  return sources ? print_sources (cli, error) : print_health (cli, error);
}

const PenstockCliCommand penstock_cli_feeds = {
  .name = "feeds",
  .summary = N_("The health of each feed"),
  .run = run_feeds,
};
