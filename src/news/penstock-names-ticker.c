/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-names-private.h"

#include <string.h>

static gboolean
is_symbol (const PenstockNewsToken *token)
{
  if (token == NULL || (token->kind != PENSTOCK_NEWS_WORD && token->kind != PENSTOCK_NEWS_NUMBER))
    return FALSE;

  return strlen (token->written) <= 6 && (token->kind == PENSTOCK_NEWS_NUMBER || token->shape == PENSTOCK_NEWS_UPPER);
}

/* "NVDA.O", "2330-TW", "000660.KS" without blanks, "2330 TT" in brackets: the whole symbol, and where it ends. */
static int
with_suffix (const PenstockNames    *self,
             const PenstockNewsText *text,
             int                     i,
             int                    *end)
{
  const PenstockNewsToken *symbol = penstock_news_text_get (text, i);
  const PenstockNewsToken *mark = penstock_news_text_get (text, i + 1);
  const PenstockNewsToken *suffix = penstock_news_text_get (text, i + 2);
  g_autofree char *whole = NULL;

  *end = i + 1;
  if (mark != NULL && !mark->space && suffix != NULL && !suffix->space && (mark->ch == '.' || mark->ch == '-'))
    *end = i + 3;
  else if (penstock_news_text_is (text, i - 1, "(") && mark != NULL && mark->space)
    {
      suffix = mark;
      *end = i + 2;
    }
  else
    return -1;

  if (suffix->kind != PENSTOCK_NEWS_WORD || suffix->shape != PENSTOCK_NEWS_UPPER || strlen (suffix->written) > 3)
    return -1;
  whole = g_strdup_printf ("%s.%s", symbol->written, suffix->written);
  return penstock_names_symbol (self, whole);
}

/* "(NASDAQ: NVDA)", "NYSE American: MICR": the word before the colon is a market. */
static int
behind_market (const PenstockNames    *self,
               const PenstockNewsText *text,
               int                     i,
               int                    *end)
{
  const PenstockNewsToken *market = penstock_news_text_get (text, i);
  int company;

  if (market->kind != PENSTOCK_NEWS_WORD || !penstock_news_in_list (market->word, penstock_names_exchanges)
      || !penstock_news_text_is (text, i + 1, ":") || !is_symbol (penstock_news_text_get (text, i + 2)))
    return -2;

  *end = i + 3;
  company = penstock_names_symbol (self, penstock_news_text_get (text, i + 2)->written);
  return company >= 0 ? company : penstock_names_code (self, penstock_news_text_get (text, i + 2)->written);
}

static gboolean
is_year (const char *digits)
{
  return strlen (digits) == 4 && strcmp (digits, "1990") >= 0 && strcmp (digits, "2040") <= 0;
}

/* "(2330)" or "(MPWR)" behind a name. A local code needs a CJK name before it; a short symbol is left to the name it follows. */
static int
in_brackets (const PenstockNames    *self,
             const PenstockNewsText *text,
             int                     i,
             int                    *end)
{
  const PenstockNewsToken *before = penstock_news_text_get (text, i - 2);
  const PenstockNewsToken *symbol = penstock_news_text_get (text, i);
  int company;

  if (!penstock_news_text_is (text, i - 1, "(") || !penstock_news_text_is (text, i + 1, ")"))
    return -2;

  *end = i + 1;
  if (symbol->kind == PENSTOCK_NEWS_NUMBER)
    {
      if (before == NULL || before->kind != PENSTOCK_NEWS_CJK || strlen (symbol->word) < 4)
        return -2;
      company = penstock_names_code (self, symbol->word);
      return company < 0 && is_year (symbol->word) ? -2 : company;
    }
  company = penstock_names_symbol (self, symbol->written);
  return company >= 0 && strlen (symbol->written) >= 4 && before != NULL && before->shape != PENSTOCK_NEWS_LOWER ? company : -2;
}

/* A symbol by itself: four letters and no word, or one of the few short ones everybody uses. */
static int
alone (const PenstockNames    *self,
       const PenstockNewsText *text,
       int                     i,
       int                    *end)
{
  const PenstockNewsToken *symbol = penstock_news_text_get (text, i);
  const int company = penstock_names_symbol (self, symbol->written);

  *end = i + 1;
  if (company < 0 || symbol->kind != PENSTOCK_NEWS_WORD || penstock_news_in_list (symbol->word, penstock_names_symbol_words))
    return -2;

  return strlen (symbol->word) >= 4 || penstock_news_in_list (symbol->word, penstock_names_short_symbols) ? company : -2;
}

int
penstock_names_ticker_at (const PenstockNames    *self,
                          const PenstockNewsText *text,
                          int                     i,
                          int                    *end)
{
  const PenstockNewsToken *token = penstock_news_text_get (text, i);
  int company;

  if (token->ch == '$' && is_symbol (penstock_news_text_get (text, i + 1)) && !penstock_news_text_get (text, i + 1)->space
      && penstock_news_text_get (text, i + 1)->kind == PENSTOCK_NEWS_WORD)
    {
      *end = i + 2;
      company = penstock_names_symbol (self, penstock_news_text_get (text, i + 1)->written);
      return company >= 0 ? company : -2;
    }
  company = behind_market (self, text, i, end);
  if (company != -2)
    return company;
  if (!is_symbol (token))
    return -2;

  company = with_suffix (self, text, i, end);
  if (company >= 0)
    return company;
  company = in_brackets (self, text, i, end);
  return company != -2 ? company : alone (self, text, i, end);
}
