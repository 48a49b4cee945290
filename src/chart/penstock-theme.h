/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "penstock-chain.h"

G_BEGIN_DECLS

/* The palette of the design as one table: CSS and all custom drawing read it, a test recomputes its contrasts. */
typedef enum
{
  PENSTOCK_TOKEN_BG, PENSTOCK_TOKEN_VIEW, PENSTOCK_TOKEN_CARD, PENSTOCK_TOKEN_HB, PENSTOCK_TOKEN_SEL,
  PENSTOCK_TOKEN_LINE, PENSTOCK_TOKEN_GRID, PENSTOCK_TOKEN_FG, PENSTOCK_TOKEN_DIM, PENSTOCK_TOKEN_ACCT,
  PENSTOCK_TOKEN_RED, PENSTOCK_TOKEN_GREEN, PENSTOCK_TOKEN_POS, PENSTOCK_TOKEN_NEG, PENSTOCK_TOKEN_WARN, PENSTOCK_TOKEN_OV,
  PENSTOCK_TOKEN_POSBG, PENSTOCK_TOKEN_NEGBG, PENSTOCK_TOKEN_MARK, PENSTOCK_TOKEN_VOL,
  PENSTOCK_TOKEN_GHOST, PENSTOCK_TOKEN_GHOST2,
  PENSTOCK_TOKEN_CVD_UP, PENSTOCK_TOKEN_CVD_DOWN, /* blue/orange instead of red and green */
  PENSTOCK_N_TOKENS
} PenstockToken;

typedef enum
{
  PENSTOCK_THEME_LIGHT, PENSTOCK_THEME_DARK, PENSTOCK_THEME_HC_LIGHT, PENSTOCK_THEME_HC_DARK, PENSTOCK_THEME_PRINT,
  PENSTOCK_N_THEMES
} PenstockThemeId;

/* How prices are coloured: by the exchange, or forced. */
typedef enum { PENSTOCK_COLOURS_EXCHANGE, PENSTOCK_COLOURS_GREEN_UP, PENSTOCK_COLOURS_RED_UP, PENSTOCK_COLOURS_BLUE_ORANGE } PenstockColours;

typedef struct
{
  PenstockThemeId id;
  PenstockColours colours;
  GdkRGBA         token[PENSTOCK_N_TOKENS];
} PenstockTheme;

void            penstock_theme_init      (PenstockTheme *self, PenstockThemeId id, PenstockColours colours);
const GdkRGBA  *penstock_theme_up        (const PenstockTheme *self, PenstockConvention convention);
const GdkRGBA  *penstock_theme_down      (const PenstockTheme *self, PenstockConvention convention);
const char     *penstock_token_name      (PenstockToken token);   /* "posbg" */
/* "@define-color penstock_fg #2e3436;" … for every token. Owned. */
char           *penstock_theme_to_css    (const PenstockTheme *self);
double          penstock_theme_contrast  (const GdkRGBA *a, const GdkRGBA *b); /* WCAG 2.1 */
gboolean        penstock_theme_parse_id  (const char *text, PenstockThemeId *id); /* "light", "dark", "print" */

/* What the widgets draw with: set once by the application, and again when the system's style changes; widgets redraw. Main thread. */
void                 penstock_theme_set_current (const PenstockTheme *theme);
const PenstockTheme *penstock_theme_get_current (void);
/* Redraws @widget on each change, as long as it lives. */
void                 penstock_theme_track       (GtkWidget *widget);

G_END_DECLS
