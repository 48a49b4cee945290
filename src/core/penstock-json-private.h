/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Reads JSON documents that people write and edit: strict about the syntax (json-glib alone takes comments, half a file and
 * any depth), and every fault is said with its JSON path. One thread, short-lived, on the stack. */

/* The tree, or PENSTOCK_ERROR_FORMAT with one line that says what the bytes are or where they stop being JSON. Skips a BOM. */
JsonNode *penstock_json_load (const char *data, gsize length, GError **error);

typedef struct
{
  GString   *path;   /* of the value being read: "$.links[12]" */
  GPtrArray *faults; /* owned PenstockFault */
} PenstockJsonReader;

void        penstock_json_reader_init  (PenstockJsonReader *self);
void        penstock_json_reader_clear (PenstockJsonReader *self);

/* Deeper by one member or element, until pop() with what push returned. */
gsize       penstock_json_push         (PenstockJsonReader *self, const char *member);
gsize       penstock_json_push_index   (PenstockJsonReader *self, guint index);
void        penstock_json_pop          (PenstockJsonReader *self, gsize mark);

/* A fault of the value at the path, and of its member @member (not NULL). */
void        penstock_json_fault        (PenstockJsonReader *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void        penstock_json_fault_at     (PenstockJsonReader *self, const char *member, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* The member's value. Missing (null counts as missing) is a fault unless there is a default; another type always is.
 * What is returned then is the default, NULL, or 0. Strings and containers are borrowed from the tree. */
const char *penstock_json_string       (PenstockJsonReader *self, JsonObject *object, const char *member); /* not empty */
const char *penstock_json_string_or    (PenstockJsonReader *self, JsonObject *object, const char *member, const char *otherwise);
gboolean    penstock_json_boolean      (PenstockJsonReader *self, JsonObject *object, const char *member);
gboolean    penstock_json_boolean_or   (PenstockJsonReader *self, JsonObject *object, const char *member, gboolean otherwise);
gint64      penstock_json_integer      (PenstockJsonReader *self, JsonObject *object, const char *member, gint64 low, gint64 high);
gint64      penstock_json_integer_or   (PenstockJsonReader *self, JsonObject *object, const char *member, gint64 low, gint64 high,
                                        gint64 otherwise);
/* A number in (0, 1]. */
double      penstock_json_share        (PenstockJsonReader *self, JsonObject *object, const char *member);
/* The index of the word in @words. */
guint       penstock_json_choice       (PenstockJsonReader *self, JsonObject *object, const char *member,
                                        const char *const *words, guint n_words);
JsonArray  *penstock_json_array        (PenstockJsonReader *self, JsonObject *object, const char *member);
JsonArray  *penstock_json_array_or_none (PenstockJsonReader *self, JsonObject *object, const char *member);
JsonObject *penstock_json_object       (PenstockJsonReader *self, JsonObject *object, const char *member);
/* The value at the path itself, which is @node: an object, a string, or a number in (0, 1]. */
JsonObject *penstock_json_as_object    (PenstockJsonReader *self, JsonNode *node);
const char *penstock_json_as_string    (PenstockJsonReader *self, JsonNode *node);
double      penstock_json_as_share     (PenstockJsonReader *self, JsonNode *node);

G_END_DECLS
