/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-feed-detail.h"

#include "penstock-compat.h"
#include "penstock-money.h"
#include "penstock-words.h"

struct _PenstockFeedDetail
{
  AdwExpanderRow      parent_instance;

  PenstockDesk       *desk;
  PenstockFeedHealth *feed;
  gboolean            following;    /* the switch is being set by what is, not by the user */

  /* Template */
  GtkWidget          *dot;
  GtkSwitch          *toggle;
  GtkLabel           *reason;
  GtkLabel           *contacts;
  GtkLabel           *sends;
  GtkLabel           *budget;
  GtkLabel           *answers;
  GtkLabel           *last_answer;
  GtkLabel           *next_try;
  AdwPasswordEntryRow *key;
  GtkWidget          *retry;
  GtkWidget          *prefer;
  GtkWidget          *get_key;
  GtkWidget          *forget_key;
  GtkWidget          *terms;
};

G_DEFINE_FINAL_TYPE (PenstockFeedDetail, penstock_feed_detail, ADW_TYPE_EXPANDER_ROW)

static const PenstockProvider *
provider_of (PenstockFeedDetail *self)
{
  return penstock_provider_find (penstock_feed_health_get_id (self->feed));
}

static gint64
now_of (PenstockFeedDetail *self)
{
  return penstock_clock_now (penstock_engine_get_clock (penstock_desk_get_engine (self->desk)));
}

/* ---- What is known ---- */

static void
set_label (GtkLabel   *label,
           const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

static char *
describe_age (gint64 then,
              gint64 now)
{
  g_autofree char *age = penstock_format_age (MAX (now - then, 0));

  return g_strdup_printf (_("%s ago"), age);
}

/* The line under the title: the state, and since when or until when it is so. */
static char *
describe_state (PenstockFeedDetail *self)
{
  const char *state = penstock_feed_health_get_state (self->feed);
  const char *words = penstock_words_feed_state (state);
  const gint64 now = now_of (self);
  const gint64 success = penstock_feed_health_get_last_success (self->feed);
  const gint64 next = penstock_feed_health_get_next_try (self->feed);
  const guint standing_in = penstock_feed_health_get_standing_in (self->feed);

  if (g_str_equal (state, "ok") && standing_in > 0)
    return g_strdup_printf (ngettext ("%s · stands in for %u listing", "%s · stands in for %u listings", standing_in), words, standing_in);
  if (g_str_equal (state, "ok") && success > 0)
    {
      g_autofree char *age = describe_age (success, now);

      return g_strdup_printf ("%s · %s", words, age);
    }
  if ((g_str_equal (state, "refused") || g_str_equal (state, "broken")) && next > now)
    {
      g_autofree char *wait = penstock_format_age (next - now);

      return g_strdup_printf (_("%s · next try in %s"), words, wait);
    }

  return g_strdup (words);
}

static char *
describe_budget (PenstockFeedDetail *self)
{
  const guint hour = penstock_feed_health_get_requests_hour (self->feed);
  const guint today = penstock_feed_health_get_requests_today (self->feed);
  const guint most_hour = penstock_feed_health_get_most_per_hour (self->feed);
  const guint most_day = penstock_feed_health_get_most_per_day (self->feed);
  g_autofree char *of_hour = most_hour > 0 ? g_strdup_printf (_("%u of %u requests this hour"), hour, most_hour)
                                           : g_strdup_printf (ngettext ("%u request this hour", "%u requests this hour", hour), hour);
  g_autofree char *of_day = most_day > 0 ? g_strdup_printf (_("%u of %u today"), today, most_day)
                                         : g_strdup_printf (_("%u today"), today);

  return g_strdup_printf ("%s · %s", of_hour, of_day);
}

static char *
describe_answers (PenstockFeedDetail *self)
{
  const guint subjects = penstock_feed_health_get_subjects (self->feed);
  const guint failing = penstock_feed_health_get_failing (self->feed);

  if (subjects == 0)
    return g_strdup (_("nothing asked yet"));
  if (failing == 0)
    return g_strdup_printf (ngettext ("%u subject, answered", "%u subjects, all answered", subjects), subjects);

  return g_strdup_printf (ngettext ("%u of %u subject without a usable answer", "%u of %u subjects without a usable answer", subjects),
                          failing, subjects);
}

static void
update_times (PenstockFeedDetail *self)
{
  const gint64 now = now_of (self);
  const gint64 success = penstock_feed_health_get_last_success (self->feed);
  const gint64 next = penstock_feed_health_get_next_try (self->feed);
  g_autofree char *last = success > 0 ? describe_age (success, now) : g_strdup (_("never"));
  g_autofree char *wait = next > now ? penstock_format_age (next - now) : NULL;
  g_autofree char *when = wait != NULL ? g_strdup_printf (_("in %s"), wait) : g_strdup (next > 0 ? C_("next try", "now") : _("none planned"));
  g_autofree char *line = describe_state (self);
  g_autofree char *escaped = g_markup_escape_text (line, -1);

  set_label (self->last_answer, last);
  set_label (self->next_try, when);
  if (g_strcmp0 (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (self)), escaped) != 0)
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), escaped);
}

