/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-provider.h"

/* What the tests of filings and rates share: reading a body as penstock-http does. */

#define NOW G_GINT64_CONSTANT (1791300000) /* 7 October 2026, after the newest recording */

typedef struct
{
  PenstockOutcome  outcome;
  char            *reason;
  PenstockBatch   *batch;
} Answer;

static inline void
answer_clear (Answer *answer)
{
  g_free (answer->reason);
  penstock_batch_free (answer->batch);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static inline Answer
read_body (const char          *id,
           const PenstockQuery *query,
           guint                status,
           const char          *type,
           const char          *data,
           gssize               length,
           gint64               now)
{
  const PenstockQuery whole = { .from = PENSTOCK_DAY_NONE, .until = PENSTOCK_DAY_NONE };
  g_autoptr(GBytes) body = g_bytes_new (data, length >= 0 ? (gsize)length : strlen (data));
  Answer answer = { .batch = penstock_batch_new () };

  g_assert_nonnull (penstock_provider_find (id));
  answer.outcome = penstock_provider_read (penstock_provider_find (id), query != NULL ? query : &whole, status, type, body, now, answer.batch,
                                           &answer.reason);
  g_assert_true ((answer.reason == NULL) == (answer.outcome == PENSTOCK_OUTCOME_DATA));
  return answer;
}

static inline gint64
at (const char *time)
{
  g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601 (time, NULL);

  g_assert_nonnull (moment);
  return g_date_time_to_unix (moment);
}

static inline const PenstockNewsItem *
news_of (const Answer *answer,
         guint         i)
{
  g_assert_cmpuint (answer->batch->news->len, >, i);
  return g_ptr_array_index (answer->batch->news, i);
}

static inline const PenstockRevenueRow *
revenue_of (const Answer *answer,
            guint         i)
{
  g_assert_cmpuint (answer->batch->revenue->len, >, i);
  return &g_array_index (answer->batch->revenue, PenstockRevenueRow, i);
}

static inline const PenstockRate *
rate_of (const Answer *answer,
         guint         i)
{
  g_assert_cmpuint (answer->batch->rates->len, >, i);
  return &g_array_index (answer->batch->rates, PenstockRate, i);
}

static inline const char *
rejection_of (const Answer *answer,
              guint         i)
{
  g_assert_cmpuint (answer->batch->rejected->len, >, i);
  return g_array_index (answer->batch->rejected, PenstockRejection, i).reason;
}

static inline char *
load_fixture (const char *name,
              gsize      *length)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  char *data;

  g_assert_true (g_file_get_contents (path, &data, length, NULL));
  return data;
}

static inline Answer
read_fixture (const char          *id,
              const char          *name,
              const PenstockQuery *query,
              gint64               now)
{
  gsize length;
  g_autofree char *data = load_fixture (name, &length);

  return read_body (id, query, 200, NULL, data, (gssize)length, now);
}

static inline void
assert_time (gint64      actual,
             const char *expected)
{
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc (actual);
  g_autofree char *text = g_date_time_format_iso8601 (moment);

  g_assert_cmpstr (text, ==, expected);
}
