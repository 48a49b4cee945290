/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-engine.h"
#include "penstock-marker.h"
#include "penstock-money.h"

#define REVENUE_MARKERS 24 /* two years of months */

static int
compare_markers (gconstpointer a,
                 gconstpointer b)
{
  const PenstockMarker *one = a, *other = b;

  if (one->day != other->day)
    return one->day < other->day ? -1 : 1;

  /* Own events over those of customers */
  return (other->own ? 1 : 0) - (one->own ? 1 : 0);
}

static gboolean
concerns (const PenstockEvent *event,
          const char          *company)
{
  for (guint i = 0; i < event->companies->len; i++)
    if (g_str_equal (g_array_index (event->companies, PenstockEventCompany, i).company, company))
      return TRUE;

  return FALSE;
}

/* "3231" for "3231.TW": a label in the lane is short. */
static char *
short_symbol (const PenstockCompany *info)
{
  const char *symbol = info->symbol != NULL ? info->symbol : info->name;
  const char *dot = info->symbol != NULL ? strchr (symbol, '.') : NULL;

  return dot != NULL ? g_strndup (symbol, (gsize)(dot - symbol)) : g_strdup (symbol);
}

static void
add_own_event (GArray                     *markers,
               const PenstockEvent        *event,
               const PenstockStatusChange *status)
{
  PenstockMarker marker = { 0 };

  marker.day = status->day;
  marker.own = TRUE;
  marker.rumour = status->status == PENSTOCK_STATUS_RUMOUR;
  marker.title = g_strdup (event->title);
  marker.label = g_strdup (g_str_equal (event->kind != NULL ? event->kind : "", "monthly_revenue") ? _("revenue") : "");
  g_array_append_val (markers, marker);
}

static void
add_customer_event (GArray                     *markers,
                    const PenstockChain        *chain,
                    const PenstockLink         *link,
                    const PenstockEvent        *event,
                    const PenstockStatusChange *status)
{
  const PenstockCompany *supplier = &chain->companies[link->from.index];
  const PenstockCompany *customer = &chain->companies[link->to.index];
  PenstockMarker marker = { 0 };

  marker.day = status->day;
  marker.rumour = status->status == PENSTOCK_STATUS_RUMOUR;
  /* Translators: an event of a customer, and the path by which it matters here: "Dell results · Wistron → Dell" */
  marker.title = g_strdup_printf (_("%s · %s → %s"), event->title, supplier->name, customer->name);
  marker.label = short_symbol (customer);
  g_array_append_val (markers, marker);
}

static void
add_events (GArray         *markers,
            PenstockEngine *engine,
            guint           company,
            PenstockDay     as_of)
{
  const PenstockChain *chain = penstock_engine_get_chain (engine);
  GPtrArray *events = penstock_engine_get_events (engine);

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const PenstockEvent *event = g_ptr_array_index (events, i);
      const PenstockStatusChange *status = penstock_event_status_at (event, as_of);

      if (status == NULL)
        continue;
      if (concerns (event, chain->companies[company].id))
        {
          add_own_event (markers, event, status);
          continue;
        }
      for (guint k = 0; k < chain->n_links; k++)
        {
          const PenstockLink *link = &chain->links[k];

          if (link->kind == PENSTOCK_LINK_SUPPLY && !link->from.is_segment && link->from.index == company && !link->to.is_segment
              && concerns (event, chain->companies[link->to.index].id))
            {
              add_customer_event (markers, chain, link, event, status);
              break;
            }
        }
    }
}

static gboolean
has_own_marker_near (const GArray *markers,
                     PenstockDay   day)
{
  for (guint i = 0; i < markers->len; i++)
    {
      const PenstockMarker *marker = &g_array_index (markers, PenstockMarker, i);

      if (marker->own && ABS (marker->day - day) <= 1)
        return TRUE;
    }

  return FALSE;
}

/* First publication of each month; a later vintage is a correction, not news. */
static void
add_revenue (GArray                *markers,
             const PenstockRevenue *revenue,
             PenstockDay            as_of)
{
  gsize first = revenue->n > REVENUE_MARKERS ? revenue->n - REVENUE_MARKERS : 0;

  for (gsize i = first; i < revenue->n; i++)
    {
      const PenstockRevenueFigure *figure = &revenue->figures[i];
      PenstockDay day = penstock_day_from_unix_utc (figure->published_at);
      PenstockMarker marker = { 0 };
      g_autofree char *period = NULL;

      if (day > as_of || has_own_marker_near (markers, day) || (i > 0 && revenue->figures[i - 1].period == figure->period))
        continue;

      period = penstock_format_period (figure->period, revenue->periods_per_year, TRUE);
      marker.day = day;
      marker.own = TRUE;
      marker.label = g_strdup_printf (_("%s rev"), period);
      if (penstock_revenue_figure_is_simulated (figure))
        marker.title = g_strdup_printf (_("Simulated revenue of %s"), period);
      else
        marker.title = g_strdup_printf (figure->assumed ? _("Revenue of %s, placed on the day it was due") : _("Revenue of %s"), period);
      g_array_append_val (markers, marker);
    }
}

GArray *
penstock_engine_dup_markers (PenstockEngine *self,
                             guint           company,
                             PenstockDay     as_of)
{
  PenstockRevenue *revenue = penstock_engine_get_revenue (self, company);
  GArray *markers = penstock_markers_new ();

  add_events (markers, self, company, as_of);
  if (revenue != NULL)
    add_revenue (markers, revenue, as_of);
  g_array_sort (markers, compare_markers);
  return markers;
}
