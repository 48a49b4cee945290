/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-chain-private.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* Layers, exchanges, segments, ownerships and links; companies have a file of their own. */

/* Two elements of a section with one id: the later is at fault. @id may be NULL. */
static void
check_unique (PenstockChainReader *self,
              GHashTable          *table,
              const char          *member,
              const char          *id,
              guint                index)
{
  gpointer first;

  if (id != NULL && g_hash_table_lookup_extended (table, id, NULL, &first) && GPOINTER_TO_UINT (first) != index)
    penstock_json_fault_at (&self->json, member, _("`%s' is already [%u]"), id, GPOINTER_TO_UINT (first));
}

void
penstock_chain_read_layers (PenstockChainReader *self,
                            JsonArray           *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gsize mark = penstock_json_push_index (&self->json, i);
      JsonObject *object = penstock_json_as_object (&self->json, json_array_get_element (array, i));
      PenstockLayer *layer = &self->chain->layers[i];

      if (object != NULL)
        {
          layer->id = g_strdup (penstock_json_string (&self->json, object, "id"));
          check_unique (self, self->layers, "id", layer->id, i);
          layer->name = g_strdup (penstock_json_string (&self->json, object, "name"));
          layer->covers = g_strdup (penstock_json_string_or (&self->json, object, "covers", ""));
        }
      penstock_json_pop (&self->json, mark);
    }
}

void
penstock_chain_read_segments (PenstockChainReader *self,
                              JsonArray           *array)
{
  gint64 last = 0;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gsize mark = penstock_json_push_index (&self->json, i);
      JsonObject *object = penstock_json_as_object (&self->json, json_array_get_element (array, i));
      PenstockSegment *segment = &self->chain->segments[i];

      if (object != NULL)
        {
          gint64 order;

          segment->id = g_strdup (penstock_json_string (&self->json, object, "id"));
          check_unique (self, self->segments, "id", segment->id, i);
          order = penstock_json_integer_or (&self->json, object, "order", 1, G_MAXINT, last + 1);
          if (order <= last)
            penstock_json_fault_at (&self->json, "order", _("segments must stand in chain order"));
          last = MAX (last, order);
          segment->name = g_strdup (penstock_json_string (&self->json, object, "name"));
          segment->covers = g_strdup (penstock_json_string_or (&self->json, object, "covers", ""));
          segment->layer = penstock_chain_read_reference (self, object, "layer", self->layers, _("no layer"));
        }
      penstock_json_pop (&self->json, mark);
    }
}

/* "09:30-16:00" at @text; NULL if it is not that, else what follows it. */
static const char *
parse_hours (const char    *text,
             PenstockHours *hours)
{
  guint part[4];
  int consumed = 0;

  for (int i = 0; i < 11; i++)
    if (i == 2 || i == 8 ? text[i] != ':' : i == 5 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return NULL;

  if (sscanf (text, "%2u:%2u-%2u:%2u%n", &part[0], &part[1], &part[2], &part[3], &consumed) != 4 || consumed != 11)
    return NULL;
  if (part[1] > 59 || part[3] > 59 || part[2] * 60 + part[3] > 24 * 60 || part[0] * 60 + part[1] >= part[2] * 60 + part[3])
    return NULL;

  hours->open = (guint16)(part[0] * 60 + part[1]);
  hours->close = (guint16)(part[2] * 60 + part[3]);
  return text + consumed;
}

/* "09:30-16:00" or, with a lunch break, "09:00-11:30,12:30-15:30" */
static void
read_regular (PenstockChainReader *self,
              JsonObject          *object,
              PenstockExchange    *exchange)
{
  const char *text = penstock_json_string (&self->json, object, "regular");
  const char *p;

  if (text == NULL)
    return;

  p = parse_hours (text, &exchange->regular[0]);
  if (p != NULL && *p == ',')
    p = parse_hours (p + 1, &exchange->regular[1]);
  if (p == NULL || *p != '\0' || (exchange->regular[1].close > 0 && exchange->regular[1].open < exchange->regular[0].close))
    penstock_json_fault_at (&self->json, "regular", _("`%s' is not like 09:00-11:30,12:30-15:30"), text);
}

/* "pre 04:00-09:30, post 16:00-20:00", either alone, or nothing */
static void
read_extended (PenstockChainReader *self,
               JsonObject          *object,
               PenstockExchange    *exchange)
{
  const char *text = penstock_json_string_or (&self->json, object, "extended", "");
  const char *p = text;

  while (p != NULL && *p != '\0')
    {
      if (g_str_has_prefix (p, "pre ") && exchange->pre.close == 0)
        p = parse_hours (p + strlen ("pre "), &exchange->pre);
      else if (g_str_has_prefix (p, "post ") && exchange->post.close == 0)
        p = parse_hours (p + strlen ("post "), &exchange->post);
      else
        p = NULL;

      if (p != NULL && g_str_has_prefix (p, ", ") && p[2] != '\0')
        p += 2;
      else if (p != NULL && *p != '\0')
        p = NULL;
    }

  if (p == NULL)
    penstock_json_fault_at (&self->json, "extended", _("`%s' is not like pre 04:00-09:30, post 16:00-20:00"), text);
}

static void
read_convention (PenstockChainReader *self,
                 JsonObject          *object,
                 PenstockExchange    *exchange)
{
  const char *text = penstock_json_string (&self->json, object, "color_convention");

  if (text == NULL)
    return;
  if (g_str_has_prefix (text, "red_up"))
    exchange->convention = PENSTOCK_RED_UP;
  else if (g_str_has_prefix (text, "green_up"))
    exchange->convention = PENSTOCK_GREEN_UP;
  else
    penstock_json_fault_at (&self->json, "color_convention", _("`%s' begins with neither green_up nor red_up"), text);
}

static void
read_exchange (PenstockChainReader *self,
               JsonObject          *object,
               guint                index)
{
  PenstockExchange *exchange = &self->chain->exchanges[index];

  exchange->name = g_strdup (penstock_json_string (&self->json, object, "exchange"));
  check_unique (self, self->exchanges, "exchange", exchange->name, index);
  exchange->mic = g_strdup (penstock_json_string (&self->json, object, "mic"));
  exchange->calendar = exchange->mic != NULL ? penstock_holidays_shipped (exchange->mic) : NULL;
  if (!json_object_has_member (object, "yahoo_suffix"))
    penstock_json_fault_at (&self->json, "yahoo_suffix", _("is missing"));
  exchange->suffix = g_strdup (penstock_json_string_or (&self->json, object, "yahoo_suffix", ""));
  if (*exchange->suffix != '\0' && (exchange->suffix[0] != '.' || exchange->suffix[1] == '\0'))
    penstock_json_fault_at (&self->json, "yahoo_suffix", _("`%s' is not like .TW"), exchange->suffix);
  exchange->currency = g_strdup (penstock_json_string (&self->json, object, "currency"));
  exchange->zone = g_strdup (penstock_json_string (&self->json, object, "tz"));
  if (exchange->zone != NULL && penstock_zone (exchange->zone) == NULL)
    penstock_json_fault_at (&self->json, "tz", _("no time zone `%s'"), exchange->zone);
  read_regular (self, object, exchange);
  read_extended (self, object, exchange);
  read_convention (self, object, exchange);
}

void
penstock_chain_read_exchanges (PenstockChainReader *self,
                               JsonArray           *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gsize mark = penstock_json_push_index (&self->json, i);
      JsonObject *object = penstock_json_as_object (&self->json, json_array_get_element (array, i));

      if (object != NULL)
        read_exchange (self, object, i);
      penstock_json_pop (&self->json, mark);
    }
}

