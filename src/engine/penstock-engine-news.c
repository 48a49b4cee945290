/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-engine-private.h"

/* Headlines on their way: folded into events in the newsroom's thread, written, and only then is whoever brought them told, so that a validator that
 * says "nothing new since" is never on disk before what came with it. */
typedef struct
{
  PenstockEngine  *engine;   /* borrowed: a write that is cut comes before it ends */
  void           (*done) (gpointer data);
  gpointer         data;
} Story;

static GPtrArray *
known_cb (gpointer user_data)
{
  return penstock_engine_get_events (user_data);
}

static void
end_story (gpointer data)
{
  Story *story = data;

  story->done (story->data);
  g_free (story);
}

static void
stories_written_cb (const GError *error,
                    gpointer      data)
{
  Story *story = data;
  g_autoptr(PenstockEngine) engine = g_object_ref (story->engine);

  /* What could not be written is in memory all the same: the next batch is folded into it. */
  if (engine->newsroom != NULL)
    penstock_newsroom_next (engine->newsroom);
  end_story (story);
}

static void
folded_cb (GPtrArray *events,
           gpointer   data,
           gpointer   user_data)
{
  PenstockWrite *write = penstock_write_begin (user_data, stories_written_cb, data);

  penstock_write_stories (write, events);
  penstock_write_end (write);
}

void
penstock_engine_create_newsroom (PenstockEngine *self)
{
  self->newsroom = penstock_newsroom_new (self->chain, known_cb, folded_cb, self);
}

void
penstock_engine_take_news (PenstockEngine  *self,
                           GPtrArray       *items,
                           void           (*done) (gpointer data),
                           gpointer         data)
{
  Story *story = g_new0 (Story, 1);

  *story = (Story) { self, done, data };
  penstock_newsroom_submit (self->newsroom, items, story);
}

void
penstock_engine_cut_news (PenstockEngine *self)
{
  penstock_newsroom_free (g_steal_pointer (&self->newsroom), end_story);
}
