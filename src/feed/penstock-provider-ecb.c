/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-feed-text-private.h"
#include "penstock-filing-xml-private.h"
#include "penstock-recognise-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* European Central Bank: euro reference rates of every working day, units of a currency for one euro. Three elements inside one another are all
 * called Cube: the attributes tell them apart. The list of currencies changes, and TWD has never been in it. */

#define RECENT_DAYS 85  /* what the file of 90 days surely holds */
#define HIGHEST     1e9 /* beyond it, or below its inverse, a number is no rate */

/* There is no clock here: "recent" is what the question's own last day says. Without a last day all years are asked for. */
static const char *
choose_file (const PenstockQuery *query)
{
  if (query->quote_only || (query->from != PENSTOCK_DAY_NONE && query->from == query->until))
    return "eurofxref-daily.xml";
  if (query->from != PENSTOCK_DAY_NONE && query->until != PENSTOCK_DAY_NONE && query->until - query->from <= RECENT_DAYS)
    return "eurofxref-hist-90d.xml";

  return "eurofxref-hist.xml";
}

static void
ecb_build_request (const char          *base_url,
                   const PenstockQuery *query,
                   PenstockRequest     *request)
{
  request->method = g_strdup ("GET");
  request->uri = g_strdup_printf ("%s/stats/eurofxref/%s", base_url, choose_file (query));
}

static PenstockOutcome
ecb_recognise (guint        status,
               const char  *content_type,
               GBytes      *body,
               char       **reason)
{
  const gboolean envelope = penstock_recognise_says (body, "Envelope", 1024);

  return penstock_recognise (status, body, envelope, reason);
}

static gboolean
is_currency (const char *text)
{
  return text != NULL && strlen (text) == 3 && g_ascii_isupper (text[0]) && g_ascii_isupper (text[1]) && g_ascii_isupper (text[2]);
}

static void
add_rate (const xmlNode       *node,
          PenstockDay          day,
          const PenstockQuery *query,
          PenstockBatch       *batch)
{
  g_autofree char *currency = penstock_filing_xml_attribute (node, "currency");
  g_autofree char *text = penstock_filing_xml_attribute (node, "rate");
  PenstockRate rate = { .base = "EUR", .day = day, .source = "ecb" };
  char date[16];

  batch->rows++;
  if (!is_currency (currency))
    {
      penstock_batch_reject (batch, batch->rows, _("line %ld, Cube/@currency: not a currency"), xmlGetLineNo ((xmlNode *)node));
      return;
    }
  if (penstock_feed_number (text, FALSE, &rate.rate) != PENSTOCK_NUMBER_GOOD || rate.rate <= 1 / HIGHEST || rate.rate >= HIGHEST)
    {
      penstock_batch_reject (batch, batch->rows, _("line %ld, %s of %s: not a rate"), xmlGetLineNo ((xmlNode *)node), currency,
                             penstock_day_format (day, date));
      return;
    }
  if ((query->from != PENSTOCK_DAY_NONE && day < query->from) || (query->until != PENSTOCK_DAY_NONE && day > query->until))
    return;

  g_strlcpy (rate.currency, currency, sizeof rate.currency);
  g_array_append_val (batch->rates, rate);
  batch->kept++;
}

/* A day that cannot be read is rejected as one row. */
static void
add_day (const xmlNode       *node,
         const char          *time,
         const PenstockQuery *query,
         PenstockBatch       *batch)
{
  const PenstockDay day = penstock_day_parse (time);

  if (day == PENSTOCK_DAY_NONE)
    {
      batch->rows++;
      penstock_batch_reject (batch, batch->rows, _("line %ld, Cube/@time: not a date"), xmlGetLineNo ((xmlNode *)node));
      return;
    }

  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (penstock_filing_xml_is (child, "Cube"))
      add_rate (child, day, query, batch);
}

static gboolean
ecb_parse (GBytes               *body,
           const PenstockQuery  *query,
           gint64                now,
           PenstockBatch        *batch,
           GError              **error)
{
  g_autoptr(xmlDoc) document = penstock_filing_xml_load (body, "gesmes:Envelope", FALSE, error);
  xmlNode *top = document != NULL ? xmlDocGetRootElement (document) : NULL;
  guint days = 0;

  for (xmlNode *node = top; node != NULL; node = penstock_filing_xml_next (node, top))
    {
      g_autofree char *time = penstock_filing_xml_is (node, "Cube") ? penstock_filing_xml_attribute (node, "time") : NULL;

      if (time == NULL)
        continue;
      add_day (node, time, query, batch);
      days++;
    }

  if (document == NULL || days > 0)
    return document != NULL;

  g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("Cube/@time: no day of rates in the document"));
  return FALSE;
}

static const char *const content_types[] = { "text/xml", "application/xml", "text/plain", NULL };

/* One file a working day; no limit is published. */
static const PenstockPolicy policy = {
  .host_key = "ecb",
  .min_interval_ms = 2000,
  .max_per_hour = 60,
  .backoff_first_s = 600,
  .backoff_most_s = 21600,
  .follow_redirects = FALSE,
  .content_types = content_types,
};

const PenstockProvider penstock_provider_ecb = {
  .id = "ecb",
  .title = N_("ECB reference rates"),
  .base_url = "https://www.ecb.europa.eu",
  .terms_url = "https://www.ecb.europa.eu/services/using-our-site/disclaimer/html/index.en.html",
  .sends = N_("Your network address, to the European Central Bank."),
  .attribution = N_("Source: European Central Bank. Rates are for information only."),
  .gives = PENSTOCK_GIVES_FX,
  .asks = PENSTOCK_ASKS_TABLE,
  .rhythm = PENSTOCK_RHYTHM_RATES,
  .policy = &policy,
  .build_request = ecb_build_request,
  .recognise = ecb_recognise,
  .parse = ecb_parse,
};
