/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-feed-json-private.h"
#include "penstock-sec-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* SEC's list of tickers: which registrant (CIK) stands behind a symbol. An object with the members "0", "1", …; a company with several classes of
 * shares has several rows. Class shares are written as Penstock does ("BRK-B"). */

#define LONGEST_TICKER 16

static void
sec_tickers_build_request (const char          *base_url,
                           const PenstockQuery *query,
                           PenstockRequest     *request)
{
  request->method = g_strdup ("GET");
  request->uri = g_strconcat (base_url, "/files/company_tickers.json", NULL);
}

static PenstockOutcome
sec_tickers_recognise (guint        status,
                       const char  *content_type,
                       GBytes      *body,
                       char       **reason)
{
  return penstock_sec_recognise (status, body, FALSE, _("SEC has no such list"), reason);
}

static gboolean
is_ticker (const char *text)
{
  gsize n = text != NULL ? strlen (text) : 0;

  return n > 0 && n <= LONGEST_TICKER && strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") == n && g_ascii_isalnum (*text);
}

static gboolean
add_row (JsonNode      *node,
         guint          line,
         PenstockBatch *batch)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const double number = penstock_feed_json_number (object, "cik_str");
  const char *ticker = penstock_feed_json_string (object, "ticker");
  PenstockSymbolRow row = { .cik = number >= 1 && number < 1e10 ? (guint64)number : penstock_sec_cik (penstock_feed_json_string (object, "cik_str")) };

  batch->rows++;
  if (row.cik == 0 || !is_ticker (ticker))
    {
      penstock_batch_reject (batch, line, "%s", row.cik == 0 ? _("cik_str: not a registrant’s number") : _("ticker: not a symbol"));
      return object != NULL && json_object_has_member (object, "cik_str") && json_object_has_member (object, "ticker");
    }

  row.symbol = g_strdup (ticker);
  row.name = g_strdup (penstock_feed_json_string (object, "title"));
  g_array_append_val (batch->symbols, row);
  batch->kept++;
  return TRUE;
}

static gboolean
sec_tickers_parse (GBytes               *body,
                   const PenstockQuery  *query,
                   gint64                now,
                   PenstockBatch        *batch,
                   GError              **error)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr(JsonNode) root = penstock_feed_json_load (data != NULL ? data : "", length, error);
  gboolean recognised = FALSE;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (root == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("$: not the list of tickers, which is an object"));
      return FALSE;
    }

  json_object_iter_init_ordered (&iter, json_node_get_object (root));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    recognised |= add_row (node, batch->rows + 1, batch);

  if (recognised || batch->rows == 0)
    return TRUE;

  g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("row 1: not the list of tickers: cik_str and ticker are missing"));
  return FALSE;
}

const PenstockProvider penstock_provider_sec_tickers = {
  .id = "sec-tickers",
  .title = N_("SEC list of tickers"),
  .base_url = "https://www.sec.gov",
  .terms_url = "https://www.sec.gov/os/webmaster-faq#developers",
  .sends = N_("A contact address and your network address, to the U.S. Securities and Exchange Commission."),
  .gives = PENSTOCK_GIVES_SYMBOLS,
  .asks = PENSTOCK_ASKS_TABLE,
  .rhythm = PENSTOCK_RHYTHM_REGISTER,
  .policy = &penstock_sec_policy,
  .build_request = sec_tickers_build_request,
  .recognise = sec_tickers_recognise,
  .parse = sec_tickers_parse,
};
