/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-provider.h"

G_BEGIN_DECLS

/* What all providers share in telling data from everything else: the status, an empty body, block and maintenance pages, and HTML where
 * @html_is_data is FALSE. DATA means "nothing is known against it". @reason is owned. */
PenstockOutcome penstock_recognise        (guint status, GBytes *body, gboolean html_is_data, char **reason);
/* The source's own words where a short JSON object is nothing but a note ("Information", "Error Message", "detail" …); else NULL. Owned. */
char           *penstock_recognise_dup_note (GBytes *body);
/* Does @text occur within the first @within bytes? */
gboolean        penstock_recognise_says   (GBytes *body, const char *text, gsize within);
/* A stranger's words made fit for one line: “…”, valid UTF-8, no control characters, at most 160 characters. Owned. */
char           *penstock_recognise_quote  (const char *text, gssize length);

G_END_DECLS
