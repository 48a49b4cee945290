/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-company-list-private.h"
#include "penstock-theme.h"
#include "penstock-words.h"

void
penstock_company_list_fill_choice (PenstockCompanyList *self)
{
  const PenstockChain *chain = penstock_engine_get_chain (self->engine);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("All companies"));
  for (guint i = 0; i < chain->n_segments; i++)
    gtk_string_list_append (names, chain->segments[i].name);

  gtk_drop_down_set_model (self->list_choice, G_LIST_MODEL (names));
}

static const char *
list_name (PenstockCompanyList *self)
{
  if (self->segment < 0)
    return _("All companies");

  return penstock_engine_get_chain (self->engine)->segments[self->segment].name;
}

/* ---- Footer ---- */

static void
add_city (GString    *cities,
          const char *city)
{
  g_auto(GStrv) known = g_strsplit (cities->str, ", ", -1);

  if (!g_strv_contains ((const char *const *)known, city))
    g_string_append_printf (cities, "%s%s", cities->len > 0 ? ", " : "", city);
}

static void
show_convention (GtkWidget  *box,
                 GtkLabel   *label,
                 const char *format_result)
{
  gtk_widget_set_visible (box, format_result != NULL);
  gtk_label_set_label (label, format_result != NULL ? format_result : "");
  gtk_widget_set_tooltip_text (box, format_result);
}

/* Colours forced by the user hold on every exchange. */
static gboolean
show_forced (PenstockCompanyList *self)
{
  switch (penstock_theme_get_current ()->colours)
    {
    case PENSTOCK_COLOURS_GREEN_UP:
      show_convention (self->red_up, self->red_up_label, NULL);
      show_convention (self->green_up, self->green_up_label, _("Green up on every exchange"));
      return TRUE;
    case PENSTOCK_COLOURS_RED_UP:
      show_convention (self->green_up, self->green_up_label, NULL);
      show_convention (self->red_up, self->red_up_label, _("Red up on every exchange"));
      return TRUE;
    case PENSTOCK_COLOURS_BLUE_ORANGE:
      show_convention (self->red_up, self->red_up_label, NULL);
      show_convention (self->green_up, self->green_up_label, _("Blue up, orange down on every exchange"));
      return TRUE;
    case PENSTOCK_COLOURS_EXCHANGE:
    default:
      return FALSE;
    }
}

static void
show_conventions (PenstockCompanyList *self,
                  const GString       *red,
                  const GString       *green)
{
  g_autofree char *red_text = NULL;
  g_autofree char *green_text = NULL;

  if (show_forced (self))
    return;

  /* Translators: cities of exchanges whose rising prices are red: "Taipei, Tokyo: red up" */
  red_text = red->len > 0 ? g_strdup_printf (_("%s: red up"), red->str) : NULL;
  green_text = green->len > 0 ? g_strdup_printf (_("%s: green up"), green->str) : NULL;
  show_convention (self->red_up, self->red_up_label, red_text);
  show_convention (self->green_up, self->green_up_label, green_text);
}

static void
show_troubles (PenstockCompanyList *self,
               const guint         *count)
{
  static const PenstockState order[] = { PENSTOCK_STATE_STALE, PENSTOCK_STATE_REFUSED, PENSTOCK_STATE_UNVERIFIED, PENSTOCK_STATE_BROKEN };
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (count[order[i]] > 0)
      g_string_append_printf (text, "%s%u %s", text->len > 0 ? " · " : "", count[order[i]], penstock_words_state (order[i]));

  gtk_label_set_label (self->troubles, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->troubles), text->len > 0);
}

/* ---- All of it, from the rows in view ---- */

static void
show_summary (PenstockCompanyList *self,
              guint                n,
              guint                n_current)
{
  g_autofree char *count = g_strdup_printf (ngettext ("%u company", "%u companies", n), n);
  /* Translators: a number of companies, and how many of them have a current price: "16 companies · 14 current" */
  g_autofree char *text = g_strdup_printf (_("%s · %u current"), count, n_current);

  gtk_label_set_label (self->title, list_name (self));
  if (*gtk_label_get_label (self->troubles) != '\0' && !gtk_widget_get_visible (self->footer))
    {
      g_autofree char *with_troubles = g_strdup_printf ("%s · %s", count, gtk_label_get_label (self->troubles));

      gtk_label_set_label (self->summary, with_troubles);
    }
  else
    gtk_label_set_label (self->summary, text);
}

static void
show_match (PenstockCompanyList *self,
            guint                n)
{
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "table" : "empty");
  if (n == 0 && self->needle != NULL)
    {
      g_autofree char *text = g_strdup_printf (_("No company of “%s” has “%s” in its symbol, name or alias."), list_name (self),
                                               gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
      g_autofree char *escaped = g_markup_escape_text (text, -1);

      adw_status_page_set_description (self->no_match, escaped);
    }
}

void
penstock_company_list_update_labels (PenstockCompanyList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint count[PENSTOCK_STATE_BROKEN + 1] = { 0 };
  g_autoptr(GString) red = g_string_new (NULL);
  g_autoptr(GString) green = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PenstockInstrument) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
      const PenstockExchange *exchange = penstock_instrument_get_exchange (item);

      count[penstock_instrument_get_state (item)]++;
      if (exchange != NULL)
        add_city (exchange->convention == PENSTOCK_RED_UP ? red : green, penstock_words_city (exchange->zone));
    }

  show_conventions (self, red, green);
  show_troubles (self, count);
  show_summary (self, n, count[PENSTOCK_STATE_CURRENT]);
  show_match (self, n);
}

void
penstock_company_list_set_compact (PenstockCompanyList *self,
                                   gboolean             without_sidebar,
                                   gboolean             without_footer)
{
  g_return_if_fail (PENSTOCK_IS_COMPANY_LIST (self));

  gtk_widget_set_visible (GTK_WIDGET (self->list_choice), without_sidebar);
  gtk_widget_set_visible (GTK_WIDGET (self->title), !without_sidebar);
  gtk_widget_set_visible (self->footer, !without_footer);
  penstock_company_list_update_labels (self);
}

void
penstock_company_list_refresh_labels (PenstockCompanyList *self)
{
  g_return_if_fail (PENSTOCK_IS_COMPANY_LIST (self));

  penstock_company_list_update_labels (self);
}
