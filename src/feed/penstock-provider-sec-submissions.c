/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-feed-json-private.h"
#include "penstock-sec-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* SEC submissions: the last thousand filings of one registrant, as columns side by side ($.filings.recent); older ones come in pages that are the
 * bare columns. What says something new about the business becomes an item a filing; forms of owners and paperwork are read over. */

#define FIRST_YEAR 1990 /* EDGAR began in 1993 */
#define LAST_YEAR  2200

enum { ACCESSION, FILED, FORM, ACCEPTED, ITEMS, DOCUMENT, PERIOD, N_COLUMNS };
#define N_NEEDED ACCEPTED /* of those: the columns before it */

static const char *const column_names[N_COLUMNS] = {
  "accessionNumber", "filingDate", "form", "acceptanceDateTime", "items", "primaryDocument", "reportDate",
};

typedef struct
{
  JsonArray   *columns[N_COLUMNS]; /* NULL = there is none */
  guint        n;                  /* of the shortest */
  const char  *name;
  char       **symbols;            /* owned */
  guint64      cik;
} Registrant;

static void
registrant_clear (Registrant *self)
{
  g_strfreev (self->symbols);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Registrant, registrant_clear)

static void
sec_submissions_build_request (const char          *base_url,
                               const PenstockQuery *query,
                               PenstockRequest     *request)
{
  if (query->cik == 0)
    return;

  request->method = g_strdup ("GET");
  request->uri = g_strdup_printf ("%s/submissions/CIK%010" G_GUINT64_FORMAT ".json", base_url, query->cik);
}

static PenstockOutcome
sec_submissions_recognise (guint        status,
                           const char  *content_type,
                           GBytes      *body,
                           char       **reason)
{
  return penstock_sec_recognise (status, body, FALSE, _("SEC has no such registrant"), reason);
}

static const char *
cell (const Registrant *self,
      guint             column,
      guint             row)
{
  JsonNode *node = self->columns[column] != NULL ? json_array_get_element (self->columns[column], row) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/* Columns of unequal length end with the shortest, and it is said. */
static gboolean
find_columns (Registrant     *self,
              JsonObject     *object,
              const char     *path,
              PenstockBatch  *batch,
              GError        **error)
{
  guint longest = 0, shortest_column = 0;

  self->n = G_MAXUINT;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      self->columns[i] = penstock_feed_json_array (object, column_names[i]);
      if (self->columns[i] == NULL && (i < N_NEEDED || json_object_has_member (object, column_names[i])))
        {
          g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("%s.%s: no such column"), path, column_names[i]);
          return FALSE;
        }
      if (self->columns[i] == NULL)
        continue;
      longest = MAX (longest, json_array_get_length (self->columns[i]));
      if (json_array_get_length (self->columns[i]) < self->n)
        {
          self->n = json_array_get_length (self->columns[i]);
          shortest_column = i;
        }
    }

  batch->rows = longest;
  if (self->n < longest)
    penstock_batch_reject (batch, self->n + 1, _("%s.%s has %u rows where others have %u: the rest is left out"), path,
                           column_names[shortest_column], self->n, longest);
  return TRUE;
}

/* Penstock's own name for the listing if it was asked about one, else the registrant's tickers. */
static char **
dup_symbols (JsonObject          *root,
             const PenstockQuery *query)
{
  JsonArray *tickers = penstock_feed_json_array (root, "tickers");
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  if (query->symbol != NULL)
    g_strv_builder_add (builder, query->symbol);
  for (guint i = 0; query->symbol == NULL && tickers != NULL && i < MIN (json_array_get_length (tickers), 32); i++)
    {
      JsonNode *node = json_array_get_element (tickers, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }

  return g_strv_builder_end (builder);
}

static guint64
read_cik (JsonObject *root)
{
  const double number = penstock_feed_json_number (root, "cik");

  return number >= 1 && number < 1e10 ? (guint64)number : penstock_sec_cik (penstock_feed_json_string (root, "cik"));
}

/* A page of older filings does not say whose they are: then it is who was asked about. */
static gboolean
read_registrant (Registrant           *self,
                 JsonNode             *node,
                 const PenstockQuery  *query,
                 PenstockBatch        *batch,
                 GError              **error)
{
  JsonObject *root = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *filings = penstock_feed_json_object (root, "filings");
  JsonObject *recent = penstock_feed_json_object (filings, "recent");

  if (root == NULL || (recent == NULL && !json_object_has_member (root, column_names[ACCESSION])))
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("$.filings.recent: not there; this is no list of filings"));
      return FALSE;
    }

  self->cik = read_cik (root);
  self->name = penstock_feed_json_string (root, "name");
  self->symbols = dup_symbols (root, query);
  if (query->cik != 0 && self->cik != 0 && query->cik != self->cik)
    {
      g_autofree char *got = g_strdup_printf ("%" G_GUINT64_FORMAT, self->cik);
      g_autofree char *wanted = g_strdup_printf ("%" G_GUINT64_FORMAT, query->cik);

      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("$.cik: the answer is about %s, the question was about %s"), got, wanted);
      return FALSE;
    }
  if (self->cik == 0)
    self->cik = query->cik;

  return find_columns (self, recent != NULL ? recent : root, recent != NULL ? "$.filings.recent" : "$", batch, error);
}

