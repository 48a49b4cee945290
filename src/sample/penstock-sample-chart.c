/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-sample-bodies.h"

#include <math.h>

/* How Yahoo names exchanges. */
static const struct { const char *mic, *code, *full; } exchange_names[] = {
  { "XNAS", "NMS", "NasdaqGS" }, { "XNYS", "NYQ", "NYSE" },   { "XTAI", "TAI", "Taiwan" },    { "ROCO", "TWO", "Taipei Exchange" },
  { "XTKS", "JPX", "Tokyo" },    { "XKRX", "KSC", "KSE" },    { "XHKG", "HKG", "HKSE" },      { "XSHG", "SHH", "Shanghai" },
  { "XSHE", "SHZ", "Shenzhen" }, { "XAMS", "AMS", "Amsterdam" }, { "XPAR", "PAR", "Paris" }, { "XETR", "GER", "XETRA" },
};

static void
append_string (GString    *json,
               const char *text)
{
  g_string_append_c (json, '"');
  for (; *text != '\0'; text++)
    if (*text == '"' || *text == '\\')
      g_string_append_printf (json, "\\%c", *text);
    else if ((guchar)*text < 0x20)
      g_string_append_printf (json, "\\u%04x", *text);
    else
      g_string_append_c (json, *text);
  g_string_append_c (json, '"');
}

static void
append_number (GString *json,
               double   value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (value))
    g_string_append (json, g_ascii_formatd (buffer, sizeof buffer, "%.12g", value));
  else
    g_string_append (json, "null");
}

static void
append_key (GString    *json,
            const char *key,
            double      value)
{
  g_string_append_printf (json, ",\"%s\":", key);
  append_number (json, value);
}

static void
append_row (GArray                       *rows,
            gint64                        time,
            const PenstockSampleDay      *day,
            const PenstockSampleQuestion *question)
{
  const PenstockSampleBar row = { time, day->open, day->high, day->low, day->close, day->volume };

  if (time >= question->from && time < question->until)
    g_array_append_val (rows, row);
}

/* Two years of completed sessions at their open; today twice while it trades: a row at the open whose close is null, and the live row at the
 * time of the last trade, which comes even when period2 has passed. */
static GArray *
daily_rows (const PenstockExchange       *exchange,
            const PenstockSampleMoment   *moment,
            const PenstockSampleQuestion *question,
            gint64                        now)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (PenstockSampleBar));
  const PenstockDay first = penstock_day_from_unix_utc (now) - 730;
  PenstockSampleQuestion open_end = *question;

  for (gsize i = 0; i < moment->n; i++)
    if (moment->days[i].day >= first)
      append_row (rows, penstock_sample_time (exchange, moment->days[i].day, exchange->regular[0].open), &moment->days[i], question);

  if (moment->trading)
    {
      const gint64 open = penstock_sample_time (exchange, moment->live.day, exchange->regular[0].open);
      PenstockSampleDay unfinished = moment->live;

      unfinished.close = NAN;
      if (moment->market_time > open)
        append_row (rows, open, &unfinished, question);
      open_end.until = G_MAXINT64;
      append_row (rows, moment->market_time, &moment->live, &open_end);
    }

  if (question->last_rows > 0 && rows->len > question->last_rows)
    g_array_remove_range (rows, 0, rows->len - question->last_rows);
  return rows;
}

static void
append_period (GString                *json,
               const char             *name,
               const PenstockExchange *exchange,
               PenstockDay             day,
               guint                   open,
               guint                   close)
{
  GTimeZone *zone = penstock_zone (exchange->zone);
  const gint64 start = penstock_sample_time (exchange, day, open);
  const int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, start);

  g_string_append_printf (json, "\"%s\":{\"timezone\":\"%s\",\"start\":%" G_GINT64_FORMAT ",\"end\":%" G_GINT64_FORMAT ",\"gmtoffset\":%d}", name,
                          g_time_zone_get_abbreviation (zone, interval), start, penstock_sample_time (exchange, day, close),
                          g_time_zone_get_offset (zone, interval));
}

