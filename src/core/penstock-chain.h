/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "penstock-day.h"
#include "penstock-holidays.h"
#include "penstock-quote.h"

G_BEGIN_DECLS

/* The value chain as curated in a file of data/chains/ ("penstock-chain/1"; data/chains/penstock-chain.schema.json
 * describes it). Everything is addressed by index. Immutable, atomically reference-counted, any thread. */

typedef enum { PENSTOCK_CONFIDENCE_SURE, PENSTOCK_CONFIDENCE_LIKELY, PENSTOCK_CONFIDENCE_CHECK } PenstockConfidence;
typedef enum { PENSTOCK_STRENGTH_LOW, PENSTOCK_STRENGTH_MID, PENSTOCK_STRENGTH_HIGH } PenstockStrength;
typedef enum { PENSTOCK_LINK_SUPPLY, PENSTOCK_LINK_FINANCE } PenstockLinkKind;
typedef enum { PENSTOCK_LINK_ESTABLISHED, PENSTOCK_LINK_RUMOURED } PenstockLinkStatus;
typedef enum { PENSTOCK_GREEN_UP, PENSTOCK_RED_UP } PenstockConvention;

typedef struct { char *id; char *name; char *covers; } PenstockLayer;
typedef struct { char *id; char *name; char *covers; guint layer; } PenstockSegment; /* in chain order */

typedef struct { guint16 open, close; } PenstockHours; /* minutes after local midnight */

typedef struct
{
  char              *name, *mic, *suffix, *currency;
  char              *zone;            /* "Asia/Taipei" */
  PenstockHours      regular[2];      /* [1].close == 0: no lunch break */
  PenstockHours      pre, post;       /* close == 0: none */
  const PenstockCalendar *calendar;   /* its holidays and half days, of the shipped file; NULL = not known. Kept for good */
  PenstockConvention convention;
} PenstockExchange;

typedef struct { guint segment; double weight; char *reason; } PenstockExposure;

typedef struct
{
  char              *id, *name;
  char              *local_name;      /* "緯創"; NULL if none */
  char              *symbol;          /* "2317.TW"; NULL for a private entity */
  char              *alt_symbol;      /* a second listing or ADR, not used in scores; NULL if none */
  char              *country, *currency;
  char              *code;            /* TWSE, TPEx or other local code; NULL if none */
  char             **aliases;         /* NULL-terminated, may be empty */
  char              *note;
  int                exchange;        /* -1 for a private entity */
  guint              tier;            /* 1 = polled by default, 2; 0 for a private entity */
  guint64            cik;             /* SEC, 0 = none */
  gboolean           listed;
  gboolean           monthly_revenue; /* files monthly revenue (Taiwan) */
  PenstockConfidence confidence;
  guint              n_exposures;
  PenstockExposure  *exposures;       /* a private entity: one, weight 1 */
} PenstockCompany;

typedef struct { gboolean is_segment; guint index; } PenstockEnd;

typedef struct
{
  PenstockEnd        from, to;        /* supplier → customer */
  PenstockLinkKind   kind;
  PenstockLinkStatus status;
  PenstockStrength   strength;
  PenstockConfidence confidence;
  char              *basis_type;      /* "filing", "reported", "announcement", "structure", "rumour" */
  char              *basis;
  char              *checked;         /* where it was re-read, NULL if it was not */
} PenstockLink;

typedef struct { guint parent, child; gboolean consolidated; } PenstockOwnership;

typedef struct
{
  gatomicrefcount    ref_count;
  char              *id, *name;
  char              *sha256;          /* of the file's bytes, hex */
  double             strength_value[3];   /* by PenstockStrength */
  guint              n_layers, n_exchanges, n_segments, n_companies, n_ownerships, n_links;
  PenstockLayer     *layers;
  PenstockExchange  *exchanges;
  PenstockSegment   *segments;
  PenstockCompany   *companies;       /* listed ones in file order, then the private entities */
  PenstockOwnership *ownerships;
  PenstockLink      *links;
} PenstockChain;

GType          penstock_chain_get_type (void);
PenstockChain *penstock_chain_ref      (PenstockChain *self);
void           penstock_chain_unref    (PenstockChain *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockChain, penstock_chain_unref)

typedef struct { char *path; char *message; } PenstockFault; /* "$.links[12].to", "no company `foo'" */

/* Parses and validates. @faults (optional out, owned PenstockFault) gets every fault in file order; with any fault the
 * result is NULL and @error carries the first. */
PenstockChain *penstock_chain_new_from_bytes (GBytes *bytes, GPtrArray **faults, GError **error);
PenstockChain *penstock_chain_new_from_file  (const char *path, GPtrArray **faults, GError **error);

/* By chain id, symbol, alternative symbol, local code, alias or name, ignoring case. Ids and symbols win over the rest.
 * Ambiguous: PENSTOCK_ERROR_AMBIGUOUS whose message lists the candidates. -1 with @error set if not found. */
int            penstock_chain_find         (const PenstockChain *self, const char *name, GError **error);
int            penstock_chain_find_symbol  (const PenstockChain *self, const char *symbol); /* primary listings only; -1 */
int            penstock_chain_find_id      (const PenstockChain *self, const char *id);
int            penstock_chain_find_segment (const PenstockChain *self, const char *id);
const PenstockExchange *penstock_chain_exchange (const PenstockChain *self, guint company); /* NULL if private */
/* The exchange's time zone of a symbol that need not be in the chain, by suffix; NULL if unknown. */
const PenstockExchange *penstock_chain_exchange_for_symbol (const PenstockChain *self, const char *symbol);

const char    *penstock_confidence_id (PenstockConfidence c);
const char    *penstock_strength_id   (PenstockStrength s);

/* The hours of one day of the exchange: of a half day they end early, and what follows the regular session begins and ends earlier by as much. */
typedef struct { PenstockHours regular[2], pre, post; } PenstockExchangeHours; /* close == 0: none */
/* FALSE: closed all day (weekend, holiday). */
gboolean       penstock_exchange_hours (const PenstockExchange *self, PenstockDay day, PenstockExchangeHours *hours);

/* Is the exchange's regular (or extended) session open at that moment, by its calendar? */
PenstockSession penstock_exchange_session (const PenstockExchange *self, gint64 unix_seconds);

G_END_DECLS
