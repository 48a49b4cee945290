/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-money.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#define MINUS "\342\210\222"    /* U+2212 */
#define THIN "\342\200\211"     /* U+2009 */
#define NARROW "\342\200\257"   /* U+202F, a thin space that does not break */
#define EM_DASH "\342\200\224"  /* U+2014 */

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

const char *
penstock_money_major (const char *currency,
                      double     *factor)
{
  static const struct { const char *minor, *major; } table[] = {
    { "GBp", "GBP" }, { "GBX", "GBP" }, { "ZAc", "ZAR" }, { "ILA", "ILS" },
  };

  if (factor != NULL)
    *factor = 1.0;

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_strcmp0 (currency, table[i].minor) == 0)
      {
        if (factor != NULL)
          *factor = 0.01;
        return table[i].major;
      }

  return currency;
}

const char *
penstock_money_sign (const char *currency)
{
  static const struct { const char *code, *sign; } table[] = {
    { "TWD", "NT$" }, { "USD", "US$" }, { "JPY", "¥" }, { "CNY", "CN¥" }, { "KRW", "₩" }, { "HKD", "HK$" }, { "EUR", "€" },
    { "GBP", "£" }, { "CHF", "CHF" }, { "INR", "₹" }, { "ILS", "₪" }, { "AUD", "A$" }, { "CAD", "CA$" }, { "SGD", "S$" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_strcmp0 (currency, table[i].code) == 0)
      return table[i].sign;

  return currency;
}

/* The locale's; where it has none, as in "C", what goes with its decimal mark. */
static const char *
thousands_separator (void)
{
  const struct lconv *locale = localeconv ();

  if (*locale->thousands_sep != '\0')
    return locale->thousands_sep;

  return strcmp (locale->decimal_point, ".") == 0 ? "," : NARROW;
}

/* @digits: "12345.67" → "12,345.67" */
static char *
group (const char *digits)
{
  g_autoptr(GString) out = g_string_new (NULL);
  const char *separator = thousands_separator ();
  gsize whole = strspn (digits, "0123456789");

  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append (out, separator);
      g_string_append_c (out, digits[i]);
    }
  g_string_append (out, digits + whole);

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The sign is of the number as shown: what rounds to zero has none. */
static char *
format (double   value,
        int      decimals,
        gboolean plus)
{
  g_autofree char *digits = NULL;
  g_autofree char *grouped = NULL;
  gboolean zero;

  if (!isfinite (value))
    return g_strdup (EM_DASH);

  digits = g_strdup_printf ("%.*f", CLAMP (decimals, 0, 15), fabs (value));
  zero = strpbrk (digits, "123456789") == NULL;
  grouped = group (digits);

  return g_strconcat (zero ? "" : value < 0.0 ? MINUS : plus ? "+" : "", grouped, NULL);
}

char *
penstock_format_number (double value,
                        int    decimals)
{
  return format (value, decimals, FALSE);
}

char *
penstock_format_signed (double value,
                        int    decimals)
{
  return format (value, decimals, TRUE);
}

char *
penstock_format_percent (double ratio,
                         int    decimals)
{
  g_autofree char *number = NULL;

  if (!isfinite (ratio))
    return g_strdup (EM_DASH);

  number = format (ratio * 100.0, decimals, TRUE);
  return g_strconcat (number, THIN "%", NULL);
}

char *
penstock_format_price (double value)
{
  double size = fabs (value);

  /* Decided by the number as shown: 999.996 is 1,000.0. */
  return format (value, size < 999.995 ? 2 : size < 9999.95 ? 1 : 0, FALSE);
}

/* At most one decimal, and none where it is zero. */
static char *
format_short (double value)
{
  double tenths = round (value * 10.0);

  return format (value, fmod (tenths, 10.0) == 0.0 ? 0 : 1, FALSE);
}

char *
penstock_format_compact (double value)
{
  static const struct { double size; const char *unit; } table[] = {
    { 1e12, NC_("number unit", "tn") },
    { 1e9, NC_("number unit", "bn") },
    { 1e6, NC_("number unit", "M") },
    { 1e3, NC_("number unit", "k") },
  };

  if (!isfinite (value))
    return g_strdup (EM_DASH);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (fabs (value) >= table[i].size * 0.99995)
      {
        g_autofree char *number = format_short (value / table[i].size);

        return g_strdup_printf ("%s %s", number, g_dpgettext2 (NULL, "number unit", table[i].unit));
      }

  return format_short (value);
}

char *
penstock_format_age (gint64 seconds)
{
  gint64 age = MAX (seconds, 0);

  if (age < MINUTE)
    return g_strdup_printf ("%" G_GINT64_FORMAT " %s", age, C_("age in seconds", "s"));
  if (age < HOUR)
    return g_strdup_printf ("%" G_GINT64_FORMAT " %s", age / MINUTE, C_("age in minutes", "min"));
  if (age < DAY)
    return g_strdup_printf ("%" G_GINT64_FORMAT " %s", age / HOUR, C_("age in hours", "h"));
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", age / DAY, C_("age in days", "d"));
}

char *
penstock_format_moment (gint64      unix_seconds,
                        const char *zone)
{
  GTimeZone *tz = penstock_zone (zone);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (unix_seconds);
  g_autoptr(GDateTime) local = NULL;
  g_autofree char *text = NULL;

  if (utc == NULL)
    return g_strdup (EM_DASH);

  local = tz != NULL ? g_date_time_to_timezone (utc, tz) : g_date_time_ref (utc);
  if (local == NULL)
    return g_strdup (EM_DASH);

  /* Translators: a moment, see g_date_time_format(); the name of the time zone follows it. */
  text = g_date_time_format (local, C_("moment", "%-d %b %Y %H:%M"));
  return g_strdup_printf ("%s %s", text, tz != NULL ? zone : "UTC");
}

char *
penstock_format_day (PenstockDay day)
{
  g_autoptr(GDateTime) moment = NULL;

  if (day != PENSTOCK_DAY_NONE)
    moment = g_date_time_new_from_unix_utc (penstock_day_to_unix_utc (day));
  if (moment == NULL)
    return g_strdup (EM_DASH);

  /* Translators: a day, see g_date_time_format(). */
  return g_date_time_format (moment, C_("day", "%-d %b %Y"));
}

char *
penstock_format_period (PenstockPeriod period,
                        int            periods_per_year,
                        gboolean       abbreviated)
{
  g_autoptr(GDateTime) first = NULL;

  if (periods_per_year != 12)
    return g_strdup_printf (_("Q%d"), period % 4 + 1);

  first = g_date_time_new_utc (period / 12, period % 12 + 1, 1, 0, 0, 0.0);
  /* Translators: a month that stands alone; use %OB and %Ob where your language has a form of its own for that */
  return g_date_time_format (first, abbreviated ? _("%b") : _("%B"));
}
