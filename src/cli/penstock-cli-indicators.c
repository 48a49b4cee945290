/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "penstock-cli-json.h"
#include "penstock-cli-session.h"
#include "penstock-cli-table.h"

#include "penstock-history.h"
#include "penstock-indicators.h"

/* Everything that is printed. */
typedef struct
{
  const PenstockChain *chain;      /* borrowed */
  PenstockDay          as_of;
  GPtrArray           *indicators; /* PenstockIndicatorSeries */
  GArray              *triangle;   /* PenstockTriangleCorner */
} View;

static void
view_clear (View *self)
{
  g_clear_pointer (&self->triangle, g_array_unref);
  g_clear_pointer (&self->indicators, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (View, view_clear)

static const char *
state_id (PenstockThresholdState state)
{
  static const char *const ids[] = { NULL, "below", "within", "above" };

  return ids[state];
}

static const char *
layer_id (const View *view,
          int         layer)
{
  return layer >= 0 ? view->chain->layers[layer].id : NULL;
}

static const PenstockTriangleCorner *
corner_at (const View *view,
           guint       i)
{
  return &g_array_index (view->triangle, PenstockTriangleCorner, i);
}

/* -- JSON -- */

static void
print_period (PenstockCliJson               *json,
              const PenstockIndicatorPeriod *period)
{
  penstock_cli_json_open (json, NULL, '{');
  penstock_cli_json_string (json, "period", period->period);
  penstock_cli_json_number (json, "outcome", period->outcome);
  penstock_cli_json_day (json, "outcome_day", period->outcome_day);
  penstock_cli_json_open (json, "vintages", '[');
  for (guint i = 0; i < period->vintages->len; i++)
    {
      const PenstockVintage *vintage = &g_array_index (period->vintages, PenstockVintage, i);

      penstock_cli_json_open (json, NULL, '{');
      penstock_cli_json_day (json, "day", vintage->day);
      penstock_cli_json_boolean (json, "day_assumed", vintage->assumed);
      penstock_cli_json_number (json, "value", vintage->value);
      penstock_cli_json_string (json, "source", vintage->source);
      penstock_cli_json_close (json, '}');
    }
  penstock_cli_json_close (json, ']');
  penstock_cli_json_close (json, '}');
}

static void
print_forecaster (PenstockCliJson         *json,
                  const PenstockForecaster *forecaster)
{
  penstock_cli_json_open (json, NULL, '{');
  penstock_cli_json_string (json, "source", forecaster->source);
  penstock_cli_json_integer (json, "n", forecaster->n);
  penstock_cli_json_number (json, "mean_error", forecaster->mean_error);
  penstock_cli_json_number (json, "mean_absolute_error", forecaster->mean_absolute_error);
  penstock_cli_json_number (json, "last_error", forecaster->last_error);
  penstock_cli_json_close (json, '}');
}

static void
print_series (PenstockCliJson               *json,
              const View                    *view,
              const PenstockIndicatorSeries *series)
{
  penstock_cli_json_open (json, NULL, '{');
  penstock_cli_json_string (json, "id", series->id);
  penstock_cli_json_string (json, "series", series->series);
  penstock_cli_json_string (json, "unit", series->unit);
  penstock_cli_json_string (json, "population", series->population);
  penstock_cli_json_string (json, "layer", layer_id (view, series->layer));
  penstock_cli_json_number (json, "last", series->last);
  penstock_cli_json_string (json, "last_period", series->last_period);
  penstock_cli_json_boolean (json, "last_is_forecast", series->last_is_forecast);
  penstock_cli_json_day (json, "last_day", series->last_day);
  penstock_cli_json_integer (json, "age_days", view->as_of - series->last_day);
  penstock_cli_json_string (json, "last_source", series->last_source);
  penstock_cli_json_number (json, "previous", series->previous);
  penstock_cli_json_number (json, "low", series->low);
  penstock_cli_json_number (json, "high", series->high);
  penstock_cli_json_string (json, "state", state_id (series->state));
  penstock_cli_json_day (json, "state_since", series->state_since);
  penstock_cli_json_open (json, "periods", '[');
  for (guint i = 0; i < series->periods->len; i++)
    print_period (json, g_ptr_array_index (series->periods, i));
  penstock_cli_json_close (json, ']');
  penstock_cli_json_open (json, "forecasters", '[');
  for (guint i = 0; i < series->forecasters->len; i++)
    print_forecaster (json, &g_array_index (series->forecasters, PenstockForecaster, i));
  penstock_cli_json_close (json, ']');
  penstock_cli_json_close (json, '}');
}

static void
print_corner (PenstockCliJson              *json,
              const View                   *view,
              const PenstockTriangleCorner *corner)
{
  penstock_cli_json_open (json, NULL, '{');
  penstock_cli_json_string (json, "layer", layer_id (view, corner->layer));
  penstock_cli_json_string (json, "name", view->chain->layers[corner->layer].name);
  penstock_cli_json_number (json, "validation", corner->validation);
  penstock_cli_json_number (json, "validation_28_days_before", corner->validation_before);
  if (corner->known)
    penstock_cli_json_boolean (json, "lit", corner->lit);
  else
    penstock_cli_json_null (json, "lit");
  penstock_cli_json_open (json, "indicators", '[');
  for (guint i = 0; i < corner->series->len; i++)
    penstock_cli_json_string (json, NULL, ((PenstockIndicatorSeries *)g_ptr_array_index (corner->series, i))->id);
  penstock_cli_json_close (json, ']');
  penstock_cli_json_close (json, '}');
}

static void
print_json (const View *view,
            GString    *out)
{
  PenstockCliJson json;

  penstock_cli_json_init (&json, out, 2);
  penstock_cli_json_open (&json, NULL, '{');
  penstock_cli_json_day (&json, "as_of", view->as_of);
  penstock_cli_json_open (&json, "indicators", '[');
  for (guint i = 0; i < view->indicators->len; i++)
    print_series (&json, view, g_ptr_array_index (view->indicators, i));
  penstock_cli_json_close (&json, ']');
  penstock_cli_json_open (&json, "triangle", '[');
  for (guint i = 0; i < view->triangle->len; i++)
    print_corner (&json, view, corner_at (view, i));
  penstock_cli_json_close (&json, ']');
  penstock_cli_json_close (&json, '}');
}

/* -- tables -- */

typedef struct { const char *title; int decimals; } Column;

static PenstockCliTable *
new_table (PenstockCliFormat  format,
           const Column      *columns,
           gsize              n)
{
  PenstockCliTable *table = penstock_cli_table_new (format);

  for (gsize i = 0; i < n; i++)
    penstock_cli_table_column (table, columns[i].title, columns[i].decimals);
  return table;
}

static void
add_day (PenstockCliTable *table,
         PenstockDay       day)
{
  char text[16];

  penstock_cli_table_text (table, day != PENSTOCK_DAY_NONE ? penstock_day_format (day, text) : NULL);
}

static void
print_series_table (const View        *view,
                    PenstockCliFormat  format,
                    GString           *out)
{
  static const Column columns[] = {
    { "id", -1 },       { "layer", -1 }, { "last", 2 },     { "period", -1 }, { "kind", -1 }, { "day", -1 }, { "age_days", 0 }, { "source", -1 },
    { "previous", 2 },  { "low", 2 },    { "high", 2 },     { "state", -1 },  { "state_since", -1 },
  };
  g_autoptr(PenstockCliTable) table = new_table (format, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < view->indicators->len; i++)
    {
      const PenstockIndicatorSeries *series = g_ptr_array_index (view->indicators, i);

      penstock_cli_table_text (table, series->id);
      penstock_cli_table_text (table, layer_id (view, series->layer));
      penstock_cli_table_number (table, series->last);
      penstock_cli_table_text (table, series->last_period);
      penstock_cli_table_text (table, series->last_is_forecast ? "forecast" : "outcome");
      add_day (table, series->last_day);
      penstock_cli_table_number (table, view->as_of - series->last_day);
      penstock_cli_table_text (table, series->last_source);
      penstock_cli_table_number (table, series->previous);
      penstock_cli_table_number (table, series->low);
      penstock_cli_table_number (table, series->high);
      penstock_cli_table_text (table, state_id (series->state));
      add_day (table, series->state_since);
    }
  penstock_cli_table_print (table, out);
}

static void
print_forecasters_table (const View        *view,
                         PenstockCliFormat  format,
                         GString           *out)
{
  static const Column columns[] = { { "id", -1 }, { "forecaster", -1 }, { "n", 0 }, { "mean_error", 2 }, { "mean_absolute_error", 2 }, { "last_error", 2 } };
  g_autoptr(PenstockCliTable) table = new_table (format, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < view->indicators->len; i++)
    {
      const PenstockIndicatorSeries *series = g_ptr_array_index (view->indicators, i);

      for (guint k = 0; k < series->forecasters->len; k++)
        {
          const PenstockForecaster *forecaster = &g_array_index (series->forecasters, PenstockForecaster, k);

          penstock_cli_table_text (table, series->id);
          penstock_cli_table_text (table, forecaster->source);
          penstock_cli_table_number (table, forecaster->n);
          penstock_cli_table_number (table, forecaster->mean_error);
          penstock_cli_table_number (table, forecaster->mean_absolute_error);
          penstock_cli_table_number (table, forecaster->last_error);
        }
    }
  penstock_cli_table_print (table, out);
}

static void
print_triangle_table (const View        *view,
                      PenstockCliFormat  format,
                      GString           *out)
{
  static const Column columns[] = { { "corner", -1 }, { "name", -1 }, { "validation", 2 }, { "validation_28_days_before", 2 }, { "lit", -1 } };
  g_autoptr(PenstockCliTable) table = new_table (format, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < view->triangle->len; i++)
    {
      const PenstockTriangleCorner *corner = corner_at (view, i);

      penstock_cli_table_text (table, layer_id (view, corner->layer));
      penstock_cli_table_text (table, view->chain->layers[corner->layer].name);
      penstock_cli_table_number (table, corner->validation);
      penstock_cli_table_number (table, corner->validation_before);
      penstock_cli_table_text (table, !corner->known ? NULL : corner->lit ? "yes" : "no");
    }
  penstock_cli_table_print (table, out);
}

/* A spreadsheet wants one table: the series. */
static void
print (const View        *view,
       PenstockCliFormat  format,
       GString           *out)
{
  if (format == PENSTOCK_CLI_JSON)
    {
      print_json (view, out);
      return;
    }

  print_series_table (view, format, out);
  if (format != PENSTOCK_CLI_TABLE)
    return;
  g_string_append_c (out, '\n');
  print_forecasters_table (view, format, out);
  g_string_append_c (out, '\n');
  print_triangle_table (view, format, out);
}

/* -- what the user sets -- */

/* By its id, or its name where only one has it. Borrowed from @indicators. */
static const char *
find_id (GPtrArray   *indicators,
         const char  *name,
         GError     **error)
{
  const char *found = NULL;
  guint n = 0;

  for (guint i = 0; i < indicators->len; i++)
    {
      const PenstockIndicatorSeries *series = g_ptr_array_index (indicators, i);

      if (g_str_equal (series->id, name))
        return series->id;
      if (g_str_equal (series->series, name))
        {
          found = series->id;
          n++;
        }
    }
  if (n == 1)
    return found;

  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND,
               n == 0 ? _("there is no indicator “%s”") : _("several indicators are called “%s”; give the whole id"), name);
  return NULL;
}

static gboolean
read_bound (const char *text,
            double     *bound)
{
  char *end;

  *bound = *text != '\0' ? g_ascii_strtod (text, &end) : NAN;
  return *text == '\0' || (*end == '\0' && isfinite (*bound));
}

/* "10:40", ":40", "10:", ":" for none. */
static gboolean
read_thresholds (const char *text,
                 double     *low,
                 double     *high,
                 GError    **error)
{
  g_auto(GStrv) parts = g_strsplit (text, ":", -1);

  if (g_strv_length (parts) == 2 && read_bound (parts[0], low) && read_bound (parts[1], high) && !(*low > *high))
    return TRUE;

  penstock_cli_set_usage (error, _("indicators: “%s” is not LOW:HIGH, either of which may be empty"), text);
  return FALSE;
}

static gboolean
read_layer (const PenstockChain *chain,
            const char          *text,
            int                 *layer,
            GError             **error)
{
  *layer = -1;
  for (guint i = 0; i < chain->n_layers; i++)
    if (g_str_equal (chain->layers[i].id, text))
      *layer = (int)i;
  if (*layer >= 0 || g_str_equal (text, "none"))
    return TRUE;

  penstock_cli_set_usage (error, _("indicators: the chain has no layer “%s”; “none” is none of them"), text);
  return FALSE;
}

/* The store works in order: once it answers, what was set before is on disk, or it was said why not. */
static gboolean
wait_for_disk (PenstockCliSession  *session,
               GError             **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(PenstockStoreContents) contents = NULL;

  penstock_store_load_async (session->store, NULL, penstock_cli_wait_cb, &pending);
  result = penstock_cli_wait (&pending);
  contents = penstock_store_load_finish (session->store, result, error);
  if (contents == NULL || session->failure == NULL)
    return contents != NULL;

  g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_STORE, session->failure);
  return FALSE;
}

