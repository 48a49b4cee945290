/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include <math.h>

#include "penstock-money.h"
#include "penstock-words-overview.h"

#define WEEKS_FROM     14  /* days: shorter spans are said in days */

/* ---- Phase ---- */

const char *
penstock_words_phase (PenstockPhase phase)
{
  switch (phase)
    {
    case PENSTOCK_PHASE_DORMANT:
      return C_("phase", "Dormant");
    case PENSTOCK_PHASE_NARRATIVE:
      return C_("phase", "Narrative");
    case PENSTOCK_PHASE_VALIDATION:
      return C_("phase", "Validation");
    case PENSTOCK_PHASE_ACCELERATED:
      return C_("phase", "Accelerated validation");
    case PENSTOCK_PHASE_RUNNING_AHEAD:
      return C_("phase", "Running ahead");
    case PENSTOCK_PHASE_UNDETERMINED:
    case PENSTOCK_N_PHASES:
    default:
      return C_("phase", "Undetermined");
    }
}

char *
penstock_words_short_day (PenstockDay day,
                          PenstockDay today)
{
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_utc (penstock_day_to_unix_utc (day));

  if (penstock_day_year (day) != penstock_day_year (today))
    return penstock_format_day (day);

  /* Translators: a day of this year, as in "12 Jun" */
  return g_date_time_format (then, C_("day without year", "%-d %b"));
}

static char *
phase_span (PenstockDay since,
            PenstockDay today)
{
  guint days = (guint)MAX (today - since, 0);

  if (days < WEEKS_FROM)
    return g_strdup_printf (ngettext ("%u day", "%u days", days), days);

  return g_strdup_printf (ngettext ("%u week", "%u weeks", days / 7), days / 7);
}

/* With where it goes; within the hysteresis a phase does not change either. */
static char *
validation_words (double validation,
                  double change)
{
  g_autofree char *value = penstock_format_signed (validation, 2);

  if (isnan (change))
    return g_strdup_printf (_("validation %s"), value);
  if (fabs (change) < PENSTOCK_PHASE_HYSTERESIS)
    return g_strdup_printf (_("validation %s and steady"), value);

  return change > 0.0 ? g_strdup_printf (_("validation %s and rising"), value) : g_strdup_printf (_("validation %s and falling"), value);
}

char *
penstock_words_phase_line (const PenstockGroupPast *past,
                           PenstockDay              today)
{
  const PenstockScoreGroup *values = &past->values;
  g_autofree char *narrative = penstock_format_signed (values->narrative, 2);
  g_autofree char *validation = validation_words (values->validation, past->change);
  g_autofree char *since = NULL;
  g_autofree char *span = NULL;

  if (past->phase == PENSTOCK_PHASE_UNDETERMINED)
    return g_strdup_printf (ngettext ("%u company has revenue that counts, %d are needed", "%u companies have revenue that counts, %d are needed",
                                      values->members_with_validation), (guint)values->members_with_validation, PENSTOCK_PHASE_MEMBERS);
  if (past->since == PENSTOCK_DAY_NONE) /* Translators: the second is "validation +0.60 and rising" */
    return g_strdup_printf (_("narrative %s, %s"), narrative, validation);

  if (past->since >= today)
    return g_strdup_printf (_("since today · narrative %s, %s"), narrative, validation);

  since = penstock_words_short_day (past->since, today);
  span = phase_span (past->since, today);
  /* Translators: since which day the phase holds, how long that is, and the two values it comes from: "narrative +1.20, validation +0.60 and rising" */
  return g_strdup_printf (_("since %1$s, %2$s · narrative %3$s, %4$s"), since, span, narrative, validation);
}

char *
penstock_words_resonance (const PenstockPhaseFacts *facts)
{
  g_autofree char *change = penstock_format_signed (facts->change, 0);

  for (guint i = 0; isnan (facts->resonance) && i < facts->n_layers; i++)
    if (facts->layers[i].past.phase == PENSTOCK_PHASE_UNDETERMINED || isnan (facts->layers[i].past.values.validation))
      /* Translators: why there is no resonance; the slot is a layer of the chain */
      return g_strdup_printf (_("%s has too little revenue"), facts->layers[i].label);
  if (isnan (facts->change))
    return g_strdup (_("of 100"));

  /* Translators: behind a number: of 100, and its change in 28 days */
  return g_strdup_printf (_("of 100 · %1$s in %2$d days"), change, PENSTOCK_RESONANCE_DAYS);
}

