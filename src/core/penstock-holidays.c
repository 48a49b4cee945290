/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-holidays.h"

#include "penstock-chain.h"
#include "penstock-error.h"
#include "penstock-json-private.h"
#include "penstock-paths.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#define FORMAT   "penstock-holidays/1"
#define FILE_NAME "holidays.json"
#define MOST_BYTES (1024 * 1024)
#define MOST_DAYS  10000 /* of one exchange: forty years of weekdays */

struct PenstockHolidays
{
  gatomicrefcount   ref_count;
  guint             n;
  PenstockCalendar *calendars;
};

PenstockHolidays *
penstock_holidays_ref (PenstockHolidays *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
penstock_holidays_unref (PenstockHolidays *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < self->n; i++)
    {
      g_free (self->calendars[i].mic);
      g_free (self->calendars[i].source);
      g_free (self->calendars[i].closed);
      g_free (self->calendars[i].half_days);
    }
  g_free (self->calendars);
  g_free (self);
}

const PenstockCalendar *
penstock_holidays_find (const PenstockHolidays *self,
                        const char             *mic)
{
  g_return_val_if_fail (self != NULL && mic != NULL, NULL);

  for (guint i = 0; i < self->n; i++)
    if (g_str_equal (self->calendars[i].mic, mic))
      return &self->calendars[i];

  return NULL;
}

static int
compare_days (const void *a,
              const void *b)
{
  const PenstockDay first = *(const PenstockDay *)a, second = *(const PenstockDay *)b;

  return first < second ? -1 : first > second;
}

gboolean
penstock_calendar_is_closed (const PenstockCalendar *self,
                             PenstockDay             day)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_closed > 0 && bsearch (&day, self->closed, self->n_closed, sizeof *self->closed, compare_days) != NULL;
}

guint16
penstock_calendar_half_day (const PenstockCalendar *self,
                            PenstockDay             day)
{
  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->n_half_days; i++)
    if (self->half_days[i].day == day)
      return self->half_days[i].close;

  return 0;
}

/* -- reading -- */

/* A weekday, at the path; PENSTOCK_DAY_NONE with a fault. */
static PenstockDay
read_day (PenstockJsonReader *json,
          const char         *text)
{
  const PenstockDay day = penstock_day_parse (text);

  if (day == PENSTOCK_DAY_NONE)
    penstock_json_fault (json, _("`%s' is no day like 2026-01-01"), text);
  else if (penstock_day_weekday (day) >= 5)
    penstock_json_fault (json, _("%s is a weekend"), text);

  return day;
}

static void
read_closed (PenstockJsonReader *json,
             JsonObject         *object,
             PenstockCalendar   *calendar)
{
  JsonArray *array = penstock_json_array (json, object, "closed");
  const guint n = array != NULL ? json_array_get_length (array) : 0;
  const gsize mark = penstock_json_push (json, "closed");

  if (n > MOST_DAYS)
    penstock_json_fault (json, _("has more than %d days"), MOST_DAYS);
  calendar->closed = g_new (PenstockDay, MIN (n, MOST_DAYS) + 1);

  for (guint i = 0; i < MIN (n, MOST_DAYS); i++)
    {
      const gsize element = penstock_json_push_index (json, i);
      const char *text = penstock_json_as_string (json, json_array_get_element (array, i));
      const PenstockDay day = text != NULL ? read_day (json, text) : PENSTOCK_DAY_NONE;

      if (day != PENSTOCK_DAY_NONE && calendar->n_closed > 0 && day <= calendar->closed[calendar->n_closed - 1])
        penstock_json_fault (json, _("days must ascend"));
      calendar->closed[calendar->n_closed++] = day;
      penstock_json_pop (json, element);
    }
  penstock_json_pop (json, mark);
}