/* Today's on a weekday, else those of the last session. */
static void
append_periods (GString                    *json,
                const PenstockExchange     *exchange,
                const PenstockSampleMoment *moment,
                gint64                      now)
{
  const PenstockDay today = penstock_day_from_unix (now, penstock_zone (exchange->zone));
  const PenstockDay day = penstock_day_weekday (today) < 5 ? today : moment->session_day;
  const guint open = exchange->regular[0].open;
  const guint close = penstock_sample_close_minute (exchange);

  g_string_append (json, ",\"currentTradingPeriod\":{");
  append_period (json, "pre", exchange, day, exchange->pre.close > 0 ? exchange->pre.open : open, open);
  g_string_append_c (json, ',');
  append_period (json, "regular", exchange, day, open, close);
  g_string_append_c (json, ',');
  append_period (json, "post", exchange, day, close, exchange->post.close > 0 ? exchange->post.close : close);
  g_string_append_c (json, '}');
}

static void
append_exchange (GString                *json,
                 const PenstockExchange *exchange,
                 gint64                  now)
{
  GTimeZone *zone = penstock_zone (exchange->zone);
  const int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, now);
  const char *code = exchange->mic, *full = exchange->name;

  for (gsize i = 0; i < G_N_ELEMENTS (exchange_names); i++)
    if (g_strcmp0 (exchange_names[i].mic, exchange->mic) == 0)
      {
        code = exchange_names[i].code;
        full = exchange_names[i].full;
      }

  g_string_append_printf (json, ",\"exchangeName\":\"%s\",\"fullExchangeName\":\"%s\"", code, full);
  g_string_append (json, ",\"instrumentType\":\"EQUITY\",\"firstTradeDate\":946947600");
  g_string_append_printf (json, ",\"hasPrePostMarketData\":%s,\"gmtoffset\":%d,\"timezone\":\"%s\",\"exchangeTimezoneName\":\"%s\"",
                          exchange->pre.close > 0 ? "true" : "false", g_time_zone_get_offset (zone, interval),
                          g_time_zone_get_abbreviation (zone, interval), exchange->zone);
}

/* The day's and the year's range, and the pre- or post-market price where there is one. */
static void
append_prices (GString                    *json,
               const PenstockSampleMoment *moment)
{
  const PenstockSampleDay *day = moment->trading ? &moment->live : &moment->days[moment->n - 1];
  const double before = moment->trading ? moment->days[moment->n - 1].close : moment->n > 1 ? moment->days[moment->n - 2].close : NAN;
  const double latest = isfinite (moment->extended) ? moment->extended : moment->price;
  double high = day->high, low = day->low;

  for (gsize i = moment->n > 252 ? moment->n - 252 : 0; i < moment->n; i++)
    {
      high = MAX (high, moment->days[i].high);
      low = MIN (low, moment->days[i].low);
    }

  append_key (json, "regularMarketTime", (double)moment->market_time);
  append_key (json, "regularMarketPrice", moment->price);
  if (isfinite (before))
    {
      append_key (json, "regularMarketChangePercent", (moment->price / before - 1.0) * 100.0);
      append_key (json, "fulldayPrice", latest);
      append_key (json, "fulldayChange", latest - before);
      append_key (json, "fulldayChangePercent", (latest / before - 1.0) * 100.0);
    }
  append_key (json, "fiftyTwoWeekHigh", high);
  append_key (json, "fiftyTwoWeekLow", low);
  append_key (json, "regularMarketDayHigh", day->high);
  append_key (json, "regularMarketDayLow", day->low);
  append_key (json, "regularMarketVolume", day->volume);
}

static void
append_column (GString      *json,
               const char   *name,
               const GArray *rows,
               gsize         offset)
{
  g_string_append_printf (json, "\"%s\":[", name);
  for (guint i = 0; i < rows->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_number (json, G_STRUCT_MEMBER (double, &g_array_index (rows, PenstockSampleBar, i), offset));
    }
  g_string_append_c (json, ']');
}

