/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-evidence-page.h"

#include "penstock-ic-card.h"
#include "penstock-placebo-card.h"
#include "penstock-plane-card.h"
#include "penstock-verdict-card.h"
#include "penstock-width-bin.h"

#define PAUSE    180 /* seconds between two runs nobody asked for */
#define PATIENCE 20  /* for the feeds, before the first of them */
#define LOOK     2   /* whether it is time for the next */

struct _PenstockEvidencePage
{
  AdwBin                parent_instance;

  PenstockDesk         *desk;         /* a reference; NULL until set */
  PenstockVerdictState  state;
  PenstockEvidence     *evidence;     /* the last that came out; a reference */
  PenstockHistory      *history;      /* what it, or what is under way, was computed of; a reference */
  char                 *reason;       /* of a failure */
  GCancellable         *cancellable;  /* of what is under way; NULL = nothing is */
  gboolean              stopped;      /* by the user: not started again by itself */
  gboolean              restart;      /* another period was asked for meanwhile */
  gint64                first_map, last_start; /* monotonic; 0 = never */
  gboolean              while_asking; /* the feeds were being asked when it was started: the market may have been half there */
  guint                 again;        /* source that looks whether a quiet run is due */

  /* Template */
  PenstockWidthBin     *room;
  GtkGrid              *grid;
  PenstockVerdictCard  *verdict;
  PenstockPlaneCard    *plane;
  PenstockIcCard       *ic;
  PenstockPlaceboCard  *placebo;
};

enum { SEGMENT_ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenstockEvidencePage, penstock_evidence_page, ADW_TYPE_BIN)

/* ---- Layout ---- */

typedef struct { int column, row, width, height; } Place;

/* Verdict, plane, rank IC, placebo. */
static const Place *
places_for (PenstockWidthClass width_class)
{
  static const Place wide[] = { { 9, 0, 7, 1 }, { 0, 0, 9, 3 }, { 9, 1, 7, 1 }, { 9, 2, 7, 1 } };
  static const Place medium[] = { { 0, 0, 16, 1 }, { 0, 1, 9, 1 }, { 0, 2, 16, 1 }, { 9, 1, 7, 1 } };
  static const Place narrow[] = { { 0, 0, 16, 1 }, { 0, 1, 16, 1 }, { 0, 2, 16, 1 }, { 0, 3, 16, 1 } };

  switch (width_class)
    {
    case PENSTOCK_WIDTH_NARROW:
      return narrow;
    case PENSTOCK_WIDTH_MEDIUM:
      return medium;
    case PENSTOCK_WIDTH_WIDE:
    case PENSTOCK_WIDTH_HUGE:
    default:
      return wide;
    }
}

static void
place_cards (PenstockEvidencePage *self,
             const Place          *places)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self->grid));
  GtkWidget *cards[] = { GTK_WIDGET (self->verdict), GTK_WIDGET (self->plane), GTK_WIDGET (self->ic), GTK_WIDGET (self->placebo) };

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      GtkGridLayoutChild *child = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, cards[i]));

      gtk_grid_layout_child_set_column (child, places[i].column);
      gtk_grid_layout_child_set_row (child, places[i].row);
      gtk_grid_layout_child_set_column_span (child, places[i].width);
      gtk_grid_layout_child_set_row_span (child, places[i].height);
    }
}

