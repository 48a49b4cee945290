/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "penstock-provider.h"

#include <string.h>

/* One provider, PROVIDER, from the bytes of an answer: recognised and read as penstock-http does it. The question is made up from the provider's own
 * description and, so that the answer can belong to it, from the first symbol the bytes name. */

#define KEY "k-3c1f9e7a-never-shown"
#define N_CHOICES(list) (sizeof (list) / sizeof *(list))

static const PenstockProvider *provider;

static char *
find_symbol (const uint8_t *data,
             size_t         size)
{
  static const char *const marks[] = { "\"symbol\":\"", "\"ticker\":\"" };
  g_autofree char *text = g_strndup ((const char *)data, MIN (size, 4096));

  for (guint i = 0; i < N_CHOICES (marks); i++)
    {
      const char *at = strstr (text, marks[i]);
      const char *end = at != NULL ? strchr (at + strlen (marks[i]), '"') : NULL;

      if (end != NULL && end - at - (gssize)strlen (marks[i]) < 24 && g_utf8_validate (at, end - at, NULL))
        return g_strndup (at + strlen (marks[i]), (gsize)(end - at) - strlen (marks[i]));
    }

  return NULL;
}

static char *
make_subject (const uint8_t *data,
              size_t         size)
{
  static const char *const months[] = { "sii/0", "sii/1", "otc/0", "otc/1" };
  const char *suffix = provider->suffixes != NULL && provider->suffixes[0] != NULL ? provider->suffixes[0] : "";
  const gboolean taiwan = g_str_equal (suffix, ".TW") || g_str_equal (suffix, ".TWO");
  char *symbol = find_symbol (data, size);
  guint n_parts = 0;

  if (provider->asks == PENSTOCK_ASKS_LISTING && symbol != NULL && *symbol != '\0' && !taiwan)
    return symbol;
  g_free (symbol);

  while (provider->parts != NULL && provider->parts[n_parts] != NULL)
    n_parts++;

  switch (provider->asks)
    {
    case PENSTOCK_ASKS_LISTING:
      return g_strconcat (taiwan ? "2330" : "NVDA", suffix, NULL);
    case PENSTOCK_ASKS_LISTINGS:
      return g_strconcat (taiwan ? "2330" : "NVDA", suffix, ",", taiwan ? "6669" : "AMD", suffix, NULL);
    case PENSTOCK_ASKS_MONTH:
      return g_strdup (months[size % N_CHOICES (months)]);
    case PENSTOCK_ASKS_REGISTRANT:
      return n_parts > 0 ? g_strdup (provider->parts[size % n_parts]) : NULL;
    case PENSTOCK_ASKS_ADDRESS:
      return g_strdup ("https://news.example/a/feed.xml");
    case PENSTOCK_ASKS_WORDS:
      return g_strdup ("nvidia");
    case PENSTOCK_ASKS_TABLE:
    default:
      return NULL;
    }
}

static void
check_bars (const PenstockBars *bars)
{
  fuzz_check (bars->symbol != NULL && fuzz_is_text (bars->symbol) && fuzz_is_text (bars->currency));
  for (gsize i = 0; i < bars->n; i++)
    {
      fuzz_check (i == 0 || bars->day[i - 1] < bars->day[i]);
      fuzz_check (bars->day[i] != PENSTOCK_DAY_NONE);
      for (guint field = 0; field < PENSTOCK_BAR_N_FIELDS; field++)
        fuzz_check (isnan (bars->field[field][i]) || (isfinite (bars->field[field][i]) && bars->field[field][i] >= 0.0));
    }
}

static void
check_intraday (const PenstockIntraday *bars)
{
  fuzz_check (bars->symbol != NULL && fuzz_is_text (bars->symbol) && fuzz_is_text (bars->currency) && fuzz_is_text (bars->zone));
  for (gsize i = 0; i < bars->n; i++)
    {
      fuzz_check (i == 0 || bars->time[i - 1] < bars->time[i]);
      for (guint field = 0; field < PENSTOCK_BAR_ADJ_CLOSE; field++)
        fuzz_check (!isinf (bars->field[field][i]));
    }
}

