/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score-private.h"

#include <math.h>
#include <stdlib.h>

/* SCORING.md §5: the graph. Links handed in are all counted: the caller has left out other kinds than supply and
 * computed v. */

/* What one link adds to one pair of companies, before rows are normalised. */
typedef struct
{
  uint32_t row, column, link;
  bool     implied; /* S, else E */
  double   value;
} Entry;

typedef struct
{
  Entry *items;
  size_t n, room;
  bool   failed; /* out of memory */
} Entries;

/* The exposures by segment. */
typedef struct
{
  size_t                *start; /* n_segments + 1 */
  PenstockScoreExposure *items;
} Members;

static void *
allocate (size_t count,
          size_t size)
{
  return calloc (count > 0 ? count : 1, size);
}

static bool
members_init (Members                     *self,
              size_t                       n_segments,
              const PenstockScoreExposure *exposures,
              size_t                       n)
{
  self->start = allocate (n_segments + 2, sizeof *self->start);
  self->items = allocate (n, sizeof *self->items);
  if (self->start == NULL || self->items == NULL)
    return false;

  /* counted two places up, so that start[segment + 1] is where the next of the segment goes and at last where the segment ends */
  for (size_t i = 0; i < n; i++)
    self->start[exposures[i].segment + 2] += exposures[i].weight > 0.0;
  for (size_t segment = 0; segment <= n_segments; segment++)
    self->start[segment + 1] += self->start[segment];
  for (size_t i = 0; i < n; i++)
    if (exposures[i].weight > 0.0)
      self->items[self->start[exposures[i].segment + 1]++] = exposures[i];

  return true;
}

static void
members_clear (Members *self)
{
  free (self->start);
  free (self->items);
}

static void
add_entry (Entries *self,
           Entry    entry)
{
  if (self->n == self->room && !self->failed)
    {
      const size_t room = self->room > 0 ? self->room * 2 : 1024;
      Entry *items = realloc (self->items, room * sizeof *items);

      self->failed = items == NULL;
      if (items != NULL)
        {
          self->items = items;
          self->room = room;
        }
    }

  if (!self->failed && entry.row != entry.column && entry.value > 0.0)
    self->items[self->n++] = entry;
}

/* Shares entry.value out over the members of @segment by exposure, leaving the supplier itself out. */
static void
add_spread (Entries       *entries,
            const Members *members,
            uint32_t       segment,
            Entry          entry)
{
  const double whole = entry.value;
  double total = 0.0;

  for (size_t m = members->start[segment]; m < members->start[segment + 1]; m++)
    if (members->items[m].company != entry.row)
      total += members->items[m].weight;

  for (size_t m = members->start[segment]; m < members->start[segment + 1]; m++)
    if (members->items[m].company != entry.row)
      {
        entry.column = members->items[m].company;
        entry.value = whole * members->items[m].weight / total;
        add_entry (entries, entry);
      }
}

/* From one supplier to the customer or customers of @link. entry.value is v, already times the supplier's own exposure. */
static void
add_customers (Entries                *entries,
               const Members          *members,
               const PenstockScoreLink *link,
               Entry                    entry)
{
  if (link->to_segment)
    {
      add_spread (entries, members, link->to, entry);
      return;
    }

  entry.column = link->to;
  add_entry (entries, entry);
}

static void
add_link (Entries                 *entries,
          const Members           *members,
          const PenstockScoreLink *link,
          uint32_t                 index)
{
  Entry entry = { .row = link->from, .link = index, .implied = link->from_segment, .value = link->value };

  if (!link->from_segment)
    {
      add_customers (entries, members, link, entry);
      return;
    }

  for (size_t m = members->start[link->from]; m < members->start[link->from + 1]; m++)
    {
      entry.row = members->items[m].company;
      entry.value = members->items[m].weight * link->value;
      add_customers (entries, members, link, entry);
    }
}

/* Stable counting sort by row or column; start[key] … start[key + 1] is where a key's entries are afterwards. */
static void
sort_entries (const Entry *from,
              size_t       n_entries,
              bool         by_row,
              size_t       n,
              Entry       *to,
              size_t      *start)
{
  for (size_t key = 0; key < n + 2; key++)
    start[key] = 0;
  for (size_t e = 0; e < n_entries; e++)
    start[(by_row ? from[e].row : from[e].column) + 2]++;
  for (size_t key = 0; key <= n; key++)
    start[key + 1] += start[key];
  for (size_t e = 0; e < n_entries; e++)
    to[start[(by_row ? from[e].row : from[e].column) + 1]++] = from[e];
}

