/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-cli-chart.h"
#include "penstock-cli-json.h"
#include "penstock-score-line.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

typedef struct
{
  char    *output, *range, *from, *to, *style, **overlays, **panes, *size, *theme, *lang;
  gboolean logarithmic;
  int      scale;
} Options;

static void
clear_options (Options *self)
{
  g_free (self->output);
  g_free (self->range);
  g_free (self->from);
  g_free (self->to);
  g_free (self->style);
  g_strfreev (self->overlays);
  g_strfreev (self->panes);
  g_free (self->size);
  g_free (self->theme);
  g_free (self->lang);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* The options as numbers. */
typedef struct
{
  PenstockFigure figure;   /* without its data */
  PenstockRange  range;
  GArray        *periods;  /* guint, 0-terminated */
  gboolean       by_days;  /* --from or --to instead of --range */
} Plan;

static void
clear_plan (Plan *self)
{
  g_clear_pointer (&self->periods, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, clear_plan)

static gboolean
read_day (const char  *option,
          const char  *text,
          PenstockDay *day,
          GError     **error)
{
  *day = text != NULL ? penstock_day_parse (text) : PENSTOCK_DAY_NONE;
  if (text == NULL || *day != PENSTOCK_DAY_NONE)
    return TRUE;
  penstock_cli_set_usage (error, _("chart: %s: “%s” is not a day written YYYY-MM-DD"), option, text);
  return FALSE;
}

static gboolean
read_period (const Options *options,
             Plan          *plan,
             GError       **error)
{
  plan->by_days = options->from != NULL || options->to != NULL;
  plan->range = PENSTOCK_RANGE_6M;
  if (plan->by_days && options->range != NULL)
    penstock_cli_set_usage (error, _("chart: --range together with --from or --to"));
  else if (options->range != NULL && !penstock_range_parse (options->range, &plan->range))
    penstock_cli_set_usage (error, _("chart: --range: “%s” is not 5d, 1m, 3m, 6m, 1y or max"), options->range);
  else if (!read_day ("--from", options->from, &plan->figure.from, error) || !read_day ("--to", options->to, &plan->figure.until, error))
    return FALSE;
  else if (options->from != NULL && options->to != NULL && plan->figure.from > plan->figure.until)
    penstock_cli_set_usage (error, _("chart: --from is after --to"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_overlays (char   **overlays,
               Plan    *plan,
               GError **error)
{
  plan->periods = g_array_new (TRUE, FALSE, sizeof (guint));
  for (; overlays != NULL && *overlays != NULL; overlays++)
    {
      guint64 period;
      guint value;

      if (!g_str_has_prefix (*overlays, "sma:") || !g_ascii_string_to_unsigned (*overlays + 4, 10, 2, 1000, &period, NULL))
        {
          penstock_cli_set_usage (error, _("chart: --overlay: “%s” is not sma:N with N from 2 to 1000"), *overlays);
          return FALSE;
        }
      value = (guint)period;
      g_array_append_val (plan->periods, value);
    }
  plan->figure.sma = (const guint *)(gconstpointer)plan->periods->data;
  return TRUE;
}

static gboolean
read_look (const Options *options,
           Plan          *plan,
           GError       **error)
{
  PenstockFigure *figure = &plan->figure;

  figure->width = 1600.0;
  figure->height = 900.0;
  figure->scale = options->scale;
  figure->theme = PENSTOCK_THEME_LIGHT;
  figure->colours = PENSTOCK_COLOURS_EXCHANGE;
  figure->logarithmic = options->logarithmic;
  figure->style = g_strcmp0 (options->style, "candles") == 0 ? PENSTOCK_CHART_CANDLES : PENSTOCK_CHART_LINE;
  if (options->style != NULL && !g_str_equal (options->style, "line") && !g_str_equal (options->style, "candles"))
    penstock_cli_set_usage (error, _("chart: --style: “%s” is not line or candles"), options->style);
  else if (options->size != NULL && !penstock_figure_parse_size (options->size, &figure->width, &figure->height))
    penstock_cli_set_usage (error, _("chart: --size: “%s” is not like 1600x900, a4 or square"), options->size);
  else if (options->scale < 1 || options->scale > 3)
    penstock_cli_set_usage (error, _("chart: --scale: %d is not 1, 2 or 3"), options->scale);
  else if (options->theme != NULL && !penstock_theme_parse_id (options->theme, &figure->theme))
    penstock_cli_set_usage (error, _("chart: --theme: “%s” is not light, dark or print"), options->theme);
  else
    return TRUE;
  return FALSE;
}

static gboolean
has_extension (const char *path,
               const char *extension)
{
  const gsize length = strlen (path), wanted = strlen (extension);

  return length > wanted && g_ascii_strcasecmp (path + length - wanted, extension) == 0;
}

static gboolean
check_output (const char *path,
              GError    **error)
{
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  if (path == NULL)
    penstock_cli_set_usage (error, _("chart: no --output given"));
  else if (!has_extension (path, ".png") && !has_extension (path, ".svg") && !has_extension (path, ".pdf"))
    penstock_cli_set_usage (error, _("chart: --output: “%s” does not end in .png, .svg or .pdf"), path);
  else if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _("chart: --output: there is no folder “%s”"), folder);
  else
    return TRUE;
  return FALSE;
}

/* Texts in that language, numbers in its locale where the system has it. */
static void
set_language (const char *lang)
{
  g_autofree char *plain = g_strdup_printf ("%s.UTF-8", lang);
  g_autofree char *country = g_ascii_strup (lang, -1);
  g_autofree char *full = g_strdup_printf ("%s_%s.UTF-8", lang, country);

  g_setenv ("LANGUAGE", lang, TRUE);
  if (setlocale (LC_ALL, plain) == NULL && setlocale (LC_ALL, full) == NULL)
    setlocale (LC_ALL, "C.UTF-8");
}

/* The days that are seen; FALSE if no bar is among them. */
static gboolean
set_period (Plan                     *plan,
            const PenstockCliSubject *subject,
            GError                  **error)
{
  const PenstockBars *bars = subject->bars;
  PenstockFigure *figure = &plan->figure;
  char from[16], until[16];
  gssize last;

  if (!plan->by_days)
    figure->from = penstock_range_start (plan->range, bars->day[bars->n - 1]);
  if (figure->from == PENSTOCK_DAY_NONE || (!plan->by_days && figure->from < bars->day[0]))
    figure->from = bars->day[0];
  if (figure->until == PENSTOCK_DAY_NONE)
    figure->until = bars->day[bars->n - 1];

  last = penstock_bars_find (bars, figure->until);
  if (last >= 0 && bars->day[last] >= figure->from)
    return TRUE;
  g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND, _("%s has no bars from %s to %s"), subject->symbol,
               penstock_day_format (figure->from, from), penstock_day_format (figure->until, until));
  return FALSE;
}

static void
print_result (const PenstockFigure *figure,
              const char           *path,
              GString              *out)
{
  const double scale = has_extension (path, ".png") ? figure->scale : 1.0;
  PenstockCliJson json;
  GStatBuf status = { 0 };

  if (g_stat (path, &status) != 0)
    status.st_size = 0;
  penstock_cli_json_init (&json, out, 0);
  penstock_cli_json_open (&json, NULL, '{');
  penstock_cli_json_string (&json, "output", path);
  penstock_cli_json_number (&json, "width", figure->width * scale);
  penstock_cli_json_number (&json, "height", figure->height * scale);
  penstock_cli_json_integer (&json, "bytes", (gint64)status.st_size);
  penstock_cli_json_close (&json, '}');
}

/* What the panes show, kept while the picture is drawn. */
typedef struct
{
  PenstockScoreLine *line[PENSTOCK_MAX_CHART_PANES];
  PenstockChartPane  pane[PENSTOCK_MAX_CHART_PANES];
  guint              n;
} Panes;

static void
clear_panes (Panes *self)
{
  for (guint i = 0; i < self->n; i++)
    penstock_score_line_free (self->line[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Panes, clear_panes)

static gboolean
compute_panes (Panes                    *self,
               PenstockCliSession       *session,
               const PenstockCli        *cli,
               const PenstockCliSubject *subject,
               char                    **names,
               GError                  **error)
{
  const int company = penstock_chain_find_symbol (session->chain, subject->symbol);
  g_autoptr(PenstockHistory) history = NULL;

  if (names == NULL)
    return TRUE;

  history = penstock_engine_compute_history (session->engine, penstock_cli_session_as_of (session, cli));
  for (; *names != NULL; names++)
    {
      g_autoptr(GError) problem = NULL;
      PenstockScoreLine *line = penstock_score_line_new (history, *names, company, &problem);

      if (line == NULL)
        {
          penstock_cli_set_usage (error, "chart: --pane: %s", problem->message);
          return FALSE;
        }
      self->pane[self->n] = (PenstockChartPane) {
        .title = line->title, .n = line->n, .day = line->day, .value = line->value,
        .low = line->low, .high = line->high, .decimals = line->decimals,
      };
      self->line[self->n++] = line;
    }
  return TRUE;
}

static int
draw (PenstockCli *cli,
      const char  *name,
      const char  *path,
      char       **pane_names,
      Plan        *plan,
      GError     **error)
{
  g_autoptr(PenstockCliSession) session = penstock_cli_session_open (cli, error);
  g_autoptr(PenstockCliSubject) subject = session != NULL ? penstock_cli_subject_new (session, cli, name, error) : NULL;
  g_auto(Panes) panes = { .n = 0 };

  if (subject == NULL || !set_period (plan, subject, error) || !compute_panes (&panes, session, cli, subject, pane_names, error))
    return 1;

  penstock_figure_init ();
  plan->figure.data = subject->data;
  plan->figure.data.n_panes = panes.n;
  plan->figure.data.panes = panes.pane;
  plan->figure.source = subject->source;
  plan->figure.delay = subject->delay;
  plan->figure.data_time = subject->data_time;
  if (!penstock_figure_save (&plan->figure, path, error))
    return 1;
  print_result (&plan->figure, path, cli->out);
  return 0;
}

static int
run_chart (PenstockCli *cli,
           char       **args,
           GError     **error)
{
  g_auto(Options) options = { .scale = 1 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_("The picture to write"), "F.png|svg|pdf" },
    { "range", 0, 0, G_OPTION_ARG_STRING, &options.range, N_("How far back: 5d, 1m, 3m, 6m (default), 1y or max"), "RANGE" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_("First day"), "YYYY-MM-DD" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_("Last day"), "YYYY-MM-DD" },
    { "style", 0, 0, G_OPTION_ARG_STRING, &options.style, N_("How prices are drawn (default: line)"), "line|candles" },
    { "log", 0, 0, G_OPTION_ARG_NONE, &options.logarithmic, N_("Logarithmic scale"), NULL },
    { "overlay", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.overlays, N_("Moving average over N bars (may be repeated)"), "sma:N" },
    { "pane", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.panes,
      N_("A score under the price, such as own, gap:intc, validation:seg:memory (at most two)"), "SCORE[:ID]" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &options.size, N_("Size in points (default: 1600x900)"), "WxH|a4|square" },
    { "scale", 0, 0, G_OPTION_ARG_INT, &options.scale, N_("Pixels per point of a PNG: 1 (default), 2 or 3"), "N" },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &options.theme, N_("Colours (default: light)"), "light|dark|print" },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &options.lang, N_("Language of the texts"), "L" },
    { NULL },
  };
  g_auto(GStrv) words = penstock_cli_parse (cli, &penstock_cli_chart, "ID --output F.png|svg|pdf", _("Needs no display."), entries, args, error);
  g_auto(Plan) plan = { .figure = { .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE } };

  if (words == NULL)
    return 0;
  if (!penstock_cli_expect (&penstock_cli_chart, words, (const char *[]){ "ID", NULL }, error) || !check_output (options.output, error) ||
      !read_period (&options, &plan, error) || !read_overlays (options.overlays, &plan, error) || !read_look (&options, &plan, error))
    return 2;
  if (options.panes != NULL && g_strv_length (options.panes) > PENSTOCK_MAX_CHART_PANES)
    {
      penstock_cli_set_usage (error, _("chart: --pane: a chart takes %d at most"), PENSTOCK_MAX_CHART_PANES);
      return 2;
    }
  if (options.lang != NULL)
    set_language (options.lang);
  return draw (cli, words[0], options.output, options.panes, &plan, error);
}

const PenstockCliCommand penstock_cli_chart = {
  .name = "chart",
  .summary = N_("Draw a chart into a file"),
  .run = run_chart,
};
