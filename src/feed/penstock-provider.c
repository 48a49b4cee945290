/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-recognise-private.h"

#include <glib/gi18n.h>

const char *
penstock_outcome_id (PenstockOutcome outcome)
{
  static const char *const ids[] = { "data", "empty", "refused", "broken" };

  g_return_val_if_fail ((guint)outcome < G_N_ELEMENTS (ids), "broken");

  return ids[outcome];
}

void
penstock_request_clear (PenstockRequest *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->headers, g_strfreev);
}

static void
clear_rejection (gpointer data)
{
  PenstockRejection *rejection = data;

  g_free (rejection->reason);
}

static void
clear_revenue_row (gpointer data)
{
  PenstockRevenueRow *row = data;

  g_free (row->symbol);
  g_free (row->currency);
}

static void
clear_quote_row (gpointer data)
{
  PenstockQuoteRow *row = data;

  g_free (row->symbol);
}

static void
clear_symbol_row (gpointer data)
{
  PenstockSymbolRow *row = data;

  g_free (row->symbol);
  g_free (row->name);
  g_free (row->exchange);
  g_free (row->kind);
}

PenstockBatch *
penstock_batch_new (void)
{
  PenstockBatch *self = g_new0 (PenstockBatch, 1);

  self->bars = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_bars_unref);
  self->intraday = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_intraday_unref);
  self->quotes = g_array_new (FALSE, FALSE, sizeof (PenstockQuoteRow));
  self->splits = g_array_new (FALSE, FALSE, sizeof (PenstockAction));
  self->revenue = g_array_new (FALSE, FALSE, sizeof (PenstockRevenueRow));
  self->news = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_news_item_free);
  self->rates = g_array_new (FALSE, FALSE, sizeof (PenstockRate));
  self->symbols = g_array_new (FALSE, FALSE, sizeof (PenstockSymbolRow));
  self->indicators = g_ptr_array_new_with_free_func ((GDestroyNotify)penstock_indicator_point_free);
  self->rejected = g_array_new (FALSE, FALSE, sizeof (PenstockRejection));
  g_array_set_clear_func (self->quotes, clear_quote_row);
  g_array_set_clear_func (self->symbols, clear_symbol_row);
  g_array_set_clear_func (self->revenue, clear_revenue_row);
  g_array_set_clear_func (self->rejected, clear_rejection);

  return self;
}

void
penstock_batch_free (PenstockBatch *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->bars);
  g_ptr_array_unref (self->intraday);
  g_array_unref (self->quotes);
  g_array_unref (self->splits);
  g_array_unref (self->revenue);
  g_ptr_array_unref (self->news);
  g_array_unref (self->rates);
  g_array_unref (self->symbols);
  g_ptr_array_unref (self->indicators);
  g_array_unref (self->rejected);
  g_free (self);
}

void
penstock_batch_reject (PenstockBatch *self,
                       guint          line,
                       const char    *format,
                       ...)
{
  PenstockRejection rejection = { .line = line };
  va_list arguments;

  g_return_if_fail (self != NULL && format != NULL);

  va_start (arguments, format);
  rejection.reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_array_append_val (self->rejected, rejection);
}

void
penstock_batch_add_quote (PenstockBatch       *self,
                          const char          *symbol,
                          const PenstockQuote *quote)
{
  PenstockQuoteRow row = { .quote = *quote };

  g_return_if_fail (self != NULL && symbol != NULL);

  row.symbol = g_strdup (symbol);
  g_array_append_val (self->quotes, row);
}

const PenstockQuote *
penstock_batch_get_quote (const PenstockBatch *self,
                          const char          *symbol)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->quotes->len; i++)
    {
      const PenstockQuoteRow *row = &g_array_index (self->quotes, PenstockQuoteRow, i);

      if (symbol == NULL || g_str_equal (row->symbol, symbol))
        return &row->quote;
    }

  return NULL;
}

static gboolean
accepts_content_type (const PenstockPolicy *policy,
                      const char           *content_type)
{
  if (content_type == NULL || *content_type == '\0')
    return TRUE; /* nothing was said: the body speaks for itself */
  if (policy->content_types == NULL)
    return g_ascii_strncasecmp (content_type, "text/html", 9) != 0;

  for (guint i = 0; policy->content_types[i] != NULL; i++)
    if (g_ascii_strncasecmp (content_type, policy->content_types[i], strlen (policy->content_types[i])) == 0)
      return TRUE;

  return FALSE;
}

/* A quote alone is no row: an empty range stays an empty answer, though its quote is used. */
static gboolean
adds_rows (const PenstockBatch *batch)
{
  return batch->kept > 0 || batch->bars->len > 0 || batch->splits->len > 0 || batch->revenue->len > 0 || batch->intraday->len > 0 ||
         batch->news->len > 0 || batch->rates->len > 0 || batch->symbols->len > 0 || batch->indicators->len > 0;
}

/* Rows, but not one that can be kept, is no empty answer: something about the format has changed. */
static PenstockOutcome
read_nothing (const PenstockBatch *batch,
              char               **reason)
{
  const PenstockRejection *first;

  if (batch->rows == 0 || batch->rejected->len == 0)
    {
      *reason = batch->rows == 0 ? g_strdup (_("the answer holds no rows"))
                                 : g_strdup_printf (ngettext ("the answer holds %u row, and nothing new or asked for",
                                                              "the answer holds %u rows, and nothing new or asked for", batch->rows), batch->rows);
      return PENSTOCK_OUTCOME_EMPTY;
    }

  first = &g_array_index (batch->rejected, PenstockRejection, 0);
  *reason = g_strdup_printf (_("none of %u rows could be kept; row %u: %s"), batch->rows, first->line, first->reason);
  return PENSTOCK_OUTCOME_BROKEN;
}

PenstockOutcome
penstock_provider_read (const PenstockProvider *provider,
                        const PenstockQuery    *query,
                        guint                   status,
                        const char             *content_type,
                        GBytes                 *body,
                        gint64                  now,
                        PenstockBatch          *batch,
                        char                  **reason)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;
  PenstockOutcome outcome;

  g_return_val_if_fail (provider != NULL && query != NULL && body != NULL && batch != NULL, PENSTOCK_OUTCOME_BROKEN);

  outcome = provider->recognise (status, content_type, body, &words);

  if (outcome == PENSTOCK_OUTCOME_DATA && !accepts_content_type (provider->policy, content_type))
    {
      g_autofree char *type = penstock_recognise_quote (content_type, -1);

      words = g_strdup_printf (_("unexpected content type %s"), type);
      outcome = PENSTOCK_OUTCOME_BROKEN;
    }
  else if (outcome == PENSTOCK_OUTCOME_DATA && !provider->parse (body, query, now, batch, &error))
    {
      words = g_strdup (error->message);
      outcome = PENSTOCK_OUTCOME_BROKEN;
    }
  else if (outcome == PENSTOCK_OUTCOME_DATA && !adds_rows (batch))
    outcome = read_nothing (batch, &words);

  if (reason != NULL)
    *reason = g_steal_pointer (&words);

  return outcome;
}
