/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-feed-json-private.h"
#include "penstock-sec-facts-private.h"
#include "penstock-sec-private.h"
#include "penstock-sec-quarters-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define FIRST_YEAR 1990 /* XBRL began in 2009, with figures of some years before */
#define LAST_YEAR  2200

void
penstock_sec_facts_clear (PenstockSecFacts *self)
{
  g_clear_pointer (&self->facts, g_array_unref);
}

static PenstockDay
read_day (JsonObject *object,
          const char *member)
{
  const char *text = penstock_feed_json_string (object, member);
  const PenstockDay day = text != NULL ? penstock_day_parse (text) : PENSTOCK_DAY_NONE;

  return day != PENSTOCK_DAY_NONE && penstock_day_year (day) >= FIRST_YEAR && penstock_day_year (day) <= LAST_YEAR ? day : PENSTOCK_DAY_NONE;
}

/* What is wrong with the row; NULL = nothing, and then it is a report, or no period (@fact->start is NONE). */
static const char *
read_fact (PenstockSecFact *fact,
           JsonObject      *object)
{
  fact->start = read_day (object, "start");
  fact->end = read_day (object, "end");
  fact->filed = read_day (object, "filed");
  fact->value = penstock_feed_json_number (object, "val");
  fact->accession = penstock_feed_json_string (object, "accn");

  if (object == NULL)
    return _("not an object");
  if (fact->end == PENSTOCK_DAY_NONE)
    return _("end: not a date");
  if (fact->start == PENSTOCK_DAY_NONE && json_object_has_member (object, "start"))
    return _("start: not a date");
  if (fact->filed == PENSTOCK_DAY_NONE)
    return _("filed: not a date");
  if (!isfinite (fact->value))
    return _("val: not a number");
  if (fact->accession == NULL)
    return _("accn: no filing number");
  if (fact->start != PENSTOCK_DAY_NONE && fact->start > fact->end)
    return _("start: after the end");
  if (fact->filed < fact->end)
    return _("filed: before the period was over");

  return NULL;
}

static GArray *
read_unit (JsonArray     *rows,
           const char    *unit,
           PenstockBatch *batch)
{
  GArray *facts = g_array_new (FALSE, FALSE, sizeof (PenstockSecFact));

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      PenstockSecFact fact = { .line = i + 1 };
      const char *fault = read_fact (&fact, penstock_feed_json_element_object (rows, i));

      if (fault != NULL)
        penstock_batch_reject (batch, batch->rows + i + 1, "$.units.%s[%u].%s", unit, i, fault);
      else if (fact.start != PENSTOCK_DAY_NONE)
        g_array_append_val (facts, fact);
    }

  return facts;
}

static gboolean
is_currency (const char *unit)
{
  return strlen (unit) == 3 && g_ascii_isupper (unit[0]) && g_ascii_isupper (unit[1]) && g_ascii_isupper (unit[2]);
}

static guint
count_quarters (const GArray *facts)
{
  guint n = 0;

  for (guint i = 0; i < facts->len; i++)
    n += penstock_sec_fact_is_quarter (&g_array_index (facts, PenstockSecFact, i));

  return n;
}

/* Says that @facts are left out. */
static void
leave_out (const char    *unit,
           const GArray  *facts,
           PenstockBatch *batch)
{
  if (facts->len > 0)
    penstock_batch_reject (batch, batch->rows + 1, _("$.units.%s: %u figures in a second currency are left out"), unit, facts->len);
}

/* A translation for the reader's convenience is in fewer rows than the currency of the books. */
static void
offer_unit (PenstockSecFacts *self,
            const char       *unit,
            GArray           *facts,
            PenstockBatch    *batch)
{
  const guint n_quarters = count_quarters (facts);

  if (self->facts != NULL && n_quarters <= self->n_quarters)
    {
      leave_out (unit, facts, batch);
      return;
    }

  if (self->facts != NULL)
    leave_out (self->currency, self->facts, batch);
  g_clear_pointer (&self->facts, g_array_unref);
  self->facts = g_array_ref (facts);
  self->n_quarters = n_quarters;
  g_strlcpy (self->currency, unit, sizeof self->currency);
}

static gboolean
check_subject (JsonObject         *root,
               const char *const  *parts,
               const char         *subject,
               guint64             cik,
               GError            **error)
{
  g_autofree char *got = NULL;
  g_autofree char *wanted = NULL;
  const char *taxonomy = penstock_feed_json_string (root, "taxonomy");
  const char *tag = penstock_feed_json_string (root, "tag");
  const double number = penstock_feed_json_number (root, "cik");
  const guint64 own = number >= 1 && number < 1e10 ? (guint64)number : penstock_sec_cik (penstock_feed_json_string (root, "cik"));
  g_autofree char *part = NULL;

  if (taxonomy == NULL || tag == NULL || penstock_feed_json_object (root, "units") == NULL)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("$.units: not there; this is not one concept of a registrant"));
      return FALSE;
    }

  part = g_strconcat (taxonomy, "/", tag, NULL);
  if (subject != NULL ? !g_str_equal (subject, part) : !g_strv_contains (parts, part))
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("$.tag: the answer is about %.64s, which was not asked for"), part);
      return FALSE;
    }
  if (cik == 0 || own == cik)
    return TRUE;

  got = g_strdup_printf ("%" G_GUINT64_FORMAT, own);
  wanted = g_strdup_printf ("%" G_GUINT64_FORMAT, cik);
  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("$.cik: the answer is about %s, the question was about %s"), got, wanted);
  return FALSE;
}

gboolean
penstock_sec_facts_read (PenstockSecFacts   *self,
                         JsonNode           *node,
                         const char *const  *parts,
                         const char         *subject,
                         guint64             cik,
                         PenstockBatch      *batch,
                         GError            **error)
{
  JsonObject *root = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObjectIter iter;
  const char *unit;
  JsonNode *rows;

  self->newest = PENSTOCK_DAY_NONE;
  if (!check_subject (root, parts, subject, cik, error))
    return FALSE;

  json_object_iter_init_ordered (&iter, penstock_feed_json_object (root, "units"));
  while (json_object_iter_next_ordered (&iter, &unit, &rows))
    {
      g_autoptr(GArray) facts = NULL;

      if (!JSON_NODE_HOLDS_ARRAY (rows))
        {
          g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("$.units.%.16s: not an array"), unit);
          return FALSE;
        }
      if (is_currency (unit))
        {
          facts = read_unit (json_node_get_array (rows), unit, batch);
          offer_unit (self, unit, facts, batch);
        }
      batch->rows += json_array_get_length (json_node_get_array (rows));
    }

  for (guint i = 0; self->facts != NULL && i < self->facts->len; i++)
    self->newest = MAX (self->newest, g_array_index (self->facts, PenstockSecFact, i).end);
  return TRUE;
}
