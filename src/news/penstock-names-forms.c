/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-names-private.h"

#include <string.h>

/* "gold_circuit": how a form is looked up in the lists of words. */
static char *
key_of (const PenstockForm *form)
{
  g_autoptr(GString) key = g_string_new (NULL);

  for (guint i = 0; i < form->n; i++)
    {
      if (i > 0 && !form->cjk && strcmp (form->parts[i].word, "&") != 0 && strcmp (form->parts[i - 1].word, "&") != 0)
        g_string_append_c (key, '_');
      g_string_append (key, form->parts[i].word);
    }
  return g_string_free (g_steal_pointer (&key), FALSE);
}

static PenstockFormClass
classify (const PenstockForm *form)
{
  g_autofree char *key = key_of (form);
  const gsize length = strlen (key);

  if (penstock_news_in_list (key, penstock_names_plain_words))
    return PENSTOCK_FORM_WORD;
  if (penstock_news_in_list (key, penstock_names_name_words))
    return PENSTOCK_FORM_NAME;
  if (form->cjk || form->n > 1 || penstock_news_in_list (key, penstock_names_acronyms))
    return PENSTOCK_FORM_SURE;
  if (length <= 3)
    return PENSTOCK_FORM_ACRONYM;

  return length == 4 && !form->parts[0].upper ? PENSTOCK_FORM_WORD : PENSTOCK_FORM_SURE;
}

static void
guard (PenstockForm *form)
{
  g_autofree char *key = key_of (form);

  for (const PenstockNamesGuard *entry = penstock_names_guards; form->cjk && form->company >= 0 && entry->form != NULL; entry++)
    if (g_str_equal (entry->form, key))
      {
        form->not_before = entry->before;
        form->not_behind = entry->behind;
      }
}

static int
compare_length (gconstpointer a,
                gconstpointer b)
{
  const PenstockForm *first = *(const PenstockForm *const *)a, *second = *(const PenstockForm *const *)b;

  return (second->n > first->n) - (second->n < first->n);
}

static gboolean
same_words (const PenstockForm *a,
            const PenstockForm *b)
{
  if (a->n != b->n)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    if (strcmp (a->parts[i].word, b->parts[i].word) != 0)
      return FALSE;

  return TRUE;
}

/* A form that two companies share says nothing and is made nobody's; a chain that has one of the other companies of the table gets it. */
static void
keep (PenstockNames      *self,
      const PenstockForm *form)
{
  GPtrArray *list = g_hash_table_lookup (self->forms, form->parts[0].word);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->forms, (gpointer)form->parts[0].word, list);
    }
  for (guint i = 0; i < list->len; i++)
    {
      PenstockForm *old = g_ptr_array_index (list, i);

      if (same_words (old, form))
        {
          if (old->company == PENSTOCK_FORM_OTHER)
            *old = *form;
          else if (old->company != form->company)
            old->company = PENSTOCK_FORM_SHARED;
          return;
        }
    }
  g_ptr_array_add (list, g_memdup2 (form, sizeof *form));
}

static void
add_form (PenstockNames *self,
          int            company,
          const char    *written)
{
  g_autoptr(PenstockNewsText) text = penstock_news_text_new (written, NULL);
  PenstockForm form = { .company = company, .n = text->tokens->len };

  if (form.n == 0 || form.n > PENSTOCK_FORM_MAX_PARTS)
    return;

  for (guint i = 0; i < form.n; i++)
    {
      const PenstockNewsToken *token = &g_array_index (text->tokens, PenstockNewsToken, i);

      form.parts[i].word = g_string_chunk_insert_const (self->words, token->word);
      form.parts[i].lower = token->kind != PENSTOCK_NEWS_WORD || !g_unichar_isupper (g_utf8_get_char (token->written));
      form.parts[i].upper = token->kind == PENSTOCK_NEWS_WORD && token->shape == PENSTOCK_NEWS_UPPER;
      form.parts[i].cjk = token->kind == PENSTOCK_NEWS_CJK;
      form.cjk = form.cjk || form.parts[i].cjk;
    }
  /* One character is never a name. */
  if (form.n == 1 && g_utf8_strlen (form.parts[0].word, -1) < 2)
    return;
  form.class = company < 0 ? PENSTOCK_FORM_SURE : classify (&form);
  guard (&form);
  keep (self, &form);
}

/* "Delta Electronics" is also called Delta, "世芯-KY" 世芯: endings go one by one. */
static void
add_shorter (PenstockNames *self,
             int            company,
             const char    *name)
{
  g_autofree char *rest = g_strstrip (g_strdup (name));

  add_form (self, company, rest);
  if (g_str_has_suffix (rest, "-KY"))
    {
      rest[strlen (rest) - 3] = '\0';
      add_form (self, company, rest);
      return;
    }
  for (char *blank = strrchr (rest, ' '); blank != NULL; blank = strrchr (rest, ' '))
    {
      g_autofree char *ending = g_ascii_strdown (blank + 1, -1);
      g_autofree char *first = NULL;

      *blank = '\0';
      first = g_ascii_strdown (rest, -1);
      if (!penstock_news_in_list (ending, penstock_names_endings) || penstock_news_in_list (first, penstock_names_bare))
        return;
      add_form (self, company, rest);
    }
}

