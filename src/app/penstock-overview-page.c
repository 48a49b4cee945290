/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-overview-page.h"

#include "penstock-beneficiaries-card.h"
#include "penstock-feeds-line.h"
#include "penstock-heat-card.h"
#include "penstock-latest-card.h"
#include "penstock-movers-card.h"
#include "penstock-phase-card.h"
#include "penstock-width-bin.h"

#define SETTLE 250 /* milliseconds in which a burst of changes becomes one */
#define COLUMNS 16 /* of the grid; a card spans some of them */

/* What has changed since the page was last filled. */
enum
{
  DIRTY_SCORES = 1 << 0,
  DIRTY_EVENTS = 1 << 1,
  DIRTY_ALL    = DIRTY_SCORES | DIRTY_EVENTS,
};

struct _PenstockOverviewPage
{
  AdwBin                     parent_instance;

  PenstockDesk              *desk;    /* a reference; NULL until set */
  guint                      dirty;
  guint                      settle;  /* source that fills the page */
  guint                      tick;    /* source by the second, only while the page is seen */

  /* Template */
  PenstockWidthBin          *room;
  GtkGrid                   *grid;
  PenstockPhaseCard         *phase;
  PenstockBeneficiariesCard *beneficiaries;
  PenstockLatestCard        *latest;
  PenstockHeatCard          *heat;
  PenstockMoversCard        *movers;
  PenstockFeedsLine         *feeds;
};

enum { COMPANY_ACTIVATED, SEGMENT_ACTIVATED, EVENT_ACTIVATED, PAGE_REQUESTED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenstockOverviewPage, penstock_overview_page, ADW_TYPE_BIN)

/* ---- Layout ---- */

typedef struct { int column, row, width; } Place;

/* Phase, beneficiaries, signals, segments, movers. */
static const Place *
places_for (PenstockWidthClass width_class)
{
  static const Place wide[] = { { 0, 0, 5 }, { 5, 0, 6 }, { 11, 0, 5 }, { 0, 1, 11 }, { 11, 1, 5 } };
  static const Place medium[] = { { 0, 0, 7 }, { 7, 0, 9 }, { 0, 2, 8 }, { 0, 1, 16 }, { 8, 2, 8 } };
  static const Place narrow[] = { { 0, 0, 16 }, { 0, 1, 16 }, { 0, 2, 16 }, { 0, 3, 16 }, { 0, 4, 16 } };

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
place_cards (PenstockOverviewPage *self,
             const Place          *places)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self->grid));
  GtkWidget *cards[] = { GTK_WIDGET (self->phase), GTK_WIDGET (self->beneficiaries), GTK_WIDGET (self->latest), GTK_WIDGET (self->heat),
                         GTK_WIDGET (self->movers) };

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      GtkGridLayoutChild *child = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, cards[i]));

      gtk_grid_layout_child_set_column (child, places[i].column);
      gtk_grid_layout_child_set_row (child, places[i].row);
      gtk_grid_layout_child_set_column_span (child, places[i].width);
    }
}

/* Large text or long words need more than their share of the room: then fewer cards stand side by side. */
static void
lay_out (PenstockOverviewPage *self)
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

/* ---- Filling ---- */

static gboolean
is_seen (PenstockOverviewPage *self)
{
  return gtk_widget_get_mapped (GTK_WIDGET (self));
}

static void
show_feeds (PenstockOverviewPage *self)
{
  penstock_feeds_line_show (self->feeds, penstock_desk_get_engine (self->desk),
                            penstock_width_bin_get_class (self->room) != PENSTOCK_WIDTH_WIDE
                            && penstock_width_bin_get_class (self->room) != PENSTOCK_WIDTH_HUGE);
}

/* What grows old by itself: a price is stale without a word from any feed. */
static void
show_ageing (PenstockOverviewPage *self)
{
  penstock_movers_card_show (self->movers, penstock_desk_get_engine (self->desk));
  show_feeds (self);
}

static void
fill (PenstockOverviewPage *self)
{
  PenstockEngine *engine = penstock_desk_get_engine (self->desk);
  PenstockScoreboard *board = penstock_engine_get_scoreboard (engine);
  PenstockHistory *history = penstock_engine_get_history (engine);

  if ((self->dirty & DIRTY_SCORES) != 0)
    {
      penstock_phase_card_show (self->phase, board, history);
      penstock_beneficiaries_card_show (self->beneficiaries, board);
      penstock_heat_card_show (self->heat, board, history);
    }
  if ((self->dirty & DIRTY_EVENTS) != 0)
    penstock_latest_card_show (self->latest, engine);
  show_ageing (self);
  self->dirty = 0;
  lay_out (self);
}

static gboolean
settle_cb (gpointer user_data)
{
  PenstockOverviewPage *self = user_data;

  self->settle = 0;
  if (is_seen (self))
    fill (self);

  return G_SOURCE_REMOVE;
}

/* A page nobody sees is filled when it is shown. */
static void
invalidate (PenstockOverviewPage *self,
            guint                 what)
{
  self->dirty |= what;
  if (is_seen (self) && self->settle == 0)
    self->settle = g_timeout_add (SETTLE, settle_cb, self);
}

static void
scores_changed_cb (PenstockOverviewPage *self)
{
  invalidate (self, DIRTY_SCORES);
}

