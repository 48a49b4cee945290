/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-columns.h"

#include <math.h>

#include "penstock-money.h"

#define VALUE(name)                                                              \
  static double                                                                  \
  name##_value (PenstockInstrument *instrument)                                  \
  {                                                                              \
    return penstock_instrument_get_value (instrument, PENSTOCK_COLUMN_##name);   \
  }

VALUE (ret_1m)
VALUE (score)
VALUE (own)
VALUE (benefit_z)
VALUE (gap)
VALUE (yoy_3m)

static double
age_value (PenstockInstrument *instrument)
{
  gint64 age = penstock_instrument_get_age (instrument);

  return age >= 0 ? (double)age : NAN;
}

static char *
last_copy (PenstockInstrument *instrument)
{
  return penstock_format_price (penstock_instrument_get_last (instrument));
}

static char *
change_copy (PenstockInstrument *instrument)
{
  return penstock_format_percent (penstock_instrument_get_change (instrument), 1);
}

static char *
extended_copy (PenstockInstrument *instrument)
{
  return penstock_format_percent (penstock_instrument_get_extended_change (instrument), 1);
}

static char *
trend_copy (PenstockInstrument *instrument)
{
  return penstock_format_percent (ret_1m_value (instrument), 1);
}

static char *
score_copy (PenstockInstrument *instrument)
{
  return penstock_format_number (score_value (instrument), 0);
}

static char *
own_copy (PenstockInstrument *instrument)
{
  return penstock_format_signed (own_value (instrument), 2);
}

static char *
benefit_copy (PenstockInstrument *instrument)
{
  return penstock_format_signed (benefit_z_value (instrument), 2);
}

static char *
gap_copy (PenstockInstrument *instrument)
{
  return penstock_format_signed (gap_value (instrument), 2);
}

static char *
revenue_copy (PenstockInstrument *instrument)
{
  return penstock_format_percent (yoy_3m_value (instrument), 0);
}

static char *
age_copy (PenstockInstrument *instrument)
{
  gint64 age = penstock_instrument_get_age (instrument);

  return age >= 0 ? penstock_format_age (age) : g_strdup ("—");
}

static char *
source_copy (PenstockInstrument *instrument)
{
  return g_strdup (penstock_instrument_get_simulated (instrument) ? _("Simulated") : penstock_instrument_get_source (instrument));
}

const PenstockListColumn penstock_list_columns[] = {
  { "symbol", N_("Symbol"), NULL, "cell-symbol", 9, 0, FALSE, NULL, penstock_instrument_get_symbol, NULL },
  { "name", N_("Name"), NULL, "cell-name", 0, 0, FALSE, NULL, penstock_instrument_get_display_name, NULL },
  { "last", N_("Last"), N_("Last price, in the listing’s own currency"),
    "cell-last", 9, 0, TRUE, penstock_instrument_get_last, NULL, last_copy },
  { "change", N_("Change"), N_("Last price against the previous close"),
    "cell-change", 9, 0, TRUE, penstock_instrument_get_change, NULL, change_copy },
  { "extended", N_("Pre/post"), N_("Price before or after the session against its last price"),
    "cell-extended", 11, 1, TRUE, penstock_instrument_get_extended_change, NULL, extended_copy },
  { "trend", N_("1 month"), N_("Closes of one month; sorted by their return"), "cell-trend", 7, 5, TRUE, ret_1m_value, NULL, trend_copy },
  { "score", N_("Score"), N_("Percentile of the mean of own signal and benefit, 0–100"),
    "cell-score", 8, 0, TRUE, score_value, NULL, score_copy },
  { "own", N_("Own"), N_("Own signal: price, revenue and events of the company itself"),
    "cell-own", 6, 2, TRUE, own_value, NULL, own_copy },
  { "benefit", N_("Benefit"), N_("What reaches it through the chain from its customers"),
    "cell-benefit", 8, 3, TRUE, benefit_z_value, NULL, benefit_copy },
  { "gap", N_("Gap"), N_("Unpriced benefit: benefit that the last month’s price does not show"),
    "cell-gap", 6, 7, TRUE, gap_value, NULL, gap_copy },
  { "revenue", N_("Rev 3m"), N_("Revenue of the last three months against a year before"),
    "cell-revenue", 8, 4, TRUE, yoy_3m_value, NULL, revenue_copy },
  { "age", N_("Age"), N_("Time since the price was made"), "cell-age", 6, 6, TRUE, age_value, NULL, age_copy },
  { "source", N_("Source"), N_("Where the price comes from"),
    "cell-source", 13, 1, FALSE, NULL, penstock_instrument_get_source, source_copy },
};
const guint penstock_n_list_columns = G_N_ELEMENTS (penstock_list_columns);

static int
compare_values (double   a,
                double   b,
                gboolean descending)
{
  if (isnan (a) || isnan (b))
    return (isnan (a) ? 1 : 0) - (isnan (b) ? 1 : 0);
  if (a == b)
    return 0;

  return (a < b) != descending ? -1 : 1;
}

static int
compare_texts (const char *a,
               const char *b,
               gboolean    descending)
{
  gboolean no_a = a == NULL || *a == '\0';
  gboolean no_b = b == NULL || *b == '\0';
  int order;

  if (no_a || no_b)
    return (no_a ? 1 : 0) - (no_b ? 1 : 0);

  order = g_utf8_collate (a, b);
  return descending ? -order : order;
}

int
penstock_list_column_compare (const PenstockListColumn *column,
                              gboolean                  descending,
                              PenstockInstrument       *a,
                              PenstockInstrument       *b)
{
  int order = 0;

  if (column != NULL && column->value != NULL)
    order = compare_values (column->value (a), column->value (b), descending);
  else if (column != NULL)
    order = compare_texts (column->text (a), column->text (b), descending);
  if (order != 0)
    return order;

  return penstock_instrument_get_company (a) < penstock_instrument_get_company (b) ? -1 : 1;
}

char *
penstock_list_column_copy (const PenstockListColumn *column,
                           PenstockInstrument       *instrument)
{
  return column->copy != NULL ? column->copy (instrument) : g_strdup (column->text (instrument));
}

/* ---- The header's sorter ---- */

#define PENSTOCK_TYPE_COLUMN_SORTER (penstock_column_sorter_get_type ())
G_DECLARE_FINAL_TYPE (PenstockColumnSorter, penstock_column_sorter, PENSTOCK, COLUMN_SORTER, GtkSorter)

/* What a probe compares: the first column asked writes its name here. */
#define PENSTOCK_TYPE_PROBE (penstock_probe_get_type ())
G_DECLARE_FINAL_TYPE (PenstockProbe, penstock_probe, PENSTOCK, PROBE, GObject)

struct _PenstockProbe
{
  GObject                   parent_instance;

  const PenstockListColumn *answer;
};

G_DEFINE_FINAL_TYPE (PenstockProbe, penstock_probe, G_TYPE_OBJECT)

static void
penstock_probe_class_init (PenstockProbeClass *klass)
{
}

static void
penstock_probe_init (PenstockProbe *self)
{
}

struct _PenstockColumnSorter
{
  GtkSorter                 parent_instance;

  const PenstockListColumn *column;
};

G_DEFINE_FINAL_TYPE (PenstockColumnSorter, penstock_column_sorter, GTK_TYPE_SORTER)

static GtkOrdering
penstock_column_sorter_compare (GtkSorter *sorter,
                                gpointer   a,
                                gpointer   b)
{
  PenstockColumnSorter *self = PENSTOCK_COLUMN_SORTER (sorter);

  if (PENSTOCK_IS_PROBE (a))
    {
      PENSTOCK_PROBE (a)->answer = self->column;
      return GTK_ORDERING_SMALLER;
    }

  return gtk_ordering_from_cmpfunc (penstock_list_column_compare (self->column, FALSE, a, b));
}

static GtkSorterOrder
penstock_column_sorter_get_order (GtkSorter *sorter)
{
  return GTK_SORTER_ORDER_TOTAL;
}

static void
penstock_column_sorter_class_init (PenstockColumnSorterClass *klass)
{
  GTK_SORTER_CLASS (klass)->compare = penstock_column_sorter_compare;
  GTK_SORTER_CLASS (klass)->get_order = penstock_column_sorter_get_order;
}

static void
penstock_column_sorter_init (PenstockColumnSorter *self)
{
}

GtkSorter *
penstock_column_sorter_new (const PenstockListColumn *column)
{
  PenstockColumnSorter *self = g_object_new (PENSTOCK_TYPE_COLUMN_SORTER, NULL);

  self->column = column;
  return GTK_SORTER (self);
}

const PenstockListColumn *
penstock_column_sorter_probe (GtkSorter *view_sorter,
                              gboolean  *descending)
{
  g_autoptr(PenstockProbe) a = g_object_new (PENSTOCK_TYPE_PROBE, NULL);
  g_autoptr(PenstockProbe) b = g_object_new (PENSTOCK_TYPE_PROBE, NULL);
  GtkOrdering order = gtk_sorter_compare (view_sorter, a, b);

  *descending = order == GTK_ORDERING_LARGER;
  return a->answer;
}
