/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-cli-session.h"
#include "penstock-figure.h"

G_BEGIN_DECLS

/* What a picture of one listing shows, with all it points to. */
typedef struct
{
  PenstockChartData data;      /* borrows from the rest, and from the chain */
  PenstockBars     *bars;
  char             *name, *symbol;
  char             *source, *delay; /* delay: NULL = none stated */
  gint64            data_time; /* UTC seconds of the newest value */
} PenstockCliSubject;

/* @name: chain id, symbol or alias, or a stored symbol outside the chain. NULL with @error if it is unknown or has no bars. */
PenstockCliSubject *penstock_cli_subject_new  (PenstockCliSession *session, const PenstockCli *cli, const char *name, GError **error);
void                penstock_cli_subject_free (PenstockCliSubject *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockCliSubject, penstock_cli_subject_free)

G_END_DECLS
