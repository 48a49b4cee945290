/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-cli-json.h"
#include "penstock-cli-session.h"
#include "penstock-cli-table.h"

#include <math.h>
#include <string.h>

typedef struct { char **feeds, **symbols, **base_urls; gboolean force; } Options;

/* One poll in progress. */
typedef struct
{
  PenstockCli      *cli;
  PenstockCliTable *table; /* NULL: JSON, a line per answer as it comes */
  guint             n;     /* answers */
  guint             n_bad; /* refused or broken */
  GError           *error; /* stdout is gone */
} Poll;

static void
clear_options (Options *self)
{
  g_clear_pointer (&self->feeds, g_strfreev);
  g_clear_pointer (&self->symbols, g_strfreev);
  g_clear_pointer (&self->base_urls, g_strfreev);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static const PenstockProvider *
find_feed (const char *option,
           const char *id,
           GError    **error)
{
  const PenstockProvider *provider = penstock_provider_find (id);
  g_autoptr(GString) ids = g_string_new (NULL);

  if (provider != NULL)
    return provider;
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", penstock_providers[i]->id);
  penstock_cli_set_usage (error, _("%s: no feed “%s”; there are %s"), option, id, ids->str);
  return NULL;
}

static gboolean
check_base_url (const char *text,
                GError    **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *id = equals != NULL ? g_strndup (text, (gsize)(equals - text)) : NULL;
  g_autoptr(GUri) uri = equals != NULL ? g_uri_parse (equals + 1, G_URI_FLAGS_NONE, NULL) : NULL;

  if (equals == NULL)
    penstock_cli_set_usage (error, _("--base-url: “%s” is not ID=URL"), text);
  else if (find_feed ("--base-url", id, error) == NULL)
    return FALSE;
  else if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
           (!g_str_equal (g_uri_get_scheme (uri), "http") && !g_str_equal (g_uri_get_scheme (uri), "https")))
    penstock_cli_set_usage (error, _("--base-url: “%s” is not an http or https address"), equals + 1);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_options (const Options *options,
               GError       **error)
{
  for (char **id = options->feeds; id != NULL && *id != NULL; id++)
    if (find_feed ("--feed", *id, error) == NULL)
      return FALSE;
  for (char **symbol = options->symbols; symbol != NULL && *symbol != NULL; symbol++)
    if (**symbol == '\0')
      {
        penstock_cli_set_usage (error, _("--symbol: the symbol is empty"));
        return FALSE;
      }
  for (char **text = options->base_urls; text != NULL && *text != NULL; text++)
    if (!check_base_url (*text, error))
      return FALSE;
  return TRUE;
}

static void
set_base_urls (const PenstockCliSession *session,
               char                    **base_urls)
{
  for (; base_urls != NULL && *base_urls != NULL; base_urls++)
    {
      const char *equals = strchr (*base_urls, '=');
      g_autofree char *id = g_strndup (*base_urls, (gsize)(equals - *base_urls));
      g_autofree char *url = g_strdup (equals + 1);

      while (g_str_has_suffix (url, "/"))
        url[strlen (url) - 1] = '\0';
      penstock_http_set_base_url (session->http, penstock_provider_find (id), url);
    }
}

/* A chain id stands for its symbol; anything else is a symbol of the provider. */
static char **
resolve_symbols (const PenstockChain *chain,
                 char               **symbols)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  if (symbols == NULL)
    return NULL;
  for (; *symbols != NULL; symbols++)
    {
      const int company = penstock_chain_find_id (chain, *symbols);
      const char *symbol = company >= 0 ? chain->companies[company].symbol : NULL;

      g_strv_builder_add (builder, symbol != NULL ? symbol : *symbols);
    }
  return g_strv_builder_end (builder);
}

/* -- consent -- */

static gboolean
any_wants_key (const char *const *feeds)
{
  for (guint i = 0; feeds[i] != NULL; i++)
    if (penstock_provider_find (feeds[i])->key_need != PENSTOCK_KEY_NONE)
      return TRUE;

  return FALSE;
}

