/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-write-private.h"

static void
written_bars_free (PenstockWrittenBars *bars)
{
  g_clear_pointer (&bars->given, penstock_bars_unref);
  g_clear_pointer (&bars->stored, penstock_bars_unref);
  g_free (bars->symbol);
  g_free (bars);
}

static void
clear_symbol (gpointer data)
{
  g_free (*(char **)data);
}

static void
clear_figure (gpointer data)
{
  PenstockStoredFigure *figure = data;

  g_free (figure->symbol);
  g_free (figure->currency);
}

PenstockWrite *
penstock_write_begin (PenstockEngine      *self,
                      PenstockWrittenFunc  written,
                      gpointer             data)
{
  PenstockWrite *write = g_new0 (PenstockWrite, 1);

  write->engine = self;
  write->store = g_object_ref (self->store);
  write->written = written;
  write->data = data;
  write->pending = 1;
  write->bars = g_ptr_array_new_with_free_func ((GDestroyNotify)written_bars_free);
  write->actions = g_array_new (FALSE, FALSE, sizeof (PenstockWrittenAction));
  g_array_set_clear_func (write->actions, clear_symbol);
  write->quotes = g_array_new (FALSE, FALSE, sizeof (PenstockWrittenQuote));
  g_array_set_clear_func (write->quotes, clear_symbol);
  write->figures = g_array_new (FALSE, FALSE, sizeof (PenstockStoredFigure));
  g_array_set_clear_func (write->figures, clear_figure);
  write->feed_states = g_ptr_array_new ();
  write->opinions = g_array_new (FALSE, FALSE, sizeof (PenstockSecondOpinion));
  write->rates = g_array_new (FALSE, FALSE, sizeof (PenstockRate));
  g_hash_table_add (self->writes, write);

  return write;
}

static void
write_free (PenstockWrite *write)
{
  for (guint i = 0; i < write->feed_states->len; i++)
    penstock_feed_state_free (g_ptr_array_index (write->feed_states, i));
  g_ptr_array_unref (write->feed_states);
  g_ptr_array_unref (write->bars);
  g_array_unref (write->actions);
  g_array_unref (write->quotes);
  g_array_unref (write->figures);
  g_array_unref (write->opinions);
  g_array_unref (write->rates);
  g_clear_pointer (&write->many, g_ptr_array_unref);
  g_clear_pointer (&write->stories, g_ptr_array_unref);
  g_clear_pointer (&write->events, g_ptr_array_unref);
  g_clear_pointer (&write->indicators, g_ptr_array_unref);
  g_clear_pointer (&write->contents, penstock_store_contents_free);
  g_clear_error (&write->error);
  g_object_unref (write->store);
  g_free (write);
}

static void reloaded_cb (GObject *object, GAsyncResult *result, gpointer user_data);

void
penstock_write_done (PenstockWrite *write)
{
  if (--write->pending > 0)
    return;

  /* Revenue, events and indicators are merged on disk: what came of it is read back once. */
  if (write->reload && write->engine != NULL)
    {
      write->reload = FALSE;
      write->pending++;
      penstock_store_load_async (write->store, NULL, reloaded_cb, write);
      return;
    }

  if (write->engine != NULL)
    {
      PenstockEngine *self = g_object_ref (write->engine);

      g_hash_table_remove (self->writes, write);
      penstock_write_take (write);
      if (write->error != NULL)
        penstock_engine_report_store (self, write->error);
      if (write->written != NULL)
        write->written (write->error, write->data);
      g_object_unref (self);
    }
  write_free (write);
}

gboolean
penstock_write_note (PenstockWrite *write,
                     gboolean       ok,
                     GError        *error)
{
  if (ok)
    return TRUE;

  if (write->error == NULL)
    write->error = error;
  else
    g_clear_error (&error);

  return FALSE;
}

