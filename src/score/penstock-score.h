/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* SCORING.md §1–6 as code. No GLib, no I/O, no hidden allocation: arrays in, arrays out; unknown is NAN.
 * Nothing here knows what time it is: every input is cut at the day asked for, by the functions that say so. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifndef N_
#define N_(s) s
#endif

/* Every number a company has on one day, in the order of the JSON of `penstock-cli score`.
 * X (id, kind, title): the id is the name in SCORING.md, the kind says how a number is shown. */
#define PENSTOCK_SCORE_COLUMNS(X)                                       \
  X (ret_1m,           RATIO,   N_("Return, 1 month"))                  \
  X (mom_6_1,          RATIO,   N_("Momentum, 6 months less the last")) \
  X (mom_12_1,         RATIO,   N_("Momentum, 12 months less the last")) \
  X (vol_63,           RATIO,   N_("Volatility, 63 days, a year"))      \
  X (ram_6_1,          NUMBER,  N_("Risk-adjusted momentum, 6 months")) \
  X (ram_12_1,         NUMBER,  N_("Risk-adjusted momentum, 12 months")) \
  X (high_52w,         RATIO,   N_("Share of the 52-week high"))        \
  X (price_z,          SIGNAL,  N_("Price"))                            \
  X (yoy,              RATIO,   N_("Revenue against a year before"))    \
  X (yoy_3m,           RATIO,   N_("Revenue, 3 months, against a year before")) \
  X (accel,            RATIO,   N_("Revenue acceleration"))             \
  X (sue,              NUMBER,  N_("Unexpected revenue, standardised")) \
  X (same_month_rank,  COUNT,   N_("Rank among the same months"))       \
  X (same_month_years, COUNT,   N_("Years of the same month"))          \
  X (fresh,            NUMBER,  N_("Freshness of revenue"))             \
  X (revenue_z,        SIGNAL,  N_("Revenue"))                          \
  X (event_raw,        NUMBER,  N_("Events, sum of weights"))           \
  X (event_z,          SIGNAL,  N_("Events"))                           \
  X (own,              SIGNAL,  N_("Own signal"))                       \
  X (coverage,         NUMBER,  N_("Coverage"))                         \
  X (benefit,          NUMBER,  N_("Benefit through the chain"))        \
  X (benefit_z,        SIGNAL,  N_("Benefit"))                          \
  X (benefit_rel,      SIGNAL,  N_("Benefit against its own year"))     \
  X (gap,              SIGNAL,  N_("Unpriced benefit"))                 \
  X (score,            PERCENTILE, N_("Score"))                         \
  X (validation,       NUMBER,  N_("Validation"))                       \
  X (narrative,        NUMBER,  N_("Narrative"))

typedef enum
{
#define PENSTOCK_COLUMN_ENUM(id, kind, title) PENSTOCK_COLUMN_##id,
  PENSTOCK_SCORE_COLUMNS (PENSTOCK_COLUMN_ENUM)
#undef PENSTOCK_COLUMN_ENUM
  PENSTOCK_N_COLUMNS
} PenstockColumn;

typedef enum
{
  PENSTOCK_KIND_RATIO,      /* 0.297 = 29.7 % */
  PENSTOCK_KIND_NUMBER,
  PENSTOCK_KIND_SIGNAL,     /* a z-score: blue above zero, orange below */
  PENSTOCK_KIND_COUNT,
  PENSTOCK_KIND_PERCENTILE, /* 0–100 */
} PenstockColumnKind;

typedef struct
{
  const char        *id;
  PenstockColumnKind kind;
  const char        *title; /* untranslated; gettext domain "penstock" */
} PenstockColumnInfo;

extern const PenstockColumnInfo penstock_score_columns[PENSTOCK_N_COLUMNS];
int penstock_score_column_find (const char *id); /* -1 if there is none */

/* ---- Verified series (SCORING, "Verified series") ---- */

#define PENSTOCK_JUMP_FACTOR   1.8
#define PENSTOCK_GLITCH_WINDOW 10

typedef enum
{
  PENSTOCK_BAR_GOOD,
  PENSTOCK_BAR_BAD,        /* close not finite or not positive */
  PENSTOCK_BAR_GLITCH,     /* quarantined: a later bar came back to the old level */
  PENSTOCK_BAR_UNVERIFIED, /* at or after a jump nobody explained */
} PenstockBarState;

/* Something the user or a provider said about a series. */
typedef struct
{
  int32_t day;     /* first day at the new level */
  bool    accept;  /* true: the jump at @day is a true move; false: a split */
  double  ratio;   /* split: price before × 1/ratio (10:1 → ratio 10) */
} PenstockScoreAction;

typedef struct
{
  size_t  n;              /* bars at or before the day asked for */
  size_t  n_good;         /* verified bars: day[0..n_good) and price[0..n_good) of the outputs */
  size_t  n_bad;
  size_t  n_glitch_bars;
  size_t  n_glitches;
  bool    unverified;     /* the series is missing in every score on the day asked for */
  int32_t jump_day;       /* of the unexplained jump */
  double  jump_ratio;     /* its close / last good close */
  double  split_guess;    /* the ratio of the split action that would explain it (jump_ratio 0.1 → 10): nearest of 2, 3, 4, 5, 10, 100
                             or their inverses in log distance, within 15 %; else NAN */
} PenstockVerdict;

