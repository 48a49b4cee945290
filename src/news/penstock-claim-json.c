/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-claim-read.h"
#include "penstock-error.h"
#include "penstock-json-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COARSEST_CHANGE 0.005

static const char *const bases[] = { "none", "year", "period" };
static const char *const bounds[] = { "none", "more", "less", "nearly" };

/* -- reading -- */

/* Half a unit of the last digit that is not 0, as the number is written shortest: 648000000000 is 648e9 ± 0.5e9, 0.2974 is ± 0.00005. */
static double
rounding_of (double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  char *exponent;
  gsize decimals;

  g_ascii_formatd (digits, sizeof digits, "%.14e", value);
  exponent = strchr (digits, 'e');
  decimals = (gsize)(exponent - strchr (digits, '.')) - 1;
  while (decimals > 0 && exponent[-1 - (int)(14 - decimals)] == '0')
    decimals--;

  return 0.5 * pow (10.0, atoi (exponent + 1) - (double)decimals);
}

/* Of an amount, as a share of it: "NT$1 bn" is as coarse as a number gets; of none: "NT$0 tn"; of a change. */
#define WIDEST_SHARE  0.500001
#define WIDEST_ZERO   0.5e12
#define WIDEST_CHANGE 0.05

/* NAN where it is missing. */
static double
number_at (PenstockJsonReader *reader,
           JsonObject         *object,
           const char         *member)
{
  JsonNode *node = json_object_get_member (object, member);
  double value;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NAN;
  value = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_STRING ? json_node_get_double (node) : NAN;
  if (!isfinite (value) || fabs (value) > 1e18 || json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    {
      penstock_json_fault_at (reader, member, _("is no number"));
      return NAN;
    }

  return value;
}

static int
choice_at (PenstockJsonReader *reader,
           JsonObject         *object,
           const char         *member,
           const char *const  *words,
           guint               n_words)
{
  return json_object_has_member (object, member) ? (int)penstock_json_choice (reader, object, member, words, n_words) : 0;
}

/* "value", "value_rounding", "value_bound". */
static PenstockStated
stated_at (PenstockJsonReader *reader,
           JsonObject         *object,
           const char         *member)
{
  g_autofree char *rounding = g_strconcat (member, "_rounding", NULL);
  g_autofree char *bound = g_strconcat (member, "_bound", NULL);
  PenstockStated stated = { .value = number_at (reader, object, member) };
  const double half = number_at (reader, object, rounding);

  /* A rounding wider than that would let anything pass. */
  if (half < 0.0 || half > (stated.value == 0.0 ? WIDEST_ZERO : MAX (WIDEST_SHARE * fabs (stated.value), WIDEST_CHANGE)))
    penstock_json_fault_at (reader, rounding, _("is no rounding of that number"));
  stated.half = isnan (stated.value) ? NAN : isnan (half) ? rounding_of (stated.value) : half;
  stated.bound = (PenstockBound)choice_at (reader, object, bound, bounds, G_N_ELEMENTS (bounds));
  return stated;
}

/* A change is told in percent: "0.3" is 30 % and "1" is 100 %, give or take half a point, as in a sentence, and 0 is not ± 50 %. */
static PenstockStated
change_at (PenstockJsonReader *reader,
           JsonObject         *object,
           const char         *member)
{
  g_autofree char *rounding = g_strconcat (member, "_rounding", NULL);
  PenstockStated stated = stated_at (reader, object, member);

  if (!json_object_has_member (object, rounding) && !isnan (stated.half))
    stated.half = MIN (stated.half, COARSEST_CHANGE);
  return stated;
}

static void
copy_currency (PenstockJsonReader *reader,
               JsonObject         *object,
               const char         *member,
               char                currency[static 4])
{
  const char *code = penstock_json_string_or (reader, object, member, "");

  if (*code != '\0' && (strlen (code) != 3 || strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3))
    penstock_json_fault_at (reader, member, _("`%s' is no currency like TWD"), code);
  else
    g_strlcpy (currency, code, 4);
}

static void
read_period (PenstockJsonReader *reader,
             JsonObject         *object,
             PenstockClaim      *claim)
{
  const char *text = penstock_json_string_or (reader, object, "period", NULL);
  const gboolean year = text != NULL && strlen (text) == 4 && strspn (text, "0123456789") == 4;

  if (text == NULL || claim->periods_per_year != 0)
    return;
  if (year && atoi (text) >= 1900)
    {
      claim->periods_per_year = 1;
      claim->period = atoi (text);
    }
  else if (!penstock_period_parse (text, &claim->period, &claim->periods_per_year))
    penstock_json_fault_at (reader, "period", _("`%s' is no period like 2026-04, 2026Q1 or 2026"), text);
  claim->n_periods = (int)penstock_json_integer_or (reader, object, "periods", 1, 12, 1);
}

static void
read_fields (PenstockJsonReader *reader,
             JsonObject         *object,
             PenstockClaim      *claim)
{
  claim->level = stated_at (reader, object, "value");
  claim->converted = stated_at (reader, object, "converted");
  claim->change[0] = change_at (reader, object, "change");
  claim->change[1] = change_at (reader, object, "change_2");
  claim->earlier = stated_at (reader, object, "earlier");
  copy_currency (reader, object, "currency", claim->currency);
  copy_currency (reader, object, "converted_currency", claim->converted_currency);
  claim->base[0] = (PenstockClaimBase)choice_at (reader, object, "base", bases, G_N_ELEMENTS (bases));
  claim->base[1] = (PenstockClaimBase)choice_at (reader, object, "base_2", bases, G_N_ELEMENTS (bases));
  claim->earlier_base = (PenstockClaimBase)choice_at (reader, object, "earlier_base", bases, G_N_ELEMENTS (bases));
  claim->rank = (int)penstock_json_integer_or (reader, object, "rank", -100, 100, 0);
  claim->rank_same_month = penstock_json_boolean_or (reader, object, "rank_same_month", FALSE);
  claim->rank_loose = penstock_json_boolean_or (reader, object, "rank_loose", FALSE);
  claim->rank_years = (int)penstock_json_integer_or (reader, object, "rank_years", 0, 100, 0);
  claim->rank_since = (int)penstock_json_integer_or (reader, object, "rank_since", 0, 30000, 0);
}

static const char *
text_at (PenstockJsonReader *reader,
         JsonObject         *object)
{
  const char *text = penstock_json_string_or (reader, object, "text", NULL);

  return text != NULL ? text : penstock_json_string_or (reader, object, "seed_claim", NULL);
}

static gboolean
has_fields (JsonObject *object)
{
  static const char *const members[] = { "value", "change", "change_2", "converted", "earlier", "rank" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (object, members[i]))
      return TRUE;

  return FALSE;
}

static PenstockClaim *
read_sentence (const PenstockNames *names,
               const char          *text,
               PenstockDay          today)
{
  g_autoptr(GError) error = NULL;
  PenstockClaim *claim = penstock_claim_read (names, text, today, &error);

  if (claim == NULL)
    {
      claim = penstock_claim_new (NULL);
      claim->text = g_strdup (text);
      claim->fault = g_strdup (error->message);
    }

  return claim;
}

static void
read_company (PenstockJsonReader *reader,
              JsonObject         *object,
              PenstockChain      *chain,
              PenstockClaim      *claim)
{
  const char *id = penstock_json_string_or (reader, object, "company", NULL);
  const char *subject = id != NULL ? id : penstock_json_string_or (reader, object, "subject", NULL);

  if (subject == NULL)
    return;

  g_free (claim->subject);
  claim->subject = g_strdup (subject);
  claim->company = penstock_chain_find_id (chain, subject);
  if (claim->company < 0)
    claim->company = penstock_chain_find (chain, subject, NULL);
}

static void
read_metric (PenstockJsonReader *reader,
             JsonObject         *object,
             gboolean            fields,
             PenstockClaim      *claim)
{
  const char *metric = penstock_json_string_or (reader, object, "metric", NULL);
  const char *type = penstock_json_string_or (reader, object, "type", NULL);

  if (metric != NULL)
    claim->metric = g_str_equal (metric, "revenue") ? PENSTOCK_METRIC_REVENUE : PENSTOCK_METRIC_NONE;
  else if (type != NULL)
    claim->metric = g_str_has_suffix (type, "revenue") ? PENSTOCK_METRIC_REVENUE : PENSTOCK_METRIC_NONE;
  else if (fields)
    claim->metric = PENSTOCK_METRIC_REVENUE;
}

/* What the file says in fields goes before what the sentence says; a sentence is only read where there are no fields. */
static PenstockClaim *
read_claim (PenstockJsonReader  *reader,
            const PenstockNames *names,
            JsonObject          *object,
            guint                index,
            PenstockDay          today)
{
  const char *id = penstock_json_string_or (reader, object, "id", NULL);
  const char *text = text_at (reader, object);
  const char *published = penstock_json_string_or (reader, object, "published", NULL);
  const PenstockDay day = penstock_day_parse (published);
  const gboolean fields = has_fields (object);
  PenstockClaim *claim;

  if (published != NULL && day == PENSTOCK_DAY_NONE)
    penstock_json_fault_at (reader, "published", _("`%s' is no date like 2026-08-19"), published);
  if (text == NULL && !fields)
    penstock_json_fault (reader, _("has neither a text nor a value, a change or a rank"));

  claim = text != NULL && !fields ? read_sentence (names, text, day != PENSTOCK_DAY_NONE ? day : today) : penstock_claim_new (NULL);
  if (claim->text == NULL)
    claim->text = g_strdup (text);
  claim->id = id != NULL ? g_strdup (id) : g_strdup_printf ("%u", index + 1);
  if (day != PENSTOCK_DAY_NONE)
    claim->published = day;
  read_company (reader, object, penstock_names_get_chain (names), claim);
  read_period (reader, object, claim);
  read_metric (reader, object, fields, claim);
  if (fields)
    read_fields (reader, object, claim);
  claim->source = g_strdup (penstock_json_string_or (reader, object, "source", NULL));

  return claim;
}

static gboolean
return_fault (PenstockJsonReader *reader,
              GError            **error)
{
  const PenstockFault *fault;

  if (reader->faults->len == 0)
    return FALSE;

  fault = g_ptr_array_index (reader->faults, 0);
  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, "%s: %s", fault->path, fault->message);
  return TRUE;
}

