/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "penstock-words-signals.h"

#include "penstock-feed-groups.h"
#include "penstock-money.h"
#include "penstock-words-overview.h"

/* ---- Inbox ---- */

char *
penstock_words_signal_kind (const char *kind)
{
  static const struct { const char *id, *title; } kinds[] = {
    { "agreement", N_("Agreement") }, { "capacity", N_("Capacity") }, { "capex", N_("Investment") }, { "filing", N_("Filing") },
    { "guidance", N_("Guidance") }, { "incident", N_("Incident") }, { "lawsuit", N_("Lawsuit") }, { "layoffs", N_("Layoffs") },
    { "monthly_revenue", N_("Monthly revenue") }, { "news", N_("News") }, { "order", N_("Order") }, { "ownership", N_("Ownership") },
    { "partnership", N_("Partnership") }, { "product", N_("Product") }, { "rating", N_("Rating") }, { "regulation", N_("Regulation") },
    { "results", N_("Results") },
  };
  char *text;

  if (kind == NULL || *kind == '\0')
    return g_strdup (_("News"));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].id, kind))
      return g_strdup (_(kinds[i].title));

  text = g_strdelimit (g_strdup (kind), "_", ' ');
  text[0] = g_ascii_toupper (text[0]);
  return text;
}

char *
penstock_words_signal_line (const PenstockEvent *event)
{
  g_autofree char *kind = penstock_words_signal_kind (event->kind);
  const PenstockEventSource *first = event->sources->len > 0 ? &g_array_index (event->sources, PenstockEventSource, 0) : NULL;
  const char *who = first != NULL && first->publisher != NULL ? first->publisher : event->source;
  g_autofree char *more = NULL;

  if (who == NULL)
    return g_steal_pointer (&kind);
  if (event->sources->len < 2)
    return g_strdup_printf ("%s · %s", kind, who);

  /* Translators: who told of it: "Reuters and 2 more" */
  more = g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", event->sources->len - 1), who, event->sources->len - 1);
  return g_strdup_printf ("%s · %s", kind, more);
}

char *
penstock_words_signal_weight (double weight)
{
  return weight == 0.0 ? g_strdup ("0") : penstock_format_signed (weight, 2);
}

const char *
penstock_words_direction_origin (const PenstockEvent *event)
{
  if (event->direction_by_user)
    return _("set by you");

  return event->direction_guessed ? _("guessed by a rule") : NULL;
}

char *
penstock_words_signal_terms (const PenstockEvent *event,
                             PenstockDay          today)
{
  const PenstockStatusChange *now = penstock_event_status_at (event, today);
  g_autofree char *credibility = NULL;
  g_autofree char *age = NULL;
  double half_life;

  if (now == NULL)
    return g_strdup (_("Not known yet on this day"));

  half_life = penstock_event_half_life (now->status);
  if (isnan (half_life))
    return g_strdup (_("Credibility 0: it weighs nothing from its last status on"));

  credibility = penstock_format_number (penstock_event_credibility (now->status), 1);
  age = g_strdup_printf (ngettext ("%d day in this status", "%d days in this status", (gulong)MAX (today - now->day, 0)), today - now->day);
  return g_strdup_printf (_("Credibility %s · half-life %.0f days · %s"), credibility, half_life, age);
}

char *
penstock_words_signal_reach (const PenstockEvent *event,
                             PenstockDay          today,
                             guint                n_reached)
{
  if (isnan (penstock_event_weight (event, 1.0, today)))
    return g_strdup (_("It does not count today and reaches nobody."));
  if (event->direction == 0)
    return g_strdup (_("It is neutral: it weighs nothing and reaches nobody."));
  if (n_reached == 0)
    return g_strdup (_("It reaches no company through the chain."));

  return g_strdup_printf (ngettext ("It reaches %u company through the chain.", "It reaches %u companies through the chain.", n_reached), n_reached);
}

char *
penstock_words_signal_count (guint shown,
                             guint all,
                             guint unread)
{
  g_autofree char *read = unread > 0 ? g_strdup_printf (ngettext ("%u unread", "%u unread", unread), unread) : g_strdup (_("all read"));

  if (shown == all)
    return g_strdup_printf (ngettext ("%u signal · %s", "%u signals · %s", all), all, read);

  return g_strdup_printf (ngettext ("%u of %u signal · %s", "%u of %u signals · %s", all), shown, all, read);
}