/* A range without rows has neither timestamps nor adjusted closes; bars of minutes have no adjusted closes. */
static void
append_series (GString      *json,
               const GArray *rows,
               gboolean      daily)
{
  if (rows->len == 0)
    {
      g_string_append (json, ",\"indicators\":{\"quote\":[{}]}");
      return;
    }

  g_string_append (json, ",\"timestamp\":[");
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (rows, PenstockSampleBar, i).time);
  g_string_append (json, "],\"indicators\":{\"quote\":[{");
  append_column (json, "open", rows, G_STRUCT_OFFSET (PenstockSampleBar, open));
  g_string_append_c (json, ',');
  append_column (json, "low", rows, G_STRUCT_OFFSET (PenstockSampleBar, low));
  g_string_append_c (json, ',');
  append_column (json, "close", rows, G_STRUCT_OFFSET (PenstockSampleBar, close));
  g_string_append_c (json, ',');
  append_column (json, "high", rows, G_STRUCT_OFFSET (PenstockSampleBar, high));
  g_string_append_c (json, ',');
  append_column (json, "volume", rows, G_STRUCT_OFFSET (PenstockSampleBar, volume));
  g_string_append (json, "}]");
  if (daily)
    {
      g_string_append (json, ",\"adjclose\":[{");
      append_column (json, "adjclose", rows, G_STRUCT_OFFSET (PenstockSampleBar, close));
      g_string_append (json, "}]");
    }
  g_string_append_c (json, '}');
}

/* The close of the last session before a day; NAN if there is none. */
static double
close_before (const PenstockSampleMoment *moment,
              PenstockDay                 day)
{
  for (gsize i = moment->n; i > 0; i--)
    if (moment->days[i - 1].day < day)
      return moment->days[i - 1].close;
  return NAN;
}

/* Daily answers know only the close before their range; those of minutes also yesterday's. */
static void
append_closes_before (GString                      *json,
                      const PenstockExchange       *exchange,
                      const PenstockSampleMoment   *moment,
                      const PenstockSampleQuestion *question,
                      const GArray                 *rows)
{
  const gint64 first = rows->len > 0 ? g_array_index (rows, PenstockSampleBar, 0).time : moment->market_time;
  const double before_range = close_before (moment, penstock_day_from_unix (first, penstock_zone (exchange->zone)));
  const double before_session = close_before (moment, moment->session_day);

  if (isfinite (before_range))
    append_key (json, "chartPreviousClose", before_range);
  if (!question->daily && isfinite (before_session))
    append_key (json, "previousClose", before_session);
}

GBytes *
penstock_sample_chart_body (PenstockSamplePrices         *prices,
                            guint                         company,
                            const PenstockSampleQuestion *question,
                            gint64                        now)
{
  const PenstockChain *chain = penstock_sample_prices_get_chain (prices);
  const PenstockCompany *info = &chain->companies[company];
  const PenstockExchange *exchange = penstock_chain_exchange (chain, company);
  PenstockSampleMoment moment;
  g_autoptr(GArray) rows = NULL;
  GString *json;

  if (!penstock_sample_look (prices, company, now, &moment))
    return NULL;
  if (question->daily)
    rows = daily_rows (exchange, &moment, question, now);
  else
    rows = penstock_sample_intraday (prices, company, now, &moment, question->extended);

  json = g_string_sized_new (48 * 1024);
  g_string_append_printf (json, "{\"chart\":{\"result\":[{\"meta\":{\"currency\":\"%s\",\"symbol\":", exchange->currency);
  append_string (json, info->symbol);
  append_exchange (json, exchange, now);
  append_prices (json, &moment);
  g_string_append (json, ",\"longName\":");
  append_string (json, info->name);
  g_string_append (json, ",\"shortName\":");
  append_string (json, info->name);
  append_closes_before (json, exchange, &moment, question, rows);
  g_string_append (json, ",\"priceHint\":2");
  append_periods (json, exchange, &moment, now);
  g_string_append_printf (json, ",\"dataGranularity\":\"%s\",\"range\":\"%s\",\"penstockSimulated\":true,"
                          "\"validRanges\":[\"1d\",\"5d\",\"1mo\",\"3mo\",\"6mo\",\"1y\",\"2y\",\"5y\",\"10y\",\"ytd\",\"max\"]}",
                          question->daily ? "1d" : "5m", question->daily ? "" : "1d");
  append_series (json, rows, question->daily);
  g_string_append (json, "}],\"error\":null}}");
  return g_string_free_to_bytes (json);
}

GBytes *
penstock_sample_chart_error_body (const char *code,
                                  const char *description)
{
  GString *json = g_string_new ("{\"chart\":{\"result\":null,\"error\":{\"code\":");

  append_string (json, code);
  g_string_append (json, ",\"description\":");
  append_string (json, description);
  g_string_append (json, "}}}");
  return g_string_free_to_bytes (json);
}
