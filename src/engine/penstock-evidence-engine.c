/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-evidence-private.h"

#include "penstock-engine-private.h"
#include "penstock-panel.h"

/* The engine's side: who asked, what was answered. Main thread only, but for what compute_in_thread() is given. */

#define PROGRESS_MS  100
#define MOST_ANSWERS 8
#define MOST_THREADS 8

/* Of the whole way, what the rows of the past take. */
#define HISTORY_SHARE 0.1
#define HISTORY_STEPS 20

/* What an answer was made of. The market's values are immutable, so the same pointers are the same data. */
typedef struct
{
  PenstockMarket   *market;
  PenstockDay       from, to;
  PenstockEvidence *evidence;
} Answer;

struct PenstockEvidenceDesk
{
  GPtrArray *answers; /* Answer, the oldest first */
  GList     *asked;   /* Ask, under way */
};

typedef struct
{
  PenstockEvidenceDesk    *desk;         /* owns it */
  GTask                   *task;         /* NULL: the asker has been told that it is cancelled; the thread may still run out */
  PenstockEvidenceProgress progress;
  gpointer                 progress_data;
  guint                    progress_source;
  GSource                 *cancelled;    /* on the asker's cancellable; NULL if there is none */
  GSource                 *done;         /* made ready by the thread: the only thing both touch, and GLib guards it */
  GThread                 *thread;

  /* The thread's until it is done */
  PenstockMarket          *market;
  PenstockDay              from, to;
  GCancellable            *stop;
  gint                     stopped;      /* atomic; the same for the panel */
  gint                     history_steps; /* atomic */
  PenstockEvidenceCount    count;
  PenstockEvidence        *evidence;     /* NULL: cancelled */
} Ask;

static void
answer_free (gpointer data)
{
  Answer *self = data;

  penstock_market_unref (self->market);
  penstock_evidence_unref (self->evidence);
  g_free (self);
}

/* -- what was answered before -- */

static gboolean
is_same_settings (const PenstockScoreSettings *a,
                  const PenstockScoreSettings *b)
{
  return a->weight_price == b->weight_price && a->weight_revenue == b->weight_revenue && a->weight_event == b->weight_event && a->alpha == b->alpha;
}

/* Live quotes take no part in evidence. */
static gboolean
is_same_market (const PenstockMarket *a,
                const PenstockMarket *b)
{
  if (a->events != b->events || !is_same_settings (&a->settings, &b->settings))
    return FALSE;

  for (guint i = 0; i < a->n; i++)
    if (a->company[i].bars != b->company[i].bars || a->company[i].actions != b->company[i].actions || a->company[i].revenue != b->company[i].revenue)
      return FALSE;

  return TRUE;
}

static PenstockEvidence *
find_answer (const PenstockEvidenceDesk *self,
             const PenstockMarket       *market,
             PenstockDay                 from,
             PenstockDay                 to)
{
  for (guint i = 0; i < self->answers->len; i++)
    {
      const Answer *answer = g_ptr_array_index (self->answers, i);

      if (answer->from == from && answer->to == to && is_same_market (answer->market, market))
        return answer->evidence;
    }

  return NULL;
}

/* Answers about other data are of no more use. */
static void
keep_answer (PenstockEvidenceDesk *self,
             const Ask            *ask)
{
  Answer *answer = g_new0 (Answer, 1);

  for (guint i = self->answers->len; i-- > 0;)
    {
      const Answer *old = g_ptr_array_index (self->answers, i);

      if (!is_same_market (old->market, ask->market))
        g_ptr_array_remove_index (self->answers, i);
    }
  if (self->answers->len == MOST_ANSWERS)
    g_ptr_array_remove_index (self->answers, 0);

  answer->market = penstock_market_ref (ask->market);
  answer->from = ask->from;
  answer->to = ask->to;
  answer->evidence = penstock_evidence_ref (ask->evidence);
  g_ptr_array_add (self->answers, answer);
}

/* -- a question under way -- */

/* First and last day of any bar; FALSE if there is none. */
static gboolean
find_days (const PenstockMarket *market,
           PenstockDay          *first,
           PenstockDay          *last)
{
  *first = G_MAXINT32;
  *last = PENSTOCK_DAY_NONE;
  for (guint i = 0; i < market->n; i++)
    if (market->company[i].bars != NULL && market->company[i].bars->n > 0)
      {
        const PenstockBars *bars = market->company[i].bars;

        *first = MIN (*first, bars->day[0]);
        *last = MAX (*last, bars->day[bars->n - 1]);
      }

  return *first <= *last;
}

/* The past of exactly this market: the engine's may be of one before or after it, and then every row would look as if it had known better.
 * NULL: stopped. */
static PenstockHistory *
make_history (Ask *ask)
{
  g_autoptr(PenstockPanel) panel = penstock_panel_new (ask->market->graph);
  PenstockDay first, last;
  gboolean going = TRUE;

  penstock_panel_sync (panel, ask->market);
  if (find_days (ask->market, &first, &last))
    for (int step = 1; step <= HISTORY_STEPS && going; step++)
      {
        going = penstock_panel_grow (panel, first + (PenstockDay)((gint64)(last - first) * step / HISTORY_STEPS), &ask->stopped);
        g_atomic_int_inc (&ask->history_steps);
      }

  return going ? penstock_panel_get_history (panel, G_MAXINT32) : NULL;
}

static gpointer
compute_in_thread (gpointer data)
{
  Ask *ask = data;
  g_autoptr(PenstockHistory) history = make_history (ask);
  g_autoptr(PenstockEvidencePast) past = history != NULL ? penstock_evidence_past_from_history (history) : NULL;

  if (past != NULL)
    ask->evidence = penstock_evidence_compute (ask->market, past, ask->from, ask->to, (guint)CLAMP (g_get_num_processors () - 1, 2, MOST_THREADS),
                                               &ask->count, ask->stop);
  g_source_set_ready_time (ask->done, 0);

  return NULL;
}

