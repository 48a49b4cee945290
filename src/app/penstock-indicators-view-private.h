/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-indicators-view.h"
#include "penstock-indicators.h"
#include "penstock-market-plots.h"
#include "penstock-width-bin.h"

G_BEGIN_DECLS

struct _PenstockIndicatorsView
{
  AdwBin                parent_instance;

  PenstockDesk         *desk;      /* owned */
  GPtrArray            *series;    /* PenstockIndicatorSeries, owned */
  char                 *chosen;    /* id of the one shown; NULL */
  PenstockVintageChart *chart;     /* owned by chart_bin */
  gboolean              updating;  /* controls follow what is stored */
  guint                 source;    /* an update is due */

  /* Template */
  PenstockWidthBin     *room;
  GtkBox               *triangle;
  GtkStack             *stack;
  GtkPaned             *panes;
  GtkListBox           *rows;
  GtkLabel             *title;
  GtkLabel             *line;
  GtkLabel             *state;
  AdwBin               *chart_bin;
  GtkEntry             *low;
  GtkEntry             *high;
  GtkLabel             *threshold_fault;
  GtkDropDown          *layer;
  GtkGrid              *forecasters;
  GtkWidget            *no_forecasters;
  GtkEntry             *address;
};

/* -- penstock-indicators-view-detail.c -- */
void penstock_indicators_view_show_detail   (PenstockIndicatorsView *self, const PenstockIndicatorSeries *series);
void penstock_indicators_view_show_triangle (PenstockIndicatorsView *self, PenstockDay as_of);

/* -- penstock-indicators-view.c -- */
void penstock_indicators_view_say           (PenstockIndicatorsView *self, const char *text);

/* -- penstock-indicators-view-import.c -- */
void penstock_indicators_view_ask_file      (PenstockIndicatorsView *self);
void penstock_indicators_view_add_address   (PenstockIndicatorsView *self, const char *url);

G_END_DECLS
