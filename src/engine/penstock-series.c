/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-series.h"

#include <math.h>

#include "penstock-compute.h"

/* A walk over some bars, with what it said of each. */
typedef struct
{
  PenstockVerdict verdict;
  unsigned char  *state;
  double         *factor;
} Walked;

static void
walked_clear (Walked *walked)
{
  g_free (walked->state);
  g_free (walked->factor);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walked, walked_clear)

static void
walk (const PenstockBars *bars,
      GArray             *actions,
      PenstockDay         until,
      Walked             *walked)
{
  g_autoptr(GArray) said = penstock_market_score_actions (actions, bars);
  g_autofree double *price = g_new (double, bars->n + 1);
  g_autofree double *good_price = g_new (double, bars->n + 1);
  g_autofree gint32 *good_day = g_new (gint32, bars->n + 1);

  for (gsize i = 0; i < bars->n; i++)
    price[i] = penstock_bars_price (bars, i);

  walked->state = g_new0 (unsigned char, bars->n + 1);
  walked->factor = g_new0 (double, bars->n + 1);
  walked->verdict = penstock_score_verify (bars->day, price, bars->n,
                                           said != NULL ? (const PenstockScoreAction *)(gpointer)said->data : NULL,
                                           said != NULL ? said->len : 0,
                                           until, good_day, good_price, walked->state, walked->factor);
}

static PenstockBars *
new_like (const PenstockBars *bars,
          gsize               n)
{
  PenstockBars *like = penstock_bars_new (bars->symbol, bars->currency, bars->source, n);

  like->simulated = bars->simulated;
  like->fetched_at = bars->fetched_at;

  return like;
}