/* Large text or long words need more than their share of the room: then fewer cards stand side by side. */
static void
lay_out (PenstockEvidencePage *self)
{
  PenstockWidthClass width_class = penstock_width_bin_get_class (self->room);
  const int width = gtk_widget_get_width (GTK_WIDGET (self->room));
  int least;

  for (;; width_class--)
    {
      place_cards (self, places_for (width_class));
      gtk_widget_measure (GTK_WIDGET (self->grid), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      if (width == 0 || least <= width || width_class == PENSTOCK_WIDTH_NARROW)
        return;
    }
}

/* ---- Showing ---- */

static PenstockHistory *
get_history (PenstockEvidencePage *self)
{
  return self->desk != NULL ? penstock_engine_get_history (penstock_desk_get_engine (self->desk)) : NULL;
}

static gboolean
is_older (PenstockEvidencePage *self)
{
  return self->evidence != NULL && (self->history != get_history (self) || self->cancellable != NULL);
}

static const char *
empty_words (PenstockEvidencePage *self)
{
  return self->state == PENSTOCK_VERDICT_RUNNING ? _("Being computed.") : _("Nothing is computed yet.");
}

static void
show (PenstockEvidencePage *self)
{
  gboolean older = is_older (self);

  penstock_verdict_card_show (self->verdict, self->state, self->evidence, older, self->reason);
  penstock_ic_card_show (self->ic, self->evidence, older, empty_words (self));
  penstock_placebo_card_show (self->placebo, self->evidence, empty_words (self));
  penstock_plane_card_show_evidence (self->plane, self->evidence);
  lay_out (self);
}

/* ---- Computing ---- */

static void start         (PenstockEvidencePage *self);
static void start_quietly (PenstockEvidencePage *self);

static void
progress_cb (double   share,
             gpointer user_data)
{
  PenstockEvidencePage *self = user_data;

  penstock_verdict_card_set_progress (self->verdict, share);
}

/* The page is kept until this is called. */
static void
evidence_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PenstockEvidencePage) self = user_data;
  g_autoptr(GError) error = NULL;
  PenstockEvidence *evidence = penstock_engine_get_evidence_finish (PENSTOCK_ENGINE (object), result, &error);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->reason, g_free);
  if (evidence != NULL)
    {
      g_clear_pointer (&self->evidence, penstock_evidence_unref);
      self->evidence = evidence;
      self->state = PENSTOCK_VERDICT_DONE;
    }
  else
    {
      self->state = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? PENSTOCK_VERDICT_CANCELLED : PENSTOCK_VERDICT_FAILED;
      self->reason = g_strdup (error->message);
    }
  show (self);
  if (self->restart && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    start (self);
  else
    start_quietly (self);
  self->restart = FALSE;
}

static void
start (PenstockEvidencePage *self)
{
  PenstockHistory *history = get_history (self);
  PenstockDay last, from, to;

  if (history == NULL || penstock_history_get_n (history) == 0 || self->cancellable != NULL)
    return;

  last = penstock_history_get_day (history, penstock_history_get_n (history) - 1);
  if (!penstock_verdict_card_get_period (self->verdict, last, &from, &to))
    return;

  g_clear_handle_id (&self->again, g_source_remove);
  g_clear_pointer (&self->history, penstock_history_unref);
  self->history = penstock_history_ref (history);
  self->cancellable = g_cancellable_new ();
  self->stopped = FALSE;
  self->last_start = g_get_monotonic_time ();
  self->while_asking = penstock_engine_is_polling (penstock_desk_get_engine (self->desk));
  self->state = PENSTOCK_VERDICT_RUNNING;
  show (self);
  penstock_engine_get_evidence_async (penstock_desk_get_engine (self->desk), from, to, progress_cb, self, self->cancellable,
                                      evidence_cb, g_object_ref (self));
}

/* Nobody asked: when the feeds have answered, else every few minutes. */
static gboolean
is_due (PenstockEvidencePage *self)
{
  const gboolean asking = penstock_engine_is_polling (penstock_desk_get_engine (self->desk));
  const gint64 now = g_get_monotonic_time ();

  if (self->last_start == 0)
    return !asking || now - self->first_map >= PATIENCE * G_USEC_PER_SEC;

  return now - self->last_start >= PAUSE * G_USEC_PER_SEC || (self->while_asking && !asking);
}

static gboolean again_cb (gpointer user_data);

/* Not after the user has stopped it. */
static void
start_quietly (PenstockEvidencePage *self)
{
  if (self->stopped || self->cancellable != NULL || self->again != 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (self->evidence != NULL && self->history == get_history (self))
    return;

  if (is_due (self))
    start (self);
  else
    self->again = g_timeout_add_seconds (LOOK, again_cb, self);
}

static gboolean
again_cb (gpointer user_data)
{
  PenstockEvidencePage *self = user_data;

  self->again = 0;
  start_quietly (self);
  return G_SOURCE_REMOVE;
}

static void
history_changed_cb (PenstockEvidencePage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  penstock_plane_card_show_history (self->plane, get_history (self));
  start_quietly (self);
  if (self->cancellable == NULL)
    show (self);
}

/* A run for another period is of no use to who wants this one. */
static void
compute_requested_cb (PenstockEvidencePage *self)
{
  self->restart = self->cancellable != NULL;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    start (self);
}

static void
cancel_requested_cb (PenstockEvidencePage *self)
{
  self->stopped = TRUE;
  self->restart = FALSE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
ic_activated_cb (PenstockEvidencePage *self,
                 guint                 row)
{
  const PenstockEvidenceRow *data = self->evidence != NULL && row < self->evidence->n_rows ? &self->evidence->rows[row] : NULL;

  if (data == NULL)
    return;

  penstock_plane_card_choose (self->plane, data->score);
  penstock_placebo_card_choose (self->placebo, data->score, data->horizon);
}

static void
segment_activated_cb (PenstockEvidencePage *self,
                      guint                 segment)
{
  g_signal_emit (self, signals[SEGMENT_ACTIVATED], 0, segment);
}

/* ---- The page ---- */

static void
penstock_evidence_page_map (GtkWidget *widget)
{
  PenstockEvidencePage *self = PENSTOCK_EVIDENCE_PAGE (widget);

  GTK_WIDGET_CLASS (penstock_evidence_page_parent_class)->map (widget);

  if (self->desk == NULL)
    return;
  if (self->first_map == 0)
    self->first_map = g_get_monotonic_time ();

  penstock_plane_card_show_history (self->plane, get_history (self));
  start_quietly (self);
  if (self->cancellable == NULL)
    show (self);
}

static void
penstock_evidence_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&PENSTOCK_EVIDENCE_PAGE (widget)->again, g_source_remove);

  GTK_WIDGET_CLASS (penstock_evidence_page_parent_class)->unmap (widget);
}