static void
add_filing (const Registrant    *self,
            guint                row,
            const PenstockQuery *query,
            gint64               now,
            PenstockBatch       *batch)
{
  const char *filed_text = cell (self, FILED, row);
  const PenstockDay filed = filed_text != NULL ? penstock_day_parse (filed_text) : PENSTOCK_DAY_NONE;
  const char *period = cell (self, PERIOD, row);
  PenstockSecFiling filing = { .source = "sec-submissions", .name = self->name, .cik = self->cik };
  PenstockNewsItem *item;

  filing.form = cell (self, FORM, row);
  filing.accession = cell (self, ACCESSION, row);
  if (filing.form != NULL && !penstock_sec_form_matters (filing.form))
    return;
  if (filed != PENSTOCK_DAY_NONE && query->from != PENSTOCK_DAY_NONE && filed < query->from)
    return;
  if (filing.form == NULL || !penstock_sec_is_accession (filing.accession))
    {
      penstock_batch_reject (batch, row + 1, _("%s: no such filing number"), filing.form != NULL ? column_names[ACCESSION] : column_names[FORM]);
      return;
    }
  if (filed == PENSTOCK_DAY_NONE || penstock_day_year (filed) < FIRST_YEAR || penstock_day_year (filed) > LAST_YEAR)
    {
      penstock_batch_reject (batch, row + 1, _("%s: not a date"), column_names[FILED]);
      return;
    }

  filing.items = cell (self, ITEMS, row);
  filing.document = cell (self, DOCUMENT, row);
  filing.period = period != NULL ? penstock_day_parse (period) : PENSTOCK_DAY_NONE;
  filing.published_at = penstock_sec_published (filed, penstock_sec_time (cell (self, ACCEPTED, row)), TRUE, now);
  item = penstock_sec_filing_to_item (&filing);
  item->symbols = g_strdupv (self->symbols);
  g_ptr_array_add (batch->news, item);
  batch->kept++;
}

static gboolean
sec_submissions_parse (GBytes               *body,
                       const PenstockQuery  *query,
                       gint64                now,
                       PenstockBatch        *batch,
                       GError              **error)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr(JsonNode) root = penstock_feed_json_load (data != NULL ? data : "", length, error);
  g_auto(Registrant) registrant = { .n = 0 };

  if (root == NULL || !read_registrant (&registrant, root, query, batch, error))
    return FALSE;

  for (guint i = 0; i < registrant.n; i++)
    add_filing (&registrant, i, query, now, batch);

  return TRUE;
}

const PenstockProvider penstock_provider_sec_submissions = {
  .id = "sec-submissions",
  .title = N_("SEC filings of a company"),
  .base_url = "https://data.sec.gov",
  .terms_url = "https://www.sec.gov/os/webmaster-faq#developers",
  .sends = N_("The SEC numbers of the companies you follow, a contact address and your network address, to the U.S. Securities and Exchange Commission."),
  .gives = PENSTOCK_GIVES_EVENTS,
  .asks = PENSTOCK_ASKS_REGISTRANT,
  .rhythm = PENSTOCK_RHYTHM_FILINGS,
  .policy = &penstock_sec_policy,
  .build_request = sec_submissions_build_request,
  .recognise = sec_submissions_recognise,
  .parse = sec_submissions_parse,
};