static void
reloaded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  PenstockWrite *write = user_data;
  GError *error = NULL;

  write->contents = penstock_store_load_finish (PENSTOCK_STORE (object), result, &error);
  if (!penstock_write_note (write, write->contents != NULL, error))
    write->revenue_failed = write->events_failed = write->indicators_failed = TRUE;
  penstock_write_done (write);
}

static PenstockWrittenBars *
find_bars (PenstockWrite *write,
           const char    *symbol)
{
  for (guint i = 0; i < write->bars->len; i++)
    {
      PenstockWrittenBars *bars = g_ptr_array_index (write->bars, i);

      if (g_str_equal (bars->symbol, symbol))
        return bars;
    }

  g_assert_not_reached ();
}

/* A store operation of one listing: which one its callback is about. */
typedef struct { PenstockWrite *write; char *symbol; gboolean replace; } BarsOperation;

static BarsOperation *
bars_operation_new (PenstockWrite *write,
                    const char    *symbol,
                    gboolean       replace)
{
  BarsOperation *operation = g_new0 (BarsOperation, 1);

  operation->write = write;
  operation->symbol = g_strdup (symbol);
  operation->replace = replace;
  write->pending++;

  return operation;
}

static void
bars_operation_done (BarsOperation *operation)
{
  PenstockWrite *write = operation->write;

  g_free (operation->symbol);
  g_free (operation);
  penstock_write_done (write);
}

static void
bars_put_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  BarsOperation *operation = user_data;
  GError *error = NULL;
  const gboolean ok = operation->replace
    ? penstock_store_replace_bars_finish (PENSTOCK_STORE (object), result, NULL, &error)
    : penstock_store_put_bars_finish (PENSTOCK_STORE (object), result, NULL, &error);

  if (!penstock_write_note (operation->write, ok, error))
    find_bars (operation->write, operation->symbol)->failed = TRUE;
  bars_operation_done (operation);
}

static void
bars_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  BarsOperation *operation = user_data;
  GError *error = NULL;

  PenstockWrittenBars *bars = find_bars (operation->write, operation->symbol);

  g_clear_pointer (&bars->stored, penstock_bars_unref);
  bars->stored = penstock_store_get_bars_finish (PENSTOCK_STORE (object), result, &error);
  penstock_write_note (operation->write, error == NULL, error);
  bars_operation_done (operation);
}

void
penstock_write_bars (PenstockWrite *self,
                     PenstockBars  *bars,
                     gboolean       replace)
{
  PenstockWrittenBars *written = g_new0 (PenstockWrittenBars, 1);
  g_autoptr(GArray) healed = penstock_second_healed (penstock_engine_listing (self->engine, bars->symbol, FALSE), bars);

  penstock_write_opinions (self, healed);
  written->symbol = g_strdup (bars->symbol);
  written->given = penstock_bars_ref (bars);
  written->replace = replace;
  g_ptr_array_add (self->bars, written);

  /* The store is first come, first served: what is read back includes what was just put. */
  if (replace)
    penstock_store_replace_bars_async (self->store, bars, NULL, bars_put_cb, bars_operation_new (self, bars->symbol, TRUE));
  else
    penstock_store_put_bars_async (self->store, bars, NULL, bars_put_cb, bars_operation_new (self, bars->symbol, FALSE));
  penstock_store_get_bars_async (self->store, bars->symbol, NULL, bars_read_cb, bars_operation_new (self, bars->symbol, FALSE));
}

static void
action_put_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GError *error = NULL;
  const gboolean ok = penstock_store_put_action_finish (PENSTOCK_STORE (object), result, &error);

  penstock_write_note (user_data, ok, error);
  penstock_write_done (user_data);
}

void
penstock_write_action (PenstockWrite        *self,
                       const char           *symbol,
                       const PenstockAction *action)
{
  PenstockWrittenAction written = { g_strdup (symbol), *action };

  g_array_append_val (self->actions, written);
  self->pending++;
  penstock_store_put_action_async (self->store, symbol, action, NULL, action_put_cb, self);
}

