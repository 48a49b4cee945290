/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-names.h"
#include "penstock-news-text-private.h"

G_BEGIN_DECLS

/* How much a form of a name says by itself. */
typedef enum
{
  PENSTOCK_FORM_SURE,     /* nobody else is called so: counts wherever it stands */
  PENSTOCK_FORM_NAME,     /* also a common word: needs its capital and one sign */
  PENSTOCK_FORM_WORD,     /* first of all a common word: needs a sign right beside it */
  PENSTOCK_FORM_ACRONYM,  /* two or three letters that mean many things: needs its ticker, "Corp", or the company named otherwise */
} PenstockFormClass;

typedef struct
{
  const char *word;
  gboolean    lower;      /* written with a small letter in the name itself */
  gboolean    upper;      /* "ASML", "IREN": a word of capitals */
  gboolean    cjk;
} PenstockFormPart;

#define PENSTOCK_FORM_MAX_PARTS 12
#define PENSTOCK_FORM_OTHER     (-1) /* something else that must not be taken for a company */
#define PENSTOCK_FORM_SHARED    (-2) /* two companies of the chain are called so */

typedef struct
{
  int                company;  /* or one of the two above */
  PenstockFormClass  class;
  guint              n;
  gboolean           cjk;      /* has a CJK character: no word bounds */
  PenstockFormPart   parts[PENSTOCK_FORM_MAX_PARTS];
  const char        *not_before, *not_behind;  /* of a CJK form; NULL where anything may stand */
} PenstockForm;

struct PenstockNames
{
  gatomicrefcount  ref_count;
  PenstockChain   *chain;
  GStringChunk    *words;
  GHashTable      *forms;    /* first word → GPtrArray of PenstockForm, the longest first */
  GHashTable      *symbols;  /* "2317.TW", "NVDA", "GOOG", … → company + 1 */
  GHashTable      *codes;    /* "2317" → company + 1 */
};

void penstock_names_build        (PenstockNames *self);
/* Company of a symbol as feeds or headlines write it ("nvda", "NVDA.O", "2330-TW", "2330 TT"); −1. */
int  penstock_names_symbol       (const PenstockNames *self, const char *symbol);
int  penstock_names_code         (const PenstockNames *self, const char *code);

/* One place of a text that names, or may name, a company. */
typedef struct
{
  int                company;
  int                start, end;   /* tokens [start, end) */
  PenstockFormClass  class;
  gboolean           cjk;
  gboolean           accepted;
  gboolean           symbol;       /* a ticker, not a name */
} PenstockNameHit;

/* @known: companies known otherwise (hints, other forms), an array of n_companies flags. Element: PenstockNameHit, accepted ones only. Owned. */
GArray *penstock_names_match     (const PenstockNames *self, const PenstockNewsText *text, gboolean *known);
/* The company that a ticker at token @i names, −1 an unknown ticker, −2 no ticker; @end (out) is behind it. */
int     penstock_names_ticker_at (const PenstockNames *self, const PenstockNewsText *text, int i, int *end);
/* Is there a second sign that the hit is the company? */
gboolean penstock_names_has_sign (const PenstockNewsText *text, const PenstockNameHit *hit);
/* "former …", "ex-…", 前…: about a person, not about the company. */
gboolean penstock_names_is_former (const PenstockNewsText *text, int start);

/* Tables, penstock-names-words.c */
typedef struct { const char *id; const char *form; } PenstockNamesExtra;
extern const PenstockNamesExtra penstock_names_extra[];      /* what the press calls them, ends with NULL */
extern const char *const        penstock_names_other[];      /* ends with NULL */
/* What must not stand right before or behind a short CJK name, because the characters then belong to other words ("平台達到", "四川湖北"). */
typedef struct { const char *form; const char *before; const char *behind; } PenstockNamesGuard;
extern const PenstockNamesGuard penstock_names_guards[];     /* ends with NULL; simplified characters */
extern const char               penstock_names_name_words[]; /* blank-separated lists */
extern const char               penstock_names_plain_words[];
extern const char               penstock_names_acronyms[];
extern const char               penstock_names_endings[];
extern const char               penstock_names_bare[];
extern const char               penstock_names_symbol_words[];
extern const char               penstock_names_short_symbols[];
extern const char               penstock_names_exchanges[];
extern const char               penstock_names_corporate[];
extern const char               penstock_names_market_words[];
extern const char               penstock_names_verbs[];
extern const char               penstock_names_auxiliaries[];
extern const char               penstock_names_context[];
extern const char               penstock_names_hyphen_tails[];
extern const char *const        penstock_names_cjk_signs[];  /* ends with NULL */

G_END_DECLS
