/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-cache.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#define MAGIC        "penstock-cache/1 " /* then the checksum of everything after this line */
#define SUM_LENGTH   64
#define HEAD_LENGTH  (sizeof MAGIC - 1 + SUM_LENGTH + 1)
#define LARGEST_HEAD 8192

struct PenstockCache
{
  char        *dir;
  GThreadPool *thread; /* of one: what is put is there for whoever asks next */

  /* Its thread only */
  gint64       total;  /* bytes of all files; -1 = not counted yet */
  gsize        most;
};

typedef struct
{
  char               *name;
  GTask              *task;   /* of a search; else NULL */
  gboolean            whole;
  PenstockCacheEntry *entry;  /* to be written; NULL with no task: to be removed */
} Work;

void
penstock_cache_entry_free (PenstockCacheEntry *self)
{
  if (self == NULL)
    return;

  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self->content_type);
  g_free (self->charset);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static void
work_free (Work *work)
{
  g_free (work->name);
  g_clear_object (&work->task);
  g_clear_pointer (&work->entry, penstock_cache_entry_free);
  g_free (work);
}

/* -- the file -- */

static void
add_field (GString    *head,
           const char *name,
           const char *value)
{
  if (value != NULL && strpbrk (value, "\r\n") == NULL)
    g_string_append_printf (head, "%s: %s\n", name, value);
}

static GString *
write_head (const PenstockCacheEntry *entry)
{
  GString *head = g_string_new (NULL);

  add_field (head, "etag", entry->etag);
  add_field (head, "last-modified", entry->last_modified);
  add_field (head, "content-type", entry->content_type);
  add_field (head, "charset", entry->charset);
  g_string_append_printf (head, "fetched-at: %" G_GINT64_FORMAT "\nmax-age: %u\n\n", entry->fetched_at, entry->max_age);
  return head;
}

static void
read_field (PenstockCacheEntry *entry,
            const char         *name,
            const char         *value)
{
  char **text = g_str_equal (name, "etag") ? &entry->etag : g_str_equal (name, "last-modified") ? &entry->last_modified :
                g_str_equal (name, "content-type") ? &entry->content_type : g_str_equal (name, "charset") ? &entry->charset : NULL;

  if (text != NULL)
    {
      g_free (*text);
      *text = g_strdup (value);
    }
  else if (g_str_equal (name, "fetched-at"))
    entry->fetched_at = g_ascii_strtoll (value, NULL, 10);
  else if (g_str_equal (name, "max-age"))
    entry->max_age = (guint)g_ascii_strtoull (value, NULL, 10);
}

/* NULL if that is no head. @end (out): where the body begins. */
static PenstockCacheEntry *
read_head (const char *data,
           gsize       length,
           gsize      *end)
{
  g_autoptr(PenstockCacheEntry) entry = NULL;
  const char *blank = length > HEAD_LENGTH ? g_strstr_len (data + HEAD_LENGTH, (gssize)MIN (length - HEAD_LENGTH, LARGEST_HEAD), "\n\n") : NULL;
  g_autofree char *head = NULL;
  g_auto(GStrv) lines = NULL;

  if (blank == NULL || memcmp (data, MAGIC, sizeof MAGIC - 1) != 0 || data[HEAD_LENGTH - 1] != '\n')
    return NULL;

  entry = g_new0 (PenstockCacheEntry, 1);
  head = g_strndup (data + HEAD_LENGTH, (gsize)(blank - data) - HEAD_LENGTH);
  lines = g_strsplit (head, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *colon = strstr (lines[i], ": ");

      if (colon == NULL)
        return NULL;
      *colon = '\0';
      read_field (entry, lines[i], colon + 2);
    }

  *end = (gsize)(blank - data) + 2;
  return g_steal_pointer (&entry);
}

static gboolean
is_sound (const char *data,
          gsize       length)
{
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)data + HEAD_LENGTH, length - HEAD_LENGTH);

  return memcmp (data + sizeof MAGIC - 1, sum, SUM_LENGTH) == 0;
}

/* -- on the cache's own thread -- */

static PenstockCacheEntry *
load_whole (const char *path)
{
  g_autoptr(PenstockCacheEntry) entry = NULL;
  g_autoptr(GBytes) file = NULL;
  char *data;
  gsize length, end;

  if (!g_file_get_contents (path, &data, &length, NULL))
    return NULL;
  file = g_bytes_new_take (data, length);

  entry = read_head (data, length, &end);
  if (entry == NULL || !is_sound (data, length))
    {
      g_unlink (path);
      return NULL;
    }

  entry->body = g_bytes_new_from_bytes (file, end, length - end);
  g_utime (path, NULL); /* it was of use: the oldest go first */
  return g_steal_pointer (&entry);
}

static PenstockCacheEntry *
load_head (const char *path)
{
  FILE *file = g_fopen (path, "rbe");
  g_autofree char *data = g_malloc (LARGEST_HEAD);
  gsize length, end;

  if (file == NULL)
    return NULL;

  length = fread (data, 1, LARGEST_HEAD, file);
  fclose (file);
  return read_head (data, length, &end);
}

typedef struct { char *path; gint64 used, size; } Stored;

static void
stored_clear (gpointer data)
{
  g_free (((Stored *)data)->path);
}