static void
load_keys (PenstockCliSession *session)
{
  GAsyncResult *pending = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  penstock_keys_load_async (session->http, NULL, penstock_cli_wait_cb, &pending);
  result = penstock_cli_wait (&pending);
  if (!penstock_keys_load_finish (session->http, result, &error))
    penstock_cli_complain ("%s", error->message);
}

/* Who names a feed, or says where it is asked, has agreed to it; the others are asked only if they are switched on. */
static gboolean
enable_feeds (PenstockCliSession *session,
              const Options      *options,
              GError            **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) enabled = NULL;

  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      const char *id = penstock_providers[i]->id;
      g_autofree char *prefix = g_strconcat (id, "=", NULL);
      gboolean on = penstock_engine_is_enabled (session->engine, id) ||
                    (options->feeds != NULL && g_strv_contains ((const char *const *)options->feeds, id));

      for (char **text = options->base_urls; text != NULL && *text != NULL; text++)
        on |= g_str_has_prefix (*text, prefix);
      if (on)
        g_strv_builder_add (builder, id);
    }

  enabled = g_strv_builder_end (builder);
  if (enabled[0] == NULL)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID,
                           _("no feed is switched on; “penstock-cli feeds” says what each is sent and on which terms, --feed ID asks one"));
      return FALSE;
    }

  penstock_engine_set_enabled_feeds (session->engine, (const char *const *)enabled);
  if (session->sample == NULL && any_wants_key ((const char *const *)enabled))
    load_keys (session);
  return TRUE;
}

/* -- answers -- */

static void
print_json (const PenstockFetch *fetch,
            GString             *out)
{
  PenstockCliJson json;

  penstock_cli_json_init (&json, out, 0);
  penstock_cli_json_open (&json, NULL, '{');
  penstock_cli_json_string (&json, "feed", fetch->provider->id);
  penstock_cli_json_string (&json, "subject", fetch->subject);
  penstock_cli_json_string (&json, "outcome", penstock_outcome_id (fetch->outcome));
  penstock_cli_json_integer (&json, "status", fetch->status);
  penstock_cli_json_integer (&json, "rows", fetch->rows);
  penstock_cli_json_integer (&json, "bytes", (gint64)fetch->bytes);
  penstock_cli_json_number (&json, "ms", floor (fetch->ms * 1000.0 + 0.5) / 1000.0);
  penstock_cli_json_string (&json, "reason", fetch->reason);
  penstock_cli_json_moment (&json, "next_try", fetch->next_try);
  penstock_cli_json_close (&json, '}');
}

static void
add_row (const PenstockFetch *fetch,
         PenstockCliTable    *table)
{
  g_autofree char *next = penstock_cli_moment (fetch->next_try);

  penstock_cli_table_text (table, fetch->provider->id);
  penstock_cli_table_text (table, fetch->subject);
  penstock_cli_table_text (table, penstock_outcome_id (fetch->outcome));
  penstock_cli_table_number (table, fetch->status);
  penstock_cli_table_number (table, fetch->rows);
  penstock_cli_table_number (table, (double)fetch->bytes);
  penstock_cli_table_number (table, fetch->ms);
  penstock_cli_table_text (table, next);
  penstock_cli_table_text (table, fetch->reason);
}

static PenstockCliTable *
new_table (PenstockCliFormat format)
{
  static const struct { const char *title; int decimals; } columns[] = {
    { "feed", -1 }, { "subject", -1 }, { "outcome", -1 }, { "status", 0 }, { "rows", 0 },
    { "bytes", 0 }, { "ms", 1 }, { "next_try", -1 }, { "reason", -1 },
  };
  PenstockCliTable *table = penstock_cli_table_new (format);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    penstock_cli_table_column (table, columns[i].title, columns[i].decimals);
  return table;
}

static void
fetched_cb (const PenstockFetch *fetch,
            gpointer             user_data)
{
  Poll *poll = user_data;

  poll->n++;
  if (fetch->outcome == PENSTOCK_OUTCOME_REFUSED || fetch->outcome == PENSTOCK_OUTCOME_BROKEN)
    poll->n_bad++;
  if (poll->table != NULL)
    add_row (fetch, poll->table);
  else if (poll->error == NULL)
    {
      print_json (fetch, poll->cli->out);
      penstock_cli_flush (poll->cli, &poll->error);
    }
}