static void
events_changed_cb (PenstockOverviewPage *self)
{
  invalidate (self, DIRTY_EVENTS);
}

static gboolean
tick_cb (gpointer user_data)
{
  show_ageing (user_data);
  return G_SOURCE_CONTINUE;
}

static void
penstock_overview_page_map (GtkWidget *widget)
{
  PenstockOverviewPage *self = PENSTOCK_OVERVIEW_PAGE (widget);

  /* Before it is seen: the first frame has everything. */
  if (self->desk != NULL)
    {
      fill (self);
      self->tick = g_timeout_add_seconds (1, tick_cb, self);
    }

  GTK_WIDGET_CLASS (penstock_overview_page_parent_class)->map (widget);
}

static void
penstock_overview_page_unmap (GtkWidget *widget)
{
  PenstockOverviewPage *self = PENSTOCK_OVERVIEW_PAGE (widget);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->settle, g_source_remove);

  GTK_WIDGET_CLASS (penstock_overview_page_parent_class)->unmap (widget);
}

/* ---- What the user asks for ---- */

static void
company_activated_cb (PenstockOverviewPage *self,
                      guint                 company)
{
  g_signal_emit (self, signals[COMPANY_ACTIVATED], 0, company);
}

static void
segment_activated_cb (PenstockOverviewPage *self,
                      guint                 segment)
{
  g_signal_emit (self, signals[SEGMENT_ACTIVATED], 0, segment);
}

static void
event_activated_cb (PenstockOverviewPage *self,
                    const char           *event)
{
  g_signal_emit (self, signals[EVENT_ACTIVATED], 0, event);
}

static void
all_requested_cb (PenstockOverviewPage *self)
{
  g_signal_emit (self, signals[PAGE_REQUESTED], 0, "signals");
}

/* ---- The page ---- */

static void
class_changed_cb (PenstockOverviewPage *self)
{
  lay_out (self);
  if (self->desk != NULL)
    show_feeds (self);
}

static void
penstock_overview_page_dispose (GObject *object)
{
  PenstockOverviewPage *self = PENSTOCK_OVERVIEW_PAGE (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->settle, g_source_remove);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (penstock_overview_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PenstockOverviewPage, room);
  gtk_widget_class_bind_template_child (widget_class, PenstockOverviewPage, grid);
  gtk_widget_class_bind_template_child (widget_class, PenstockOverviewPage, phase);
  gtk_widget_class_bind_template_child (widget_class, PenstockOverviewPage, beneficiaries);
  gtk_widget_class_bind_template_child (widget_class, PenstockOverviewPage, latest);
  gtk_widget_class_bind_template_child (widget_class, PenstockOverviewPage, heat);
  gtk_widget_class_bind_template_child (widget_class, PenstockOverviewPage, movers);
  gtk_widget_class_bind_template_child (widget_class, PenstockOverviewPage, feeds);
  gtk_widget_class_bind_template_callback (widget_class, company_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, segment_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, event_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_requested_cb);
}

static void
penstock_overview_page_class_init (PenstockOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_overview_page_dispose;
  widget_class->map = penstock_overview_page_map;
  widget_class->unmap = penstock_overview_page_unmap;

  signals[COMPANY_ACTIVATED] = g_signal_new ("company-activated", PENSTOCK_TYPE_OVERVIEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SEGMENT_ACTIVATED] = g_signal_new ("segment-activated", PENSTOCK_TYPE_OVERVIEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[EVENT_ACTIVATED] = g_signal_new ("event-activated", PENSTOCK_TYPE_OVERVIEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PAGE_REQUESTED] = g_signal_new ("page-requested", PENSTOCK_TYPE_OVERVIEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PENSTOCK_TYPE_WIDTH_BIN);
  g_type_ensure (PENSTOCK_TYPE_PHASE_CARD);
  g_type_ensure (PENSTOCK_TYPE_BENEFICIARIES_CARD);
  g_type_ensure (PENSTOCK_TYPE_LATEST_CARD);
  g_type_ensure (PENSTOCK_TYPE_HEAT_CARD);
  g_type_ensure (PENSTOCK_TYPE_MOVERS_CARD);
  g_type_ensure (PENSTOCK_TYPE_FEEDS_LINE);
  bind_template (widget_class);
}

static void
penstock_overview_page_init (PenstockOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->dirty = DIRTY_ALL;
  g_signal_connect_object (self->room, "class-changed", G_CALLBACK (class_changed_cb), self, G_CONNECT_SWAPPED);
  lay_out (self);
}

GtkWidget *
penstock_overview_page_new (void)
{
  return g_object_new (PENSTOCK_TYPE_OVERVIEW_PAGE, NULL);
}

void
penstock_overview_page_set_desk (PenstockOverviewPage *self,
                                 PenstockDesk         *desk)
{
  PenstockEngine *engine;

  g_return_if_fail (PENSTOCK_IS_OVERVIEW_PAGE (self));
  g_return_if_fail (self->desk == NULL);

  self->desk = g_object_ref (desk);
  engine = penstock_desk_get_engine (desk);
  g_signal_connect_object (engine, "scoreboard-changed", G_CALLBACK (scores_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "history-changed", G_CALLBACK (scores_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "events-changed", G_CALLBACK (events_changed_cb), self, G_CONNECT_SWAPPED);
}
