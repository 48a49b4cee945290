/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include <math.h>

#include "penstock-money.h"
#include "penstock-words.h"

/* ---- Missing components ---- */

static const char *
missing_price (const PenstockCompanyFacts *facts)
{
  switch (facts->state)
    {
    case PENSTOCK_SERIES_NONE:
      return _("no prices yet");
    case PENSTOCK_SERIES_STALE:
      return _("prices are stale");
    case PENSTOCK_SERIES_UNVERIFIED:
      return _("held back after a jump");
    case PENSTOCK_SERIES_CURRENT:
    default:
      return facts->verdict.n_good < 127 ? _("fewer than 127 bars") : _("fewer than 5 to compare");
    }
}

static guint
count_known (const PenstockScoreboard *board,
             PenstockColumn            column)
{
  guint count = 0;

  for (guint i = 0; i < board->n; i++)
    count += isnan (penstock_scoreboard_get (board, i, column)) ? 0 : 1;

  return count;
}

static char *
missing_revenue (const PenstockScoreboard *board,
                 guint                     company)
{
  guint n = count_known (board, PENSTOCK_COLUMN_yoy_3m);

  if (board->facts[company].periods_per_year == 0)
    return g_strdup (board->chain->companies[company].monthly_revenue ? _("none received yet") : _("none filed monthly"));
  if (isnan (penstock_scoreboard_get (board, company, PENSTOCK_COLUMN_yoy_3m)))
    return g_strdup (_("no year before it"));

  /* Translators: a number of companies that report revenue; a comparison needs five */
  return n < 5 ? g_strdup_printf (ngettext ("%u reports, 5 needed", "%u report, 5 needed", n), n) : g_strdup (_("too old to count"));
}

static const char *
missing_benefit (const PenstockScoreboard *board,
                 guint                     company)
{
  const uint32_t *customers, *links;
  const double *weights;

  if (!board->chain->companies[company].listed)
    return _("not listed");
  if (penstock_score_graph_row (board->graph, company, &customers, &weights, &links) == 0)
    return _("no customer in the chain");

  return _("fewer than 5 to compare");
}

char *
penstock_words_missing (const PenstockScoreboard *board,
                        guint                     company,
                        PenstockColumn            column)
{
  const PenstockCompanyFacts *facts = &board->facts[company];

  if (column == PENSTOCK_COLUMN_price_z)
    return g_strdup (missing_price (facts));
  if (column == PENSTOCK_COLUMN_revenue_z)
    return missing_revenue (board, company);
  if (column == PENSTOCK_COLUMN_event_z)
    return g_strdup (_("none in 5 half-lives"));
  if (column == PENSTOCK_COLUMN_own)
    return g_strdup (_("none of the three"));
  if (column == PENSTOCK_COLUMN_benefit_z)
    return g_strdup (missing_benefit (board, company));
  if (isnan (penstock_scoreboard_get (board, company, PENSTOCK_COLUMN_benefit_z)))
    return g_strdup (_("needs a benefit"));

  return g_strdup (_("needs a month of prices"));
}

/* ---- Paths ---- */

static const PenstockLink *
path_link (const PenstockScoreboard *board,
           const PenstockScorePath  *path,
           size_t                    k)
{
  return &board->chain->links[path->link[k]];
}

static const char *
node_name (const PenstockScoreboard *board,
           const PenstockScorePath  *path,
           size_t                    k)
{
  return board->chain->companies[path->node[k]].name;
}

/* The basis as the end of a sentence. */
static char *
dup_basis (const PenstockLink *link)
{
  const char *basis = link->basis != NULL ? link->basis : "";
  gboolean closed = g_str_has_suffix (basis, ".") || g_str_has_suffix (basis, "。");

  return g_strconcat (basis, closed ? "" : ".", NULL);
}

static char *
direct_path (const PenstockScoreboard *board,
             const PenstockScorePath  *path)
{
  const PenstockLink *link = path_link (board, path, 0);
  const char *customer = node_name (board, path, 0);
  const char *from = link->from.is_segment ? board->chain->segments[link->from.index].name : NULL;
  const char *to = link->to.is_segment ? board->chain->segments[link->to.index].name : NULL;
  g_autofree char *basis = dup_basis (link);

  /* Translators: a supply link in words. The slots are company names, segments of the chain, and the evidence as the chain's editors wrote it. */
  if (from != NULL && to != NULL)
    return g_markup_printf_escaped (_("As part of %1$s, supplies <b>%2$s</b> in %3$s: %4$s"), from, customer, to, basis);
  if (from != NULL)
    return g_markup_printf_escaped (_("As part of %1$s, supplies <b>%2$s</b>: %3$s"), from, customer, basis);
  if (to != NULL)
    return g_markup_printf_escaped (_("Supplies <b>%1$s</b> in %2$s: %3$s"), customer, to, basis);

  return g_markup_printf_escaped (_("Supplies <b>%1$s</b>: %2$s"), customer, basis);
}