static void
drop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* Tells the asker, once. @evidence: NULL = it was cancelled; while the thread runs, what it has made is its own. */
static void
tell (Ask              *ask,
      PenstockEvidence *evidence)
{
  g_autoptr(GTask) task = g_steal_pointer (&ask->task);

  g_clear_handle_id (&ask->progress_source, g_source_remove);
  drop_source (&ask->cancelled);
  if (task == NULL)
    return;
  if (evidence != NULL)
    g_task_return_pointer (task, penstock_evidence_ref (evidence), (GDestroyNotify)penstock_evidence_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
}

static void
ask_free (Ask *ask)
{
  g_thread_join (ask->thread);
  ask->desk->asked = g_list_remove (ask->desk->asked, ask);
  drop_source (&ask->done);
  penstock_market_unref (ask->market);
  g_clear_pointer (&ask->evidence, penstock_evidence_unref);
  g_object_unref (ask->stop);
  g_free (ask);
}

static gboolean
done_cb (gpointer user_data)
{
  Ask *ask = user_data;

  if (ask->evidence != NULL)
    keep_answer (ask->desk, ask);
  if (ask->evidence != NULL && ask->task != NULL && ask->progress != NULL)
    ask->progress (1.0, ask->progress_data);
  tell (ask, ask->evidence);
  ask_free (ask);

  return G_SOURCE_REMOVE;
}

static void
stop (Ask *ask)
{
  g_atomic_int_set (&ask->stopped, TRUE);
  g_cancellable_cancel (ask->stop);
}

/* The asker does not wait for the thread to notice. */
static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Ask *ask = user_data;

  stop (ask);
  tell (ask, NULL);

  return G_SOURCE_REMOVE;
}

static gboolean
progress_cb (gpointer user_data)
{
  Ask *ask = user_data;
  const gint total = g_atomic_int_get (&ask->count.total);
  const double history = (double)g_atomic_int_get (&ask->history_steps) / HISTORY_STEPS;
  const double rest = total > 0 ? MIN (1.0, (double)g_atomic_int_get (&ask->count.done) / total) : 0.0;

  ask->progress (HISTORY_SHARE * history + (1.0 - HISTORY_SHARE) * rest, ask->progress_data);

  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_done (GSource     *source,
               GSourceFunc  callback,
               gpointer     user_data)
{
  return callback (user_data);
}

static void
start (Ask *ask)
{
  static GSourceFuncs functions = { .dispatch = dispatch_done };
  GCancellable *cancellable = g_task_get_cancellable (ask->task);

  ask->stop = g_cancellable_new ();
  ask->done = g_source_new (&functions, sizeof (GSource));
  g_source_set_static_name (ask->done, "penstock-evidence");
  g_source_set_callback (ask->done, done_cb, ask, NULL);
  g_source_attach (ask->done, g_main_context_get_thread_default ());
  if (cancellable != NULL)
    {
      ask->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (ask->cancelled, G_SOURCE_FUNC (cancelled_cb), ask, NULL);
      g_source_attach (ask->cancelled, g_main_context_get_thread_default ());
    }
  if (ask->progress != NULL)
    ask->progress_source = g_timeout_add (PROGRESS_MS, progress_cb, ask);
  ask->desk->asked = g_list_prepend (ask->desk->asked, ask);
  ask->thread = g_thread_new ("evidence", compute_in_thread, ask);
}

void
penstock_evidence_desk_free (PenstockEvidenceDesk *self)
{
  if (self == NULL)
    return;

  while (self->asked != NULL)
    {
      Ask *ask = self->asked->data;

      stop (ask);
      tell (ask, NULL);
      ask_free (ask);
    }
  g_ptr_array_unref (self->answers);
  g_free (self);
}

/* -- the engine -- */

static PenstockEvidenceDesk *
get_desk (PenstockEngine *self)
{
  if (self->evidence == NULL)
    {
      self->evidence = g_new0 (PenstockEvidenceDesk, 1);
      self->evidence->answers = g_ptr_array_new_with_free_func (answer_free);
    }

  return self->evidence;
}

void
penstock_engine_get_evidence_async (PenstockEngine          *self,
                                    PenstockDay              from,
                                    PenstockDay              to,
                                    PenstockEvidenceProgress progress,
                                    gpointer                 progress_data,
                                    GCancellable            *cancellable,
                                    GAsyncReadyCallback      callback,
                                    gpointer                 user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(PenstockMarket) market = NULL;
  PenstockEvidence *known;
  Ask *ask;

  g_return_if_fail (PENSTOCK_IS_ENGINE (self) && !self->shut_down);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, penstock_engine_get_evidence_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  market = penstock_market_copy (self->market);
  market->settings = self->settings;
  known = find_answer (get_desk (self), market, from, to);
  if (known != NULL)
    {
      g_task_return_pointer (task, penstock_evidence_ref (known), (GDestroyNotify)penstock_evidence_unref);
      return;
    }

  ask = g_new0 (Ask, 1);
  ask->desk = self->evidence;
  ask->task = g_steal_pointer (&task);
  ask->progress = progress;
  ask->progress_data = progress_data;
  ask->market = g_steal_pointer (&market);
  ask->from = from;
  ask->to = to;
  start (ask);
}

PenstockEvidence *
penstock_engine_get_evidence_finish (PenstockEngine *self,
                                     GAsyncResult   *result,
                                     GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
