/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-calc-scale.h"
#include "penstock-chart-view.h"
#include "penstock-pen.h"

G_BEGIN_DECLS

/* Private to chart/: what the plots of penstock-market-plots.h have in common. A plot is a plain struct that begins with PenstockPlot and is drawn by a
 * const table of functions, so that it can be drawn without a display; the widget around it holds nothing else. What is drawn is made up of items (points,
 * cells, bars) that the arrow keys walk and the pointer finds; drawing says where each lies. */

typedef struct _PenstockPlot PenstockPlot;

typedef enum { PENSTOCK_STEP_LEFT, PENSTOCK_STEP_RIGHT, PENSTOCK_STEP_UP, PENSTOCK_STEP_DOWN, PENSTOCK_STEP_FIRST, PENSTOCK_STEP_LAST } PenstockPlotStep;

typedef struct
{
  gsize    size;       /* of the plot's struct */
  void   (*init)       (PenstockPlot *self); /* may be NULL, as all below but draw, measure and describe */
  void   (*clear)      (PenstockPlot *self);
  void   (*draw)       (PenstockPlot *self, PenstockPen *pen, double width, double height);
  void   (*measure)    (const PenstockPlot *self, PenstockPen *pen, GtkOrientation orientation, int *minimum, int *natural);
  char  *(*describe)   (const PenstockPlot *self); /* all of it in words; owned */
  char  *(*item)       (const PenstockPlot *self, guint item); /* "Substrates and PCB, week to 3 Jul 2026: +1.21"; owned */
  int    (*step)       (const PenstockPlot *self, guint item, PenstockPlotStep step); /* NULL: a grid of @columns */
  int    (*find)       (const PenstockPlot *self, double x, double y); /* NULL: the nearest middle of the boxes that hold the point */
  gboolean plain;      /* an item shows its words itself: no tag beside the cursor */
  void   (*activate)   (PenstockPlot *self, GtkWidget *widget, guint item);
} PenstockPlotKind;

struct _PenstockPlot
{
  const PenstockPlotKind *kind;
  char                   *title;    /* what it is called by the screen reader; the card says it on the screen */
  gboolean                rtl;      /* labels lie at the right; numbers and time do not turn round */
  guint                   n_items;
  guint                   columns;  /* items per row; 0 = all in one row */
  int                     cursor;   /* item of the keyboard, −1 = none */
  int                     hover;    /* item under the pointer */
  gboolean                focused;  /* the cursor is shown */
  GArray                 *boxes;    /* PenstockBox per item, from the last drawing */
};

/* A plot without a widget, for tests. */
PenstockPlot *penstock_plot_new   (const PenstockPlotKind *kind);
void          penstock_plot_free  (PenstockPlot *self);
void          penstock_plot_init  (PenstockPlot *self, const PenstockPlotKind *kind);
void          penstock_plot_clear (PenstockPlot *self);
/* The items, then the cursor with its words. Any size. */
void          penstock_plot_draw  (PenstockPlot *self, PenstockPen *pen, double width, double height);
/* New data: another title, other items. The cursor stays where it still can. */
void          penstock_plot_reset (PenstockPlot *self, const char *title, guint n_items, guint columns);
int           penstock_plot_step  (const PenstockPlot *self, PenstockPlotStep step);
int           penstock_plot_find  (const PenstockPlot *self, double x, double y);
/* Where an item was drawn; FALSE if it was not. */
gboolean      penstock_plot_box   (const PenstockPlot *self, int item, PenstockBox *box);
void          penstock_plot_put   (PenstockPlot *self, guint item, double x, double y, double width, double height);

/* --- drawing --- */