static PenstockBars *
cut (PenstockBars *bars,
     gsize         n)
{
  PenstockBars *head;

  if (n == bars->n)
    return penstock_bars_ref (bars);

  head = new_like (bars, n);
  for (gsize i = 0; i < n; i++)
    {
      head->day[i] = bars->day[i];
      for (guint f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
        head->field[f][i] = bars->field[f][i];
    }

  return head;
}

static gboolean
is_kept (unsigned char state,
         gboolean      with_unverified)
{
  return state == PENSTOCK_BAR_GOOD || (with_unverified && state == PENSTOCK_BAR_UNVERIFIED);
}

/* The good bars, split-adjusted (a split changes the number of shares too), and on demand those after the jump. NULL if none. */
static PenstockBars *
pick_bars (const PenstockBars *bars,
           const Walked       *walked,
           gboolean            with_unverified)
{
  PenstockBars *picked;
  gsize n = 0;

  for (gsize i = 0; i < walked->verdict.n; i++)
    n += is_kept (walked->state[i], with_unverified);
  if (n == 0)
    return NULL;

  picked = new_like (bars, n);
  n = 0;
  for (gsize i = 0; i < walked->verdict.n; i++)
    {
      if (!is_kept (walked->state[i], with_unverified))
        continue;

      picked->day[n] = bars->day[i];
      for (guint f = 0; f < PENSTOCK_BAR_N_FIELDS; f++)
        picked->field[f][n] = f == PENSTOCK_BAR_VOLUME ? bars->field[f][i] / walked->factor[i] : bars->field[f][i] * walked->factor[i];
      n++;
    }

  return picked;
}

static PenstockBars *
with_quote (const char          *symbol,
            PenstockBars        *bars,
            const PenstockQuote *quote)
{
  g_autoptr(PenstockBars) live = penstock_bars_new (symbol, quote->currency[0] != '\0' ? quote->currency : NULL, quote->source, 1);

  live->simulated = quote->simulated || (bars != NULL && bars->simulated);
  live->fetched_at = quote->fetched_at;
  live->day[0] = quote->day;
  live->field[PENSTOCK_BAR_OPEN][0] = quote->open;
  live->field[PENSTOCK_BAR_HIGH][0] = quote->high;
  live->field[PENSTOCK_BAR_LOW][0] = quote->low;
  live->field[PENSTOCK_BAR_CLOSE][0] = quote->price;
  live->field[PENSTOCK_BAR_VOLUME][0] = quote->volume;
  live->field[PENSTOCK_BAR_ADJ_CLOSE][0] = quote->price;

  return penstock_bars_merge (bars, live);
}

PenstockBars *
penstock_series_chart_bars (const char          *symbol,
                            PenstockBars        *bars,
                            GArray              *actions,
                            const PenstockQuote *quote,
                            PenstockDay          today,
                            PenstockVerdict     *verdict)
{
  g_autoptr(PenstockBars) all = NULL;
  g_auto(Walked) walked = { .verdict = { .jump_ratio = NAN, .split_guess = NAN } };

  *verdict = walked.verdict;
  if (penstock_market_quote_counts (quote, bars, today, today))
    all = with_quote (symbol, bars, quote);
  else if (bars != NULL)
    all = penstock_bars_ref (bars);
  if (all == NULL)
    return NULL;

  walk (all, actions, today, &walked);
  *verdict = walked.verdict;

  return pick_bars (all, &walked, TRUE);
}

static PenstockSeriesState
state_on (const PenstockSeries *series,
          PenstockDay           as_of)
{
  if (series->verdict.unverified)
    return PENSTOCK_SERIES_UNVERIFIED;
  if (series->adjusted == NULL)
    return PENSTOCK_SERIES_NONE;
  if (as_of - series->adjusted->day[series->adjusted->n - 1] > PENSTOCK_STALE_DAYS)
    return PENSTOCK_SERIES_STALE;

  return PENSTOCK_SERIES_CURRENT;
}

/* The step in the bars as stored that an action is about; NAN if it has no bar before it or from it on. */
static double
step_at (const PenstockSeries *series,
         PenstockDay           day)
{
  double before = NAN;

  for (gsize i = 0; i < series->bars->n; i++)
    {
      const double price = penstock_bars_price (series->bars, i);

      if (series->state[i] == PENSTOCK_BAR_BAD || series->state[i] == PENSTOCK_BAR_GLITCH)
        continue;
      if (series->bars->day[i] >= day)
        return price / before;
      before = price;
    }

  return NAN;
}

static void
list_jumps (PenstockSeries *series,
            GArray         *actions,
            PenstockDay     as_of)
{
  for (guint i = 0; actions != NULL && i < actions->len; i++)
    {
      const PenstockAction *action = &g_array_index (actions, PenstockAction, i);
      PenstockJump jump = {
        .day = action->day, .ratio = step_at (series, action->day), .guess = NAN,
        .accepted = action->kind == PENSTOCK_ACTION_ACCEPT, .split = action->kind == PENSTOCK_ACTION_SPLIT_USER,
      };

      if (action->kind != PENSTOCK_ACTION_SPLIT_PROVIDER && action->day <= as_of && !isnan (jump.ratio))
        g_array_append_val (series->jumps, jump);
    }

  if (series->verdict.unverified)
    {
      PenstockJump jump = { series->verdict.jump_day, series->verdict.jump_ratio, FALSE, FALSE, series->verdict.split_guess };

      g_array_append_val (series->jumps, jump);
    }
}

static void
list_glitches (PenstockSeries *series)
{
  gboolean inside = FALSE;

  for (gsize i = 0; i < series->bars->n; i++)
    {
      const PenstockDay day = series->bars->day[i];

      if (series->state[i] == PENSTOCK_BAR_BAD)
        continue;
      if (series->state[i] == PENSTOCK_BAR_GLITCH && inside)
        {
          PenstockGlitch *last = &g_array_index (series->glitches, PenstockGlitch, series->glitches->len - 1);

          last->last = day;
          last->bars++;
        }
      else if (series->state[i] == PENSTOCK_BAR_GLITCH)
        {
          PenstockGlitch glitch = { day, day, 1 };

          g_array_append_val (series->glitches, glitch);
        }
      inside = series->state[i] == PENSTOCK_BAR_GLITCH;
    }
}

PenstockSeries *
penstock_series_new (const char   *symbol,
                     PenstockBars *bars,
                     GArray       *actions,
                     PenstockDay   as_of)
{
  PenstockSeries *series = g_new0 (PenstockSeries, 1);
  const gssize last = bars != NULL ? penstock_bars_find (bars, as_of) : -1;
  g_auto(Walked) walked = { 0 };

  series->symbol = g_strdup (symbol);
  series->verdict = (PenstockVerdict) { .jump_ratio = NAN, .split_guess = NAN };
  series->jumps = g_array_new (FALSE, FALSE, sizeof (PenstockJump));
  series->glitches = g_array_new (FALSE, FALSE, sizeof (PenstockGlitch));
  series->series_state = PENSTOCK_SERIES_NONE;
  if (last < 0)
    return series;

  series->bars = cut (bars, (gsize)last + 1);
  walk (series->bars, actions, as_of, &walked);
  series->verdict = walked.verdict;
  series->adjusted = pick_bars (series->bars, &walked, FALSE);
  series->state = g_steal_pointer (&walked.state);
  series->series_state = state_on (series, as_of);
  list_jumps (series, actions, as_of);
  list_glitches (series);

  return series;
}

void
penstock_series_free (PenstockSeries *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->bars, penstock_bars_unref);
  g_clear_pointer (&self->adjusted, penstock_bars_unref);
  g_array_unref (self->jumps);
  g_array_unref (self->glitches);
  g_free (self->symbol);
  g_free (self->state);
  g_free (self);
}
