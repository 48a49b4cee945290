/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-csv-private.h"
#include "penstock-feed-text-private.h"
#include "penstock-recognise-private.h"
#include "penstock-taiwan-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* MOPS, Taiwan's filing system: one month of one market, as a page in Big5 or as CSV. The earliest place a month's revenue can be read,
 * and the only one that has the months gone by. The subject is "sii/0", "sii/1", "otc/0" or "otc/1": market, and 0 domestic or 1 foreign
 * companies. */

static const char *const subjects[] = { "sii/0", "sii/1", "otc/0", "otc/1", NULL };

static void
mops_month_build_request (const char          *base_url,
                          const PenstockQuery *query,
                          PenstockRequest     *request)
{
  int year = query->month / 12 - 1911, month = query->month % 12 + 1;

  if (query->subject == NULL || !g_strv_contains (subjects, query->subject) || year < 1)
    return;

  request->method = g_strdup ("GET");
  request->uri = g_strdup_printf ("%s/nas/t21/%.3s/t21sc03_%d_%d_%c.html", base_url, query->subject, year, month, query->subject[4]);
}

static PenstockOutcome
mops_month_recognise (guint       status,
                      const char *content_type,
                      GBytes     *body,
                      char      **reason)
{
  PenstockOutcome outcome = penstock_recognise (status, body, TRUE, reason);

  if (outcome == PENSTOCK_OUTCOME_DATA && penstock_recognise_says (body, "FOR SECURITY REASONS", 4096))
    {
      *reason = g_strdup (_("a page that says “for security reasons” instead of data"));
      return PENSTOCK_OUTCOME_BROKEN;
    }

  return outcome;
}

/* Takes @text. */
static gboolean
parse_csv (const PenstockTaiwanTable  *table,
           PenstockPeriod              month,
           char                       *text,
           gsize                       length,
           PenstockBatch              *batch,
           GError                    **error)
{
  g_auto(PenstockCsv) csv = { 0 };

  if (!penstock_csv_init_take (&csv, text, length, error) || !penstock_csv_header (&csv, error))
    return FALSE;
  if (penstock_taiwan_is_header (&csv))
    return penstock_taiwan_read_csv (table, month, &csv, batch, error);

  g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("neither the month’s page nor its CSV form"));
  return FALSE;
}

static gboolean
mops_month_parse (GBytes               *body,
                  const PenstockQuery  *query,
                  gint64                now,
                  PenstockBatch        *batch,
                  GError              **error)
{
  gboolean otc = query->subject != NULL && g_str_has_prefix (query->subject, "otc");
  PenstockTaiwanTable table = { .source = "mops-month", .suffix = otc ? ".TWO" : ".TW", .now = now };
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autofree char *text = penstock_feed_decode (data != NULL ? data : "", length, &length, error);

  if (text == NULL)
    return FALSE;
  if (text[strspn (text, " \t\r\n")] == '<')
    return penstock_taiwan_read_html (&table, query->month, text, length, batch, error);

  return parse_csv (&table, query->month, g_steal_pointer (&text), length, batch, error);
}

static const char *const content_types[] = { "text/html", "text/csv", "text/plain", "application/octet-stream", "application/csv",
                                             "application/vnd.ms-excel", NULL };

/* A community's experience, as nothing is published: three requests in five seconds at most, or connections are dropped for hours. */
static const PenstockPolicy policy = {
  .host_key = "mops",
  .min_interval_ms = 3000,
  .max_per_hour = 300,
  .backoff_first_s = 300,
  .backoff_most_s = 21600,
  .follow_redirects = FALSE,
  .content_types = content_types,
};

const PenstockProvider penstock_provider_mops_month = {
  .id = "mops-month",
  .title = N_("MOPS monthly revenue (Taiwan)"),
  .base_url = "https://mopsov.twse.com.tw",
  .terms_url = "https://mops.twse.com.tw",
  .sends = N_("Your network address and the month asked for, to the Taiwan Stock Exchange’s filing system."),
  .gives = PENSTOCK_GIVES_REVENUE,
  .asks = PENSTOCK_ASKS_MONTH,
  .rhythm = PENSTOCK_RHYTHM_ARCHIVE,
  .policy = &policy,
  .build_request = mops_month_build_request,
  .recognise = mops_month_recognise,
  .parse = mops_month_parse,
};