static int
compare_used (gconstpointer a,
              gconstpointer b)
{
  const Stored *first = a, *second = b;

  return first->used != second->used ? (first->used < second->used ? -1 : 1) : strcmp (first->path, second->path);
}

static GArray *
list_stored (PenstockCache *self)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Stored));
  g_autoptr(GDir) dir = g_dir_open (self->dir, 0, NULL);
  const char *name;

  g_array_set_clear_func (all, stored_clear);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->dir, name, NULL);
      Stored stored = { .path = path };
      GStatBuf info;

      if (g_lstat (path, &info) != 0 || !S_ISREG (info.st_mode))
        continue;
      stored.used = (gint64)info.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + info.st_mtim.tv_nsec;
      stored.size = info.st_size;
      g_array_append_val (all, stored);
      g_steal_pointer (&path);
    }
  g_array_sort (all, compare_used);

  return all;
}

/* Counts what there is and lets the oldest go until it fits. */
static void
trim (PenstockCache *self)
{
  g_autoptr(GArray) all = list_stored (self);

  self->total = 0;
  for (guint i = 0; i < all->len; i++)
    self->total += g_array_index (all, Stored, i).size;

  for (guint i = 0; i < all->len && self->total > (gint64)self->most; i++)
    {
      const Stored *oldest = &g_array_index (all, Stored, i);

      if (g_unlink (oldest->path) == 0)
        self->total -= oldest->size;
    }
}

/* A failure is nobody's business: what could not be kept will be asked for again. */
static void
write_entry (PenstockCache            *self,
             const char               *path,
             const PenstockCacheEntry *entry)
{
  g_autoptr(GString) head = write_head (entry);
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr(GString) file = g_string_new (MAGIC);
  gsize length;
  const char *body = g_bytes_get_data (entry->body, &length);

  if (head->len > LARGEST_HEAD - HEAD_LENGTH || length > self->most / 2)
    return;

  g_checksum_update (sum, (const guchar *)head->str, (gssize)head->len);
  g_checksum_update (sum, (const guchar *)body, (gssize)length);
  g_string_append_printf (file, "%s\n", g_checksum_get_string (sum));
  g_string_append_len (file, head->str, (gssize)head->len);
  g_string_append_len (file, body, (gssize)length);

  g_mkdir_with_parents (self->dir, 0700);
  if (!g_file_set_contents_full (path, file->str, (gssize)file->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
    return;

  if (self->total >= 0)
    self->total += (gint64)file->len;
  if (self->total < 0 || self->total > (gint64)self->most)
    trim (self);
}

static void
work_in_thread (gpointer data,
                gpointer user_data)
{
  PenstockCache *self = user_data;
  Work *work = data;
  g_autofree char *path = g_build_filename (self->dir, work->name, NULL);

  if (work->task != NULL)
    g_task_return_pointer (work->task, work->whole ? load_whole (path) : load_head (path), (GDestroyNotify)penstock_cache_entry_free);
  else if (work->entry != NULL)
    write_entry (self, path, work->entry);
  else
    g_unlink (path);
  work_free (work);
}

/* -- from the main thread -- */

PenstockCache *
penstock_cache_new (const char *dir)
{
  PenstockCache *self;

  g_return_val_if_fail (dir != NULL, NULL);

  self = g_new0 (PenstockCache, 1);
  self->dir = g_strdup (dir);
  self->total = -1;
  self->most = PENSTOCK_CACHE_MOST;
  self->thread = g_thread_pool_new (work_in_thread, self, 1, FALSE, NULL);
  return self;
}

void
penstock_cache_free (PenstockCache *self)
{
  if (self == NULL)
    return;

  g_thread_pool_free (self->thread, FALSE, TRUE);
  g_free (self->dir);
  g_free (self);
}

void
penstock_cache_set_most (PenstockCache *self,
                         gsize          most)
{
  g_return_if_fail (self != NULL && g_thread_pool_unprocessed (self->thread) == 0);

  self->most = most;
}

char *
penstock_cache_dup_name (const char *provider,
                         const char *public_uri)
{
  g_autofree char *question = g_strconcat (provider, "\n", public_uri, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, question, -1);
}

static void
push (PenstockCache      *self,
      const char         *name,
      GTask              *task,
      gboolean            whole,
      PenstockCacheEntry *entry)
{
  Work *work = g_new (Work, 1);

  *work = (Work) { g_strdup (name), task, whole, entry };
  g_thread_pool_push (self->thread, work, NULL);
}

void
penstock_cache_find_async (PenstockCache       *self,
                           const char          *name,
                           gboolean             whole,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  /* No source object: the thread may hold the last reference to the task, and nobody's GObject may end there. */
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, penstock_cache_find_async);
  push (self, name, task, whole, NULL);
}

PenstockCacheEntry *
penstock_cache_find_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
penstock_cache_put (PenstockCache      *self,
                    const char         *name,
                    PenstockCacheEntry *entry)
{
  g_return_if_fail (self != NULL && name != NULL && entry != NULL && entry->body != NULL);

  push (self, name, NULL, FALSE, entry);
}

void
penstock_cache_remove (PenstockCache *self,
                       const char    *name)
{
  g_return_if_fail (self != NULL && name != NULL);

  push (self, name, NULL, FALSE, NULL);
}