static gboolean
import_sample_events (PenstockCliSession *session,
                      GError            **error)
{
  g_autofree char *json = penstock_sample_dup_events (session->sample, error);
  g_autoptr(GPtrArray) events = json != NULL ? penstock_events_parse (json, -1, error) : NULL;

  return events != NULL && penstock_cli_put_events (session, events, error);
}

static gboolean
poll_once (PenstockCliSession *session,
           const Options      *options,
           gboolean            force,
           Poll               *poll,
           GError            **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_auto(GStrv) symbols = resolve_symbols (session->chain, options->symbols);

  penstock_engine_poll_async (session->engine, (const char *const *)options->feeds, (const char *const *)symbols, force,
                              fetched_cb, poll, NULL, penstock_cli_wait_cb, &pending);
  result = penstock_cli_wait (&pending);
  return penstock_engine_poll_finish (session->engine, result, NULL, error);
}

/* TRUE: every answer is stored, whatever it was. */
static gboolean
run_poll (PenstockCliSession *session,
          const Options      *options,
          Poll               *poll,
          GError            **error)
{
  if (!poll_once (session, options, options->force, poll, error))
    return FALSE;
  /* Where a feed failed another may stand in, and that is due only now. */
  if (poll->n_bad > 0 && options->symbols == NULL && !poll_once (session, options, FALSE, poll, error))
    return FALSE;
  if (session->failure != NULL)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE, session->failure);
      return FALSE;
    }
  if (poll->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&poll->error));
      return FALSE;
    }
  /* Nothing due is how a poll mostly ends; a name that leads nowhere is said. */
  if (poll->n == 0 && options->symbols != NULL)
    penstock_cli_complain ("%s", _("nothing was asked: no feed that was named or is switched on has such a symbol"));
  else if (poll->n == 0 && options->feeds != NULL)
    penstock_cli_complain ("%s", _("nothing was asked: nothing of it is due, or it needs a key (see “penstock-cli feeds”)"));
  return TRUE;
}

static int
fetch (PenstockCli   *cli,
       const Options *options,
       GError       **error)
{
  g_autoptr(PenstockCliSession) session = penstock_cli_session_open (cli, error);
  g_autoptr(PenstockCliTable) table = cli->format != PENSTOCK_CLI_JSON ? new_table (cli->format) : NULL;
  Poll poll = { .cli = cli, .table = table };
  gboolean done;

  if (session == NULL || (session->sample != NULL && !import_sample_events (session, error)))
    return 1;

  /* What the user wrote about where to ask must not be replaced by where others ask. */
  if (session->sources_fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&session->sources_fault));
      return 1;
    }
  set_base_urls (session, options->base_urls);
  if (!enable_feeds (session, options, error))
    return 1;
  done = run_poll (session, options, &poll, error);
  g_clear_error (&poll.error);
  if (table != NULL)
    penstock_cli_table_print (table, cli->out);
  return done && poll.n_bad == 0 ? 0 : 1;
}

static int
run_fetch (PenstockCli *cli,
           char       **args,
           GError     **error)
{
  g_auto(Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "feed", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.feeds, N_("Ask this feed only (may be repeated)"), "ID" },
    { "symbol", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.symbols, N_("Ask for this symbol only, in the chain or not (may be repeated)"), "S" },
    { "base-url", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.base_urls, N_("Where a feed is asked (may be repeated)"), "ID=URL" },
    { "force", 0, 0, G_OPTION_ARG_NONE, &options.force, N_("Ask for everything, not only what is due"), NULL },
    { NULL },
  };
  g_auto(GStrv) words = penstock_cli_parse (cli, &penstock_cli_fetch, "",
                                            _("Prints one JSON object per answer. Exit code 1 if any was refused or broken."), entries, args, error);

  if (words == NULL)
    return 0;
  if (!penstock_cli_expect (&penstock_cli_fetch, words, (const char *[]){ NULL }, error) || !check_options (&options, error))
    return 2;
  return fetch (cli, &options, error);
}

const PenstockCliCommand penstock_cli_fetch = {
  .name = "fetch",
  .summary = N_("Ask the feeds once for what is due"),
  .run = run_fetch,
};
