/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "penstock-engine-private.h"
#include "penstock-money.h"

#define MOST_RATIO  1.2 /* between two sources' closes of one day, if they speak of the same thing */
#define KEPT_DAYS   60 /* an opinion of an older day says nothing that would be looked at */
#define RECENT_DAYS 10 /* a disagreement about an older day is no longer said at the row */

/* Index of the first opinion at or after @day and @source. */
static guint
lower_bound (GArray      *opinions,
             PenstockDay  day,
             const char  *source)
{
  guint low = 0, high = opinions->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;
      const PenstockSecondOpinion *opinion = &g_array_index (opinions, PenstockSecondOpinion, middle);

      if (opinion->day < day || (opinion->day == day && strcmp (opinion->source, source) < 0))
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

void
penstock_second_remember (PenstockListing             *listing,
                          const PenstockSecondOpinion *opinion)
{
  const guint at = lower_bound (listing->opinions, opinion->day, opinion->source);
  PenstockSecondOpinion *known = at < listing->opinions->len ? &g_array_index (listing->opinions, PenstockSecondOpinion, at) : NULL;

  if (known != NULL && known->day == opinion->day && g_str_equal (known->source, opinion->source))
    *known = *opinion;
  else
    g_array_insert_val (listing->opinions, at, *opinion);
}

/* The opinion that is the bar of @day. */
static const PenstockSecondOpinion *
find_stand_in (const PenstockListing *listing,
               PenstockDay            day)
{
  for (guint i = lower_bound (listing->opinions, day, ""); i < listing->opinions->len; i++)
    {
      const PenstockSecondOpinion *opinion = &g_array_index (listing->opinions, PenstockSecondOpinion, i);

      if (opinion->day != day)
        return NULL;
      if (opinion->stands_in)
        return opinion;
    }

  return NULL;
}

const char *
penstock_second_source (const PenstockListing *listing,
                        PenstockDay            day)
{
  const PenstockSecondOpinion *stand_in = find_stand_in (listing, day);

  if (stand_in != NULL)
    return stand_in->source;

  return listing->bars != NULL ? listing->bars->source : NULL;
}

PenstockDay
penstock_second_first (const PenstockListing *listing)
{
  for (guint i = 0; i < listing->opinions->len; i++)
    {
      const PenstockSecondOpinion *opinion = &g_array_index (listing->opinions, PenstockSecondOpinion, i);

      if (opinion->stands_in)
        return opinion->day;
    }

  return PENSTOCK_DAY_NONE;
}

static PenstockDay
last_split (const PenstockListing *listing)
{
  PenstockDay day = PENSTOCK_DAY_NONE;

  for (guint i = 0; i < listing->actions->len; i++)
    {
      const PenstockAction *action = &g_array_index (listing->actions, PenstockAction, i);

      if (action->kind != PENSTOCK_ACTION_ACCEPT && (day == PENSTOCK_DAY_NONE || action->day > day))
        day = action->day;
    }

  return day;
}

/* Could a bar of @bars stand among those of the listing at all? Two currencies, and made-up and real prices, never do. */
static gboolean
fits (const PenstockListing *listing,
      const PenstockBars    *bars)
{
  const PenstockBars *stored = listing->bars;

  return stored->simulated == bars->simulated &&
         (stored->currency == NULL || bars->currency == NULL || g_str_equal (stored->currency, bars->currency));
}

static gboolean
ranks_before (PenstockEngine *engine,
              const char     *source,
              const char     *other)
{
  const PenstockProvider *first = penstock_provider_find (source), *second = penstock_provider_find (other);

  return first != NULL && second != NULL && penstock_preference_rank (engine, first) < penstock_preference_rank (engine, second);
}

typedef enum { VOICE_OPINION, VOICE_STANDS_IN, VOICE_OWN } Voice;

/* What the word of @source about @day is worth. Only the newest days may be stood in for: before a split the prices are of another level, and what is
 * older than everything stored belongs to no series. */
static Voice
judge (PenstockEngine         *engine,
       const PenstockListing  *listing,
       const char             *source,
       PenstockDay             day)
{
  const PenstockBars *stored = listing->bars;
  const gssize at = penstock_bars_find (stored, day);
  const PenstockSecondOpinion *stand_in = find_stand_in (listing, day);

  if (at < 0 || day < last_split (listing))
    return VOICE_OPINION;
  if (stand_in != NULL && stored->day[at] == day)
    return g_str_equal (stand_in->source, source) || ranks_before (engine, source, stand_in->source) ? VOICE_STANDS_IN : VOICE_OPINION;
  if (stored->day[at] == day)
    return g_strcmp0 (stored->source, source) == 0 ? VOICE_OWN : VOICE_OPINION;

  return VOICE_STANDS_IN;
}

static void
append_opinion (GArray             *opinions,
                const PenstockBars *bars,
                gsize               i,
                gboolean            stands_in)
{
  PenstockSecondOpinion opinion = {
    .day = bars->day[i], .close = bars->field[PENSTOCK_BAR_CLOSE][i], .fetched_at = bars->fetched_at, .stands_in = stands_in,
  };

  g_strlcpy (opinion.symbol, bars->symbol, sizeof opinion.symbol);
  g_strlcpy (opinion.source, bars->source, sizeof opinion.source);
  g_strlcpy (opinion.currency, bars->currency != NULL ? bars->currency : "", sizeof opinion.currency);
  g_array_append_val (opinions, opinion);
}

/* Another stand-in's word that this one takes the place of. */
static void
append_replaced (GArray                *opinions,
                 const PenstockListing *listing,
                 const char            *source,
                 PenstockDay            day)
{
  const PenstockSecondOpinion *stand_in = find_stand_in (listing, day);
  PenstockSecondOpinion copy;

  if (stand_in == NULL || g_str_equal (stand_in->source, source))
    return;

  copy = *stand_in;
  copy.stands_in = FALSE;
  g_array_append_val (opinions, copy);
}

static PenstockBars *
pick_bars (const PenstockListing *listing,
           const PenstockBars    *bars,
           GArray                *picked)
{
  PenstockBars *part;

  if (picked->len == 0)
    return NULL;

  /* Without a source of its own: the listing stays the preferred feed's. */
  part = penstock_bars_new (listing->symbol, bars->currency, NULL, picked->len);
  part->simulated = bars->simulated;
  part->fetched_at = bars->fetched_at;
  for (guint k = 0; k < picked->len; k++)
    {
      const gsize i = g_array_index (picked, gsize, k);

      part->day[k] = bars->day[i];
      for (gsize f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
        part->field[f][k] = bars->field[f][i];
    }

  return part;
}

/* Whoever is far from what is stored of the last day both have is at another level (not adjusted for a split, another share class): its newer days
 * belong to no series of ours. */
static gboolean
is_at_level (const PenstockListing *listing,
             const PenstockBars    *bars)
{
  for (gsize i = bars->n; i-- > 0;)
    {
      const gssize at = penstock_bars_find (listing->bars, bars->day[i]);
      const double ratio = at >= 0 ? bars->field[PENSTOCK_BAR_CLOSE][i] / listing->bars->field[PENSTOCK_BAR_CLOSE][at] : NAN;

      if (at >= 0 && listing->bars->day[at] == bars->day[i] && isfinite (ratio))
        return ratio < MOST_RATIO && ratio > 1 / MOST_RATIO;
    }

  return TRUE;
}

PenstockBars *
penstock_second_take (PenstockEngine        *engine,
                      const PenstockListing *listing,
                      const PenstockBars    *bars,
                      GArray                *opinions)
{
  g_autoptr(GArray) picked = g_array_new (FALSE, FALSE, sizeof (gsize));
  const PenstockDay oldest = penstock_engine_today (engine) - KEPT_DAYS;
  /* What the preferred feed just gave may be on its way to memory. */
  const gboolean may_stand_in = fits (listing, bars) && is_at_level (listing, bars) && !listing->awaits_history &&
                                !penstock_engine_is_writing (engine, listing->symbol);

  for (gsize i = 0; i < bars->n; i++)
    {
      const Voice voice = may_stand_in ? judge (engine, listing, bars->source, bars->day[i]) : VOICE_OPINION;

      if (!isfinite (bars->field[PENSTOCK_BAR_CLOSE][i]))
        continue;
      if (voice != VOICE_OPINION)
        g_array_append_val (picked, i);
      if (voice == VOICE_STANDS_IN)
        append_replaced (opinions, listing, bars->source, bars->day[i]);
      if (voice == VOICE_STANDS_IN || (voice == VOICE_OPINION && bars->day[i] >= oldest))
        append_opinion (opinions, bars, i, voice == VOICE_STANDS_IN);
    }

  return pick_bars (listing, bars, picked);
}

void
penstock_second_note (PenstockEngine     *engine,
                      const PenstockBars *bars,
                      GArray             *opinions)
{
  const PenstockDay oldest = penstock_engine_today (engine) - KEPT_DAYS;

  for (gsize i = 0; i < bars->n; i++)
    if (bars->day[i] >= oldest && isfinite (bars->field[PENSTOCK_BAR_CLOSE][i]))
      append_opinion (opinions, bars, i, TRUE);
}

GArray *
penstock_second_healed (const PenstockListing *listing,
                        const PenstockBars    *bars)
{
  g_autoptr(GArray) healed = NULL;

  if (listing == NULL)
    return NULL;

  for (guint i = 0; i < listing->opinions->len; i++)
    {
      PenstockSecondOpinion opinion = g_array_index (listing->opinions, PenstockSecondOpinion, i);
      const gssize at = opinion.stands_in ? penstock_bars_find (bars, opinion.day) : -1;

      if (at < 0 || bars->day[at] != opinion.day)
        continue;
      opinion.stands_in = FALSE;
      if (healed == NULL)
        healed = g_array_new (FALSE, FALSE, sizeof (PenstockSecondOpinion));
      g_array_append_val (healed, opinion);
    }

  return g_steal_pointer (&healed);
}

/* FALSE where they agree or cannot be compared: another currency, a day before a split, made-up prices. */
static gboolean
compare (const PenstockListing       *listing,
         const PenstockSecondOpinion *opinion,
         PenstockDisagreement        *found)
{
  const PenstockBars *bars = listing->bars;
  const gssize at = bars != NULL ? penstock_bars_find (bars, opinion->day) : -1;
  const char *source;
  double ours;

  if (at < 0 || bars->day[at] != opinion->day || opinion->stands_in || bars->simulated || listing->awaits_history ||
      bars->currency == NULL || !g_str_equal (bars->currency, opinion->currency) || opinion->day < last_split (listing))
    return FALSE;

  source = penstock_second_source (listing, opinion->day);
  ours = bars->field[PENSTOCK_BAR_CLOSE][at];
  if (source == NULL || g_str_equal (source, opinion->source) || !isfinite (ours) ||
      !(fabs (ours - opinion->close) > PENSTOCK_DISAGREEMENT * MAX (fabs (ours), fabs (opinion->close))))
    return FALSE;

  *found = (PenstockDisagreement) { .day = opinion->day, .ours = ours, .theirs = opinion->close };
  g_strlcpy (found->symbol, listing->symbol, sizeof found->symbol);
  g_strlcpy (found->our_source, source, sizeof found->our_source);
  g_strlcpy (found->their_source, opinion->source, sizeof found->their_source);

  return TRUE;
}

char *
penstock_second_words (PenstockEngine        *engine,
                       const PenstockListing *listing,
                       PenstockDay            today)
{
  for (guint i = listing->opinions->len; i-- > 0;)
    {
      const PenstockSecondOpinion *opinion = &g_array_index (listing->opinions, PenstockSecondOpinion, i);
      PenstockDisagreement found;

      if (opinion->day < today - RECENT_DAYS)
        break;
      if (compare (listing, opinion, &found))
        {
          g_autofree char *day = penstock_format_day (found.day);
          g_autofree char *ours = penstock_format_price (found.ours);
          g_autofree char *theirs = penstock_format_price (found.theirs);

          /* Translators: a date; a price and the source that gives it; another price and the other source */
          return g_strdup_printf (_("Close of %s: %s by %s, but %s by %s"), day, ours, penstock_engine_source_title (found.our_source),
                                  theirs, penstock_engine_source_title (found.their_source));
        }
    }

  return g_strdup ("");
}

static int
compare_disagreements (gconstpointer a,
                       gconstpointer b)
{
  const PenstockDisagreement *first = a, *second = b;
  int order;

  if (first->day != second->day)
    return first->day > second->day ? -1 : 1;
  order = strcmp (first->symbol, second->symbol);

  return order != 0 ? order : strcmp (first->their_source, second->their_source);
}

GArray *
penstock_engine_dup_disagreements (PenstockEngine *self)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (PenstockDisagreement));
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (PENSTOCK_IS_ENGINE (self), all);

  g_hash_table_iter_init (&iter, self->listings);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const PenstockListing *listing = value;

      for (guint i = 0; i < listing->opinions->len; i++)
        {
          PenstockDisagreement found;

          if (compare (listing, &g_array_index (listing->opinions, PenstockSecondOpinion, i), &found))
            g_array_append_val (all, found);
        }
    }
  g_array_sort (all, compare_disagreements);

  return all;
}
