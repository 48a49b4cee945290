/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "penstock-pane-choice.h"
#include "penstock-price-chart.h"
#include "penstock-settings.h"

#define KEY "chart-panes"
#define OF_SEGMENT ":segment"

static const struct { const char *name; const char *label; guint section; } choices[] = {
  { "score", N_("_Score"), 0 },
  { "own", N_("_Own signal"), 0 },
  { "benefit_z", N_("_Benefit"), 0 },
  { "gap", N_("_Unpriced benefit"), 0 },
  { "price_z", N_("_Price momentum"), 1 },
  { "revenue_z", N_("_Revenue momentum"), 1 },
  { "event_z", N_("_Events"), 1 },
  { "benefit_rel", N_("Benefit against its own _year"), 1 },
  { "validation" OF_SEGMENT, N_("Segment: _validation"), 2 },
  { "narrative" OF_SEGMENT, N_("Segment: _narrative"), 2 },
};

struct _PenstockPaneChoice
{
  GObject             parent_instance;

  GSettings          *settings;  /* NULL where no schema is installed */
  GSimpleActionGroup *actions;
  char              **chosen;    /* the oldest choice first */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenstockPaneChoice, penstock_pane_choice, G_TYPE_OBJECT)

/* Names of actions take neither colon nor underscore. */
static char *
action_name (const char *name)
{
  return g_strdelimit (g_strdup (name), ":_", '-');
}

static gboolean
is_choice (const char *name)
{
  for (guint c = 0; c < G_N_ELEMENTS (choices); c++)
    if (g_str_equal (name, choices[c].name))
      return TRUE;

  return FALSE;
}

/* Those of @names that there are, at most as many as a chart takes: the newest. */
static char **
keep_valid (const char *const *names)
{
  g_autoptr(GPtrArray) valid = g_ptr_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    if (is_choice (names[i]) && !g_ptr_array_find_with_equal_func (valid, names[i], g_str_equal, NULL))
      g_ptr_array_add (valid, (gpointer)names[i]);
  while (valid->len > PENSTOCK_MAX_CHART_PANES)
    g_ptr_array_remove_index (valid, 0);
  g_ptr_array_add (valid, NULL);

  return g_strdupv ((char **)valid->pdata);
}

static void
update_states (PenstockPaneChoice *self)
{
  for (guint c = 0; c < G_N_ELEMENTS (choices); c++)
    {
      g_autofree char *name = action_name (choices[c].name);
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

      g_simple_action_set_state (G_SIMPLE_ACTION (action),
                                 g_variant_new_boolean (g_strv_contains ((const char *const *)self->chosen, choices[c].name)));
    }
}

static void
take (PenstockPaneChoice *self,
      const char         *name,
      gboolean            on)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  char **chosen;

  for (guint i = 0; self->chosen[i] != NULL; i++)
    if (!g_str_equal (self->chosen[i], name))
      g_ptr_array_add (names, self->chosen[i]);
  if (on)
    g_ptr_array_add (names, (gpointer)name);
  g_ptr_array_add (names, NULL);

  chosen = keep_valid ((const char *const *)names->pdata);
  g_strfreev (self->chosen);
  self->chosen = chosen;
  update_states (self);
  penstock_settings_set_strv (self->settings, KEY, (const char *const *)self->chosen);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
change_state_cb (PenstockPaneChoice *self,
                 GVariant           *value,
                 GSimpleAction      *action)
{
  for (guint c = 0; c < G_N_ELEMENTS (choices); c++)
    {
      g_autofree char *name = action_name (choices[c].name);

      if (g_str_equal (name, g_action_get_name (G_ACTION (action))))
        take (self, choices[c].name, g_variant_get_boolean (value));
    }
}

static void
penstock_pane_choice_finalize (GObject *object)
{
  PenstockPaneChoice *self = PENSTOCK_PANE_CHOICE (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->actions);
  g_strfreev (self->chosen);
  G_OBJECT_CLASS (penstock_pane_choice_parent_class)->finalize (object);
}

static void
penstock_pane_choice_class_init (PenstockPaneChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = penstock_pane_choice_finalize;
  signals[CHANGED] = g_signal_new ("changed", PENSTOCK_TYPE_PANE_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
penstock_pane_choice_init (PenstockPaneChoice *self)
{
  self->actions = g_simple_action_group_new ();
  for (guint c = 0; c < G_N_ELEMENTS (choices); c++)
    {
      g_autofree char *name = action_name (choices[c].name);
      g_autoptr(GSimpleAction) action = g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (FALSE));

      g_signal_connect_object (action, "change-state", G_CALLBACK (change_state_cb), self, G_CONNECT_SWAPPED);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
}

PenstockPaneChoice *
penstock_pane_choice_new (GSettings *settings)
{
  PenstockPaneChoice *self = g_object_new (PENSTOCK_TYPE_PANE_CHOICE, NULL);
  g_auto(GStrv) stored = penstock_settings_get_strv (settings, KEY);

  g_set_object (&self->settings, settings);
  self->chosen = keep_valid ((const char *const *)stored);
  update_states (self);
  return self;
}

GActionGroup *
penstock_pane_choice_get_actions (PenstockPaneChoice *self)
{
  g_return_val_if_fail (PENSTOCK_IS_PANE_CHOICE (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

const char *const *
penstock_pane_choice_get_chosen (PenstockPaneChoice *self)
{
  g_return_val_if_fail (PENSTOCK_IS_PANE_CHOICE (self), NULL);

  return (const char *const *)self->chosen;
}

GMenuModel *
penstock_pane_choice_dup_menu (const char *prefix)
{
  GMenu *menu = g_menu_new ();

  for (guint c = 0; c < G_N_ELEMENTS (choices);)
    {
      g_autoptr(GMenu) section = g_menu_new ();

      for (guint of = choices[c].section; c < G_N_ELEMENTS (choices) && choices[c].section == of; c++)
        {
          g_autofree char *name = action_name (choices[c].name);
          g_autofree char *action = g_strdup_printf ("%s.%s", prefix, name);

          g_menu_append (section, _(choices[c].label), action);
        }
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
    }

  return G_MENU_MODEL (menu);
}

char *
penstock_pane_choice_resolve (const PenstockChain *chain,
                              const char          *name,
                              guint                company)
{
  const PenstockCompany *of = &chain->companies[company];
  g_autofree char *value = NULL;
  guint largest = 0;

  if (!g_str_has_suffix (name, OF_SEGMENT) || of->n_exposures == 0)
    return g_strdup (name);

  for (guint k = 1; k < of->n_exposures; k++)
    if (of->exposures[k].weight > of->exposures[largest].weight)
      largest = k;
  value = g_strndup (name, strlen (name) - strlen (OF_SEGMENT));
  return g_strdup_printf ("%s:seg:%s", value, chain->segments[of->exposures[largest].segment].id);
}