typedef struct { char *threshold, *layer; } Options;

static void
options_clear (Options *self)
{
  g_free (self->threshold);
  g_free (self->layer);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
set (PenstockCliSession *session,
     const Options      *options,
     const char         *value,
     GError            **error)
{
  const char *name = options->threshold != NULL ? options->threshold : options->layer;
  g_autoptr(GPtrArray) indicators = penstock_engine_dup_indicators (session->engine, G_MAXINT32);
  const char *id = find_id (indicators, name, error);
  double low, high;
  int layer;

  if (id == NULL)
    return FALSE;
  if (options->threshold != NULL)
    {
      if (!read_thresholds (value, &low, &high, error))
        return FALSE;
      penstock_engine_set_threshold (session->engine, id, low, high);
    }
  else
    {
      if (!read_layer (session->chain, value, &layer, error))
        return FALSE;
      penstock_engine_set_indicator_layer (session->engine, id, layer);
    }

  return wait_for_disk (session, error);
}

/* -- the command -- */

static gboolean
check_words (const Options  *options,
             char          **words,
             GError        **error)
{
  static const char *const nothing[] = { NULL }, *const thresholds[] = { "LOW:HIGH", NULL }, *const layers[] = { "LAYER", NULL };

  if (options->threshold != NULL && options->layer != NULL)
    {
      penstock_cli_set_usage (error, _("indicators: --threshold and --layer are two commands"));
      return FALSE;
    }

  return penstock_cli_expect (&penstock_cli_indicators, words,
                              options->threshold != NULL ? thresholds : options->layer != NULL ? layers : nothing, error);
}

static int
run_indicators (PenstockCli *cli,
                char       **args,
                GError     **error)
{
  g_auto(Options) options = { NULL, NULL };
  const GOptionEntry entries[] = {
    { "threshold", 0, 0, G_OPTION_ARG_STRING, &options.threshold, N_("Say from where on the series is low and high: LOW:HIGH follows"), "ID" },
    { "layer", 0, 0, G_OPTION_ARG_STRING, &options.layer, N_("Say beside which layer of the chain it stands, or none"), "ID" },
    { NULL },
  };
  g_auto(GStrv) words = penstock_cli_parse (cli, &penstock_cli_indicators, "[LOW:HIGH | LAYER]", NULL, entries, args, error);
  g_autoptr(PenstockCliSession) session = NULL;
  g_autoptr(PenstockScoreboard) board = NULL;
  g_autoptr(PenstockHistory) history = NULL;
  g_auto(View) view = { NULL };

  if (words == NULL)
    return 0;
  if (!check_words (&options, words, error) || (session = penstock_cli_session_open (cli, error)) == NULL)
    return 1;
  if ((options.threshold != NULL || options.layer != NULL) && !set (session, &options, words[0], error))
    return 1;

  view.chain = session->chain;
  view.as_of = penstock_cli_session_as_of (session, cli);
  board = penstock_engine_compute (session->engine, view.as_of);
  history = penstock_engine_compute_history (session->engine, view.as_of);
  view.indicators = penstock_engine_dup_indicators (session->engine, view.as_of);
  view.triangle = penstock_triangle_new (session->chain, history, board, view.as_of, view.indicators);
  print (&view, cli->format, cli->out);
  return 0;
}

const PenstockCliCommand penstock_cli_indicators = {
  .name = "indicators",
  .summary = N_("Outside series with their forecasts, and the golden triangle"),
  .run = run_indicators,
};