GPtrArray *
penstock_claims_parse (const PenstockNames  *names,
                       GBytes               *json,
                       PenstockDay           today,
                       GError              **error)
{
  g_autoptr(GPtrArray) claims = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_claim_unref);
  g_autoptr(JsonNode) root = NULL;
  PenstockJsonReader reader;
  gsize length;
  const char *data;
  gboolean failed;

  g_return_val_if_fail (names != NULL && json != NULL, NULL);

  data = g_bytes_get_data (json, &length);
  if ((root = penstock_json_load (data, length, error)) == NULL)
    return NULL;

  penstock_json_reader_init (&reader);
  if (!JSON_NODE_HOLDS_ARRAY (root))
    penstock_json_fault (&reader, _("is not an array of claims"));
  for (guint i = 0; JSON_NODE_HOLDS_ARRAY (root) && i < json_array_get_length (json_node_get_array (root)); i++)
    {
      const gsize mark = penstock_json_push_index (&reader, i);
      JsonObject *object = penstock_json_as_object (&reader, json_array_get_element (json_node_get_array (root), i));

      if (object != NULL)
        g_ptr_array_add (claims, read_claim (&reader, names, object, i, today));
      penstock_json_pop (&reader, mark);
    }
  failed = return_fault (&reader, error);
  penstock_json_reader_clear (&reader);

  return failed ? NULL : g_steal_pointer (&claims);
}

