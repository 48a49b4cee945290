/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A source that does everything wrong, on 127.0.0.1: raw sockets on threads of its own, so that it neither depends on the main loop nor burdens it.
 * What it does is said by the address: fault_server_dup_base (server, FAULT_STALL, "yahoo-chart") is a base URL whose every path stalls. */

typedef enum
{
  FAULT_GOOD,          /* 200 with what fault_server_set_good() gave for the name, and an ETag */
  FAULT_HTML,
  FAULT_NOT_MODIFIED,  /* 304 to a conditional request, else as GOOD */
  FAULT_304_UNASKED,   /* 304 to whatever */
  FAULT_401,
  FAULT_403,
  FAULT_404,
  FAULT_410,
  FAULT_429,
  FAULT_429_RETRY,     /* Retry-After: 120 */
  FAULT_500,
  FAULT_503,
  FAULT_503_RETRY,     /* Retry-After: 120 */
  FAULT_DRIP,          /* a byte every now and then */
  FAULT_STALL,         /* no answer at all */
  FAULT_RESET,         /* half a body, then a TCP reset */
  FAULT_GZIP_CUT,
  FAULT_GZIP_BOMB,     /* 64 MiB out of 64 KiB */
  FAULT_LARGE,         /* 64 MiB */
  FAULT_LOOP,          /* 302 to itself */
  FAULT_TYPE,          /* the good body as image/png */
  FAULT_CHARSET,       /* the good body in a character set that does not exist */
  FAULT_EMPTY,         /* 200 with nothing */
  FAULT_TLS,           /* https with a certificate nobody signed */
  FAULT_DATE_BEHIND,   /* 429 of a host whose clock is ten years behind; Retry-After is a date by it, 120 s later */
  FAULT_DATE_AHEAD,
  FAULT_CLOCK_BACK,    /* as GOOD: whoever tests sets the clock back, or ahead, meanwhile */
  FAULT_CLOCK_AHEAD,
  N_FAULTS
} Fault;

typedef struct FaultServer FaultServer;

FaultServer *fault_server_new          (void);
void         fault_server_free         (FaultServer *self); /* waits for its threads */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultServer, fault_server_free)

const char  *fault_id                  (Fault fault);
/* @name: a provider's id. No slash at the end. Owned. */
char        *fault_server_dup_base     (FaultServer *self, Fault fault, const char *name);
/* What is right for @name; before it is asked for. Without it a good answer is "{}". */
void         fault_server_set_good     (FaultServer *self, const char *name, GBytes *body, const char *content_type);
guint        fault_server_get_requests (FaultServer *self); /* so far */

G_END_DECLS
