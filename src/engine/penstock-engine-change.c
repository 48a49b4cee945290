/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-engine-private.h"
#include "penstock-error.h"
#include "penstock-indicators-private.h"
#include "penstock-series.h"

/* What the user changes: imports and what is said about a series. Each is one set of writes behind one task. */

static void
task_written_cb (const GError *error,
                 gpointer      data)
{
  g_autoptr(GTask) task = data;

  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
}

static GTask *
new_task (PenstockEngine      *self,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data,
          gpointer             tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  /* A write that was asked for is done, and its outcome is the truth. */
  g_task_set_check_cancellable (task, FALSE);

  return task;
}

static void
write_batch_revenue (PenstockWrite       *write,
                     const PenstockBatch *batch)
{
  g_autofree PenstockStoredFigure *figures = g_new0 (PenstockStoredFigure, batch->revenue->len + 1);

  for (guint i = 0; i < batch->revenue->len; i++)
    {
      const PenstockRevenueRow *row = &g_array_index (batch->revenue, PenstockRevenueRow, i);

      figures[i] = (PenstockStoredFigure) { row->symbol, row->currency, row->periods_per_year, row->figure };
    }
  penstock_write_revenue (write, figures, batch->revenue->len);
}

void
penstock_engine_put_batch_async (PenstockEngine      *self,
                                 PenstockBatch       *batch,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  PenstockWrite *write;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self) && !self->shut_down);
  g_return_if_fail (batch != NULL);

  write = penstock_write_begin (self, task_written_cb, new_task (self, cancellable, callback, user_data, penstock_engine_put_batch_async));
  for (guint i = 0; i < batch->bars->len; i++)
    {
      PenstockBars *bars = g_ptr_array_index (batch->bars, i);

      if (bars->n > 0)
        penstock_write_bars (write, bars, FALSE);
    }
  for (guint i = 0; i < batch->splits->len && batch->bars->len == 1; i++)
    penstock_write_action (write, ((PenstockBars *)g_ptr_array_index (batch->bars, 0))->symbol, &g_array_index (batch->splits, PenstockAction, i));
  for (guint i = 0; i < batch->quotes->len; i++)
    {
      const PenstockQuoteRow *row = &g_array_index (batch->quotes, PenstockQuoteRow, i);

      penstock_write_quote (write, row->symbol, &row->quote);
    }
  write_batch_revenue (write, batch);
  penstock_write_indicators (write, batch->indicators, NULL);
  penstock_write_rates (write, batch->rates);
  penstock_write_end (write);
}

gboolean
penstock_engine_put_batch_finish (PenstockEngine  *self,
                                  GAsyncResult    *result,
                                  GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
penstock_engine_put_events_async (PenstockEngine      *self,
                                  GPtrArray           *events,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  PenstockWrite *write;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self) && !self->shut_down);
  g_return_if_fail (events != NULL);

  write = penstock_write_begin (self, task_written_cb, new_task (self, cancellable, callback, user_data, penstock_engine_put_events_async));
  penstock_write_events (write, events);
  penstock_write_end (write);
}

gboolean
penstock_engine_put_events_finish (PenstockEngine  *self,
                                   GAsyncResult    *result,
                                   GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* By what people call it: a symbol or id of the chain, the symbol of a listing that is only stored, then whatever else the chain knows. */
static const PenstockListing *
find_listing (PenstockEngine  *self,
              const char      *name,
              char           **symbol,
              GError         **error)
{
  g_autoptr(GError) unknown = NULL;
  g_autofree char *upper = g_ascii_strup (name, -1);
  PenstockListing *listing = NULL;
  int company = penstock_chain_find_symbol (self->chain, name);

  if (company < 0)
    company = penstock_chain_find_id (self->chain, name);
  if (company < 0)
    listing = penstock_engine_listing (self, name, FALSE);
  if (company < 0 && listing == NULL)
    listing = penstock_engine_listing (self, upper, FALSE);
  if (listing != NULL)
    {
      *symbol = g_strdup (listing->symbol);
      return listing;
    }

  if (company < 0)
    company = penstock_chain_find (self->chain, name, &unknown);
  if (company < 0)
    {
      g_propagate_error (error, g_steal_pointer (&unknown));
      return NULL;
    }
  if (self->chain->companies[company].symbol == NULL)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND, _("%s is not listed on an exchange: it has no bars"),
                   self->chain->companies[company].name);
      return NULL;
    }

  *symbol = g_strdup (self->chain->companies[company].symbol);
  return penstock_engine_listing (self, *symbol, FALSE);
}

PenstockSeries *
penstock_engine_get_series (PenstockEngine  *self,
                            const char      *name,
                            PenstockDay      as_of,
                            GError         **error)
{
  g_autofree char *symbol = NULL;
  const PenstockListing *listing;

  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  listing = find_listing (self, name, &symbol, error);
  if (symbol == NULL)
    return NULL;

  return penstock_series_new (symbol, listing != NULL ? listing->bars : NULL, listing != NULL ? listing->actions : NULL, as_of);
}

static gboolean
check_split (const PenstockAction  *action,
             const PenstockVerdict *verdict,
             GError               **error)
{
  const double ratio = action->numerator / action->denominator;
  const double rest = verdict->jump_ratio * ratio;

  if (!isfinite (ratio) || ratio <= 0)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, _("A split needs two numbers above 0, such as 10:1"));
      return FALSE;
    }
  if (rest > PENSTOCK_JUMP_FACTOR || rest < 1 / PENSTOCK_JUMP_FACTOR)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID,
                   _("A split of %g:%g does not explain a jump to %.4g of the last price: %.4g would be left of it"),
                   action->numerator, action->denominator, verdict->jump_ratio, rest);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_jump (PenstockEngine       *self,
            const char           *symbol,
            const PenstockAction *action,
            GError              **error)
{
  const PenstockListing *listing = penstock_engine_listing (self, symbol, FALSE);
  g_autoptr(PenstockSeries) series = NULL;
  char day[16], open[16];

  if (listing == NULL || listing->bars == NULL)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND, _("No bars of %s are stored"), symbol);
      return FALSE;
    }

  series = penstock_series_new (symbol, listing->bars, listing->actions, G_MAXINT32);
  penstock_day_format (action->day, day);
  if (!series->verdict.unverified)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, _("%s has no unexplained jump, on %s or any other day"), symbol, day);
      return FALSE;
    }
  if (series->verdict.jump_day != action->day)
    {
      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, _("%s has no unexplained jump on %s; the open one is on %s, to %.4g of the price before"),
                   symbol, day, penstock_day_format (series->verdict.jump_day, open), series->verdict.jump_ratio);
      return FALSE;
    }

  return action->kind != PENSTOCK_ACTION_SPLIT_USER || check_split (action, &series->verdict, error);
}

void
penstock_engine_explain_jump_async (PenstockEngine       *self,
                                    const char           *symbol,
                                    const PenstockAction *action,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data)
{
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;
  PenstockWrite *write;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self) && !self->shut_down);
  g_return_if_fail (symbol != NULL && action != NULL);
  g_return_if_fail (action->kind == PENSTOCK_ACTION_SPLIT_USER || action->kind == PENSTOCK_ACTION_ACCEPT);

  task = new_task (self, cancellable, callback, user_data, penstock_engine_explain_jump_async);
  if (!check_jump (self, symbol, action, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  write = penstock_write_begin (self, task_written_cb, g_steal_pointer (&task));
  penstock_write_action (write, symbol, action);
  penstock_write_end (write);
}

gboolean
penstock_engine_explain_jump_finish (PenstockEngine  *self,
                                     GAsyncResult    *result,
                                     GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
