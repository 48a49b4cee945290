/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-chain-private.h"
#include "penstock-error.h"

#include <glib/gi18n.h>

#define FORMAT "penstock-chain/1"
#define MAX_BYTES (16 * 1024 * 1024)

typedef struct
{
  const char *member;
  gboolean    needed;
  void      (*read) (PenstockChainReader *self, JsonArray *array);
} Section;

static const Section sections[] = {
  { "layers", TRUE, penstock_chain_read_layers },
  { "exchanges", TRUE, penstock_chain_read_exchanges },
  { "segments", TRUE, penstock_chain_read_segments },
  { "companies", TRUE, penstock_chain_read_companies },
  { "private_entities", FALSE, penstock_chain_read_private },
  { "ownership", FALSE, penstock_chain_read_ownerships },
  { "links", TRUE, penstock_chain_read_links },
};

guint
penstock_chain_read_reference (PenstockChainReader *self,
                               JsonObject          *object,
                               const char          *member,
                               GHashTable          *table,
                               const char          *no_such)
{
  const char *id = penstock_json_string (&self->json, object, member);
  gpointer index = NULL;

  if (id != NULL && !g_hash_table_lookup_extended (table, id, NULL, &index))
    penstock_json_fault_at (&self->json, member, "%s `%s'", no_such, id);

  return GPOINTER_TO_UINT (index);
}

static JsonArray *
peek_array (JsonObject *root,
            const char *member)
{
  JsonNode *node = json_object_get_member (root, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
length_of (JsonObject *root,
           const char *member)
{
  JsonArray *array = peek_array (root, member);

  return array != NULL ? json_array_get_length (array) : 0;
}

/* So that a reference is good wherever in the file its target stands. Says nothing: what is wrong here is said when the
 * elements themselves are read. The first of two equal ids counts. */
static GHashTable *
collect_ids (GHashTable *table,
             JsonObject *root,
             const char *section,
             const char *id_member,
             guint       first)
{
  JsonArray *array = peek_array (root, section);

  if (table == NULL)
    table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonNode *id = JSON_NODE_HOLDS_OBJECT (element) ? json_object_get_member (json_node_get_object (element), id_member) : NULL;

      if (id != NULL && JSON_NODE_HOLDS_VALUE (id) && json_node_get_value_type (id) == G_TYPE_STRING
          && !g_hash_table_contains (table, json_node_get_string (id)))
        g_hash_table_insert (table, (gpointer)json_node_get_string (id), GUINT_TO_POINTER (first + i));
    }

  return table;
}

/* An alias must not be what another company is called already. Of an id and a symbol that differ in case only (`tel', `TEL') the id. */
static GHashTable *
collect_names (GHashTable *ids,
               GHashTable *symbols)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name, index;

  g_hash_table_iter_init (&iter, symbols);
  while (g_hash_table_iter_next (&iter, &name, &index))
    g_hash_table_insert (names, penstock_chain_fold (name), index);
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &name, &index))
    g_hash_table_insert (names, penstock_chain_fold (name), index);

  return names;
}

static void
reader_init (PenstockChainReader *self,
             JsonObject          *root)
{
  PenstockChain *chain = penstock_chain_new_empty ();
  guint n_listed = length_of (root, "companies");

  penstock_json_reader_init (&self->json);
  self->chain = chain;
  self->n_private = length_of (root, "private_entities");

  /* Each list as long as in the file, so that an index is the same in both; zeroed, so that it can be freed at any point. */
  chain->layers = g_new0 (PenstockLayer, chain->n_layers = length_of (root, "layers"));
  chain->exchanges = g_new0 (PenstockExchange, chain->n_exchanges = length_of (root, "exchanges"));
  chain->segments = g_new0 (PenstockSegment, chain->n_segments = length_of (root, "segments"));
  chain->companies = g_new0 (PenstockCompany, chain->n_companies = n_listed + self->n_private);
  chain->ownerships = g_new0 (PenstockOwnership, chain->n_ownerships = length_of (root, "ownership"));
  chain->links = g_new0 (PenstockLink, chain->n_links = length_of (root, "links"));

  self->layers = collect_ids (NULL, root, "layers", "id", 0);
  self->exchanges = collect_ids (NULL, root, "exchanges", "exchange", 0);
  self->segments = collect_ids (NULL, root, "segments", "id", 0);
  self->companies = collect_ids (NULL, root, "companies", "id", 0);
  self->companies = collect_ids (self->companies, root, "private_entities", "id", n_listed);
  self->symbols = collect_ids (NULL, root, "companies", "ticker", 0);
  self->names = collect_names (self->companies, self->symbols);
}