static const char *
colour_of (const char *state)
{
  if (g_str_equal (state, "ok") || g_str_equal (state, "standby"))
    return "fine";
  if (g_str_equal (state, "refused") || g_str_equal (state, "broken") || g_str_equal (state, "offline") || g_str_equal (state, "no-key"))
    return "trouble";

  return "idle";
}

static void
update_link (GtkWidget  *button,
             const char *url,
             gboolean    visible)
{
  gtk_widget_set_visible (button, visible && *url != '\0');
  if (*url != '\0')
    gtk_link_button_set_uri (GTK_LINK_BUTTON (button), url);
}

static void
update_actions (PenstockFeedDetail *self,
                gboolean            enabled)
{
  const PenstockProvider *provider = provider_of (self);
  const char *key_state = penstock_feed_health_get_key_state (self->feed);
  const gboolean live = !penstock_desk_is_sample (self->desk);
  const gboolean wants_key = !g_str_equal (key_state, "none");

  gtk_widget_set_visible (self->retry, enabled);
  gtk_widget_set_visible (self->prefer, live && enabled && (provider->gives & (PENSTOCK_GIVES_BARS | PENSTOCK_GIVES_QUOTES)) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->key), live && wants_key);
  update_link (self->get_key, penstock_feed_health_get_key_url (self->feed), live && wants_key);
  update_link (self->terms, penstock_feed_health_get_terms_url (self->feed), TRUE);
  gtk_widget_set_visible (self->forget_key, live && g_str_equal (key_state, "set"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key),
                                 g_str_equal (key_state, "set") ? _("Key (the keyring has one; enter another to change it)") : _("Key"));
}

/* Not when it is so already: setting it ends the movement of a switch that the user is just moving. */
static void
follow_switch (PenstockFeedDetail *self,
               gboolean            on)
{
  if (gtk_switch_get_active (self->toggle) == on)
    return;

  self->following = TRUE;
  gtk_switch_set_active (self->toggle, on);
  self->following = FALSE;
}

void
penstock_feed_detail_update (PenstockFeedDetail *self)
{
  const char *state, *reason;
  gboolean enabled;
  g_autofree char *budget = NULL;
  g_autofree char *answers = NULL;
  const char *classes[] = { "dot", NULL, NULL };

  g_return_if_fail (PENSTOCK_IS_FEED_DETAIL (self));

  state = penstock_feed_health_get_state (self->feed);
  reason = penstock_feed_health_get_reason (self->feed);
  enabled = penstock_feed_health_get_enabled (self->feed);
  budget = describe_budget (self);
  answers = describe_answers (self);

  classes[1] = colour_of (state);
  if (!gtk_widget_has_css_class (self->dot, classes[1]))
    gtk_widget_set_css_classes (self->dot, classes);
  set_label (self->reason, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), *reason != '\0');
  set_label (self->contacts, penstock_feed_health_get_host (self->feed));
  set_label (self->sends, penstock_feed_health_get_sends (self->feed));
  set_label (self->budget, budget);
  set_label (self->answers, answers);
  update_times (self);
  update_actions (self, enabled);

  follow_switch (self, enabled);
}

/* ---- What can be done ---- */

static void
consented_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PenstockFeedDetail) self = user_data;

  if (penstock_compat_confirm_finish (result) && self->desk != NULL)
    penstock_desk_enable_feed (self->desk, penstock_feed_health_get_id (self->feed), TRUE);
}

