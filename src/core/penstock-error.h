/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One error domain for everything that can go wrong outside Penstock itself.  Messages name the place of the
 * fault ("line 12: …", "$.links[3].to: …"); the caller decides where to show them and never logs them as well. */
#define PENSTOCK_ERROR (penstock_error_quark ())
GQuark penstock_error_quark (void);

typedef enum
{
  PENSTOCK_ERROR_FORMAT,    /* bytes that are not what they should be */
  PENSTOCK_ERROR_NOT_FOUND, /* an id, a file, a series that does not exist */
  PENSTOCK_ERROR_AMBIGUOUS, /* a name that means several things; the message lists them */
  PENSTOCK_ERROR_INVALID,   /* an argument that makes no sense here */
  PENSTOCK_ERROR_STORE,     /* SQLite or the disk */
  PENSTOCK_ERROR_NETWORK,   /* no answer, or not one we may use */
} PenstockError;

G_END_DECLS