/* -- writing -- */

/* json-glib writes control characters as they are, which is no JSON: a blank stands for each. */
static void
add_string (JsonBuilder *builder,
            const char  *member,
            const char  *value)
{
  g_autofree char *plain = g_strdup (value);

  if (value == NULL || *value == '\0')
    return;
  for (char *p = plain; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, plain);
}

static void
add_integer (JsonBuilder *builder,
             const char  *member,
             int          value)
{
  if (value == 0)
    return;
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, value);
}

static void
add_stated (JsonBuilder          *builder,
            const char           *member,
            const PenstockStated *stated)
{
  g_autofree char *rounding = g_strconcat (member, "_rounding", NULL);
  g_autofree char *bound = g_strconcat (member, "_bound", NULL);

  if (isnan (stated->value))
    return;
  json_builder_set_member_name (builder, member);
  json_builder_add_double_value (builder, stated->value);
  json_builder_set_member_name (builder, rounding);
  json_builder_add_double_value (builder, stated->half);
  if (stated->bound != PENSTOCK_BOUND_NONE)
    add_string (builder, bound, bounds[stated->bound]);
}

static void
add_period (JsonBuilder         *builder,
            const PenstockClaim *claim)
{
  char buffer[16];

  if (claim->periods_per_year == 0)
    return;
  if (claim->periods_per_year == 1)
    g_snprintf (buffer, sizeof buffer, "%04d", claim->period);
  else
    penstock_period_format (claim->period, claim->periods_per_year, buffer);
  add_string (builder, "period", buffer);
  add_integer (builder, "periods", claim->n_periods);
}

