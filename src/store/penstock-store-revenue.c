/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-store-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

static void
clear_figure (gpointer data)
{
  PenstockStoredFigure *self = data;

  g_free (self->symbol);
  g_free (self->currency);
}

static gboolean
refuse (const PenstockStoredFigure  *stored,
        const char                  *reason,
        GError                     **error)
{
  char period[16];

  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_INVALID, _("Revenue of %s in %s: %s"), stored->symbol,
               penstock_period_format (stored->figure.period, stored->periods_per_year == 4 ? 4 : 12, period), reason);
  return FALSE;
}

static void
bind_period (PenstockStatement          *statement,
             const PenstockStoredFigure *stored)
{
  penstock_statement_bind_text (statement, 1, stored->symbol);
  sqlite3_bind_int (statement, 2, stored->periods_per_year);
  sqlite3_bind_int (statement, 3, stored->figure.period);
}

/* One company's figures in two currencies would make a growth rate of the exchange rate. */
static gboolean
check_currency (PenstockStore               *self,
                const PenstockStoredFigure  *stored,
                GError                     **error)
{
  g_autoptr(PenstockStatement) statement = NULL;
  g_autofree char *reason = NULL;
  gboolean row;

  if (stored->currency == NULL)
    return TRUE;

  statement = penstock_store_prepare (self, "SELECT currency FROM revenue WHERE symbol = ?1 AND periods_per_year = ?2 AND currency <> ?3 LIMIT 1",
                                      error);
  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, stored->symbol);
  sqlite3_bind_int (statement, 2, stored->periods_per_year);
  penstock_statement_bind_text (statement, 3, stored->currency);
  if (!penstock_store_step (self, statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;

  reason = g_strdup_printf (_("given in %s, but stored in %s"), stored->currency, (const char *)sqlite3_column_text (statement, 0));
  return refuse (stored, reason, error);
}

static gboolean
check_figure (PenstockStore               *self,
              const PenstockStoredFigure  *stored,
              GError                     **error)
{
  if (stored->periods_per_year != 12 && stored->periods_per_year != 4)
    return refuse (stored, _("neither monthly nor quarterly"), error);
  if (!isfinite (stored->figure.value))
    return refuse (stored, _("no value"), error);

  return check_currency (self, stored, error);
}

/* What was filed and what was simulated never stand in one company's series: what was filed takes the place of the other, and is never replaced by it.
 * @hidden (out): there is something filed, so that what is simulated is not wanted. */
static gboolean
part_simulated (PenstockStore               *self,
                const PenstockStoredFigure  *stored,
                gboolean                    *hidden,
                GError                     **error)
{
  const gboolean simulated = penstock_revenue_figure_is_simulated (&stored->figure);
  g_autoptr(PenstockStatement) statement = NULL;

  *hidden = FALSE;
  statement = penstock_store_prepare (self, simulated ? "SELECT 1 FROM revenue WHERE symbol = ?1 AND source <> ?2 LIMIT 1"
                                                      : "DELETE FROM revenue WHERE symbol = ?1 AND source = ?2", error);
  if (statement == NULL)
    return FALSE;

  penstock_statement_bind_text (statement, 1, stored->symbol);
  penstock_statement_bind_text (statement, 2, PENSTOCK_REVENUE_SIMULATED);
  return simulated ? penstock_store_step (self, statement, hidden, error) : penstock_store_run (self, statement, error);
}

typedef enum { FIGURE_KNOWN, FIGURE_CORRECTED, FIGURE_NEW } FigureNews;

/* What the stored vintages of its period make of a figure. A filing deadline dates only the first vintage: another value that comes with
 * it was published when it was first seen, or it would rewrite what past days knew. */
static gboolean
classify (PenstockStore         *self,
          PenstockStoredFigure  *stored,
          FigureNews            *news,
          GError               **error)
{
  PenstockRevenueFigure *figure = &stored->figure;
  g_autoptr(PenstockStatement) statement = NULL;
  gboolean row = TRUE, newest = TRUE;

  statement = penstock_store_prepare (self, "SELECT value, published_at, source FROM revenue WHERE symbol = ?1 AND periods_per_year = ?2 "
                                      "AND period = ?3 ORDER BY published_at DESC, first_seen DESC", error);
  if (statement == NULL)
    return FALSE;

  bind_period (statement, stored);
  *news = FIGURE_NEW;
  while (penstock_store_step (self, statement, &row, error))
    {
      gboolean same_value;

      if (!row)
        return TRUE;

      same_value = sqlite3_column_double (statement, 0) == figure->value;
      if (newest && same_value)
        {
          *news = FIGURE_KNOWN;
          if (figure->assumed)
            return TRUE;
        }
      else if (newest && figure->assumed)
        {
          figure->published_at = figure->first_seen;
          figure->assumed = FALSE;
        }
      newest = FALSE;

      if (sqlite3_column_int64 (statement, 1) == figure->published_at &&
          g_strcmp0 ((const char *)sqlite3_column_text (statement, 2), figure->source) == 0)
        {
          *news = same_value ? FIGURE_KNOWN : FIGURE_CORRECTED;
          return TRUE;
        }
    }

  return FALSE;
}

/* A corrected figure keeps the moment Penstock first had it: what a past day may know is bound to published_at. */
static gboolean
put_figure (PenstockStore               *self,
            const PenstockStoredFigure  *stored,
            GError                     **error)
{
  const PenstockRevenueFigure *figure = &stored->figure;
  g_autoptr(PenstockStatement) statement = NULL;

  statement = penstock_store_prepare (self, "INSERT INTO revenue (symbol, periods_per_year, period, published_at, source, value, currency, "
                                      "first_seen, assumed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO UPDATE SET value = excluded.value, "
                                      "currency = coalesce (excluded.currency, currency), assumed = excluded.assumed", error);
  if (statement == NULL)
    return FALSE;

  bind_period (statement, stored);
  sqlite3_bind_int64 (statement, 4, figure->published_at);
  penstock_statement_bind_text (statement, 5, figure->source);
  sqlite3_bind_double (statement, 6, figure->value);
  penstock_statement_bind_text (statement, 7, stored->currency);
  sqlite3_bind_int64 (statement, 8, figure->first_seen);
  sqlite3_bind_int (statement, 9, figure->assumed != FALSE);
  return penstock_store_run (self, statement, error);
}

static gboolean
put_revenue_in_thread (PenstockStore  *self,
                       gpointer        data,
                       guint          *n_changed,
                       GError        **error)
{
  GArray *figures = data;

  for (guint i = 0; i < figures->len; i++)
    {
      PenstockStoredFigure *stored = &g_array_index (figures, PenstockStoredFigure, i);
      gboolean hidden;
      FigureNews news;

      if (!part_simulated (self, stored, &hidden, error))
        return FALSE;
      if (hidden)
        continue;
      if (!check_figure (self, stored, error) || !classify (self, stored, &news, error))
        return FALSE;
      if (news == FIGURE_KNOWN)
        continue;
      if (!put_figure (self, stored, error))
        return FALSE;
      (*n_changed)++;
    }

  return TRUE;
}

void
penstock_store_put_revenue_async (PenstockStore              *self,
                                  const PenstockStoredFigure *figures,
                                  gsize                       n,
                                  GCancellable               *cancellable,
                                  GAsyncReadyCallback         callback,
                                  gpointer                    user_data)
{
  GArray *copies;

  g_return_if_fail (PENSTOCK_IS_STORE (self));
  g_return_if_fail (figures != NULL || n == 0);

  copies = g_array_sized_new (FALSE, FALSE, sizeof (PenstockStoredFigure), (guint)n);
  g_array_set_clear_func (copies, clear_figure);
  for (gsize i = 0; i < n; i++)
    {
      PenstockStoredFigure copy = figures[i];

      copy.symbol = g_strdup (figures[i].symbol);
      copy.currency = g_strdup (figures[i].currency);
      g_array_append_val (copies, copy);
    }

  penstock_store_push_write (self, put_revenue_in_thread, penstock_store_put_revenue_async, copies, (GDestroyNotify)g_array_unref,
                             cancellable, callback, user_data);
}

gboolean
penstock_store_put_revenue_finish (PenstockStore  *self,
                                   GAsyncResult   *result,
                                   guint          *n_new,
                                   GError        **error)
{
  return penstock_store_finish_write (self, result, penstock_store_put_revenue_async, n_new, error);
}

/* The company whose figures are being gathered while the rows go by. */
typedef struct
{
  char   *symbol, *currency;
  int     periods_per_year;
  GArray *figures;
} Company;

static void
finish_company (Company   *company,
                GPtrArray *revenue)
{
  if (company->figures->len > 0)
    g_ptr_array_add (revenue, penstock_revenue_new (company->symbol, company->currency, company->periods_per_year,
                                                    (const PenstockRevenueFigure *)company->figures->data, company->figures->len));
  g_clear_pointer (&company->symbol, g_free);
  g_clear_pointer (&company->currency, g_free);
  g_array_set_size (company->figures, 0);
}

static void
gather_figure (PenstockStatement *statement,
               Company           *company,
               GPtrArray         *revenue)
{
  const char *symbol = (const char *)sqlite3_column_text (statement, 0);
  int periods_per_year = sqlite3_column_int (statement, 1);
  PenstockRevenueFigure figure = { 0 };

  if (g_strcmp0 (symbol, company->symbol) != 0 || periods_per_year != company->periods_per_year)
    {
      finish_company (company, revenue);
      company->symbol = g_strdup (symbol);
      company->periods_per_year = periods_per_year;
    }

  if (company->currency == NULL)
    company->currency = penstock_statement_dup_text (statement, 6);
  figure.period = sqlite3_column_int (statement, 2);
  figure.published_at = sqlite3_column_int64 (statement, 3);
  penstock_statement_copy_text (statement, 4, figure.source, sizeof figure.source);
  figure.value = sqlite3_column_double (statement, 5);
  figure.first_seen = sqlite3_column_int64 (statement, 7);
  figure.assumed = sqlite3_column_int (statement, 8) != 0;
  g_array_append_val (company->figures, figure);
}

gboolean
penstock_store_load_revenue (PenstockStore  *self,
                             GPtrArray      *revenue,
                             GError        **error)
{
  g_autoptr(PenstockStatement) statement = NULL;
  Company company = { 0 };
  gboolean row = TRUE, ok;

  statement = penstock_store_prepare (self, "SELECT symbol, periods_per_year, period, published_at, source, value, currency, first_seen, assumed "
                                      "FROM revenue ORDER BY symbol, periods_per_year DESC, period, published_at, first_seen", error);
  if (statement == NULL)
    return FALSE;

  company.figures = g_array_new (FALSE, FALSE, sizeof (PenstockRevenueFigure));
  while ((ok = penstock_store_step (self, statement, &row, error)) && row)
    gather_figure (statement, &company, revenue);

  finish_company (&company, revenue);
  g_array_unref (company.figures);
  return ok;
}