void
penstock_chain_read_ownerships (PenstockChainReader *self,
                                JsonArray           *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gsize mark = penstock_json_push_index (&self->json, i);
      JsonObject *object = penstock_json_as_object (&self->json, json_array_get_element (array, i));
      PenstockOwnership *ownership = &self->chain->ownerships[i];

      if (object != NULL)
        {
          guint before = self->json.faults->len;

          ownership->parent = penstock_chain_read_reference (self, object, "parent", self->companies, _("no company"));
          ownership->child = penstock_chain_read_reference (self, object, "child", self->companies, _("no company"));
          if (self->json.faults->len == before && ownership->parent == ownership->child)
            penstock_json_fault_at (&self->json, "child", _("a company cannot own itself"));
          ownership->consolidated = penstock_json_boolean (&self->json, object, "consolidated");
        }
      penstock_json_pop (&self->json, mark);
    }
}

/* A company's id, or "seg:" and a segment's. */
static PenstockEnd
read_end (PenstockChainReader *self,
          JsonObject          *object,
          const char          *member)
{
  const char *id = penstock_json_string (&self->json, object, member);
  PenstockEnd end = { FALSE, 0 };
  gpointer index = NULL;

  if (id == NULL)
    return end;

  end.is_segment = g_str_has_prefix (id, "seg:");
  if (!g_hash_table_lookup_extended (end.is_segment ? self->segments : self->companies,
                                     end.is_segment ? id + strlen ("seg:") : id, NULL, &index))
    penstock_json_fault_at (&self->json, member, end.is_segment ? _("no segment `%s'") : _("no company `%s'"),
                            end.is_segment ? id + strlen ("seg:") : id);
  end.index = GPOINTER_TO_UINT (index);

  return end;
}

static void
read_link (PenstockChainReader *self,
           JsonObject          *object,
           PenstockLink        *link)
{
  static const char *const kinds[] = { "supply", "finance" };
  static const char *const statuses[] = { "established", "rumoured" };
  static const char *const bases[] = { "filing", "reported", "announcement", "structure", "rumour" };
  PenstockJsonReader *json = &self->json;
  guint before = json->faults->len;

  link->from = read_end (self, object, "from");
  link->to = read_end (self, object, "to");
  if (json->faults->len == before && link->from.is_segment == link->to.is_segment && link->from.index == link->to.index)
    penstock_json_fault_at (json, "to", _("a link from something to itself"));

  link->kind = (PenstockLinkKind)penstock_json_choice (json, object, "kind", kinds, G_N_ELEMENTS (kinds));
  link->status = (PenstockLinkStatus)penstock_json_choice (json, object, "status", statuses, G_N_ELEMENTS (statuses));
  link->strength = (PenstockStrength)penstock_json_choice (json, object, "strength", penstock_strength_words,
                                                           G_N_ELEMENTS (penstock_strength_words));
  link->basis_type = g_strdup (bases[penstock_json_choice (json, object, "basis_type", bases, G_N_ELEMENTS (bases))]);
  link->basis = g_strdup (penstock_json_string (json, object, "basis"));
  link->confidence = (PenstockConfidence)penstock_json_choice (json, object, "confidence", penstock_confidence_words,
                                                               G_N_ELEMENTS (penstock_confidence_words));
  link->checked = g_strdup (penstock_json_string_or (json, object, "checked", NULL));
}

void
penstock_chain_read_links (PenstockChainReader *self,
                           JsonArray           *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gsize mark = penstock_json_push_index (&self->json, i);
      JsonObject *object = penstock_json_as_object (&self->json, json_array_get_element (array, i));

      if (object != NULL)
        read_link (self, object, &self->chain->links[i]);
      penstock_json_pop (&self->json, mark);
    }
}
