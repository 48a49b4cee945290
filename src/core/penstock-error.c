/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-error.h"

G_DEFINE_QUARK (penstock-error-quark, penstock_error)
