/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-instrument-private.h"

#include <math.h>

struct _PenstockInstrument
{
  GObject                 parent_instance;

  /* Set once at construction */
  PenstockChain          *chain;
  guint                   company;
  const PenstockCompany  *info;
  char                   *display_name;

  PenstockInstrumentPrice price;      /* its source is owned below */
  char                   *source;
  char                   *disagreement;
  gint64                  age;
  PenstockState           state;
  char                   *state_reason;
  PenstockBars           *bars;       /* NULL = none */
  PenstockScoreboard     *board;      /* NULL before the first */
};

G_DEFINE_FINAL_TYPE (PenstockInstrument, penstock_instrument, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SYMBOL,
  PROP_NAME,
  PROP_DISPLAY_NAME,
  PROP_LAST,
  PROP_CHANGE,
  PROP_EXTENDED_CHANGE,
  PROP_SCORE,
  PROP_OWN,
  PROP_BENEFIT,
  PROP_GAP,
  PROP_REVENUE_YOY,
  PROP_AGE,
  PROP_SOURCE,
  PROP_STATE,
  PROP_STATE_REASON,
  PROP_SPARKLINE,
  PROP_CONVENTION,
  PROP_STANDS_IN,
  PROP_DISAGREEMENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Properties that are columns of the scoreboard. */
static const struct { int property; PenstockColumn column; } score_properties[] = {
  { PROP_SCORE, PENSTOCK_COLUMN_score },
  { PROP_OWN, PENSTOCK_COLUMN_own },
  { PROP_BENEFIT, PENSTOCK_COLUMN_benefit_z },
  { PROP_GAP, PENSTOCK_COLUMN_gap },
  { PROP_REVENUE_YOY, PENSTOCK_COLUMN_yoy_3m },
};

static void
penstock_instrument_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PenstockInstrument *self = PENSTOCK_INSTRUMENT (object);

  for (gsize i = 0; i < G_N_ELEMENTS (score_properties); i++)
    if (score_properties[i].property == (int)property_id)
      {
        g_value_set_double (value, penstock_instrument_get_value (self, score_properties[i].column));
        return;
      }

  switch (property_id)
    {
    case PROP_SYMBOL:
      g_value_set_string (value, penstock_instrument_get_symbol (self));
      break;
    case PROP_NAME:
      g_value_set_string (value, self->info->name);
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, self->display_name);
      break;
    case PROP_LAST:
      g_value_set_double (value, self->price.last);
      break;
    case PROP_CHANGE:
      g_value_set_double (value, self->price.change);
      break;
    case PROP_EXTENDED_CHANGE:
      g_value_set_double (value, self->price.extended_change);
      break;
    case PROP_AGE:
      g_value_set_int64 (value, self->age);
      break;
    case PROP_SOURCE:
      g_value_set_string (value, self->source);
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int)self->state);
      break;
    case PROP_STATE_REASON:
      g_value_set_string (value, self->state_reason);
      break;
    case PROP_SPARKLINE:
      g_value_set_boxed (value, self->bars);
      break;
    case PROP_CONVENTION:
      g_value_set_int (value, (int)penstock_instrument_get_convention (self));
      break;
    case PROP_STANDS_IN:
      g_value_set_boolean (value, self->price.stands_in);
      break;
    case PROP_DISAGREEMENT:
      g_value_set_string (value, self->disagreement);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
penstock_instrument_finalize (GObject *object)
{
  PenstockInstrument *self = PENSTOCK_INSTRUMENT (object);

  g_clear_pointer (&self->bars, penstock_bars_unref);
  g_clear_pointer (&self->board, penstock_scoreboard_unref);
  g_clear_pointer (&self->chain, penstock_chain_unref);
  g_free (self->display_name);
  g_free (self->source);
  g_free (self->disagreement);
  g_free (self->state_reason);

  G_OBJECT_CLASS (penstock_instrument_parent_class)->finalize (object);
}