/* What no plot is for is not known: infinite, or greater than any sum of money. */
double            penstock_plot_number (double value);
/* PENSTOCK_DAY_NONE for what no calendar has. */
PenstockDay       penstock_plot_day    (PenstockDay day);
PenstockDay      *penstock_plot_days   (const PenstockDay *day, gsize n);
double           *penstock_plot_numbers (const double *value, gsize n);
PenstockTextStyle penstock_plot_text   (const PenstockPen *pen, PenstockToken token, double size, gboolean bold, PenstockAnchor anchor);
/* Blue supports, orange weighs, nothing is dim. */
PenstockToken     penstock_plot_sign   (double value, double centre);
/* @share of @token, the rest @ground; opaque, so that what overlaps does not show through. */
GdkRGBA           penstock_plot_mix    (const PenstockPen *pen, PenstockToken ground, PenstockToken token, double share);
/* Tint of a value between −1 and 1: 8 to 100 % of blue or orange on the card. */
GdkRGBA           penstock_plot_tint   (const PenstockPen *pen, double value);
/* A sentence in the middle, where there is nothing to draw. */
void              penstock_plot_reason (PenstockPen *pen, const char *reason, double width, double height);
void              penstock_plot_dot    (PenstockPen *pen, const GdkRGBA *fill, const GdkRGBA *edge, double x, double y, double radius);
void              penstock_plot_dashed (PenstockPen *pen, const GdkRGBA *colour, double x0, double y0, double x1, double y1);
void              penstock_plot_hatch  (PenstockPen *pen, double x, double y, double width, double height);
/* Names of months under a scale of days, with a line at each month's beginning from @top to @bottom if @top < @bottom. */
void              penstock_plot_dates  (PenstockPen *pen, const PenstockCalcScale *days, double top, double bottom, double baseline);
/* Appends @part, behind a semicolon if it is not the first. */
void              penstock_plot_say    (GString *words, const char *part);

/* --- the widget, in penstock-plot-widget.c --- */

/* Instance structs of the widgets begin like this. */
typedef struct
{
  GtkWidget    parent_instance;

  PenstockPlot plot;
} PenstockPlotWidget;

void penstock_plot_widget_class_init (GtkWidgetClass *klass, const char *css_name);
void penstock_plot_widget_init       (GtkWidget *widget, const PenstockPlotKind *kind);
void penstock_plot_widget_finalize   (GtkWidget *widget);
/* After new data: words for the screen reader, size, drawing. */
void penstock_plot_widget_changed    (GtkWidget *widget);
/* As the arrow keys do. */
void penstock_plot_widget_walk       (GtkWidget *widget, int item);

/* A plot's widget type: all of its boilerplate. @kind: its PenstockPlotKind. */
#define PENSTOCK_DEFINE_PLOT(TypeName, type_name, css_name, kind) PENSTOCK_DEFINE_PLOT_WITH (TypeName, type_name, css_name, kind, (void)0)
/* @code runs at the end of class_init, with klass. */
#define PENSTOCK_DEFINE_PLOT_WITH(TypeName, type_name, css_name, kind, code)                         \
  G_DEFINE_TYPE (TypeName, type_name, GTK_TYPE_WIDGET)                                               \
                                                                                                     \
  static void                                                                                        \
  type_name##_finalize (GObject *object)                                                             \
  {                                                                                                  \
    penstock_plot_widget_finalize (GTK_WIDGET (object));                                             \
    G_OBJECT_CLASS (type_name##_parent_class)->finalize (object);                                    \
  }                                                                                                  \
                                                                                                     \
  static void                                                                                        \
  type_name##_class_init (TypeName##Class *klass)                                                    \
  {                                                                                                  \
    G_OBJECT_CLASS (klass)->finalize = type_name##_finalize;                                         \
    penstock_plot_widget_class_init (GTK_WIDGET_CLASS (klass), css_name);                            \
    code;                                                                                            \
  }                                                                                                  \
                                                                                                     \
  static void                                                                                        \
  type_name##_init (TypeName *self)                                                                  \
  {                                                                                                  \
    penstock_plot_widget_init (GTK_WIDGET (self), &kind);                                            \
  }                                                                                                  \
                                                                                                     \
  GtkWidget *                                                                                        \
  type_name##_new (void)                                                                             \
  {                                                                                                  \
    return g_object_new (type_name##_get_type (), NULL);                                             \
  }

G_END_DECLS