static void
check_news (const PenstockNewsItem *item)
{
  g_autofree char *key = penstock_news_item_dup_key (item);

  fuzz_check (item->title != NULL && fuzz_is_text (item->title) && strchr (item->title, '\n') == NULL);
  fuzz_check (fuzz_is_text (item->id) && fuzz_is_text (item->summary) && fuzz_is_text (item->url) && fuzz_is_text (item->publisher));
  fuzz_check (fuzz_is_text (item->form) && fuzz_is_text (item->items) && fuzz_is_text (item->language));
  fuzz_check (key != NULL && g_str_equal (item->source, provider->id));
}

static void
check_batch (const PenstockBatch *batch)
{
  for (guint i = 0; i < batch->bars->len; i++)
    check_bars (g_ptr_array_index (batch->bars, i));
  for (guint i = 0; i < batch->intraday->len; i++)
    check_intraday (g_ptr_array_index (batch->intraday, i));
  for (guint i = 0; i < batch->news->len; i++)
    check_news (g_ptr_array_index (batch->news, i));
  for (guint i = 0; i < batch->quotes->len; i++)
    {
      const PenstockQuoteRow *row = &g_array_index (batch->quotes, PenstockQuoteRow, i);

      fuzz_check (row->symbol != NULL && fuzz_is_text (row->symbol) && isfinite (row->quote.price));
    }
  for (guint i = 0; i < batch->revenue->len; i++)
    fuzz_check (fuzz_is_text (g_array_index (batch->revenue, PenstockRevenueRow, i).symbol));
  for (guint i = 0; i < batch->rates->len; i++)
    {
      double rate = g_array_index (batch->rates, PenstockRate, i).rate;

      fuzz_check (isfinite (rate) && rate > 0.0);
    }
  for (guint i = 0; i < batch->symbols->len; i++)
    fuzz_check (fuzz_is_text (g_array_index (batch->symbols, PenstockSymbolRow, i).symbol) &&
                fuzz_is_text (g_array_index (batch->symbols, PenstockSymbolRow, i).name));
  for (guint i = 0; i < batch->rejected->len; i++)
    fuzz_check (fuzz_is_text (g_array_index (batch->rejected, PenstockRejection, i).reason));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const char *const charsets[] = { NULL, "utf-8", NULL, "big5", "iso-8859-1", "utf-16", "windows-1252", "no-such" };
  g_autofree char *subject = NULL;
  g_autofree char *reason = NULL;
  g_autoptr(GBytes) body = fuzz_bytes (data, size);
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  PenstockQuery query = { .symbol = "NVDA", .cik = 1045810, .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE, .key = KEY };
  PenstockOutcome outcome;

  if (provider == NULL)
    provider = penstock_provider_find (PROVIDER);

  subject = make_subject (data, size);
  query.subject = subject;
  query.charset = charsets[size % N_CHOICES (charsets)];
  query.month = 2026 * 12 + 5; /* June 2026 */
  outcome = penstock_provider_read (provider, &query, 200, NULL, body, FUZZ_NOW, batch, &reason);

  fuzz_check (outcome <= PENSTOCK_OUTCOME_BROKEN);
  fuzz_check ((outcome == PENSTOCK_OUTCOME_DATA) == (reason == NULL));
  fuzz_check (fuzz_is_text (reason));
  /* A source that repeats the key is penstock-http's to deal with. */
  fuzz_check (reason == NULL || strstr (reason, KEY) == NULL || g_strstr_len ((const char *)data, (gssize)size, KEY) != NULL);
  if (outcome == PENSTOCK_OUTCOME_DATA)
    check_batch (batch);
  return 0;
}
