/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the numbers are made, in a user's words: what SCORING.md says exactly. All strings are N_(). */
typedef struct
{
  const char *id;
  const char *title;
  const char *text;     /* what it says and how to read it */
  const char *formula;  /* NULL = none */
  const char *source;   /* paper, filing rule or vendor's method; NULL = our own */
  const char *limit;    /* what it does not say */
} PenstockMethod;

extern const PenstockMethod penstock_methods[]; /* ends with an id of NULL */

G_END_DECLS