char *
penstock_words_silent_news (PenstockEngine *engine)
{
  GListModel *feeds = penstock_engine_get_feeds (engine);
  g_autoptr(GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (feeds); i++)
    {
      g_autoptr(PenstockFeedHealth) feed = g_list_model_get_item (feeds, i);
      const PenstockProvider *provider = penstock_provider_find (penstock_feed_health_get_id (feed));
      const char *state = penstock_feed_health_get_state (feed);

      if (provider == NULL || !penstock_feed_health_get_enabled (feed) || penstock_feed_group_of (provider) != PENSTOCK_FEED_GROUP_NEWS ||
          g_str_equal (state, "ok") || g_str_equal (state, "idle") || g_str_equal (state, "standby") || g_str_equal (state, "off"))
        continue;
      g_string_append_printf (names, "%s%s", n > 0 ? ", " : "", penstock_feed_health_get_title (feed));
      n++;
    }

  return n == 0 ? NULL : g_strdup_printf (ngettext ("%u feed of news does not answer: %s", "%u feeds of news do not answer: %s", n), n, names->str);
}

char *
penstock_words_signal (PenstockSignal *signal)
{
  const PenstockEvent *event = penstock_signal_get_event (signal);
  const PenstockDay day = penstock_signal_get_day (signal);
  const PenstockStatusChange *last = event->history->len > 0 ? &g_array_index (event->history, PenstockStatusChange, event->history->len - 1) : NULL;
  g_autofree char *line = penstock_words_signal_line (event);
  g_autofree char *when = day != PENSTOCK_DAY_NONE ? penstock_format_day (day) : g_strdup ("");

  return g_strdup_printf ("%s. %s. %s. %s. %s", penstock_signal_get_unread (signal) ? C_("state", "Unread") : C_("state", "Read"), event->title,
                          last != NULL ? penstock_words_event_status (last->status) : "", line, when);
}

/* ---- Claims ---- */

const char *
penstock_words_verdict (PenstockClaimVerdict verdict)
{
  switch (verdict)
    {
    case PENSTOCK_VERDICT_CONFIRMED:
      return C_("verdict", "Confirmed");
    case PENSTOCK_VERDICT_CONTRADICTED:
      return C_("verdict", "Contradicted");
    case PENSTOCK_VERDICT_INCONSISTENT:
      return C_("verdict", "Inconsistent");
    case PENSTOCK_VERDICT_UNVERIFIABLE:
      return C_("verdict", "Unverifiable");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
penstock_words_claim_part (PenstockClaimPartKind kind)
{
  switch (kind)
    {
    case PENSTOCK_PART_LEVEL:
      return _("Level");
    case PENSTOCK_PART_CONVERTED:
      return _("In another currency");
    case PENSTOCK_PART_CHANGE:
      return _("Change");
    case PENSTOCK_PART_EARLIER:
      return _("Compared with");
    case PENSTOCK_PART_RANK:
      return _("Rank");
    case PENSTOCK_PART_UNIT:
      return _("Unit");
    default:
      g_return_val_if_reached ("");
    }
}

static char *
period_text (PenstockPeriod period,
             int            periods_per_year)
{
  g_autofree char *name = NULL;

  if (periods_per_year != 12 && periods_per_year != 4)
    return g_strdup_printf ("%d", period);

  name = penstock_format_period (period, periods_per_year, FALSE);
  return g_strdup_printf ("%s %d", name, period / periods_per_year);
}

char *
penstock_words_claim (PenstockEngine      *engine,
                      const PenstockClaim *claim)
{
  const PenstockChain *chain = penstock_engine_get_chain (engine);
  const char *who = claim->company >= 0 ? chain->companies[claim->company].name : claim->subject;
  g_autofree char *period = NULL;

  if (claim->text != NULL)
    return g_strdup (claim->text);
  if (claim->periods_per_year == 0)
    return g_strdup (who != NULL ? who : claim->id);

  period = period_text (claim->period, claim->periods_per_year);
  return g_strdup_printf ("%s, %s", who != NULL ? who : claim->id, period);
}

char *
penstock_words_claim_about (PenstockEngine      *engine,
                            const PenstockClaim *claim)
{
  const PenstockChain *chain = penstock_engine_get_chain (engine);
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (claim->company >= 0)
    g_ptr_array_add (parts, g_strdup (chain->companies[claim->company].name));
  else if (claim->subject != NULL)
    g_ptr_array_add (parts, g_strdup (claim->subject));
  if (claim->periods_per_year != 0)
    g_ptr_array_add (parts, period_text (claim->period, claim->periods_per_year));
  if (claim->source != NULL)
    g_ptr_array_add (parts, g_strdup (claim->source));
  if (parts->len == 0)
    return NULL;

  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **)parts->pdata);
}