static GParamSpec *
number_property (const char *name)
{
  return g_param_spec_double (name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
text_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
penstock_instrument_class_init (PenstockInstrumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = penstock_instrument_get_property;
  object_class->finalize = penstock_instrument_finalize;

  properties[PROP_SYMBOL] = text_property ("symbol");
  properties[PROP_NAME] = text_property ("name");
  properties[PROP_DISPLAY_NAME] = text_property ("display-name");
  properties[PROP_LAST] = number_property ("last");
  properties[PROP_CHANGE] = number_property ("change");
  properties[PROP_EXTENDED_CHANGE] = number_property ("extended-change");
  properties[PROP_SCORE] = number_property ("score");
  properties[PROP_OWN] = number_property ("own");
  properties[PROP_BENEFIT] = number_property ("benefit");
  properties[PROP_GAP] = number_property ("gap");
  properties[PROP_REVENUE_YOY] = number_property ("revenue-yoy");
  properties[PROP_AGE] = g_param_spec_int64 ("age", NULL, NULL, -1, G_MAXINT64, -1, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SOURCE] = text_property ("source");
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PENSTOCK_TYPE_STATE, PENSTOCK_STATE_EMPTY,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE_REASON] = text_property ("state-reason");
  properties[PROP_SPARKLINE] = g_param_spec_boxed ("sparkline", NULL, NULL, penstock_bars_get_type (),
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONVENTION] = g_param_spec_int ("convention", NULL, NULL, PENSTOCK_GREEN_UP, PENSTOCK_RED_UP, PENSTOCK_GREEN_UP,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STANDS_IN] = g_param_spec_boolean ("stands-in", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DISAGREEMENT] = text_property ("disagreement");
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
penstock_instrument_init (PenstockInstrument *self)
{
  self->price.last = self->price.change = self->price.extended_change = NAN;
  penstock_quote_clear (&self->price.quote);
  self->age = -1;
  self->source = g_strdup ("");
  self->disagreement = g_strdup ("");
  self->state_reason = g_strdup ("");
}

PenstockInstrument *
penstock_instrument_new (PenstockChain *chain,
                         guint          company)
{
  PenstockInstrument *self = g_object_new (PENSTOCK_TYPE_INSTRUMENT, NULL);

  self->chain = penstock_chain_ref (chain);
  self->company = company;
  self->info = &chain->companies[company];
  self->display_name = self->info->local_name != NULL
    ? g_strdup_printf ("%s %s", self->info->name, self->info->local_name)
    : g_strdup (self->info->name);

  return self;
}

static gboolean
differ (double a,
        double b)
{
  return a != b && !(isnan (a) && isnan (b));
}

static void
set_number (PenstockInstrument *self,
            double             *field,
            double              value,
            int                 property)
{
  if (!differ (*field, value))
    return;

  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_text (PenstockInstrument *self,
          char              **field,
          const char         *value,
          int                 property)
{
  if (g_strcmp0 (*field, value) == 0)
    return;

  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
penstock_instrument_set_price (PenstockInstrument            *self,
                               const PenstockInstrumentPrice *price)
{
  g_return_if_fail (PENSTOCK_IS_INSTRUMENT (self));

  /* What has no property first, so that whoever is notified sees all of it. */
  self->price.market_time = price->market_time;
  self->price.simulated = price->simulated;
  self->price.quote = price->quote;

  g_object_freeze_notify (G_OBJECT (self));
  set_number (self, &self->price.last, price->last, PROP_LAST);
  set_number (self, &self->price.change, price->change, PROP_CHANGE);
  set_number (self, &self->price.extended_change, price->extended_change, PROP_EXTENDED_CHANGE);
  set_text (self, &self->source, price->source, PROP_SOURCE);
  if (self->price.stands_in != price->stands_in)
    {
      self->price.stands_in = price->stands_in;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STANDS_IN]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
penstock_instrument_set_age (PenstockInstrument *self,
                             gint64              age)
{
  g_return_if_fail (PENSTOCK_IS_INSTRUMENT (self));

  if (self->age == age)
    return;

  self->age = age;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AGE]);
}

void
penstock_instrument_set_disagreement (PenstockInstrument *self,
                                      const char         *words)
{
  g_return_if_fail (PENSTOCK_IS_INSTRUMENT (self));

  set_text (self, &self->disagreement, words, PROP_DISAGREEMENT);
}

void
penstock_instrument_set_state (PenstockInstrument *self,
                               PenstockState       state,
                               const char         *reason)
{
  g_return_if_fail (PENSTOCK_IS_INSTRUMENT (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  set_text (self, &self->state_reason, reason, PROP_STATE_REASON);
  g_object_thaw_notify (G_OBJECT (self));
}

void
penstock_instrument_set_bars (PenstockInstrument *self,
                              PenstockBars       *bars)
{
  PenstockBars *old = self->bars;

  g_return_if_fail (PENSTOCK_IS_INSTRUMENT (self));

  if (old == bars)
    return;

  self->bars = bars != NULL ? penstock_bars_ref (bars) : NULL;
  g_clear_pointer (&old, penstock_bars_unref);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPARKLINE]);
}

void
penstock_instrument_set_board (PenstockInstrument *self,
                               PenstockScoreboard *board)
{
  PenstockScoreboard *old = self->board;

  g_return_if_fail (PENSTOCK_IS_INSTRUMENT (self));

  if (old == board)
    return;

  self->board = penstock_scoreboard_ref (board);
  g_object_freeze_notify (G_OBJECT (self));
  for (gsize i = 0; i < G_N_ELEMENTS (score_properties); i++)
    {
      const double before = old != NULL ? penstock_scoreboard_get (old, self->company, score_properties[i].column) : NAN;

      if (differ (before, penstock_scoreboard_get (board, self->company, score_properties[i].column)))
        g_object_notify_by_pspec (G_OBJECT (self), properties[score_properties[i].property]);
    }
  g_object_thaw_notify (G_OBJECT (self));
  g_clear_pointer (&old, penstock_scoreboard_unref);
}

guint
penstock_instrument_get_company (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), 0);

  return self->company;
}

const PenstockCompany *
penstock_instrument_get_info (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), NULL);

  return self->info;
}

