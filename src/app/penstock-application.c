/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-application.h"


#include "penstock-feeds-dialog.h"
#include "penstock-resources.h"
#include "penstock-settings.h"
#include "penstock-style.h"
#include "penstock-trouble-window.h"
#include "penstock-window.h"

struct _PenstockApplication
{
  AdwApplication  parent_instance;

  GSettings      *settings;  /* NULL where no schema is installed */
  PenstockStyle  *style;
  PenstockDesk   *desk;      /* NULL before, and while its data cannot be opened */

  /* What the user asked to open */
  gboolean        sample;
  char           *data_dir;  /* NULL = the user's */
  char          **feeds;     /* chosen in this run; NULL = those of the settings */
};

G_DEFINE_FINAL_TYPE (PenstockApplication, penstock_application, ADW_TYPE_APPLICATION)

/* ---- The desk ---- */

static void
close_windows (PenstockApplication *self)
{
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_destroy (l->data);
}

static void
close_desk (PenstockApplication *self)
{
  if (self->desk != NULL)
    penstock_desk_close (self->desk);
  g_clear_object (&self->desk);
}

static void
enable_market_actions (PenstockApplication *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "sample");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), self->desk == NULL || !penstock_desk_is_sample (self->desk));

  /* Once live, feeds are switched on and off one by one on their page. */
  action = g_action_map_lookup_action (G_ACTION_MAP (self), "live-feeds");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), self->desk == NULL || penstock_desk_is_sample (self->desk));
}

/* The window comes first, its data follow. */
static void
open_desk (PenstockApplication *self)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *window;

  g_application_hold (G_APPLICATION (self));
  close_windows (self);
  close_desk (self);
  if (self->sample)
    self->desk = penstock_desk_open_sample (self->settings, &error);
  else
    self->desk = penstock_desk_open_live (self->data_dir, (const char *const *)self->feeds, self->settings, &error);

  enable_market_actions (self);
  if (self->desk != NULL)
    window = penstock_window_new (GTK_APPLICATION (self), self->desk);
  else
    window = penstock_trouble_window_new (GTK_APPLICATION (self), error);

  gtk_window_present (GTK_WINDOW (window));
  if (self->desk != NULL)
    penstock_desk_start (self->desk);
  g_application_release (G_APPLICATION (self));
}

static PenstockWindow *
get_window (PenstockApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return PENSTOCK_IS_WINDOW (window) ? PENSTOCK_WINDOW (window) : NULL;
}

static gboolean
has_enabled_feeds (PenstockApplication *self)
{
  g_auto(GStrv) feeds = penstock_settings_get_strv (self->settings, "enabled-feeds");

  return feeds[0] != NULL;
}

static void
penstock_application_activate (GApplication *application)
{
  PenstockApplication *self = PENSTOCK_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }

  self->sample = !has_enabled_feeds (self);
  open_desk (self);
}

/* ---- Command line ---- */

static gboolean
is_csv (const char *argument)
{
  g_autofree char *lower = g_ascii_strdown (argument, -1);

  return g_str_has_suffix (lower, ".csv");
}

/* A company by id, symbol or alias is opened, a .csv file is imported as bars. */
static void
open_argument (PenstockApplication     *self,
               GApplicationCommandLine *command_line,
               const char              *argument)
{
  PenstockWindow *window = get_window (self);
  g_autoptr(GError) error = NULL;
  int company;

  if (self->desk == NULL || window == NULL)
    return;

  if (is_csv (argument))
    {
      g_autoptr(GFile) file = g_application_command_line_create_file_for_arg (command_line, argument);
      g_autofree char *path = g_file_get_path (file);

      penstock_desk_import_bars (self->desk, path != NULL ? path : argument);
      return;
    }

  company = penstock_chain_find (penstock_engine_get_chain (penstock_desk_get_engine (self->desk)), argument, &error);
  if (company >= 0)
    penstock_window_open (window, (guint)company);
  else
    penstock_window_say (window, error->message);
}

static gboolean
must_open (PenstockApplication *self,
           gboolean             sample,
           const char          *data_dir)
{
  if (self->desk == NULL)
    return TRUE;
  if (!sample && data_dir == NULL)
    return FALSE;

  return sample != self->sample || g_strcmp0 (data_dir, self->data_dir) != 0;
}

static int
penstock_application_command_line (GApplication            *application,
                                   GApplicationCommandLine *command_line)
{
  PenstockApplication *self = PENSTOCK_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  gboolean sample = g_variant_dict_contains (options, "sample");
  g_autofree char *data_dir = NULL;
  g_autofree const char **arguments = NULL;

  g_variant_dict_lookup (options, "data-dir", "^ay", &data_dir);
  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &arguments);
  if (sample && data_dir != NULL)
    {
      g_application_command_line_printerr (command_line, "penstock: %s\n", _("--sample has a data directory of its own; leave out --data-dir"));
      return 2;
    }

  if (must_open (self, sample, data_dir))
    {
      self->sample = sample || (data_dir == NULL && !has_enabled_feeds (self));
      g_free (self->data_dir);
      self->data_dir = data_dir != NULL ? g_canonicalize_filename (data_dir, g_application_command_line_get_cwd (command_line)) : NULL;
      open_desk (self);
    }
  else
    penstock_application_activate (application);

  for (guint i = 0; arguments != NULL && arguments[i] != NULL; i++)
    open_argument (self, command_line, arguments[i]);

  return 0;
}

/* ---- Actions ---- */

static void
live_feeds_activated (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  PenstockApplication *self = user_data;

  gtk_window_present (GTK_WINDOW (penstock_feeds_dialog_new (gtk_application_get_active_window (GTK_APPLICATION (self)), self->settings)));
}