char *
penstock_words_as_of (PenstockDay  as_of,
                      PenstockDay  prices_to,
                      gboolean    *stale)
{
  g_autofree char *day = NULL;
  g_autofree char *age = NULL;

  *stale = as_of - prices_to > PENSTOCK_OVERVIEW_OLD;
  if (!*stale)
    {
      day = penstock_format_day (as_of);
      return g_strdup_printf (_("as of %s"), day);
    }

  day = penstock_format_day (prices_to);
  age = penstock_format_age ((gint64)(as_of - prices_to) * 86400);
  return g_strdup_printf (_("prices to %1$s, %2$s old"), day, age);
}

/* ---- Beneficiaries ---- */

char *
penstock_words_beneficiary (const PenstockScoreboard  *board,
                            const PenstockBeneficiary *row)
{
  const PenstockCompany *info = &board->chain->companies[row->company];
  g_autofree char *gap = penstock_format_signed (row->gap, 2);
  g_autofree char *month = penstock_format_percent (row->ret_1m, 1);
  g_autofree char *markup = penstock_words_path (board, &row->path);
  g_autofree char *path = NULL;

  if (!pango_parse_markup (markup, -1, 0, NULL, &path, NULL, NULL))
    path = g_strdup ("");
  /* Translators: for the screen reader: company, symbol, its gap and return of a month, the path as a sentence */
  return g_strdup_printf (_("%1$s, %2$s, gap %3$s, 1 month %4$s. %5$s"), info->name, info->symbol != NULL ? info->symbol : "", gap, month, path);
}

/* ---- Latest signals ---- */

const char *
penstock_words_event_status (PenstockStatus status)
{
  switch (status)
    {
    case PENSTOCK_STATUS_RUMOUR:
      return C_("event", "Rumour");
    case PENSTOCK_STATUS_REPORTED:
      return C_("event", "Reported");
    case PENSTOCK_STATUS_CONFIRMED:
      return C_("event", "Confirmed");
    case PENSTOCK_STATUS_DENIED:
      return C_("event", "Denied");
    case PENSTOCK_STATUS_EXPIRED:
    default:
      return C_("event", "Expired");
    }
}

/* A provider by its title, anybody else as written. */
static const char *
source_name (PenstockEngine      *engine,
             const PenstockEvent *event)
{
  GListModel *feeds = penstock_engine_get_feeds (engine);
  const PenstockEventSource *told = event->sources->len > 0 ? &g_array_index (event->sources, PenstockEventSource, event->sources->len - 1) : NULL;
  const char *id = told != NULL ? told->source : event->source;

  if (told != NULL && told->publisher != NULL)
    return told->publisher;
  for (guint i = 0; id != NULL && i < g_list_model_get_n_items (feeds); i++)
    {
      g_autoptr(PenstockFeedHealth) feed = g_list_model_get_item (feeds, i);

      if (g_str_equal (penstock_feed_health_get_id (feed), id))
        return penstock_feed_health_get_title (feed); /* a constant of the provider */
    }

  return id != NULL ? id : _("no source");
}

char *
penstock_words_event_source (PenstockEngine       *engine,
                             const PenstockLatest *latest)
{
  g_autofree char *weight = penstock_format_number (latest->weight, 1);
  const char *source = source_name (engine, latest->event);

  if (latest->event->direction == 0)
    /* Translators: a signal that speaks neither for nor against a company */
    return g_strdup_printf (_("%s · no direction"), source);

  /* Translators: who said it, and the weight its status gives it in the scores */
  return g_strdup_printf (_("%1$s · weight %2$s"), source, weight);
}

char *
penstock_words_latest (PenstockEngine       *engine,
                       const PenstockLatest *latest,
                       PenstockDay           today)
{
  g_autofree char *day = penstock_words_short_day (latest->status->day, today);
  g_autofree char *source = penstock_words_event_source (engine, latest);

  return g_strdup_printf ("%s, %s. %s, %s", day, latest->event->title, penstock_words_event_status (latest->status->status), source);
}

/* ---- Conventions ---- */

char *
penstock_words_convention_cities (const PenstockChain *chain,
                                  GArray              *companies,
                                  PenstockConvention   convention)
{
  g_autoptr(GPtrArray) cities = g_ptr_array_new ();

  for (guint i = 0; i < companies->len; i++)
    {
      const PenstockExchange *exchange = penstock_chain_exchange (chain, g_array_index (companies, guint, i));
      const char *city = exchange != NULL && exchange->convention == convention ? penstock_words_city (exchange->zone) : NULL;

      if (city != NULL && !g_ptr_array_find_with_equal_func (cities, city, g_str_equal, NULL))
        g_ptr_array_add (cities, (gpointer)city);
    }
  if (cities->len == 0)
    return NULL;

  g_ptr_array_add (cities, NULL);
  return g_strjoinv (", ", (char **)cities->pdata);
}
