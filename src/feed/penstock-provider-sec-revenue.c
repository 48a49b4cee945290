/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-feed-json-private.h"
#include "penstock-sec-facts-private.h"
#include "penstock-sec-private.h"
#include "penstock-sec-quarters-private.h"

#include <glib/gi18n.h>

/* SEC companyconcept: what a registrant has ever reported as revenue, as quarters with every vintage (how: penstock-sec-quarters-private.h). One
 * question a tag; penstock-sec-revenue.h puts the answers together.
 *
 * A filing of day D went out before 22:00 New York time of D: published_at is the end of D in New York, a recorded date, never too early. It does not
 * depend on when it was fetched, so that fetching again gives the same vintages. */

#define DAY_ENDS 24 /* o'clock in New York */

static const char *const parts[] = {
  "us-gaap/RevenueFromContractWithCustomerExcludingAssessedTax",
  "us-gaap/Revenues",
  "us-gaap/SalesRevenueNet",
  "us-gaap/RevenueFromContractWithCustomerIncludingAssessedTax",
  "ifrs-full/Revenue",
  NULL
};

static void
sec_revenue_build_request (const char          *base_url,
                           const PenstockQuery *query,
                           PenstockRequest     *request)
{
  if (query->cik == 0 || query->subject == NULL || !g_strv_contains (parts, query->subject))
    return;

  request->method = g_strdup ("GET");
  request->uri = g_strdup_printf ("%s/api/xbrl/companyconcept/CIK%010" G_GUINT64_FORMAT "/%s.json", base_url, query->cik, query->subject);
}

static gboolean
read_figures (GBytes               *body,
              const PenstockQuery  *query,
              gint64                now,
              PenstockBatch        *batch,
              PenstockDay          *newest,
              GError              **error)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr(JsonNode) root = penstock_feed_json_load (data != NULL ? data : "", length, error);
  g_auto(PenstockSecFacts) facts = { .facts = NULL };
  g_autoptr(GArray) figures = NULL;
  const char *source = "sec-revenue";
  guint dropped = 0;

  if (root == NULL || !penstock_sec_facts_read (&facts, root, parts, query->subject, query->cik, batch, error))
    return FALSE;

  if (penstock_feed_json_true (json_node_get_object (root), "penstockSimulated"))
    source = PENSTOCK_REVENUE_SIMULATED;
  *newest = facts.newest;
  figures = facts.facts != NULL ? penstock_sec_quarters (facts.facts, &dropped) : NULL;
  if (dropped > 0)
    penstock_batch_reject (batch, batch->rows, _("%u periods overlap a quarter (a fiscal year was moved) and are left out"), dropped);

  for (guint i = 0; figures != NULL && i < figures->len; i++)
    {
      const PenstockSecQuarter *quarter = &g_array_index (figures, PenstockSecQuarter, i);
      PenstockRevenueRow row = { .periods_per_year = 4 };

      row.symbol = query->symbol != NULL ? g_strdup (query->symbol) : g_strdup_printf ("CIK%010" G_GUINT64_FORMAT, query->cik);
      row.currency = g_strdup (facts.currency);
      row.figure.period = quarter->period;
      row.figure.value = quarter->value;
      row.figure.published_at = penstock_sec_moment (quarter->filed, DAY_ENDS);
      row.figure.first_seen = now;
      g_strlcpy (row.figure.source, source, sizeof row.figure.source);
      g_array_append_val (batch->revenue, row);
      batch->kept++;
    }

  return TRUE;
}

/* Who reports whole years only (20-F, 40-F) has said all there is: an answer, and its reason. */
static PenstockOutcome
sec_revenue_recognise (guint        status,
                       const char  *content_type,
                       GBytes      *body,
                       char       **reason)
{
  PenstockOutcome outcome = penstock_sec_recognise (status, body, FALSE, _("the company reports nothing under this tag"), reason);
  const PenstockQuery any = { .subject = NULL };
  g_autoptr(PenstockBatch) batch = NULL;
  PenstockDay newest = PENSTOCK_DAY_NONE;
  char day[16];

  if (outcome != PENSTOCK_OUTCOME_DATA)
    return outcome;

  batch = penstock_batch_new ();
  if (!read_figures (body, &any, 0, batch, &newest, NULL) || batch->kept > 0 || batch->rejected->len > 0 || newest == PENSTOCK_DAY_NONE)
    return PENSTOCK_OUTCOME_DATA;

  *reason = g_strdup_printf (_("only figures of longer periods (to %s), no quarters"), penstock_day_format (newest, day));
  return PENSTOCK_OUTCOME_EMPTY;
}

static gboolean
sec_revenue_parse (GBytes               *body,
                   const PenstockQuery  *query,
                   gint64                now,
                   PenstockBatch        *batch,
                   GError              **error)
{
  PenstockDay newest;

  return read_figures (body, query, now, batch, &newest, error);
}

const PenstockProvider penstock_provider_sec_revenue = {
  .id = "sec-revenue",
  .title = N_("SEC quarterly revenue"),
  .base_url = "https://data.sec.gov",
  .terms_url = "https://www.sec.gov/os/webmaster-faq#developers",
  .sends = N_("The SEC numbers of the companies you follow, a contact address and your network address, to the U.S. Securities and Exchange Commission."),
  .gives = PENSTOCK_GIVES_REVENUE,
  .asks = PENSTOCK_ASKS_REGISTRANT,
  .rhythm = PENSTOCK_RHYTHM_QUARTER,
  .parts = parts,
  .policy = &penstock_sec_policy,
  .build_request = sec_revenue_build_request,
  .recognise = sec_revenue_recognise,
  .parse = sec_revenue_parse,
};
