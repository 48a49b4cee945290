/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* A function compiled for plain x86-64 and once more for AVX2; the loader takes what the machine has. Both do the same additions and
 * multiplications of each number in the same order (no fused multiply-add, -ffp-contract=off), so that bytes do not depend on the machine.
 * Not with sanitizers: they would have to run before the loader is done. */
#if defined __x86_64__ && defined __GLIBC__ && defined __GNUC__ && !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
#define PENSTOCK_CALC_CLONES __attribute__ ((target_clones ("avx2", "default")))
#else
#define PENSTOCK_CALC_CLONES
#endif

/* Before a loop that overwrites what it has read already and reads only further ahead. */
#ifdef __clang__
#define PENSTOCK_CALC_READS_AHEAD _Pragma ("clang loop vectorize(assume_safety)")
#else
#define PENSTOCK_CALC_READS_AHEAD _Pragma ("GCC ivdep")
#endif

/* Four neighbours of a series, anywhere in memory. */
typedef double PenstockCalcLanes __attribute__ ((vector_size (32), aligned (8), may_alias));
typedef long long PenstockCalcMask __attribute__ ((vector_size (32), aligned (8)));

/* Lanes one and two places on; what comes in is 0. */
#define PENSTOCK_CALC_SHIFT_1(v) __builtin_shufflevector ((v), (PenstockCalcLanes){ 0.0, 0.0, 0.0, 0.0 }, 4, 0, 1, 2)
#define PENSTOCK_CALC_SHIFT_2(v) __builtin_shufflevector ((v), (PenstockCalcLanes){ 0.0, 0.0, 0.0, 0.0 }, 4, 5, 0, 1)

bool penstock_calc_any_missing (const double *x, size_t n);