static void
reader_clear (PenstockChainReader *self)
{
  penstock_json_reader_clear (&self->json);
  g_clear_pointer (&self->chain, penstock_chain_unref);
  g_clear_pointer (&self->layers, g_hash_table_unref);
  g_clear_pointer (&self->exchanges, g_hash_table_unref);
  g_clear_pointer (&self->segments, g_hash_table_unref);
  g_clear_pointer (&self->companies, g_hash_table_unref);
  g_clear_pointer (&self->symbols, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
}

static void
read_strengths (PenstockChainReader *self,
                JsonObject          *root)
{
  JsonObject *values = penstock_json_object (&self->json, root, "strength_values");
  double *value = self->chain->strength_value;
  gsize mark;

  if (values == NULL)
    return;

  mark = penstock_json_push (&self->json, "strength_values");
  for (guint i = 0; i < G_N_ELEMENTS (penstock_strength_words); i++)
    {
      value[i] = penstock_json_share (&self->json, values, penstock_strength_words[i]);
      if (i > 0 && value[i] > 0.0 && value[i] < value[i - 1])
        penstock_json_fault_at (&self->json, penstock_strength_words[i], _("%g is below the value of `%s'"),
                                value[i], penstock_strength_words[i - 1]);
    }
  penstock_json_pop (&self->json, mark);
}

static void
read_section (PenstockChainReader *self,
              JsonObject          *root,
              const Section       *section)
{
  JsonArray *array = section->needed ? penstock_json_array (&self->json, root, section->member)
                                     : penstock_json_array_or_none (&self->json, root, section->member);
  gsize mark;

  if (array == NULL)
    return;

  mark = penstock_json_push (&self->json, section->member);
  if (section->needed && json_array_get_length (array) == 0)
    penstock_json_fault (&self->json, _("is empty"));
  section->read (self, array);
  penstock_json_pop (&self->json, mark);
}

/* Sections in the order of the file, then those that are missing: the faults come in file order. */
static void
read_sections (PenstockChainReader *self,
               JsonObject          *root)
{
  g_autoptr(GList) members = json_object_get_members (root);

  for (GList *l = members; l != NULL; l = l->next)
    for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
      if (g_str_equal (l->data, sections[i].member))
        read_section (self, root, &sections[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    if (!json_object_has_member (root, sections[i].member))
      read_section (self, root, &sections[i]);
}

static void
read_root (PenstockChainReader *self,
           JsonObject          *root)
{
  const char *format = penstock_json_string (&self->json, root, "format");

  if (format != NULL && !g_str_equal (format, FORMAT))
    penstock_json_fault_at (&self->json, "format", _("`%s' is not %s"), format, FORMAT);

  self->chain->id = g_strdup (penstock_json_string (&self->json, root, "id"));
  self->chain->name = g_strdup (penstock_json_string (&self->json, root, "name"));
  read_strengths (self, root);
  read_sections (self, root);
}

static PenstockChain *
chain_from_root (JsonNode   *node,
                 GPtrArray **faults)
{
  g_autoptr(JsonObject) nothing = json_object_new ();
  PenstockChainReader reader = { 0 };
  PenstockChain *chain = NULL;

  reader_init (&reader, JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : nothing);
  if (JSON_NODE_HOLDS_OBJECT (node))
    read_root (&reader, json_node_get_object (node));
  else
    penstock_json_fault (&reader.json, _("is not an object"));

  if (reader.json.faults->len == 0)
    chain = g_steal_pointer (&reader.chain);
  *faults = g_ptr_array_ref (reader.json.faults);
  reader_clear (&reader);

  return chain;
}

/* The one fault of a file that is no JSON. */
static GPtrArray *
syntax_fault (const GError *error)
{
  PenstockJsonReader reader;
  GPtrArray *faults;

  penstock_json_reader_init (&reader);
  penstock_json_fault (&reader, "%s", error->message);
  faults = g_ptr_array_ref (reader.faults);
  penstock_json_reader_clear (&reader);

  return faults;
}

PenstockChain *
penstock_chain_new_from_bytes (GBytes     *bytes,
                               GPtrArray **faults,
                               GError    **error)
{
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) local_error = NULL;
  PenstockChain *chain = NULL;
  gconstpointer data;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  root = penstock_json_load (data, length, &local_error);
  if (root == NULL)
    {
      found = syntax_fault (local_error);
      g_propagate_error (error, g_steal_pointer (&local_error));
    }
  else
    {
      chain = chain_from_root (root, &found);
      if (chain == NULL)
        {
          const PenstockFault *first = g_ptr_array_index (found, 0);

          g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, "%s: %s", first->path, first->message);
        }
    }

  if (chain != NULL)
    {
      chain->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
      penstock_chain_index (chain);
    }
  if (faults != NULL)
    *faults = g_steal_pointer (&found);
  return chain;
}

/* Bounded, whatever the path names. */
static GBytes *
read_bytes (const char  *path,
            GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, &local_error);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  gsize length = 0;

  if (stream != NULL)
    {
      g_byte_array_set_size (bytes, MAX_BYTES + 1);
      g_input_stream_read_all (G_INPUT_STREAM (stream), bytes->data, bytes->len, &length, NULL, &local_error);
    }
  if (local_error != NULL)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_NOT_FOUND, local_error->message);
      return NULL;
    }
  if (length > MAX_BYTES)
    {
      g_set_error_literal (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, _("the file is larger than 16 MiB"));
      return NULL;
    }

  g_byte_array_set_size (bytes, (guint)length);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

PenstockChain *
penstock_chain_new_from_file (const char  *path,
                              GPtrArray  **faults,
                              GError     **error)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) local_error = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = read_bytes (path, &local_error);
  if (bytes != NULL)
    return penstock_chain_new_from_bytes (bytes, faults, error);

  if (faults != NULL)
    *faults = syntax_fault (local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
