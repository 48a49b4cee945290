/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-names-private.h"

#include <string.h>

static gboolean
has_capitals (const PenstockNewsText *text)
{
  for (guint i = 0; i < text->tokens->len; i++)
    if (g_array_index (text->tokens, PenstockNewsToken, i).kind == PENSTOCK_NEWS_WORD
        && g_array_index (text->tokens, PenstockNewsToken, i).shape != PENSTOCK_NEWS_LOWER)
      return TRUE;

  return FALSE;
}

/* A name has its capitals: "digital realty" is no company, nor is "amd" in a line that has capitals elsewhere. */
static gboolean
case_fits (const PenstockForm      *form,
           const PenstockFormPart  *part,
           const PenstockNewsToken *token,
           gboolean                 capitals)
{
  if (part->lower || part->cjk || form->company < 0)
    return TRUE;
  if (part->upper && strlen (part->word) <= 3 && form->n == 1)
    return token->shape == PENSTOCK_NEWS_UPPER;
  if (token->shape == PENSTOCK_NEWS_LOWER)
    return form->class == PENSTOCK_FORM_SURE && !capitals;

  return TRUE;
}

static gboolean
fits (const PenstockForm     *form,
      const PenstockNewsText *text,
      int                     i,
      gboolean                capitals)
{
  for (guint k = 0; k < form->n; k++)
    {
      const PenstockNewsToken *token = penstock_news_text_get (text, i + (int)k);

      if (token == NULL || strcmp (token->word, form->parts[k].word) != 0 || !case_fits (form, &form->parts[k], token, capitals))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_katakana (const PenstockNewsToken *token)
{
  return token != NULL && token->ch >= 0x30a1 && token->ch <= 0x30fc;
}

static gboolean
is_one_of (const PenstockNewsToken *token,
           const char              *characters)
{
  return characters != NULL && token != NULL && token->kind == PENSTOCK_NEWS_CJK && strstr (characters, token->word) != NULL;
}

/* Katakana words end where the script changes: ディスコ is not in ディスコード. */
static gboolean
cuts_a_word (const PenstockForm     *form,
             const PenstockNewsText *text,
             int                     i)
{
  const int end = i + (int)form->n;

  if (is_one_of (penstock_news_text_get (text, i - 1), form->not_before) || is_one_of (penstock_news_text_get (text, end), form->not_behind))
    return TRUE;

  return (is_katakana (penstock_news_text_get (text, i)) && is_katakana (penstock_news_text_get (text, i - 1)))
         || (is_katakana (penstock_news_text_get (text, end - 1)) && is_katakana (penstock_news_text_get (text, end)));
}

static const PenstockForm *
longest_at (const PenstockNames    *self,
            const PenstockNewsText *text,
            int                     i,
            gboolean                capitals)
{
  const PenstockNewsToken *token = penstock_news_text_get (text, i);
  GPtrArray *list = g_hash_table_lookup (self->forms, token->word);

  for (guint k = 0; list != NULL && k < list->len; k++)
    {
      const PenstockForm *form = g_ptr_array_index (list, k);

      if (fits (form, text, i, capitals) && !cuts_a_word (form, text, i))
        return form;
    }
  return NULL;
}

/* "Microsofts Cloud": in German the genitive has no apostrophe. */
static const PenstockForm *
genitive_at (const PenstockNames    *self,
             const PenstockNewsText *text,
             int                     i)
{
  const PenstockNewsToken *token = penstock_news_text_get (text, i);
  g_autofree char *stem = NULL;
  GPtrArray *list;

  if (!text->german || token->kind != PENSTOCK_NEWS_WORD || token->shape == PENSTOCK_NEWS_LOWER || !g_str_has_suffix (token->word, "s"))
    return NULL;

  stem = g_strndup (token->word, strlen (token->word) - 1);
  list = g_hash_table_lookup (self->forms, stem);
  for (guint k = 0; list != NULL && k < list->len; k++)
    {
      const PenstockForm *form = g_ptr_array_index (list, k);

      if (form->n == 1 && form->class <= PENSTOCK_FORM_NAME)
        return form;
    }
  return NULL;
}

/* "Micron Solutions (NYSE American: MICR)", "三星(5007)": the ticker says that it is somebody else. */
static void
take_back (GArray                 *hits,
           const PenstockNewsText *text,
           int                     ticker,
           int                     company)
{
  PenstockNameHit *last = hits->len > 0 ? &g_array_index (hits, PenstockNameHit, hits->len - 1) : NULL;
  int bracket = ticker;

  while (bracket > 0 && !penstock_news_text_is (text, bracket, "("))
    bracket--;
  if (last == NULL || last->symbol || last->company == company || last->end > bracket || last->end + 2 < bracket)
    return;
  if (last->class != PENSTOCK_FORM_SURE || last->cjk)
    g_array_set_size (hits, hits->len - 1);
}

static void
add_hit (GArray           *hits,
         int               company,
         int               start,
         int               end,
         PenstockFormClass class,
         gboolean          cjk,
         gboolean          symbol)
{
  PenstockNameHit hit = { .company = company, .start = start, .end = end, .class = class, .cjk = cjk, .symbol = symbol };

  hit.accepted = class == PENSTOCK_FORM_SURE;
  g_array_append_val (hits, hit);
}

static GArray *
scan (const PenstockNames    *self,
      const PenstockNewsText *text)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (PenstockNameHit));
  const gboolean capitals = has_capitals (text);

  for (int i = 0; (guint)i < text->tokens->len;)
    {
      const PenstockForm *form = longest_at (self, text, i, capitals);
      int end = i + 1;
      int company = -2;

      if (form == NULL)
        form = genitive_at (self, text, i);
      if (form == NULL || form->n == 1)
        company = penstock_names_ticker_at (self, text, i, &end);
      if (company >= -1)
        {
          take_back (hits, text, i, company);
          if (company >= 0)
            add_hit (hits, company, i, end, PENSTOCK_FORM_SURE, FALSE, TRUE);
        }
      else if (form != NULL)
        {
          end = i + (int)form->n;
          if (form->company >= 0)
            add_hit (hits, form->company, i, end, form->class, form->cjk, FALSE);
        }
      else
        end = i + 1;
      i = end;
    }
  return hits;
}

