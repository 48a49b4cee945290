/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "penstock-store.h"

G_BEGIN_DECLS

struct _PenstockStore
{
  GObject      parent_instance;

  /* Set once at construction */
  char        *path;
  GThreadPool *thread;       /* exclusive, one thread; NULL once closed */
  GThread     *owner;        /* that thread */

  /* Store thread only */
  sqlite3     *db;
  GHashTable  *statements;   /* SQL text (a literal, borrowed) → sqlite3_stmt (owned) */
  gboolean     suspicious;   /* SQLite met damage: look closer before the error is told */
};

/* Opens every function below that touches the connection. */
void penstock_store_assert_thread (PenstockStore *self);

/* -- jobs: what runs on the store thread -- */

/* Inside one IMMEDIATE transaction, rolled back when it returns FALSE. @n_changed begins at 0. */
typedef gboolean (*PenstockWriteFunc) (PenstockStore *self, gpointer data, guint *n_changed, GError **error);
/* Inside one read transaction. NULL without error is a result too. */
typedef gpointer (*PenstockReadFunc)  (PenstockStore *self, gpointer data, GError **error);

/* @data belongs to the task from here on. */
void     penstock_store_push_write   (PenstockStore *self, PenstockWriteFunc func, gpointer tag, gpointer data, GDestroyNotify free_data,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void     penstock_store_push_read    (PenstockStore *self, PenstockReadFunc func, gpointer tag, gpointer data, GDestroyNotify free_data,
                                      GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean penstock_store_finish_write (PenstockStore *self, GAsyncResult *result, gpointer tag, guint *n_changed, GError **error);
gpointer penstock_store_finish_read  (PenstockStore *self, GAsyncResult *result, gpointer tag, GError **error);

/* -- the connection -- */

gboolean penstock_store_open_database  (PenstockStore *self, GError **error);
void     penstock_store_close_database (PenstockStore *self);
/* Brings the file to the newest format; refuses a newer one and a file of another program before anything is written. */
gboolean penstock_store_migrate        (PenstockStore *self, GError **error);
gboolean penstock_store_check_format   (PenstockStore *self, GError **error);

/* -- SQL; a borrowed statement is reset, ready for the next use, when it leaves scope -- */

typedef sqlite3_stmt PenstockStatement;
void               penstock_statement_release  (PenstockStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockStatement, penstock_statement_release)

/* @sql must be a literal: it is prepared once and kept under its address. One user at a time. */
PenstockStatement *penstock_store_prepare      (PenstockStore *self, const char *sql, GError **error);
/* Steps to the next row: TRUE with *@row says whether there is one. */
gboolean           penstock_store_step         (PenstockStore *self, PenstockStatement *statement, gboolean *row, GError **error);
/* Runs a statement to its end. */
gboolean           penstock_store_run          (PenstockStore *self, PenstockStatement *statement, GError **error);
gboolean           penstock_store_exec         (PenstockStore *self, const char *sql, GError **error);
gboolean           penstock_store_query_int    (PenstockStore *self, const char *sql, gint64 *value, GError **error);
/* The last SQLite error in plain words. Always FALSE. */
gboolean           penstock_store_fail         (PenstockStore *self, int code, GError **error);
/* After SQLITE_CORRUPT: adds what quick_check finds to @error. */
void               penstock_store_examine      (PenstockStore *self, GError **error);

void   penstock_statement_bind_text   (PenstockStatement *self, int index, const char *text); /* NULL → NULL; borrowed until release */
void   penstock_statement_bind_number (PenstockStatement *self, int index, double value);     /* NAN → NULL */
char  *penstock_statement_dup_text    (PenstockStatement *self, int column);                  /* NULL → NULL */
double penstock_statement_get_number  (PenstockStatement *self, int column);                  /* NULL → NAN */
void   penstock_statement_copy_text   (PenstockStatement *self, int column, char *buffer, gsize size); /* NULL → "" */

/* -- a year of bars as bytes -- */

/* Bars @from to @to (at least one, all of one year). */
GBytes     *penstock_blob_pack   (const PenstockBars *bars, gsize from, gsize to);
/* NULL if the bytes are whole: *@count is then their number of bars. Otherwise what is wrong with them, in words (borrowed). */
const char *penstock_blob_check  (const guint8 *data, gsize size, int year, gsize *count);
/* Of checked bytes: fills bars @at and following; gives how many. */
gsize       penstock_blob_unpack (const guint8 *data, PenstockBars *bars, gsize at);
guint64     penstock_blob_hash   (const guint8 *data, gsize size, guint64 seed); /* @size is a multiple of 8 */

/* -- bars: shared by reading and writing -- */

typedef struct
{
  gint64  id;
  char   *symbol, *currency, *source; /* the latter two may be NULL */
  gboolean simulated;
  gint64  fetched_at;
} PenstockListing;
void             penstock_store_listing_free  (PenstockListing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockListing, penstock_store_listing_free)
/* NULL without error if it isn't stored. */
PenstockListing *penstock_listing_find  (PenstockStore *self, const char *symbol, GError **error);
/* Columns id, symbol, currency, source, simulated, fetched_at. */
PenstockListing *penstock_listing_read  (PenstockStatement *statement);

/* A row of bars is addressed by listing and year in one integer, so that a listing lies together on disk. */
#define PENSTOCK_YEARS_PER_LISTING 10000

/* -- one table family each, for penstock_store_load_async -- */

gboolean penstock_store_put_event_sources  (PenstockStore *self, const PenstockEvent *event, GError **error);
gboolean penstock_store_load_event_sources (PenstockStore *self, PenstockEvent *event, GError **error);

void penstock_stored_action_free (PenstockStoredAction *self);
void penstock_stored_quote_free  (PenstockStoredQuote *self);

gboolean penstock_store_load_actions     (PenstockStore *self, GPtrArray *actions, GError **error);
gboolean penstock_store_load_quotes      (PenstockStore *self, GPtrArray *quotes, GError **error);
gboolean penstock_store_load_revenue     (PenstockStore *self, GPtrArray *revenue, GError **error);
gboolean penstock_store_load_events      (PenstockStore *self, GPtrArray *events, GError **error);
gboolean penstock_store_load_event_marks (PenstockStore *self, GPtrArray *marks, GError **error);
gboolean penstock_store_load_opinions    (PenstockStore *self, GArray *opinions, GError **error);
gboolean penstock_store_load_indicators  (PenstockStore *self, GPtrArray *points, GError **error);
gboolean penstock_store_load_indicator_settings (PenstockStore *self, GPtrArray *settings, GError **error);
gboolean penstock_store_load_rates       (PenstockStore *self, GArray *rates, GError **error);
gboolean penstock_store_load_claims      (PenstockStore *self, GPtrArray *claims, GError **error);
gboolean penstock_store_load_feed_states (PenstockStore *self, GPtrArray *states, GError **error);
gboolean penstock_store_load_settings    (PenstockStore *self, GHashTable *settings, GError **error);

G_END_DECLS
