/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

/* Who told of an event. A telling that is known stays as it was told first, and one that is left out of a later write stays too: its key is what tells
 * a known headline from a new one. */

gboolean
penstock_store_put_event_sources (PenstockStore        *self,
                                  const PenstockEvent  *event,
                                  GError              **error)
{
  for (guint i = 0; i < event->sources->len; i++)
    {
      const PenstockEventSource *source = &g_array_index (event->sources, PenstockEventSource, i);
      g_autoptr(PenstockStatement) statement = NULL;

      statement = penstock_store_prepare (self, "INSERT INTO event_source (event, key, position, source, publisher, title, url, published_at) "
                                          "SELECT ?1, ?2, count (*), ?3, ?4, ?5, ?6, ?7 FROM event_source WHERE event = ?1 "
                                          "ON CONFLICT DO NOTHING", error);
      if (statement == NULL)
        return FALSE;

      penstock_statement_bind_text (statement, 1, event->id);
      penstock_statement_bind_text (statement, 2, source->key);
      penstock_statement_bind_text (statement, 3, source->source);
      penstock_statement_bind_text (statement, 4, source->publisher);
      penstock_statement_bind_text (statement, 5, source->title);
      penstock_statement_bind_text (statement, 6, source->url);
      sqlite3_bind_int64 (statement, 7, source->published_at);
      if (!penstock_store_run (self, statement, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
penstock_store_load_event_sources (PenstockStore  *self,
                                   PenstockEvent  *event,
                                   GError        **error)
{
  g_autoptr(PenstockStatement) statement = NULL;
  gboolean row = TRUE;

  statement = penstock_store_prepare (self, "SELECT key, source, publisher, title, url, published_at FROM event_source WHERE event = ?1 "
                                      "ORDER BY position", error);
  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, event->id);
  while (penstock_store_step (self, statement, &row, error))
    {
      PenstockEventSource source;

      if (!row)
        return TRUE;

      source = (PenstockEventSource) {
        .key = (char *)sqlite3_column_text (statement, 0), .source = (char *)sqlite3_column_text (statement, 1),
        .publisher = (char *)sqlite3_column_text (statement, 2), .title = (char *)sqlite3_column_text (statement, 3),
        .url = (char *)sqlite3_column_text (statement, 4), .published_at = sqlite3_column_int64 (statement, 5),
      };
      penstock_event_add_source (event, &source);
    }

  return FALSE;
}