static void
quote_put_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GError *error = NULL;
  const gboolean ok = penstock_store_put_quote_finish (PENSTOCK_STORE (object), result, &error);

  penstock_write_note (user_data, ok, error);
  penstock_write_done (user_data);
}

void
penstock_write_quote (PenstockWrite       *self,
                      const char          *symbol,
                      const PenstockQuote *quote)
{
  PenstockWrittenQuote written = { g_strdup (symbol), *quote };

  g_array_append_val (self->quotes, written);
  self->pending++;
  penstock_store_put_quote_async (self->store, symbol, quote, NULL, quote_put_cb, self);
}

static void
revenue_put_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  PenstockWrite *write = user_data;
  GError *error = NULL;
  guint n_new = 0;
  const gboolean ok = penstock_store_put_revenue_finish (PENSTOCK_STORE (object), result, &n_new, &error);

  if (!penstock_write_note (write, ok, error))
    write->revenue_failed = TRUE;
  else if (n_new > 0)
    write->reload = TRUE;
  penstock_write_done (write);
}

void
penstock_write_revenue (PenstockWrite              *self,
                        const PenstockStoredFigure *figures,
                        gsize                       n)
{
  if (n == 0)
    return;

  for (gsize i = 0; i < n; i++)
    {
      PenstockStoredFigure copy = figures[i];

      copy.symbol = g_strdup (copy.symbol);
      copy.currency = g_strdup (copy.currency);
      g_array_append_val (self->figures, copy);
    }
  self->pending++;
  penstock_store_put_revenue_async (self->store, figures, n, NULL, revenue_put_cb, self);
}

static void
events_put_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  PenstockWrite *write = user_data;
  GError *error = NULL;
  const gboolean ok = penstock_store_put_events_finish (PENSTOCK_STORE (object), result, &error);

  if (!penstock_write_note (write, ok, error))
    write->events_failed = TRUE;
  else
    write->reload = TRUE;
  penstock_write_done (write);
}

void
penstock_write_events (PenstockWrite *self,
                       GPtrArray     *events)
{
  g_assert (self->events == NULL);

  self->events = g_ptr_array_ref (events);
  self->pending++;
  penstock_store_put_events_async (self->store, events, NULL, events_put_cb, self);
}

static void
feed_state_put_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GError *error = NULL;
  const gboolean ok = penstock_store_put_feed_state_finish (PENSTOCK_STORE (object), result, &error);

  penstock_write_note (user_data, ok, error);
  penstock_write_done (user_data);
}

static PenstockFeedState *
copy_feed_state (const PenstockFeedState *state)
{
  PenstockFeedState *copy = g_memdup2 (state, sizeof (PenstockFeedState));

  copy->feed = g_strdup (state->feed);
  copy->subject = g_strdup (state->subject);
  copy->outcome = g_strdup (state->outcome);
  copy->reason = g_strdup (state->reason);
  copy->uri = g_strdup (state->uri);
  copy->etag = g_strdup (state->etag);
  copy->last_modified = g_strdup (state->last_modified);

  return copy;
}

void
penstock_write_feed_state (PenstockWrite           *self,
                           const PenstockFeedState *state)
{
  g_ptr_array_add (self->feed_states, copy_feed_state (state));
  self->pending++;
  penstock_store_put_feed_state_async (self->store, state, NULL, feed_state_put_cb, self);
}

static gboolean
nothing_written_cb (gpointer user_data)
{
  penstock_write_done (user_data);

  return G_SOURCE_REMOVE;
}

void
penstock_write_end (PenstockWrite *self)
{
  /* With operations under way the last callback finishes; with none, the loop does. */
  if (self->pending > 1)
    self->pending--;
  else
    g_idle_add (nothing_written_cb, self);
}

void
penstock_engine_cut_writes (PenstockEngine *self)
{
  g_autoptr(GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The engine was shut down");
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->writes);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      PenstockWrite *write = key;

      write->engine = NULL;
      g_hash_table_iter_remove (&iter);
      if (write->written != NULL)
        write->written (cancelled, write->data);
    }
}
