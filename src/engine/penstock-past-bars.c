/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-past-bars.h"

#include <math.h>
#include <string.h>

static gsize
count_until (const gint32 *day,
             gsize         n,
             PenstockDay   until)
{
  gsize low = 0, high = n;

  while (low < high)
    {
      const gsize middle = low + (high - low) / 2;

      if (day[middle] <= until)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

gsize
penstock_epoch_count (const PenstockEpoch *self,
                      PenstockDay          day)
{
  return count_until (self->day, self->n, day);
}

gsize
penstock_epoch_count_near (const PenstockEpoch *self,
                           PenstockDay          day,
                           gsize                near)
{
  for (gsize n = near; n <= near + 1 && n <= self->n; n++)
    if ((n == 0 || self->day[n - 1] <= day) && (n == self->n || self->day[n] > day))
      return n;

  return penstock_epoch_count (self, day);
}

gboolean
penstock_epoch_is_doubtful (const PenstockEpoch *self,
                            PenstockDay          day)
{
  for (guint i = 0; i < self->doubts->len; i++)
    {
      const PenstockDoubt *doubt = &g_array_index (self->doubts, PenstockDoubt, i);

      if (day < doubt->from)
        return FALSE;
      if (day < doubt->until)
        return TRUE;
    }

  return FALSE;
}

/* The price scores use, of every bar: one of the bars' own columns where it can be, as most sources give either adjusted closes or none. */
static void
take_prices (PenstockPastBars *self)
{
  const PenstockBars *bars = self->bars;
  const double *adjusted = bars->field[PENSTOCK_BAR_ADJ_CLOSE];
  gsize n_adjusted = 0;

  for (gsize i = 0; i < bars->n; i++)
    n_adjusted += isfinite (adjusted[i]) != 0;

  if (n_adjusted == bars->n)
    self->price = adjusted;
  else if (n_adjusted == 0)
    self->price = bars->field[PENSTOCK_BAR_CLOSE];
  else
    {
      self->own_price = g_new (double, bars->n);
      for (gsize i = 0; i < bars->n; i++)
        self->own_price[i] = penstock_bars_price (bars, i);
      self->price = self->own_price;
    }
}

/* A walk that ends within a glitch, or after a jump that is never explained, finds the series unverified from the jump on. */
static GArray *
list_doubts (const gint32        *day,
             const unsigned char *state,
             gsize                n)
{
  GArray *doubts = g_array_new (FALSE, FALSE, sizeof (PenstockDoubt));
  gboolean doubtful = FALSE;

  for (gsize i = 0; i < n; i++)
    if (state[i] != PENSTOCK_BAR_BAD && (state[i] != PENSTOCK_BAR_GOOD) != doubtful)
      {
        PenstockDoubt doubt = { day[i], G_MAXINT32 };

        if (doubtful)
          g_array_index (doubts, PenstockDoubt, doubts->len - 1).until = day[i];
        else
          g_array_append_val (doubts, doubt);
        doubtful = !doubtful;
      }

  return doubts;
}

static void
add_epoch (PenstockPastBars *self,
           PenstockDay       from,
           PenstockDay       until)
{
  const gsize n = self->bars != NULL ? self->bars->n : 0;
  const GArray *actions = self->actions;
  g_autofree unsigned char *state = g_new (unsigned char, n + 1);
  PenstockEpoch epoch = { .from = from, .own_day = g_new (gint32, n + 1), .own_price = g_new (double, n + 1) };
  PenstockVerdict verdict;

  verdict = penstock_score_verify (n > 0 ? self->bars->day : NULL, self->price, n,
                                   actions != NULL ? (const PenstockScoreAction *)(gpointer)actions->data : NULL, actions != NULL ? actions->len : 0,
                                   until, epoch.own_day, epoch.own_price, state, NULL);
  epoch.n = verdict.n_good;
  epoch.day = epoch.own_day;
  epoch.price = epoch.own_price;
  epoch.doubts = list_doubts (n > 0 ? self->bars->day : NULL, state, verdict.n);

  if (epoch.n == n && actions == NULL)
    {
      g_clear_pointer (&epoch.own_day, g_free);
      g_clear_pointer (&epoch.own_price, g_free);
      epoch.day = n > 0 ? self->bars->day : NULL;
      epoch.price = self->price;
    }
  g_array_append_val (self->epochs, epoch);
}

static void
clear_epoch (gpointer data)
{
  PenstockEpoch *epoch = data;

  g_free (epoch->own_day);
  g_free (epoch->own_price);
  g_array_unref (epoch->doubts);
}

void
penstock_past_bars_init (PenstockPastBars *self,
                         PenstockBars     *bars,
                         GArray           *actions)
{
  PenstockDay from = G_MININT32;

  *self = (PenstockPastBars) {
    .bars = bars != NULL ? penstock_bars_ref (bars) : NULL,
    .actions = actions != NULL ? g_array_ref (actions) : NULL,
    .epochs = g_array_new (FALSE, FALSE, sizeof (PenstockEpoch)),
  };
  g_array_set_clear_func (self->epochs, clear_epoch);
  if (bars != NULL)
    take_prices (self);

  for (guint i = 0; actions != NULL && i < actions->len; i++)
    {
      const PenstockScoreAction *action = &g_array_index (actions, PenstockScoreAction, i);

      if (action->accept || action->day == from)
        continue;
      add_epoch (self, from, action->day - 1);
      from = action->day;
    }
  add_epoch (self, from, G_MAXINT32);
}

void
penstock_past_bars_clear (PenstockPastBars *self)
{
  g_clear_pointer (&self->bars, penstock_bars_unref);
  g_clear_pointer (&self->actions, g_array_unref);
  g_clear_pointer (&self->own_price, g_free);
  g_clear_pointer (&self->epochs, g_array_unref);
}

gboolean
penstock_past_bars_is_steady (const PenstockPastBars *self)
{
  return penstock_past_bars_get_epoch (self, 0)->own_day == NULL;
}

guint
penstock_past_bars_find_epoch (const PenstockPastBars *self,
                               PenstockDay             day)
{
  guint i = self->epochs->len - 1;

  while (i > 0 && penstock_past_bars_get_epoch (self, i)->from > day)
    i--;

  return i;
}

const PenstockEpoch *
penstock_past_bars_get_epoch (const PenstockPastBars *self,
                              guint                   epoch)
{
  return &g_array_index (self->epochs, PenstockEpoch, epoch);
}

static PenstockDay
first_other_bar (const PenstockBars *a,
                 const PenstockBars *b)
{
  const gsize n_a = a != NULL ? a->n : 0;
  const gsize n_b = b != NULL ? b->n : 0;

  if (a == b)
    return G_MAXINT32;

  for (gsize i = 0; i < n_a && i < n_b; i++)
    {
      const double price_a = penstock_bars_price (a, i);
      const double price_b = penstock_bars_price (b, i);

      if (a->day[i] != b->day[i] || memcmp (&price_a, &price_b, sizeof (double)) != 0)
        return MIN (a->day[i], b->day[i]);
    }

  if (n_a == n_b)
    return G_MAXINT32;
  return n_a > n_b ? a->day[n_b] : b->day[n_a];
}

/* What is said of a day counts from that day on. */
static PenstockDay
first_other_action (const GArray *a,
                    const GArray *b)
{
  const guint n_a = a != NULL ? a->len : 0;
  const guint n_b = b != NULL ? b->len : 0;

  if (a == b)
    return G_MAXINT32;

  for (guint i = 0; i < n_a && i < n_b; i++)
    {
      const PenstockScoreAction *first = &g_array_index (a, PenstockScoreAction, i);
      const PenstockScoreAction *second = &g_array_index (b, PenstockScoreAction, i);

      if (first->day != second->day || first->accept != second->accept || first->ratio != second->ratio)
        return MIN (first->day, second->day);
    }

  if (n_a == n_b)
    return G_MAXINT32;
  return n_a > n_b ? g_array_index (a, PenstockScoreAction, n_b).day : g_array_index (b, PenstockScoreAction, n_a).day;
}

PenstockDay
penstock_past_bars_difference (const PenstockPastBars *self,
                               const PenstockBars     *bars,
                               const GArray           *actions)
{
  return MIN (first_other_bar (self->bars, bars), first_other_action (self->actions, actions));
}

void
penstock_past_bars_mark_days (const PenstockPastBars *self,
                              PenstockDay             first,
                              gsize                   n,
                              guint8                 *seen)
{
  for (guint e = 0; e < self->epochs->len; e++)
    {
      const PenstockEpoch *epoch = penstock_past_bars_get_epoch (self, e);
      const PenstockDay until = e + 1 < self->epochs->len ? penstock_past_bars_get_epoch (self, e + 1)->from : G_MAXINT32;

      for (gsize k = epoch->from == G_MININT32 ? 0 : penstock_epoch_count (epoch, epoch->from - 1); k < epoch->n && epoch->day[k] < until; k++)
        if (epoch->day[k] >= first && (gsize)(epoch->day[k] - first) < n)
          seen[epoch->day[k] - first] = 1;
    }
}