/* What is sent where, and the terms, before the first request ever. */
static void
ask_consent (PenstockFeedDetail *self)
{
  const char *title = penstock_feed_health_get_title (self->feed);
  g_autofree char *heading = g_strdup_printf (_("Switch on %s?"), title);
  g_autofree char *body = g_strdup_printf (_("It is asked at %s. What is sent: %s"), penstock_feed_health_get_host (self->feed),
                                           penstock_feed_health_get_sends (self->feed));
  const char *terms = penstock_feed_health_get_terms_url (self->feed);
  GtkWidget *link = *terms != '\0' ? gtk_link_button_new_with_label (terms, _("Read its terms")) : NULL;

  penstock_compat_confirm_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading, body, link, _("_Agree and switch on"), consented_cb,
                                 g_object_ref (self));
}

static gboolean
state_set_cb (PenstockFeedDetail *self,
              gboolean            on)
{
  const char *id = penstock_feed_health_get_id (self->feed);

  if (self->following || on == penstock_feed_health_get_enabled (self->feed))
    return FALSE;

  if (on && !penstock_desk_has_agreed (self->desk, id))
    {
      ask_consent (self);
      follow_switch (self, FALSE);
      return TRUE;
    }

  penstock_desk_enable_feed (self->desk, id, on);
  return FALSE;
}

static void
retry_clicked_cb (PenstockFeedDetail *self)
{
  penstock_desk_retry_feed (self->desk, penstock_feed_health_get_id (self->feed));
}

static void
prefer_clicked_cb (PenstockFeedDetail *self)
{
  penstock_desk_prefer_feed (self->desk, penstock_feed_health_get_id (self->feed));
}

static void
key_applied_cb (PenstockFeedDetail *self)
{
  penstock_desk_set_key (self->desk, penstock_feed_health_get_id (self->feed), gtk_editable_get_text (GTK_EDITABLE (self->key)));
  gtk_editable_set_text (GTK_EDITABLE (self->key), "");
}

static void
forget_key_clicked_cb (PenstockFeedDetail *self)
{
  penstock_desk_set_key (self->desk, penstock_feed_health_get_id (self->feed), NULL);
}

/* ---- Life ---- */

static void
penstock_feed_detail_dispose (GObject *object)
{
  PenstockFeedDetail *self = PENSTOCK_FEED_DETAIL (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->feed);

  G_OBJECT_CLASS (penstock_feed_detail_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, PenstockFeedDetail, name)

static void
penstock_feed_detail_class_init (PenstockFeedDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = penstock_feed_detail_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/penstock/Penstock/penstock-feed-detail.ui");
  BIND (dot);
  BIND (toggle);
  BIND (reason);
  BIND (contacts);
  BIND (sends);
  BIND (budget);
  BIND (answers);
  BIND (last_answer);
  BIND (next_try);
  BIND (key);
  BIND (retry);
  BIND (prefer);
  BIND (get_key);
  BIND (forget_key);
  BIND (terms);
  gtk_widget_class_bind_template_callback (widget_class, state_set_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, prefer_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_key_clicked_cb);
}

#undef BIND

static void
penstock_feed_detail_init (PenstockFeedDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Every control says which feed it is about. */
static void
name_control (GtkWidget  *control,
              const char *format,
              const char *title)
{
  g_autoptr(GString) name = g_string_new (format);

  g_string_replace (name, "%s", title, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
}

GtkWidget *
penstock_feed_detail_new (PenstockDesk       *desk,
                          PenstockFeedHealth *feed)
{
  PenstockFeedDetail *self = g_object_new (PENSTOCK_TYPE_FEED_DETAIL, NULL);
  const char *title = penstock_feed_health_get_title (feed);

  self->desk = g_object_ref (desk);
  self->feed = g_object_ref (feed);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  name_control (GTK_WIDGET (self->toggle), _("Ask %s"), title);
  name_control (self->retry, _("Try %s now"), title);
  name_control (self->prefer, _("Prefer %s"), title);
  name_control (self->terms, _("Terms of %s"), title);
  name_control (self->get_key, _("Get a key for %s"), title);
  name_control (self->forget_key, _("Forget the key of %s"), title);
  gtk_widget_set_sensitive (GTK_WIDGET (self->toggle), !penstock_desk_is_sample (desk));
  penstock_feed_detail_update (self);
  return GTK_WIDGET (self);
}

PenstockFeedHealth *
penstock_feed_detail_get_feed (PenstockFeedDetail *self)
{
  g_return_val_if_fail (PENSTOCK_IS_FEED_DETAIL (self), NULL);

  return self->feed;
}
