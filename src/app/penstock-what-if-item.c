/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-what-if-item.h"
#include "penstock-words.h"

struct _PenstockWhatIfItem
{
  GObject  parent_instance;

  guint    company;
  char    *symbol, *name, *path, *evidence;
  double   unit;   /* Δ for an amount of 1 */
  double   delta;
};

enum { PROP_0, PROP_SYMBOL, PROP_NAME, PROP_PATH, PROP_EVIDENCE, PROP_DELTA, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PenstockWhatIfItem, penstock_what_if_item, G_TYPE_OBJECT)

static void
penstock_what_if_item_get_property (GObject    *object,
                                    guint       id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  PenstockWhatIfItem *self = PENSTOCK_WHAT_IF_ITEM (object);

  switch (id)
    {
    case PROP_SYMBOL:
      g_value_set_string (value, self->symbol);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_EVIDENCE:
      g_value_set_string (value, self->evidence);
      break;
    case PROP_DELTA:
      g_value_set_double (value, self->delta);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
penstock_what_if_item_finalize (GObject *object)
{
  PenstockWhatIfItem *self = PENSTOCK_WHAT_IF_ITEM (object);

  g_free (self->symbol);
  g_free (self->name);
  g_free (self->path);
  g_free (self->evidence);
  G_OBJECT_CLASS (penstock_what_if_item_parent_class)->finalize (object);
}

static void
penstock_what_if_item_class_init (PenstockWhatIfItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = penstock_what_if_item_get_property;
  object_class->finalize = penstock_what_if_item_finalize;
  properties[PROP_SYMBOL] = g_param_spec_string ("symbol", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_EVIDENCE] = g_param_spec_string ("evidence", NULL, NULL, NULL, flags);
  properties[PROP_DELTA] = g_param_spec_double ("delta", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
penstock_what_if_item_init (PenstockWhatIfItem *self)
{
}

PenstockWhatIfItem *
penstock_what_if_item_new (const PenstockScoreboard *board,
                           const PenstockWhatIfRow  *row)
{
  PenstockWhatIfItem *self = g_object_new (PENSTOCK_TYPE_WHAT_IF_ITEM, NULL);
  const PenstockCompany *company = &board->chain->companies[row->company];

  self->company = row->company;
  self->symbol = g_strdup (company->symbol != NULL ? company->symbol : _("private"));
  self->name = company->local_name != NULL ? g_strdup_printf ("%s %s", company->name, company->local_name) : g_strdup (company->name);
  self->path = penstock_words_path (board, &row->path);
  self->evidence = penstock_words_path_links (board, &row->path);
  if (row->n_paths > 1)
    {
      g_autofree char *links = g_steal_pointer (&self->evidence);

      /* Translators: strength, confidence and basis of the strongest path ("high · likely · filing"), then how many paths there are in all */
      self->evidence = g_strdup_printf (ngettext ("%s · strongest of %u path", "%s · strongest of %u paths", row->n_paths), links, row->n_paths);
    }
  self->unit = row->delta;
  self->delta = row->delta;
  return self;
}

guint
penstock_what_if_item_get_company (PenstockWhatIfItem *self)
{
  return self->company;
}

void
penstock_what_if_item_set_amount (PenstockWhatIfItem *self,
                                  double              amount)
{
  const double delta = self->unit * amount;

  if (self->delta == delta)
    return;

  self->delta = delta;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DELTA]);
}
