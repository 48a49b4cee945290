/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-chain-private.h"

#include <string.h>

const char *const penstock_confidence_words[3] = { "sure", "likely", "check" };
const char *const penstock_strength_words[3] = { "low", "mid", "high" };

G_DEFINE_BOXED_TYPE (PenstockChain, penstock_chain, penstock_chain_ref, penstock_chain_unref)

PenstockChain *
penstock_chain_new_empty (void)
{
  PenstockChainIndexed *self = g_new0 (PenstockChainIndexed, 1);

  g_atomic_ref_count_init (&self->chain.ref_count);
  return &self->chain;
}

PenstockChain *
penstock_chain_ref (PenstockChain *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
company_clear (PenstockCompany *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->local_name);
  g_free (self->symbol);
  g_free (self->alt_symbol);
  g_free (self->country);
  g_free (self->currency);
  g_free (self->code);
  g_strfreev (self->aliases);
  g_free (self->note);
  for (guint i = 0; i < self->n_exposures; i++)
    g_free (self->exposures[i].reason);
  g_free (self->exposures);
}

static void
exchange_clear (PenstockExchange *self)
{
  g_free (self->name);
  g_free (self->mic);
  g_free (self->suffix);
  g_free (self->currency);
  g_free (self->zone);
}

static void
layers_and_segments_free (PenstockChain *self)
{
  for (guint i = 0; i < self->n_layers; i++)
    {
      g_free (self->layers[i].id);
      g_free (self->layers[i].name);
      g_free (self->layers[i].covers);
    }
  g_free (self->layers);

  for (guint i = 0; i < self->n_segments; i++)
    {
      g_free (self->segments[i].id);
      g_free (self->segments[i].name);
      g_free (self->segments[i].covers);
    }
  g_free (self->segments);
}

void
penstock_chain_unref (PenstockChain *self)
{
  PenstockChainIndexed *indexed = (PenstockChainIndexed *)self;

  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&indexed->ids, g_hash_table_unref);
  g_clear_pointer (&indexed->symbols, g_hash_table_unref);
  g_clear_pointer (&indexed->segment_ids, g_hash_table_unref);
  g_clear_pointer (&indexed->names, g_hash_table_unref);

  layers_and_segments_free (self);
  for (guint i = 0; i < self->n_exchanges; i++)
    exchange_clear (&self->exchanges[i]);
  g_free (self->exchanges);
  for (guint i = 0; i < self->n_companies; i++)
    company_clear (&self->companies[i]);
  g_free (self->companies);
  for (guint i = 0; i < self->n_links; i++)
    {
      g_free (self->links[i].basis_type);
      g_free (self->links[i].basis);
      g_free (self->links[i].checked);
    }
  g_free (self->links);
  g_free (self->ownerships);
  g_free (self->id);
  g_free (self->name);
  g_free (self->sha256);
  g_free (self);
}

const PenstockExchange *
penstock_chain_exchange (const PenstockChain *self,
                         guint                company)
{
  g_return_val_if_fail (self != NULL && company < self->n_companies, NULL);

  return self->companies[company].exchange >= 0 ? &self->exchanges[self->companies[company].exchange] : NULL;
}

/* "NVDA", "BRK-B": what a United States listing looks like without a suffix. Anything longer is some file's name. */
static gboolean
is_plain_ticker (const char *symbol)
{
  gsize letters = strspn (symbol, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  const char *rest = symbol + letters;

  return letters >= 1 && letters <= 5 && (*rest == '\0' || (rest[0] == '-' && g_ascii_isupper (rest[1]) && rest[2] == '\0'));
}

const PenstockExchange *
penstock_chain_exchange_for_symbol (const PenstockChain *self,
                                    const char          *symbol)
{
  const char *suffix;
  int company;

  g_return_val_if_fail (self != NULL && symbol != NULL, NULL);

  company = penstock_chain_find_symbol (self, symbol);
  if (company >= 0)
    return penstock_chain_exchange (self, (guint)company);

  /* Indices, currencies and futures trade on no exchange of ours. */
  suffix = strrchr (symbol, '.');
  if (strpbrk (symbol, "^= ") != NULL || (suffix == NULL && !is_plain_ticker (symbol)))
    return NULL;

  for (guint i = 0; i < self->n_exchanges; i++)
    if (g_str_equal (self->exchanges[i].suffix, suffix != NULL ? suffix : ""))
      return &self->exchanges[i];

  return NULL;
}

const char *
penstock_confidence_id (PenstockConfidence c)
{
  g_return_val_if_fail (c <= PENSTOCK_CONFIDENCE_CHECK, NULL);

  return penstock_confidence_words[c];
}

const char *
penstock_strength_id (PenstockStrength s)
{
  g_return_val_if_fail (s <= PENSTOCK_STRENGTH_HIGH, NULL);

  return penstock_strength_words[s];
}

static gboolean
is_within (const PenstockHours *hours,
           int                  minute)
{
  return hours->close > 0 && minute >= hours->open && minute < hours->close;
}

/* What trades after the regular session moves with its close. */
static void
close_early (PenstockExchangeHours *hours,
             guint16                close)
{
  const guint16 regular = hours->regular[1].close != 0 ? hours->regular[1].close : hours->regular[0].close;

  for (gsize i = 0; i < G_N_ELEMENTS (hours->regular); i++)
    {
      if (hours->regular[i].open >= close)
        hours->regular[i] = (PenstockHours) { 0, 0 };
      hours->regular[i].close = MIN (hours->regular[i].close, close);
    }
  if (hours->post.close != 0 && close < regular)
    {
      hours->post.open = (guint16)(hours->post.open - (regular - close));
      hours->post.close = (guint16)(hours->post.close - (regular - close));
    }
}

gboolean
penstock_exchange_hours (const PenstockExchange *self,
                         PenstockDay             day,
                         PenstockExchangeHours  *hours)
{
  guint16 half;

  g_return_val_if_fail (self != NULL && hours != NULL, FALSE);

  *hours = (PenstockExchangeHours) { { self->regular[0], self->regular[1] }, self->pre, self->post };
  if (penstock_day_weekday (day) >= 5)
    return FALSE;
  if (self->calendar == NULL)
    return TRUE;
  if (penstock_calendar_is_closed (self->calendar, day))
    return FALSE;

  half = penstock_calendar_half_day (self->calendar, day);
  if (half > self->regular[0].open)
    close_early (hours, half);

  return TRUE;
}

PenstockSession
penstock_exchange_session (const PenstockExchange *self,
                           gint64                  unix_seconds)
{
  PenstockExchangeHours hours;
  GTimeZone *zone;
  PenstockDay day;
  gint64 local;
  int minute;

  g_return_val_if_fail (self != NULL, PENSTOCK_SESSION_CLOSED);

  zone = penstock_zone (self->zone);
  day = zone != NULL ? penstock_day_from_unix (unix_seconds, zone) : PENSTOCK_DAY_NONE;
  if (day == PENSTOCK_DAY_NONE || !penstock_exchange_hours (self, day, &hours))
    return PENSTOCK_SESSION_CLOSED;

  local = unix_seconds + g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, unix_seconds));
  minute = (int)((local - penstock_day_to_unix_utc (day)) / 60);

  if (is_within (&hours.regular[0], minute) || is_within (&hours.regular[1], minute))
    return PENSTOCK_SESSION_REGULAR;
  if (is_within (&hours.pre, minute))
    return PENSTOCK_SESSION_PRE;
  if (is_within (&hours.post, minute))
    return PENSTOCK_SESSION_POST;
  return PENSTOCK_SESSION_CLOSED;
}
