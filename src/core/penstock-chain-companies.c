/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-chain-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where company @index stands in the file, "$.companies[3]" or "$.private_entities[0]". Owned. */
static char *
place_of (const PenstockChainReader *self,
          guint                      index)
{
  guint n_listed = self->chain->n_companies - self->n_private;

  return index < n_listed ? g_strdup_printf ("$.companies[%u]", index)
                          : g_strdup_printf ("$.private_entities[%u]", index - n_listed);
}

/* Ids stand in paths, links and command lines. */
static gboolean
is_identifier (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("_-.", *p) == NULL)
      return FALSE;

  return TRUE;
}

/* @id of company @index, unless @table has it for another one. */
static void
check_own (PenstockChainReader *self,
           GHashTable          *table,
           const char          *member,
           const char          *id,
           guint                index)
{
  gpointer first;

  if (id != NULL && g_hash_table_lookup_extended (table, id, NULL, &first) && GPOINTER_TO_UINT (first) != index)
    {
      g_autofree char *place = place_of (self, GPOINTER_TO_UINT (first));

      penstock_json_fault_at (&self->json, member, _("`%s' is already that of %s"), id, place);
    }
}

static void
read_id (PenstockChainReader *self,
         JsonObject          *object,
         guint                index)
{
  const char *id = penstock_json_string (&self->json, object, "id");

  self->chain->companies[index].id = g_strdup (id);
  if (id != NULL && !is_identifier (id))
    penstock_json_fault_at (&self->json, "id", _("`%s' has more than letters, digits, _, - and ."), id);
  check_own (self, self->companies, "id", id, index);
}

/* A further name must not mean another company. A company may say its own name twice. */
static void
claim_name (PenstockChainReader *self,
            const char          *name,
            guint                index)
{
  g_autofree char *folded = penstock_chain_fold (name);
  gpointer other;

  if (!g_hash_table_lookup_extended (self->names, folded, NULL, &other))
    g_hash_table_insert (self->names, g_steal_pointer (&folded), GUINT_TO_POINTER (index));
  else if (GPOINTER_TO_UINT (other) != index)
    {
      g_autofree char *place = place_of (self, GPOINTER_TO_UINT (other));

      penstock_json_fault (&self->json, _("`%s' already means %s"), name, place);
    }
}

static char *
read_alt_symbol (PenstockChainReader *self,
                 JsonObject          *object,
                 guint                index)
{
  const char *symbol = penstock_json_string_or (&self->json, object, "alt_ticker", NULL);

  if (symbol != NULL)
    {
      gsize mark = penstock_json_push (&self->json, "alt_ticker");

      claim_name (self, symbol, index);
      penstock_json_pop (&self->json, mark);
    }

  return g_strdup (symbol);
}

static char **
read_aliases (PenstockChainReader *self,
              JsonObject          *object,
              guint                index)
{
  JsonArray *array = penstock_json_array_or_none (&self->json, object, "aliases");
  guint n = array != NULL ? json_array_get_length (array) : 0;
  char **aliases = g_new0 (char *, n + 1);
  gsize mark = penstock_json_push (&self->json, "aliases");
  guint used = 0;

  for (guint i = 0; i < n; i++)
    {
      gsize element = penstock_json_push_index (&self->json, i);
      const char *alias = penstock_json_as_string (&self->json, json_array_get_element (array, i));

      if (alias != NULL)
        {
          claim_name (self, alias, index);
          aliases[used++] = g_strdup (alias);
        }
      penstock_json_pop (&self->json, element);
    }
  penstock_json_pop (&self->json, mark);

  return aliases;
}

static void
check_segment_once (PenstockChainReader    *self,
                    const PenstockCompany  *company,
                    guint                   exposure)
{
  for (guint i = 0; i < exposure; i++)
    if (company->exposures[i].segment == company->exposures[exposure].segment)
      {
        penstock_json_fault_at (&self->json, "segment", _("the company is already in this segment"));
        return;
      }
}

static void
read_exposures (PenstockChainReader *self,
                JsonObject          *object,
                PenstockCompany     *company)
{
  JsonArray *array = penstock_json_array (&self->json, object, "segments");
  guint n = array != NULL ? json_array_get_length (array) : 0;
  gsize mark = penstock_json_push (&self->json, "segments");

  if (array != NULL && n == 0)
    penstock_json_fault (&self->json, _("is empty"));

  company->exposures = g_new0 (PenstockExposure, n);
  company->n_exposures = n;
  for (guint i = 0; i < n; i++)
    {
      gsize element = penstock_json_push_index (&self->json, i);
      JsonObject *exposure = penstock_json_as_object (&self->json, json_array_get_element (array, i));
      guint before = self->json.faults->len;

      if (exposure != NULL)
        {
          company->exposures[i].segment = penstock_chain_read_reference (self, exposure, "segment", self->segments, _("no segment"));
          if (self->json.faults->len == before)
            check_segment_once (self, company, i);
          company->exposures[i].weight = penstock_json_share (&self->json, exposure, "weight");
          company->exposures[i].reason = g_strdup (penstock_json_string_or (&self->json, exposure, "reason", ""));
        }
      penstock_json_pop (&self->json, element);
    }
  penstock_json_pop (&self->json, mark);
}

