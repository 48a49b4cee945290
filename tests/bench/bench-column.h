/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define BENCH_HUGE_PAGE ((size_t)2 << 20)

/* A column that was touched before, NULL without memory; free () it. Large ones lie in huge pages, which numpy asks for too: a column of series of days, read day
 * by day, would otherwise measure the look-up of addresses. */
static inline double *
bench_column_new (size_t n)
{
  const size_t bytes = (n > 0 ? n : 1) * sizeof (double);
  void *column = NULL;

  if (posix_memalign (&column, bytes >= BENCH_HUGE_PAGE ? BENCH_HUGE_PAGE : 64, bytes) != 0)
    return NULL;
#ifdef MADV_HUGEPAGE
  if (bytes >= BENCH_HUGE_PAGE)
    madvise (column, bytes / BENCH_HUGE_PAGE * BENCH_HUGE_PAGE, MADV_HUGEPAGE);
#endif
  memset (column, 0, bytes);

  return column;
}