/* "13:00" → minutes after midnight; 0 if it is nothing of the kind. */
static guint16
parse_time (const char *text)
{
  if (!g_regex_match_simple ("^([01][0-9]|2[0-3]):[0-5][0-9]$", text, G_REGEX_DOLLAR_ENDONLY, 0))
    return 0;

  return (guint16)(((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0');
}

static void
read_half_day (PenstockJsonReader *json,
               const char         *name,
               JsonNode           *node,
               PenstockCalendar   *calendar)
{
  const char *text = penstock_json_as_string (json, node);
  const PenstockHalfDay half = { read_day (json, name), text != NULL ? parse_time (text) : 0 };

  if (text != NULL && half.close == 0)
    penstock_json_fault (json, _("`%s' is no time like 13:00"), text);
  if (half.day != PENSTOCK_DAY_NONE && penstock_calendar_is_closed (calendar, half.day))
    penstock_json_fault (json, _("%s is a closed day too"), name);
  if (calendar->n_half_days > 0 && half.day != PENSTOCK_DAY_NONE && half.day <= calendar->half_days[calendar->n_half_days - 1].day)
    penstock_json_fault (json, _("days must ascend"));
  calendar->half_days[calendar->n_half_days++] = half;
}

static void
read_half_days (PenstockJsonReader *json,
                JsonObject         *object,
                PenstockCalendar   *calendar)
{
  JsonObject *days = json_object_has_member (object, "half_days") ? penstock_json_object (json, object, "half_days") : NULL;
  g_autoptr(GList) names = days != NULL ? json_object_get_members (days) : NULL;
  const gsize mark = penstock_json_push (json, "half_days");

  calendar->half_days = g_new (PenstockHalfDay, g_list_length (names) + 1);
  for (GList *l = names; l != NULL; l = l->next)
    {
      const gsize member = penstock_json_push (json, l->data);

      read_half_day (json, l->data, json_object_get_member (days, l->data), calendar);
      penstock_json_pop (json, member);
    }
  penstock_json_pop (json, mark);
}

static void
read_calendar (PenstockJsonReader *json,
               JsonObject         *object,
               PenstockCalendar   *calendar)
{
  const char *until = penstock_json_string (json, object, "known_until");

  calendar->known_until = penstock_day_parse (until);
  if (until != NULL && calendar->known_until == PENSTOCK_DAY_NONE)
    penstock_json_fault_at (json, "known_until", _("`%s' is no day like 2026-01-01"), until);
  calendar->source = g_strdup (penstock_json_string (json, object, "source"));
  read_closed (json, object, calendar);
  read_half_days (json, object, calendar);
}

static void
read_exchanges (PenstockJsonReader *json,
                JsonObject         *exchanges,
                PenstockHolidays   *holidays)
{
  g_autoptr(GList) mics = json_object_get_members (exchanges);
  const gsize mark = penstock_json_push (json, "exchanges");

  holidays->calendars = g_new0 (PenstockCalendar, g_list_length (mics) + 1);
  for (GList *l = mics; l != NULL; l = l->next)
    {
      PenstockCalendar *calendar = &holidays->calendars[holidays->n++];
      const gsize member = penstock_json_push (json, l->data);
      JsonObject *object = penstock_json_as_object (json, json_object_get_member (exchanges, l->data));

      calendar->mic = g_strdup (l->data);
      if (object != NULL)
        read_calendar (json, object, calendar);
      penstock_json_pop (json, member);
    }
  penstock_json_pop (json, mark);
}

static void
read_root (PenstockJsonReader *json,
           JsonNode           *root,
           PenstockHolidays   *holidays)
{
  JsonObject *object = penstock_json_as_object (json, root);
  JsonObject *exchanges;
  const char *format;

  if (object == NULL)
    return;

  format = penstock_json_string (json, object, "format");
  if (format != NULL && !g_str_equal (format, FORMAT))
    penstock_json_fault_at (json, "format", _("`%s' is not %s"), format, FORMAT);
  exchanges = penstock_json_object (json, object, "exchanges");
  if (exchanges != NULL)
    read_exchanges (json, exchanges, holidays);
}

PenstockHolidays *
penstock_holidays_new_from_bytes (GBytes     *bytes,
                                  GPtrArray **faults,
                                  GError    **error)
{
  g_autoptr(PenstockHolidays) self = g_new0 (PenstockHolidays, 1);
  g_autoptr(GError) syntax = NULL;
  g_autoptr(JsonNode) root = NULL;
  PenstockJsonReader json;
  gconstpointer data;
  gboolean faulty;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  data = g_bytes_get_data (bytes, &length);
  penstock_json_reader_init (&json);
  root = penstock_json_load (data, length, &syntax);
  if (root != NULL)
    read_root (&json, root, self);
  else
    penstock_json_fault (&json, "%s", syntax->message);

  faulty = json.faults->len > 0;
  if (faulty)
    {
      const PenstockFault *first = g_ptr_array_index (json.faults, 0);

      g_set_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT, "%s: %s", first->path, first->message);
    }
  if (faults != NULL)
    *faults = g_ptr_array_ref (json.faults);
  penstock_json_reader_clear (&json);

  return faulty ? NULL : g_steal_pointer (&self);
}

static PenstockHolidays *
load_shipped (void)
{
  g_autofree char *path = penstock_paths_data_file (FILE_NAME);
  g_autoptr(GMappedFile) file = path != NULL ? g_mapped_file_new (path, FALSE, NULL) : NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (file == NULL || g_mapped_file_get_length (file) > MOST_BYTES)
    return NULL;

  bytes = g_mapped_file_get_bytes (file);
  return penstock_holidays_new_from_bytes (bytes, NULL, NULL);
}

const PenstockCalendar *
penstock_holidays_shipped (const char *mic)
{
  static gsize loaded;
  static PenstockHolidays *shipped;

  g_return_val_if_fail (mic != NULL, NULL);

  if (g_once_init_enter (&loaded))
    {
      shipped = load_shipped ();
      g_once_init_leave (&loaded, 1);
    }

  return shipped != NULL ? penstock_holidays_find (shipped, mic) : NULL;
}
