/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>

/* The smallest of …, 1, 2, 2.5, 5, 10, … (times a power of ten) that puts ticks at least @spacing pixels apart when the values
 * from @low to @high take @pixels pixels. NAN if the range or the pixels are not finite and positive. */
double penstock_calc_tick_step     (double low, double high, double pixels, double spacing);
/* Decimals that tell ticks @step apart: 2.5 → 1, 0.25 → 2, 50 → 0. At most 12. */
int    penstock_calc_tick_decimals (double step);
/* The multiples of a step of penstock_calc_tick_step within [low, high], ascending, at most @max; each is the double nearest to its
 * decimal value, zero is never −0. Returns how many. */
size_t penstock_calc_ticks         (double low, double high, double step, double *ticks, size_t max);
/* For a logarithmic scale, 0 < low < high: powers of ten with 2 and 5, or 3, or alone, or every second …, whatever keeps @spacing
 * pixels; a range too short for those has linear ticks that keep @spacing at its crowded upper end. Ascending; returns how many. */
size_t penstock_calc_ticks_log     (double low, double high, double pixels, double spacing, double *ticks, size_t max);
/* Decimals that show a tick of a logarithmic scale in full: 0.05 → 2, 125 → 0, 2.5 → 1. At most 12. */
int    penstock_calc_value_decimals (double value);
