/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A target is LLVMFuzzerTestOneInput(): bytes in, and whatever a user relies on is checked on what comes out. What fails ends the program, and
 * libFuzzer keeps the bytes. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define FUZZ_NOW G_GINT64_CONSTANT (1791300000) /* 7 October 2026, UTC */

#define fuzz_check(what) G_STMT_START { if (!(what)) fuzz_fail (__FILE__, __LINE__, #what); } G_STMT_END

static inline G_NORETURN void
fuzz_fail (const char *file,
           int         line,
           const char *what)
{
  g_printerr ("%s:%d: does not hold: %s\n", file, line, what);
  abort ();
}

static inline gboolean
fuzz_is_text (const char *text)
{
  return text == NULL || g_utf8_validate (text, -1, NULL);
}

/* g_warning() and g_critical() are bugs in Penstock. Not by G_DEBUG: libFuzzer keeps no bytes of what ends by SIGTRAP. */
static inline GLogWriterOutput
fuzz_log (GLogLevelFlags   level,
          const GLogField *fields,
          gsize            n_fields,
          gpointer         user_data)
{
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    {
      g_log_writer_standard_streams (level, fields, n_fields, NULL);
      abort ();
    }

  return G_LOG_WRITER_HANDLED;
}

static void __attribute__ ((constructor))
fuzz_begin (void)
{
  g_log_set_writer_func (fuzz_log, NULL, NULL);
}

/* Bytes with an end of their own, so that reading past it is seen. No bytes have an address all the same, as an empty body has. */
static inline GBytes *
fuzz_bytes (const uint8_t *data,
            size_t         size)
{
  uint8_t *copy = g_malloc (size > 0 ? size : 1);

  if (size > 0)
    memcpy (copy, data, size);
  return g_bytes_new_take (copy, size);
}