/* Walks @n bars (ascending days; price = adjusted close where known) up to and including @until, applying only actions of
 * days ≤ @until. Good bars go, split-adjusted, to @out_day and @out_price (room for n each), every bar's state to @out_state
 * (n PenstockBarState as unsigned char, or NULL) and its adjustment factor to @out_factor (n, or NULL): price × factor. */
PenstockVerdict penstock_score_verify (const int32_t *day, const double *price, size_t n,
                                       const PenstockScoreAction *actions, size_t n_actions, int32_t until,
                                       int32_t *out_day, double *out_price,
                                       unsigned char *out_state, double *out_factor);

/* ---- Inputs of one day ---- */

typedef struct { int32_t period; int32_t published_day; double value; } PenstockScoreFigure; /* one vintage */

typedef struct
{
  int32_t status_day;  /* when it took the status it has on the day of the score */
  int     direction;   /* −1, 0, +1 */
  int     status;      /* PenstockScoreStatus */
  double  relevance;   /* of this company, (0, 1] */
} PenstockScoreEvent;

typedef enum
{
  PENSTOCK_SCORE_RUMOUR, PENSTOCK_SCORE_REPORTED, PENSTOCK_SCORE_CONFIRMED, PENSTOCK_SCORE_DENIED, PENSTOCK_SCORE_EXPIRED,
} PenstockScoreStatus; /* same order as core's PenstockStatus */

/* What is known of one company on the day of the score. All arrays are borrowed. */
typedef struct
{
  const int32_t             *day;      /* verified bars at or before the day: output of penstock_score_verify */
  const double              *price;
  size_t                     n_bars;
  bool                       unverified;
  const PenstockScoreFigure *figures;  /* every vintage, by period, then published_day; later-published ones are ignored here */
  size_t                     n_figures;
  int                        periods_per_year; /* 12 or 4; 0 = files nothing */
  const PenstockScoreEvent  *events;   /* with the status each had on the day */
  size_t                     n_events;
  bool                       listed;
} PenstockScoreCompany;

typedef struct { double weight_price, weight_revenue, weight_event; double alpha; } PenstockScoreSettings;
extern const PenstockScoreSettings penstock_score_default_settings; /* 0.4, 0.4, 0.2; 0.6 */

/* ---- The chain as numbers ---- */

typedef struct { uint32_t company, segment; double weight; } PenstockScoreExposure;
typedef struct { bool from_segment, to_segment; uint32_t from, to; double value; } PenstockScoreLink; /* value v of §5 */

/* W in compressed rows, columns ascending. @link is the index (into the links given) of the strongest link behind an entry.
 * Built once per chain; owned by the caller through _free. */
typedef struct PenstockScoreGraph PenstockScoreGraph;

PenstockScoreGraph *penstock_score_graph_new  (size_t n_companies, size_t n_segments,
                                               const PenstockScoreExposure *exposures, size_t n_exposures,
                                               const PenstockScoreLink *links, size_t n_links); /* NULL: out of memory */
void                penstock_score_graph_free (PenstockScoreGraph *self);
size_t              penstock_score_graph_size (const PenstockScoreGraph *self); /* companies */
size_t              penstock_score_graph_row  (const PenstockScoreGraph *self, size_t company,
                                               const uint32_t **customers, const double **weights, const uint32_t **links);

/* b = α·W·(own⁰ + b); own NAN counts as 0. Returns the number of sweeps. */
size_t penstock_score_solve         (const PenstockScoreGraph *self, double alpha, const double *own, double *benefit);
/* The same for @n_columns days at once, one column of own and benefit behind the other: bit for bit what one at a time gives, whatever is solved beside
 * it. @work: 2·PENSTOCK_SOLVE_LANES doubles a company. */
#define PENSTOCK_SOLVE_LANES 8
void   penstock_score_solve_many    (const PenstockScoreGraph *self, double alpha, const double *own, size_t n_columns, double *benefit, double *work);
/* c_ij of one company i for every j: how much of benefit_i starts at j (length n, sums to benefit_i). @work: n doubles. */
void   penstock_score_contributions (const PenstockScoreGraph *self, double alpha, const double *own, size_t company,
                                     double *contribution, double *work);

#define PENSTOCK_PATH_LINKS 4
typedef struct
{
  size_t   n_links;                          /* 1…4 */
  uint32_t node[PENSTOCK_PATH_LINKS + 1];    /* source j first, company i last */
  uint32_t link[PENSTOCK_PATH_LINKS];        /* strongest link behind node[k+1] → node[k]: supplier node[k+1], customer node[k] */
  double   weight[PENSTOCK_PATH_LINKS];      /* W of that pair */
  double   contribution;                     /* α^k · ΠW · own⁰_j */
} PenstockScorePath;

