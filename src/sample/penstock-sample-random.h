/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Random numbers by address, not by order: a stream is a name, a place in it an index, so no value depends on what else was asked for.
 * Only additions, multiplications and square roots: the same bits on every machine. */

/* FNV-1a of the joined names; @b may be NULL. */
guint64 penstock_sample_stream  (const char *a, const char *b);
/* [0, 1) */
double  penstock_sample_uniform (guint64 stream, guint64 index);
/* Mean 0, standard deviation 1, never beyond ±3.47: the sum of four uniforms. */
double  penstock_sample_normal  (guint64 stream, guint64 index);
/* A random walk from @from at step 0 to @to at step @n, looked at in step @step; @sd is the walk's size over all steps, as a share of @from. */
double  penstock_sample_bridge  (guint64 stream, double from, double to, guint step, guint n, double sd);

G_END_DECLS