static void
check_suffix (PenstockChainReader   *self,
              const PenstockCompany *company)
{
  const char *suffix = self->chain->exchanges[company->exchange].suffix;

  if (company->symbol != NULL && suffix != NULL && !g_str_has_suffix (company->symbol, suffix))
    penstock_json_fault_at (&self->json, "ticker", _("`%s' does not end with its exchange's `%s'"), company->symbol, suffix);
}

static void
read_listing (PenstockChainReader *self,
              JsonObject          *object,
              guint                index)
{
  static const char *const codes[] = { "twse_code", "tpex_code", "local_code" };
  PenstockCompany *company = &self->chain->companies[index];
  guint before;

  company->listed = TRUE;
  company->symbol = g_strdup (penstock_json_string (&self->json, object, "ticker"));
  check_own (self, self->symbols, "ticker", company->symbol, index);
  company->alt_symbol = read_alt_symbol (self, object, index);

  before = self->json.faults->len;
  company->exchange = (int)penstock_chain_read_reference (self, object, "exchange", self->exchanges, _("no exchange"));
  if (self->json.faults->len == before)
    check_suffix (self, company);

  company->country = g_strdup (penstock_json_string (&self->json, object, "country"));
  company->currency = g_strdup (penstock_json_string (&self->json, object, "currency"));
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const char *code = penstock_json_string_or (&self->json, object, codes[i], NULL);

      if (company->code == NULL)
        company->code = g_strdup (code);
    }
  company->cik = (guint64)penstock_json_integer_or (&self->json, object, "sec_cik", 0, G_MAXINT64, 0);
  company->tier = (guint)penstock_json_integer (&self->json, object, "tier", 1, 2);
  company->monthly_revenue = penstock_json_boolean_or (&self->json, object, "monthly_revenue", FALSE);
}

static void
read_company (PenstockChainReader *self,
              JsonObject          *object,
              guint                index)
{
  PenstockCompany *company = &self->chain->companies[index];

  read_id (self, object, index);
  company->name = g_strdup (penstock_json_string (&self->json, object, "name"));
  company->local_name = g_strdup (penstock_json_string_or (&self->json, object, "local_name", NULL));
  company->aliases = read_aliases (self, object, index);
  read_listing (self, object, index);
  read_exposures (self, object, company);
  company->confidence = (PenstockConfidence)penstock_json_choice (&self->json, object, "confidence", penstock_confidence_words,
                                                                  G_N_ELEMENTS (penstock_confidence_words));
  company->note = g_strdup (penstock_json_string_or (&self->json, object, "note", NULL));
}

static void
read_private_entity (PenstockChainReader *self,
                     JsonObject          *object,
                     guint                index)
{
  PenstockCompany *company = &self->chain->companies[index];

  read_id (self, object, index);
  company->name = g_strdup (penstock_json_string (&self->json, object, "name"));
  company->local_name = g_strdup (penstock_json_string_or (&self->json, object, "local_name", NULL));
  company->aliases = read_aliases (self, object, index);
  company->country = g_strdup (penstock_json_string_or (&self->json, object, "country", NULL));
  company->note = g_strdup (penstock_json_string_or (&self->json, object, "note", NULL));
  company->exchange = -1;
  if (penstock_json_boolean_or (&self->json, object, "listed", FALSE))
    penstock_json_fault_at (&self->json, "listed", _("a listed company belongs in $.companies"));
  if (json_object_has_member (object, "confidence"))
    company->confidence = (PenstockConfidence)penstock_json_choice (&self->json, object, "confidence", penstock_confidence_words,
                                                                    G_N_ELEMENTS (penstock_confidence_words));

  company->exposures = g_new0 (PenstockExposure, 1);
  company->n_exposures = 1;
  company->exposures[0].segment = penstock_chain_read_reference (self, object, "segment", self->segments, _("no segment"));
  company->exposures[0].weight = 1.0;
  company->exposures[0].reason = g_strdup ("");
}

static void
read_all (PenstockChainReader *self,
          JsonArray           *array,
          guint                first,
          void               (*read) (PenstockChainReader *self, JsonObject *object, guint index))
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gsize mark = penstock_json_push_index (&self->json, i);
      JsonObject *object = penstock_json_as_object (&self->json, json_array_get_element (array, i));

      if (object != NULL)
        read (self, object, first + i);
      penstock_json_pop (&self->json, mark);
    }
}

void
penstock_chain_read_companies (PenstockChainReader *self,
                               JsonArray           *array)
{
  read_all (self, array, 0, read_company);
}

void
penstock_chain_read_private (PenstockChainReader *self,
                             JsonArray           *array)
{
  read_all (self, array, self->chain->n_companies - self->n_private, read_private_entity);
}