/* What is under way holds the page: it ends with the window. */
static void
penstock_evidence_page_unroot (GtkWidget *widget)
{
  PenstockEvidencePage *self = PENSTOCK_EVIDENCE_PAGE (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);

  GTK_WIDGET_CLASS (penstock_evidence_page_parent_class)->unroot (widget);
}

static void
penstock_evidence_page_dispose (GObject *object)
{
  PenstockEvidencePage *self = PENSTOCK_EVIDENCE_PAGE (object);

  g_clear_handle_id (&self->again, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->history, penstock_history_unref);

  G_OBJECT_CLASS (penstock_evidence_page_parent_class)->dispose (object);
}

static void
penstock_evidence_page_finalize (GObject *object)
{
  PenstockEvidencePage *self = PENSTOCK_EVIDENCE_PAGE (object);

  g_clear_pointer (&self->evidence, penstock_evidence_unref);
  g_free (self->reason);

  G_OBJECT_CLASS (penstock_evidence_page_parent_class)->finalize (object);
}

static void
penstock_evidence_page_class_init (PenstockEvidencePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = penstock_evidence_page_dispose;
  object_class->finalize = penstock_evidence_page_finalize;
  widget_class->map = penstock_evidence_page_map;
  widget_class->unmap = penstock_evidence_page_unmap;
  widget_class->unroot = penstock_evidence_page_unroot;

  signals[SEGMENT_ACTIVATED] = g_signal_new ("segment-activated", PENSTOCK_TYPE_EVIDENCE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_UINT);

  g_type_ensure (PENSTOCK_TYPE_WIDTH_BIN);
  g_type_ensure (PENSTOCK_TYPE_VERDICT_CARD);
  g_type_ensure (PENSTOCK_TYPE_PLANE_CARD);
  g_type_ensure (PENSTOCK_TYPE_IC_CARD);
  g_type_ensure (PENSTOCK_TYPE_PLACEBO_CARD);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-evidence-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockEvidencePage, room);
  gtk_widget_class_bind_template_child (widget_class, PenstockEvidencePage, grid);
  gtk_widget_class_bind_template_child (widget_class, PenstockEvidencePage, verdict);
  gtk_widget_class_bind_template_child (widget_class, PenstockEvidencePage, plane);
  gtk_widget_class_bind_template_child (widget_class, PenstockEvidencePage, ic);
  gtk_widget_class_bind_template_child (widget_class, PenstockEvidencePage, placebo);
  gtk_widget_class_bind_template_callback (widget_class, compute_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, ic_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, segment_activated_cb);
}

static void
penstock_evidence_page_init (PenstockEvidencePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->state = PENSTOCK_VERDICT_WAITING;
  g_signal_connect_object (self->room, "class-changed", G_CALLBACK (lay_out), self, G_CONNECT_SWAPPED);
  lay_out (self);
  show (self);
}

GtkWidget *
penstock_evidence_page_new (void)
{
  return g_object_new (PENSTOCK_TYPE_EVIDENCE_PAGE, NULL);
}

void
penstock_evidence_page_set_desk (PenstockEvidencePage *self,
                                 PenstockDesk         *desk)
{
  g_return_if_fail (PENSTOCK_IS_EVIDENCE_PAGE (self));
  g_return_if_fail (self->desk == NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (penstock_desk_get_engine (desk), "history-changed", G_CALLBACK (history_changed_cb), self, G_CONNECT_SWAPPED);
}
