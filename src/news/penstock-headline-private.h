/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-headline.h"
#include "penstock-news-text-private.h"

G_BEGIN_DECLS

/* A pattern is words with blanks between: "a|b" either, "rais~" every word that starts so, "*" up to six words of anything, "#" a number. CJK characters
 * need no blanks, "…" is up to eight of anything. All is in lower case; either Chinese script finds either. */
typedef struct { const char *pattern; const char *kind; } PenstockKindRule;            /* the first that fits decides */
typedef struct { const char *pattern; int direction; int weight; } PenstockDirectionRule;

/* Tables, penstock-headline-rules.c; each ends with a NULL pattern. */
extern const PenstockKindRule      penstock_headline_kinds[];
extern const PenstockDirectionRule penstock_headline_directions[];
extern const char *const           penstock_headline_rumours[];
extern const char *const           penstock_headline_denials[];

/* Patterns are compiled once: penstock-headline-pattern.c */
typedef struct PenstockPattern PenstockPattern;

PenstockPattern *penstock_pattern_new   (const char *pattern);
/* First place where it fits at or after token @from: [*start, *end). */
gboolean         penstock_pattern_find  (const PenstockPattern *self, const PenstockNewsText *text, int from, int *start, int *end);

G_END_DECLS
