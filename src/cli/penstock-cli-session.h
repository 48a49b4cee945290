/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-cli.h"
#include "penstock-engine.h"
#include "penstock-sample.h"

G_BEGIN_DECLS

/* Everything a command works on: the store opened, what is stored loaded, the sample market running where it was asked for. */
typedef struct
{
  PenstockClock  *clock;  /* the sample market's stands still at PENSTOCK_SAMPLE_START, so that the same commands give the same bytes */
  PenstockChain  *chain;
  PenstockStore  *store;
  PenstockHttp   *http;
  PenstockSample *sample; /* NULL: live feeds */
  PenstockEngine *engine;
  char           *failure; /* the first write that failed; NULL */
  GError         *sources_fault; /* the user's sources.json is not as it should be; NULL */
} PenstockCliSession;

PenstockCliSession *penstock_cli_session_open   (const PenstockCli *cli, GError **error);
void                penstock_cli_session_close  (PenstockCliSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockCliSession, penstock_cli_session_close)

/* The day to compute for. */
PenstockDay         penstock_cli_session_as_of  (const PenstockCliSession *self, const PenstockCli *cli);
/* The chain of --chain, or the installed one. */
PenstockChain      *penstock_cli_load_chain     (const PenstockCli *cli, GError **error);

/* Waits for an asynchronous call: give penstock_cli_wait_cb and the address of a NULL GAsyncResult pointer, then call wait. */
void                penstock_cli_wait_cb        (GObject *object, GAsyncResult *result, gpointer pending);
GAsyncResult       *penstock_cli_wait           (GAsyncResult **pending); /* owned */

gboolean            penstock_cli_put_batch      (PenstockCliSession *self, PenstockBatch *batch, GError **error);
gboolean            penstock_cli_put_events     (PenstockCliSession *self, GPtrArray *events, GError **error);

G_END_DECLS