char *
penstock_words_path (const PenstockScoreboard *board,
                     const PenstockScorePath  *path)
{
  g_autofree char *basis = NULL;

  if (path->n_links == 1)
    return direct_path (board, path);

  /* node[0] is the source, where the signal is; the company itself is the last node and not named. */
  basis = dup_basis (path_link (board, path, 0));
  if (path->n_links == 2)
    return g_markup_printf_escaped (_("Supplies %1$s, which supplies <b>%2$s</b>: %3$s"),
                                    node_name (board, path, 1), node_name (board, path, 0), basis);
  if (path->n_links == 3)
    return g_markup_printf_escaped (_("Supplies %1$s, which supplies %2$s, which supplies <b>%3$s</b>: %4$s"),
                                    node_name (board, path, 2), node_name (board, path, 1), node_name (board, path, 0), basis);

  return g_markup_printf_escaped (_("Supplies %1$s, which supplies %2$s, which supplies %3$s, which supplies <b>%4$s</b>: %5$s"),
                                  node_name (board, path, 3), node_name (board, path, 2), node_name (board, path, 1),
                                  node_name (board, path, 0), basis);
}

static const char *
strength_word (PenstockStrength strength)
{
  switch (strength)
    {
    case PENSTOCK_STRENGTH_HIGH:
      return _("high");
    case PENSTOCK_STRENGTH_MID:
      return _("mid");
    case PENSTOCK_STRENGTH_LOW:
    default:
      return _("low");
    }
}

static const char *
confidence_word (PenstockConfidence confidence)
{
  switch (confidence)
    {
    case PENSTOCK_CONFIDENCE_SURE:
      return _("sure");
    case PENSTOCK_CONFIDENCE_LIKELY:
      return _("likely");
    case PENSTOCK_CONFIDENCE_CHECK:
    default:
      return _("unverified link");
    }
}

static const char *
basis_word (const char *type)
{
  static const struct { const char *id, *word; } words[] = {
    { "filing", N_("filing") },
    { "reported", N_("reported") },
    { "announcement", N_("announcement") },
    { "structure", N_("structure of the industry") },
    { "rumour", N_("rumour") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (type, words[i].id) == 0)
      return _(words[i].word);

  return type != NULL ? type : "";
}

static void
add_once (GPtrArray  *words,
          const char *word)
{
  for (guint i = 0; i < words->len; i++)
    if (g_str_equal (g_ptr_array_index (words, i), word))
      return;

  g_ptr_array_add (words, (gpointer)word);
}

/* A chain is as good as its weakest link. */
char *
penstock_words_path_links (const PenstockScoreboard *board,
                           const PenstockScorePath  *path)
{
  PenstockStrength strength = PENSTOCK_STRENGTH_HIGH;
  PenstockConfidence confidence = PENSTOCK_CONFIDENCE_SURE;
  gboolean rumoured = FALSE;
  g_autoptr(GPtrArray) bases = g_ptr_array_new ();
  g_autofree char *basis = NULL;

  for (size_t k = path->n_links; k-- > 0;)
    {
      const PenstockLink *link = path_link (board, path, k);

      strength = MIN (strength, link->strength);
      confidence = MAX (confidence, link->confidence);
      rumoured |= link->status == PENSTOCK_LINK_RUMOURED;
      add_once (bases, basis_word (link->basis_type));
    }
  g_ptr_array_add (bases, NULL);
  basis = g_strjoinv (" + ", (char **)bases->pdata);

  /* Translators: strength, confidence and basis of a link, a remark (" · rumoured" or nothing) */
  return g_strdup_printf (_("%1$s · %2$s · %3$s%4$s"), strength_word (strength), confidence_word (confidence), basis,
                          rumoured ? _(" · rumoured") : "");
}

char *
penstock_words_path_evidence (const PenstockScoreboard *board,
                              const PenstockScorePath  *path)
{
  g_autofree char *links = penstock_words_path_links (board, path);
  g_autofree char *own = penstock_format_signed (penstock_scoreboard_get (board, path->node[0], PENSTOCK_COLUMN_own), 2);

  /* Translators: what is known of the links of a path, then the own signal at its far end */
  return g_strdup_printf (_("%1$s · own %2$s"), links, own);
}

char *
penstock_words_part (double value)
{
  return penstock_format_signed (value, fabs (value) < 0.01 ? 4 : 2);
}

char *
penstock_words_freshness (const PenstockScoreboard *board,
                          guint                     company)
{
  double fresh = penstock_scoreboard_get (board, company, PENSTOCK_COLUMN_fresh);
  PenstockDay published = penstock_day_from_unix_utc (board->facts[company].revenue_published);
  g_autofree char *weight = NULL;
  int days = board->as_of - published;

  if (isnan (fresh) || isnan (penstock_scoreboard_get (board, company, PENSTOCK_COLUMN_revenue_z)))
    return NULL;

  weight = penstock_format_number (fresh, 2);
  if (board->facts[company].revenue_simulated)
    return g_strdup_printf (ngettext ("Simulated revenue %d day old, weight × %s", "Simulated revenue %d days old, weight × %s", (gulong)MAX (days, 0)),
                            days, weight);
  return g_strdup_printf (ngettext ("Revenue %d day old, weight × %s", "Revenue %d days old, weight × %s", (gulong)MAX (days, 0)), days, weight);
}