static gboolean
start_live_cb (gpointer user_data)
{
  PenstockApplication *self = user_data;

  self->sample = FALSE;
  g_clear_pointer (&self->data_dir, g_free);
  open_desk (self);
  return G_SOURCE_REMOVE;
}

/* The dialog that asked is still closing: its window must not go under its feet. */
static void
start_live_activated (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  PenstockApplication *self = user_data;

  g_strfreev (self->feeds);
  self->feeds = g_variant_dup_strv (parameter, NULL);
  penstock_settings_set_strv (self->settings, "enabled-feeds", (const char *const *)self->feeds);
  penstock_settings_set_strv (self->settings, "agreed-feeds", (const char *const *)self->feeds);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, start_live_cb, g_object_ref (self), g_object_unref);
}

static gboolean
start_sample_cb (gpointer user_data)
{
  PenstockApplication *self = user_data;

  self->sample = TRUE;
  open_desk (self);
  return G_SOURCE_REMOVE;
}

static void
sample_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, start_sample_cb, g_object_ref (user_data), g_object_unref);
}

static gboolean
reopen_cb (gpointer user_data)
{
  open_desk (user_data);
  return G_SOURCE_REMOVE;
}

static void
reopen_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, reopen_cb, g_object_ref (user_data), g_object_unref);
}

static void
colours_changed (GSimpleAction *action,
                 GVariant      *value,
                 gpointer       user_data)
{
  PenstockApplication *self = user_data;
  const char *word = g_variant_get_string (value, NULL);
  PenstockWindow *window = get_window (self);

  g_simple_action_set_state (action, value);
  penstock_style_set_colours (self->style, penstock_style_parse_colours (word));
  penstock_settings_set_string (self->settings, "colours", word);
  if (window != NULL)
    penstock_window_restyle (window);
}

static void
quit_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (user_data));

  if (windows != NULL)
    gtk_window_close (windows->data);
  g_application_quit (G_APPLICATION (user_data));
}

static void
add_actions (PenstockApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "live-feeds", .activate = live_feeds_activated },
    { .name = "start-live", .parameter_type = "as", .activate = start_live_activated },
    { .name = "sample", .activate = sample_activated },
    { .name = "reopen", .activate = reopen_activated },
    { .name = "colours", .parameter_type = "s", .state = "'exchange'", .change_state = colours_changed },
    { .name = "quit", .activate = quit_activated },
  };
  static const struct { const char *action; const char *keys[4]; } keys[] = {
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
    { "win.sidebar", { "F9" } },
    { "win.search", { "<Control>k", "<Control>f" } },
    { "win.refresh", { "F5", "<Control>r" } },
    { "win.export", { "<Control>e" } },
    { "win.feeds", { "F8" } },
    { "win.method", { "F1" } },
    { "win.page::overview", { "<Control>1" } },
    { "win.page::watchlists", { "<Control>2" } },
    { "win.page::chain", { "<Control>3" } },
    { "win.page::signals", { "<Control>4" } },
    { "win.page::evidence", { "<Control>5" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), keys[i].action, keys[i].keys);
}

/* ---- Life ---- */

static void
penstock_application_startup (GApplication *application)
{
  PenstockApplication *self = PENSTOCK_APPLICATION (application);
  g_autofree char *colours = NULL;

  G_APPLICATION_CLASS (penstock_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (PENSTOCK_APP_ID);
  self->settings = penstock_settings_new ();
  self->style = penstock_style_new ();
  add_actions (self);
  colours = penstock_settings_get_string (self->settings, "colours", "exchange");
  g_action_group_change_action_state (G_ACTION_GROUP (self), "colours", g_variant_new_string (colours));
}

static void
penstock_application_shutdown (GApplication *application)
{
  PenstockApplication *self = PENSTOCK_APPLICATION (application);

  close_windows (self);
  close_desk (self);
  g_clear_object (&self->style);
  g_clear_object (&self->settings);

  G_APPLICATION_CLASS (penstock_application_parent_class)->shutdown (application);
}

static void
penstock_application_finalize (GObject *object)
{
  PenstockApplication *self = PENSTOCK_APPLICATION (object);

  g_free (self->data_dir);
  g_strfreev (self->feeds);

  G_OBJECT_CLASS (penstock_application_parent_class)->finalize (object);
}

static void
penstock_application_class_init (PenstockApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  /* In a static library they would not be found by themselves. */
  penstock_register_resource ();

  G_OBJECT_CLASS (klass)->finalize = penstock_application_finalize;
  application_class->startup = penstock_application_startup;
  application_class->activate = penstock_application_activate;
  application_class->command_line = penstock_application_command_line;
  application_class->shutdown = penstock_application_shutdown;
}

static void
penstock_application_init (PenstockApplication *self)
{
  static const GOptionEntry options[] = {
    { "sample", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_("Open the sample market"), NULL },
    { "data-dir", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, NULL, N_("Keep data in DIR"), N_("DIR") },
    { G_OPTION_REMAINING, 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_("[SYMBOL | FILE.csv]…") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

PenstockApplication *
penstock_application_new (GApplicationFlags flags)
{
  return g_object_new (PENSTOCK_TYPE_APPLICATION,
                       "application-id", PENSTOCK_APP_ID,
                       "flags", flags | G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
}

PenstockDesk *
penstock_application_get_desk (PenstockApplication *self)
{
  g_return_val_if_fail (PENSTOCK_IS_APPLICATION (self), NULL);

  return self->desk;
}