/* Scales the entries of one row so that they sum to what they are of W: E and S, when they sum to more than 1, divided by the sum;
 * S takes the share that E leaves. */
static void
scale_row (Entry  *row,
           size_t  n)
{
  double sum[2] = { 0.0, 0.0 }, factor[2];

  for (size_t e = 0; e < n; e++)
    sum[row[e].implied] += row[e].value;

  factor[0] = sum[0] > 1.0 ? 1.0 / sum[0] : 1.0;
  factor[1] = sum[0] >= 1.0 ? 0.0 : (1.0 - sum[0]) / fmax (1.0, sum[1]);
  for (size_t e = 0; e < n; e++)
    row[e].value *= factor[row[e].implied];
}

/* Adds up what lies on the same pair; entries of a row are sorted by column, then link. Keeps the strongest link, the first of equals. */
static void
append_row (PenstockScoreGraph *self,
            const Entry        *row,
            size_t              n,
            size_t             *n_weights)
{
  for (size_t e = 0; e < n;)
    {
      const uint32_t column = row[e].column;
      double sum = 0.0, strongest = 0.0;

      for (; e < n && row[e].column == column; e++)
        {
          sum += row[e].value;
          if (row[e].value > strongest)
            {
              strongest = row[e].value;
              self->link[*n_weights] = row[e].link;
            }
        }

      if (sum > 0.0)
        {
          self->customer[*n_weights] = column;
          self->weight[(*n_weights)++] = sum;
        }
    }
}

static void
fill_columns (PenstockScoreGraph *self)
{
  size_t *start = self->column_start;

  for (size_t e = 0; e < self->row_start[self->n]; e++)
    start[self->customer[e] + 2]++;
  for (size_t key = 0; key <= self->n; key++)
    start[key + 1] += start[key];

  for (size_t i = 0; i < self->n; i++)
    for (size_t e = self->row_start[i]; e < self->row_start[i + 1]; e++)
      {
        const size_t place = start[self->customer[e] + 1]++;

        self->supplier[place] = (uint32_t)i;
        self->supplied[place] = self->weight[e];
      }
}

/* Takes the sorted entries apart into rows. @start is theirs. */
static void
fill_rows (PenstockScoreGraph *self,
           Entry              *sorted,
           const size_t       *start)
{
  size_t n_weights = 0;

  for (size_t i = 0; i < self->n; i++)
    {
      self->row_start[i] = n_weights;
      scale_row (sorted + start[i], start[i + 1] - start[i]);
      append_row (self, sorted + start[i], start[i + 1] - start[i], &n_weights);
    }
  self->row_start[self->n] = n_weights;
}

/* Weights that were added up in another order are still the same weights. */
static uint64_t
rounded (double weight)
{
  return (uint64_t)(weight * 1073741824.0 + 0.5);
}

/* FNV-1a, a number at a time. */
static uint64_t
hash_row (const PenstockScoreGraph *self,
          size_t                    i)
{
  uint64_t hash = UINT64_C (0xcbf29ce484222325);

  for (size_t e = self->row_start[i]; e < self->row_start[i + 1]; e++)
    {
      hash = (hash ^ self->customer[e]) * UINT64_C (0x100000001b3);
      hash = (hash ^ rounded (self->weight[e])) * UINT64_C (0x100000001b3);
    }

  return hash ^ (hash >> 32);
}

static bool
rows_are_same (const PenstockScoreGraph *self,
               size_t                    a,
               size_t                    b)
{
  const size_t n = self->row_start[a + 1] - self->row_start[a];

  if (n != self->row_start[b + 1] - self->row_start[b])
    return false;

  for (size_t e = 0; e < n; e++)
    if (self->customer[self->row_start[a] + e] != self->customer[self->row_start[b] + e]
        || rounded (self->weight[self->row_start[a] + e]) != rounded (self->weight[self->row_start[b] + e]))
      return false;

  return true;
}