static void
add_numbers (JsonBuilder         *builder,
             const PenstockClaim *claim)
{
  add_string (builder, "metric", claim->metric == PENSTOCK_METRIC_REVENUE ? "revenue" : "none");
  add_period (builder, claim);
  add_stated (builder, "value", &claim->level);
  add_string (builder, "currency", claim->currency);
  add_stated (builder, "converted", &claim->converted);
  add_string (builder, "converted_currency", claim->converted_currency);
  add_stated (builder, "change", &claim->change[0]);
  add_string (builder, "base", bases[claim->base[0]]);
  add_stated (builder, "change_2", &claim->change[1]);
  add_string (builder, "base_2", bases[claim->base[1]]);
  add_stated (builder, "earlier", &claim->earlier);
  add_string (builder, "earlier_base", bases[claim->earlier_base]);
  add_integer (builder, "rank", claim->rank);
  json_builder_set_member_name (builder, "rank_same_month");
  json_builder_add_boolean_value (builder, claim->rank_same_month);
  json_builder_set_member_name (builder, "rank_loose");
  json_builder_add_boolean_value (builder, claim->rank_loose);
  add_integer (builder, "rank_years", claim->rank_years);
  add_integer (builder, "rank_since", claim->rank_since);
}

char *
penstock_claim_to_json (const PenstockClaim *claim,
                        PenstockChain       *chain)
{
  g_autoptr(JsonBuilder) builder = NULL;
  g_autoptr(JsonNode) root = NULL;
  char day[16];

  g_return_val_if_fail (claim != NULL && chain != NULL, NULL);

  builder = json_builder_new_immutable ();
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  add_string (builder, "id", claim->id);
  add_string (builder, "text", claim->text);
  add_string (builder, claim->company >= 0 ? "company" : "subject", claim->company >= 0 ? chain->companies[claim->company].id : claim->subject);
  add_string (builder, "source", claim->source);
  if (claim->published != PENSTOCK_DAY_NONE)
    add_string (builder, "published", penstock_day_format (claim->published, day));
  if (penstock_claim_states (claim))
    add_numbers (builder, claim);
  json_builder_end_object (builder);
  json_builder_end_array (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