/* "Synopsys and Cadence", "貿聯、嘉澤": nothing but a joint between two hits. */
static gboolean
joined (const PenstockNewsText *text,
        const PenstockNameHit  *a,
        const PenstockNameHit  *b)
{
  if (b->start <= a->end || b->start > a->end + 2)
    return FALSE;
  for (int i = a->end; i < b->start; i++)
    if (!penstock_news_in_list (penstock_news_text_get (text, i)->word, ", 、 and & / · ・ 与 和 及 跟 と und or ;"))
      return FALSE;

  return TRUE;
}

static gboolean
beside_accepted (const PenstockNewsText *text,
                 const GArray           *hits,
                 guint                   i)
{
  const PenstockNameHit *hit = &g_array_index (hits, PenstockNameHit, i);

  if (i > 0 && g_array_index (hits, PenstockNameHit, i - 1).accepted && joined (text, hit - 1, hit))
    return TRUE;

  return i + 1 < hits->len && g_array_index (hits, PenstockNameHit, i + 1).accepted && joined (text, hit, hit + 1);
}

static void
drop_former (const PenstockNewsText *text,
             GArray                 *hits)
{
  gboolean before = FALSE;

  for (guint i = 0; i < hits->len; i++)
    {
      PenstockNameHit *hit = &g_array_index (hits, PenstockNameHit, i);

      before = penstock_names_is_former (text, hit->start) || (before && joined (text, hit - 1, hit));
      if (before)
        hit->accepted = FALSE;
      if (before)
        hit->class = PENSTOCK_FORM_ACRONYM;
      if (before)
        hit->company = -1;
    }
}

/* A NAME also counts beside a company of which there is no doubt: the line is about such things. */
static void
decide (const PenstockNewsText *text,
        GArray                 *hits,
        gboolean               *known)
{
  gboolean any_sure = FALSE;

  for (guint i = 0; i < hits->len; i++)
    if (g_array_index (hits, PenstockNameHit, i).accepted)
      {
        known[g_array_index (hits, PenstockNameHit, i).company] = TRUE;
        any_sure = TRUE;
      }

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < hits->len; i++)
      {
        PenstockNameHit *hit = &g_array_index (hits, PenstockNameHit, i);

        if (hit->accepted || hit->company < 0)
          continue;
        hit->accepted = known[hit->company] || beside_accepted (text, hits, i) || penstock_names_has_sign (text, hit)
                        || (hit->class == PENSTOCK_FORM_NAME && any_sure);
        if (hit->accepted)
          known[hit->company] = TRUE;
      }
}

GArray *
penstock_names_match (const PenstockNames    *self,
                      const PenstockNewsText *text,
                      gboolean               *known)
{
  GArray *hits = scan (self, text);

  drop_former (text, hits);
  decide (text, hits, known);
  for (guint i = hits->len; i > 0; i--)
    if (!g_array_index (hits, PenstockNameHit, i - 1).accepted)
      g_array_remove_index (hits, i - 1);

  return hits;
}