/* "Hon Hai Precision (Foxconn)", "Cipher Mining / Cipher Digital", "Arm Holdings (ADR)" are two names, or one and a remark. */
static void
add_name (PenstockNames *self,
          int            company,
          const char    *name)
{
  g_auto(GStrv) parts = NULL;

  if (name == NULL)
    return;

  parts = g_strsplit_set (name, "()/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && !g_str_equal (parts[i], "ADR"))
      add_shorter (self, company, parts[i]);
}

static void
add_symbol (PenstockNames *self,
            int            company,
            const char    *symbol)
{
  if (symbol == NULL || *symbol == '\0')
    return;

  g_hash_table_replace (self->symbols, g_ascii_strup (symbol, -1), GINT_TO_POINTER (company + 1));
}

static gboolean
all_digits (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

static void
add_code (PenstockNames *self,
          int            company,
          const char    *code)
{
  if (code != NULL && strlen (code) >= 4)
    g_hash_table_insert (self->codes, g_strdup (code), GINT_TO_POINTER (company + 1));
}

static void
add_company (PenstockNames *self,
             int            index)
{
  const PenstockCompany *company = &self->chain->companies[index];
  const char *const symbols[] = { company->alt_symbol, company->symbol };

  add_name (self, index, company->name);
  add_name (self, index, company->local_name);
  for (char **alias = company->aliases; alias != NULL && *alias != NULL; alias++)
    add_name (self, index, *alias);

  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    {
      const char *dot = symbols[i] != NULL ? strrchr (symbols[i], '.') : NULL;

      add_symbol (self, index, symbols[i]);
      if (dot != NULL)
        {
          g_autofree char *code = g_strndup (symbols[i], (gsize)(dot - symbols[i]));

          if (all_digits (code))
            add_code (self, index, code);
        }
    }
  add_code (self, index, company->code);
}

void
penstock_names_build (PenstockNames *self)
{
  GHashTableIter iter;
  gpointer list;

  for (const char *const *other = penstock_names_other; *other != NULL; other++)
    add_form (self, PENSTOCK_FORM_OTHER, *other);
  for (guint i = 0; i < self->chain->n_companies; i++)
    add_company (self, (int)i);
  for (const PenstockNamesExtra *extra = penstock_names_extra; extra->id != NULL; extra++)
    {
      const int company = penstock_chain_find_id (self->chain, extra->id);

      if (company >= 0)
        add_form (self, company, extra->form);
    }

  g_hash_table_iter_init (&iter, self->forms);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    g_ptr_array_sort (list, compare_length);
}

int
penstock_names_code (const PenstockNames *self,
                     const char          *code)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->codes, code)) - 1;
}

/* What agencies write behind a dot, dash or blank, and the suffix Penstock uses for it ("" = United States). */
static const struct { const char *theirs; const char *ours; } suffixes[] = {
  { "O", "" }, { "OQ", "" }, { "N", "" }, { "K", "" }, { "US", "" }, { "UW", "" }, { "UN", "" }, { "UQ", "" }, { "TW", ".TW" }, { "TT", ".TW" },
  { "TWO", ".TWO" }, { "TT", ".TWO" },
  { "TW", ".TWO" }, { "T", ".T" }, { "JP", ".T" }, { "JT", ".T" }, { "KS", ".KS" }, { "KQ", ".KS" }, { "KR", ".KS" }, { "HK", ".HK" }, { "SS", ".SS" },
  { "SH", ".SS" }, { "SZ", ".SZ" },
  { "CH", ".SS" }, { "CH", ".SZ" }, { "AS", ".AS" }, { "NA", ".AS" }, { "PA", ".PA" }, { "FP", ".PA" }, { "DE", ".DE" }, { "GR", ".DE" }, { "VI", ".VI" },
  { "AV", ".VI" }, { "S", ".SW" }, { "SW", ".SW" },
};

int
penstock_names_symbol (const PenstockNames *self,
                       const char          *symbol)
{
  g_autofree char *upper = g_ascii_strup (symbol, -1);
  int company = GPOINTER_TO_INT (g_hash_table_lookup (self->symbols, upper)) - 1;
  char *mark = strpbrk (upper, ".- ");

  if (company >= 0 || mark == NULL)
    return company;

  *mark++ = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes) && company < 0; i++)
    if (g_str_equal (mark, suffixes[i].theirs))
      {
        g_autofree char *ours = g_strconcat (upper, suffixes[i].ours, NULL);

        company = GPOINTER_TO_INT (g_hash_table_lookup (self->symbols, ours)) - 1;
      }
  return company;
}