/* A table of the first of each kind, by hash; never more than half full. Entries are one more than the company. */
static bool
fill_twins (PenstockScoreGraph *self)
{
  size_t size = 2;
  uint32_t *table;

  while (size < 2 * self->n)
    size *= 2;
  if ((table = allocate (size, sizeof *table)) == NULL)
    return false;

  for (size_t i = 0; i < self->n; i++)
    {
      size_t place = (size_t)hash_row (self, i) & (size - 1);

      while (table[place] != 0 && !rows_are_same (self, table[place] - 1, i))
        place = (place + 1) & (size - 1);
      if (table[place] == 0)
        table[place] = (uint32_t)i + 1;
      self->twin[i] = table[place] - 1;
    }
  free (table);

  return true;
}

static bool
graph_fill (PenstockScoreGraph *self,
            Entries            *entries)
{
  Entry *by_column = allocate (entries->n, sizeof *by_column);
  bool ok;

  self->row_start = allocate (self->n + 2, sizeof *self->row_start);
  self->column_start = allocate (self->n + 2, sizeof *self->column_start);
  self->customer = allocate (entries->n, sizeof *self->customer);
  self->weight = allocate (entries->n, sizeof *self->weight);
  self->link = allocate (entries->n, sizeof *self->link);
  self->twin = allocate (self->n, sizeof *self->twin);
  self->supplier = allocate (entries->n, sizeof *self->supplier);
  self->supplied = allocate (entries->n, sizeof *self->supplied);

  ok = by_column != NULL && self->row_start != NULL && self->column_start != NULL && self->customer != NULL
       && self->weight != NULL && self->link != NULL && self->twin != NULL && self->supplier != NULL && self->supplied != NULL;
  if (ok)
    {
      sort_entries (entries->items, entries->n, false, self->n, by_column, self->row_start);
      sort_entries (by_column, entries->n, true, self->n, entries->items, self->column_start);
      fill_rows (self, entries->items, self->column_start);
      for (size_t key = 0; key < self->n + 2; key++)
        self->column_start[key] = 0;
      fill_columns (self);
      ok = fill_twins (self);
    }
  free (by_column);

  return ok;
}

PenstockScoreGraph *
penstock_score_graph_new (size_t                       n_companies,
                          size_t                       n_segments,
                          const PenstockScoreExposure *exposures,
                          size_t                       n_exposures,
                          const PenstockScoreLink     *links,
                          size_t                       n_links)
{
  PenstockScoreGraph *self = allocate (1, sizeof *self);
  Members members = { 0 };
  Entries entries = { 0 };
  bool ok = self != NULL && members_init (&members, n_segments, exposures, n_exposures);

  for (size_t i = 0; i < n_links && ok; i++)
    add_link (&entries, &members, &links[i], (uint32_t)i);

  if (ok)
    {
      self->n = n_companies;
      ok = !entries.failed && graph_fill (self, &entries);
    }
  members_clear (&members);
  free (entries.items);
  if (ok)
    return self;

  penstock_score_graph_free (self);

  return NULL;
}

void
penstock_score_graph_free (PenstockScoreGraph *self)
{
  if (self == NULL)
    return;

  free (self->row_start);
  free (self->customer);
  free (self->weight);
  free (self->link);
  free (self->twin);
  free (self->column_start);
  free (self->supplier);
  free (self->supplied);
  free (self);
}

size_t
penstock_score_graph_size (const PenstockScoreGraph *self)
{
  return self->n;
}

size_t
penstock_score_graph_row (const PenstockScoreGraph  *self,
                          size_t                     company,
                          const uint32_t           **customers,
                          const double             **weights,
                          const uint32_t           **links)
{
  const size_t start = self->row_start[company];

  if (customers != NULL)
    *customers = self->customer + start;
  if (weights != NULL)
    *weights = self->weight + start;
  if (links != NULL)
    *links = self->link + start;

  return self->row_start[company + 1] - start;
}

/* On a day when nobody has own there is no demand to pass on, and no benefit of 0 either. */
static void
compute (const PenstockScoreFrame *frame)
{
  const double *own = frame->table->column[PENSTOCK_COLUMN_own];

  for (size_t i = 0; i < frame->table->n; i++)
    if (!isnan (own[i]))
      {
        penstock_score_solve (frame->graph, frame->settings->alpha, own, frame->table->column[PENSTOCK_COLUMN_benefit]);
        return;
      }
}

const PenstockScoreSection penstock_score_section_chain = {
  .id = "chain",
  .compute = compute,
};