/* "April 2026", of several added up "January 2026 to April 2026". */
static char *
span_text (const PenstockRevenueFigure *figure,
           guint                        n_filings,
           int                          periods_per_year)
{
  g_autofree char *last = period_text (figure->period, periods_per_year);
  g_autofree char *first = period_text (figure->period - (int)n_filings + 1, periods_per_year);

  if (n_filings <= 1)
    return g_steal_pointer (&last);

  /* Translators: the periods whose revenue is added up: "January 2026 to April 2026" */
  return g_strdup_printf (_("%s to %s"), first, last);
}

char *
penstock_words_filed (PenstockEngine              *engine,
                      const PenstockClaimCheck    *check,
                      const PenstockRevenueFigure *figure)
{
  const PenstockRevenue *revenue = check->claim->company >= 0 ? penstock_engine_get_revenue (engine, (guint)check->claim->company) : NULL;
  const int per_year = revenue != NULL ? revenue->periods_per_year : check->claim->periods_per_year;
  const PenstockDay day = penstock_day_from_unix_utc (figure->published_at);
  g_autofree char *period = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *when = NULL;
  g_autofree char *age = NULL;

  if (isnan (figure->value))
    return NULL;

  period = span_text (figure, check->n_filings, per_year);
  amount = penstock_format_compact (figure->value);
  when = penstock_format_day (day);
  age = penstock_format_age ((gint64)MAX (check->as_of - day, 0) * 86400);
  /* Translators: "Filed: April 2026, NT$832.1 bn; published 5 May 2026, 190 d old; source mops" */
  return g_strdup_printf (_("Filed: %s, %s%s; published %s, %s old; source %s"), period,
                          revenue != NULL && revenue->currency != NULL ? penstock_money_sign (revenue->currency) : "", amount, when, age, figure->source);
}

char *
penstock_words_compose_claim (const char *subject,
                              const char *period,
                              const char *amount,
                              const char *currency,
                              const char *change,
                              guint       base,
                              guint       rank)
{
  /* Read by penstock_claim_read(), not by people: English, not translated. */
  static const char *const bases[] = { "YoY", "MoM", "QoQ" };
  static const char *const ranks[] = { NULL, "record high", "highest for the month on record" };
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s revenue", subject, period);
  if (*amount != '\0')
    g_string_append_printf (text, " %s %s", currency, amount);
  if (*change != '\0')
    g_string_append_printf (text, ", %s%s%% %s", g_ascii_isdigit (*change) ? "+" : "", change, bases[MIN (base, G_N_ELEMENTS (bases) - 1)]);
  if (rank > 0 && rank < G_N_ELEMENTS (ranks))
    g_string_append_printf (text, ", %s", ranks[rank]);

  return g_string_free (text, FALSE);
}

/* ---- Indicators ---- */

char *
penstock_words_indicator_line (const PenstockIndicatorSeries *series)
{
  g_autofree char *when = series->last_day != PENSTOCK_DAY_NONE ? penstock_format_day (series->last_day) : NULL;
  g_autofree char *what = NULL;

  if (series->last_period == NULL || when == NULL)
    return g_strdup (_("nothing known yet"));

  /* Translators: %s is a period, "2026" or "2026Q1" */
  what = g_strdup_printf (series->last_is_forecast ? _("forecast for %s") : _("outcome of %s"), series->last_period);
  return g_strdup_printf ("%s · %s, %s", what, series->last_source != NULL ? series->last_source : "—", when);
}

char *
penstock_words_threshold (const PenstockIndicatorSeries *series)
{
  g_autofree char *low = penstock_format_price (series->low);
  g_autofree char *high = penstock_format_price (series->high);
  g_autofree char *since = series->state_since != PENSTOCK_DAY_NONE ? penstock_format_day (series->state_since) : g_strdup ("—");

  switch (series->state)
    {
    case PENSTOCK_THRESHOLD_BELOW:
      return g_strdup_printf (_("below %s since %s"), low, since);
    case PENSTOCK_THRESHOLD_ABOVE:
      return g_strdup_printf (_("above %s since %s"), high, since);
    case PENSTOCK_THRESHOLD_WITHIN:
      return g_strdup_printf (_("within its thresholds since %s"), since);
    case PENSTOCK_THRESHOLD_NONE:
    default:
      return NULL;
    }
}

char *
penstock_words_corner (const PenstockTriangleCorner *corner)
{
  g_autofree char *before = penstock_format_signed (corner->validation_before, 2);

  if (!corner->known || isnan (corner->validation))
    return g_strdup (_("Too few companies have filed to say"));

  return g_strdup_printf (_("28 days before %s"), before);
}
