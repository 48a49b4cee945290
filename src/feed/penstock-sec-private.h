/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-provider.h"

G_BEGIN_DECLS

/* EDGAR, the filing system of the United States: what its four feeds share. data.sec.gov and www.sec.gov count requests together (ten a second
 * over all machines of a user), want a name and a contact in the User-Agent, and shut out who overdoes it for some ten minutes, longer for whoever goes on.
 *
 * When was a filing public?  EDGAR sends a filing out between 06:00 and 22:00 New York time of its filing date, which is the next working day if
 * it was accepted after 17:30. The moment of acceptance that data.sec.gov gives ends in Z and is UTC for some registrants, New York's clock for others, and
 * nothing tells which. So both are read: the later of the two (always New York's) and 06:00 of the filing date is when it was surely public by.
 * Whoever has it in hand between the two readings knows that it was public by then: then the moment it was fetched is taken. */

#define PENSTOCK_SEC_HOST "sec"
extern const PenstockPolicy penstock_sec_policy;      /* JSON */
extern const PenstockPolicy penstock_sec_atom_policy; /* the same budget, XML */

/* Block pages in SEC's words; a key that is not there (404) is @unknown, an answer. @xml: XML is data. */
PenstockOutcome penstock_sec_recognise   (guint status, GBytes *body, gboolean xml, const char *unknown, char **reason);

/* UTC seconds of @hour on @day in New York. */
gint64          penstock_sec_moment      (PenstockDay day, int hour);
/* See above. @accepted is the moment of acceptance if its clock is known (an offset), or what is read as UTC if not (@doubtful); 0 = not given, then the
 * end of @filed. */
gint64          penstock_sec_published   (PenstockDay filed, gint64 accepted, gboolean doubtful, gint64 now);
/* "2026-02-25T16:31:25.000Z" or with an offset; 0 if it is none. */
gint64          penstock_sec_time        (const char *text);

typedef struct
{
  const char *source;      /* provider id */
  const char *accession;   /* "0001045810-26-000021" */
  const char *form;
  const char *items;       /* "2.02,9.01"; may be NULL */
  const char *name;        /* of the registrant; NULL = unknown */
  const char *document;    /* name of the primary document; NULL or "" = its index */
  guint64     cik;
  PenstockDay period;      /* it reports on; PENSTOCK_DAY_NONE = none */
  gint64      published_at;
} PenstockSecFiling;

/* Is it a form that says something new about a business? Those of owners, of funds and of paperwork are not. */
gboolean          penstock_sec_form_matters  (const char *form);
gboolean          penstock_sec_is_accession  (const char *text);
/* The same filing has the same id by whichever feed it comes: "ACCESSION CIK". */
char             *penstock_sec_dup_id        (const char *accession, guint64 cik);
PenstockNewsItem *penstock_sec_filing_to_item (const PenstockSecFiling *filing);

/* All digits, at most ten, not 0; else 0. */
guint64           penstock_sec_cik           (const char *text);

G_END_DECLS