const PenstockExchange *
penstock_instrument_get_exchange (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), NULL);

  return penstock_chain_exchange (self->chain, self->company);
}

const char *
penstock_instrument_get_display_name (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), "");

  return self->display_name;
}

double
penstock_instrument_get_last (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), NAN);

  return self->price.last;
}

double
penstock_instrument_get_change (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), NAN);

  return self->price.change;
}

double
penstock_instrument_get_extended_change (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), NAN);

  return self->price.extended_change;
}

double
penstock_instrument_get_value (PenstockInstrument *self,
                               PenstockColumn      column)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), NAN);

  return self->board != NULL ? penstock_scoreboard_get (self->board, self->company, column) : NAN;
}

gint64
penstock_instrument_get_age (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), -1);

  return self->age;
}

gint64
penstock_instrument_get_market_time (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), 0);

  return self->price.market_time;
}

const char *
penstock_instrument_get_source (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), "");

  return self->source;
}

gboolean
penstock_instrument_get_stands_in (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), FALSE);

  return self->price.stands_in;
}

const char *
penstock_instrument_get_disagreement (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), "");

  return self->disagreement;
}

PenstockState
penstock_instrument_get_state (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), PENSTOCK_STATE_EMPTY);

  return self->state;
}

const char *
penstock_instrument_get_state_reason (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), "");

  return self->state_reason;
}

gboolean
penstock_instrument_get_simulated (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), FALSE);

  return self->price.simulated;
}

const PenstockQuote *
penstock_instrument_get_quote (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), NULL);

  return &self->price.quote;
}

PenstockBars *
penstock_instrument_get_bars (PenstockInstrument *self)
{
  g_return_val_if_fail (PENSTOCK_IS_INSTRUMENT (self), NULL);

  return self->bars;
}
