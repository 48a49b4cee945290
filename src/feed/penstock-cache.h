/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Answers kept between runs: a file each, named by a sum of the question, with a small head and a checksum over the rest. A file that is damaged
 * is as good as none; a disk that is full costs the cache and nothing else. All reading and writing happens on one thread of its own, in order. */
typedef struct PenstockCache PenstockCache;

typedef struct
{
  char   *etag, *last_modified; /* NULL = none */
  char   *content_type, *charset;
  gint64  fetched_at;           /* UTC seconds */
  guint   max_age;              /* seconds it is good for without asking; 0 = ask */
  GBytes *body;                 /* NULL where only the head was read */
} PenstockCacheEntry;
void                penstock_cache_entry_free  (PenstockCacheEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockCacheEntry, penstock_cache_entry_free)

#define PENSTOCK_CACHE_MOST (64u * 1024 * 1024) /* bytes of all files */

/* @dir is created when something is first written to it. */
PenstockCache      *penstock_cache_new         (const char *dir);
/* Waits until everything that was put is written. */
void                penstock_cache_free        (PenstockCache *self);
void                penstock_cache_set_most    (PenstockCache *self, gsize most);

/* The file's name: nothing of the question can be read out of it. Owned. */
char               *penstock_cache_dup_name    (const char *provider, const char *public_uri);

/* Finishes with NULL where there is nothing, or nothing sound. Without @whole only the head is read, and not checked. Cannot be cancelled. */
void                penstock_cache_find_async  (PenstockCache *self, const char *name, gboolean whole, GAsyncReadyCallback callback, gpointer user_data);
PenstockCacheEntry *penstock_cache_find_finish (GAsyncResult *result);

/* Takes @entry, which has a body. */
void                penstock_cache_put         (PenstockCache *self, const char *name, PenstockCacheEntry *entry);
void                penstock_cache_remove      (PenstockCache *self, const char *name);

G_END_DECLS