/* The strongest (by |contribution|) up to @max paths that end at @company; returns how many. @n_total, if not NULL, counts all. */
size_t penstock_score_paths (const PenstockScoreGraph *self, double alpha, const double *own, size_t company,
                             PenstockScorePath *paths, size_t max, size_t *n_total);

/* ---- One day's scores ---- */

/* Columns of @n values each, company order; all owned by the caller. */
typedef struct { size_t n; double *column[PENSTOCK_N_COLUMNS]; } PenstockScoreTable;

/* Computes every column except benefit_rel (left NAN: it needs history, below). @work: at least 8·n doubles. */
void penstock_score_compute (int32_t day, const PenstockScoreCompany *companies, const PenstockScoreGraph *graph,
                             const PenstockScoreSettings *settings, PenstockScoreTable *table, double *work);

/* What a company has by itself, without the others of its day. */
enum
{
  PENSTOCK_OWN_PRICE = 1 << 0,   /* ret_1m … high_52w */
  PENSTOCK_OWN_REVENUE = 1 << 1, /* yoy … fresh */
  PENSTOCK_OWN_EVENTS = 1 << 2,  /* event_raw, event_z */
  PENSTOCK_OWN_ALL = (1 << 3) - 1,
};

/* The same bytes with less work: company i's columns of the parts in @kept[i] stand in @table already, as a computation of the same day and
 * inputs gave them, and of i only the inputs of the other parts are read. NULL: none do. */
void penstock_score_compute_kept (int32_t day, const PenstockScoreCompany *companies, const unsigned char *kept, const PenstockScoreGraph *graph,
                                  const PenstockScoreSettings *settings, PenstockScoreTable *table, double *work);

/* The revenue columns of one company on @day (NAN throughout where it has none), and how long they stay: what they are made of is the same on every
 * day in [day, until); fresh ages meanwhile. */
typedef struct
{
  double  yoy, yoy_3m, accel, sue, same_month_rank, same_month_years;
  int32_t published_day; /* of the vintage that counts; only if same_month_years is known */
  int32_t until;
} PenstockScoreRevenue;
PenstockScoreRevenue penstock_score_revenue (int32_t day, const PenstockScoreCompany *company);
double               penstock_score_fresh   (int32_t day, const PenstockScoreRevenue *revenue);

/* A year of one company's benefit, added up: what benefit_rel needs of it. */
typedef struct
{
  size_t n, known;
  double pivot;                /* the first known value */
  double sum[4], squares[4];   /* of the distances from it, by place modulo 4 */
  double largest;              /* |value| */
} PenstockScoreYear;
/* @benefit: at most 252 values, oldest first; NAN = missing. */
PenstockScoreYear penstock_score_year     (const double *benefit, size_t n);
/* One value more: the same bytes as if it had been the last of penstock_score_year(). */
void              penstock_score_year_add (PenstockScoreYear *self, double benefit);
/* benefit_rel of @now; NAN where fewer than 126 are known or they do not vary. */
double            penstock_score_year_rel (const PenstockScoreYear *self, double now);

/* benefit_rel of @now, the benefit of the day asked for. @benefit holds b of the company's own last trading days at or before that day,
 * oldest first (at most the last 252 are used; NAN = no own anywhere that day, left out; at least 126 must be there). */
double penstock_score_benefit_rel (double now, const double *benefit, size_t n);

/* ---- Segments and layers (§6, values) ---- */

typedef struct
{
  double own, benefit_z, price_z, revenue_z, gap, validation, narrative; /* exposure-weighted means; NAN if no member has it */
  double breadth;                       /* share of members with yoy_3m > 0, by exposure, over members that have yoy_3m */
  size_t members;                       /* without consolidated children whose parent is a member */
  size_t members_with_validation;
  size_t members_with_own;
} PenstockScoreGroup;

/* @weight: the group's exposure per company (0 = no member), consolidated children already taken out. */
PenstockScoreGroup penstock_score_group (const PenstockScoreTable *table, const double *weight);
/* The same bytes from a list of the @n members, companies ascending. */
PenstockScoreGroup penstock_score_group_of (const PenstockScoreTable *table, const uint32_t *company, const double *weight, size_t n);

/* The sections of SCORING.md in order; a further one is one file and one word in src/score/meson.build. Each reads the columns of
 * earlier sections and writes its own. */
typedef struct
{
  int32_t                      day;
  const PenstockScoreCompany  *companies;
  const PenstockScoreGraph    *graph;
  const PenstockScoreSettings *settings;
  PenstockScoreTable          *table;
  double                      *work;     /* 8·n doubles, contents undefined */
  const unsigned char         *kept;     /* by company, PENSTOCK_OWN_…: columns to leave as they are; NULL: none */
} PenstockScoreFrame;

static inline bool
penstock_score_is_kept (const PenstockScoreFrame *frame, size_t company, int part)
{
  return frame->kept != NULL && (frame->kept[company] & part) != 0;
}

typedef struct
{
  const char *id;
  void      (*compute) (const PenstockScoreFrame *frame);
} PenstockScoreSection;
