/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-http.h"
#include "penstock-sources.h"

#include <glib/gstdio.h>
#include <string.h>

#define FILE_(members) "{\"format\": \"penstock-sources/1\", \"sources\": {" members "}}"

static const PenstockProvider *
yahoo (void)
{
  return penstock_provider_find ("yahoo-chart");
}

/* -- the shipped file -- */

/* After a provider was added or its policy changed: PENSTOCK_WRITE_SOURCES=1 meson test feed-sources. */
static void
test_shipped (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "sources.json", NULL);
  g_autofree char *expected = penstock_sources_to_json (NULL);
  g_autofree char *shipped = NULL;

  if (g_getenv ("PENSTOCK_WRITE_SOURCES") != NULL)
    g_assert_true (g_file_set_contents (path, expected, -1, NULL));
  g_assert_true (g_file_get_contents (path, &shipped, NULL, NULL));
  g_assert_cmpstr (shipped, ==, expected);
}

static void
assert_same_policy (const PenstockPolicy *a,
                    const PenstockPolicy *b)
{
  g_assert_cmpstr (a->host_key, ==, b->host_key);
  g_assert_cmpstr (a->user_agent, ==, b->user_agent);
  g_assert_cmpuint (a->min_interval_ms, ==, b->min_interval_ms);
  g_assert_cmpuint (a->max_per_hour, ==, b->max_per_hour);
  g_assert_cmpuint (a->max_per_day, ==, b->max_per_day);
  g_assert_cmpuint (a->backoff_first_s, ==, b->backoff_first_s);
  g_assert_cmpuint (a->backoff_most_s, ==, b->backoff_most_s);
  g_assert_cmpint (a->follow_redirects, ==, b->follow_redirects);
  g_assert_true ((a->content_types == NULL) == (b->content_types == NULL));
  if (a->content_types != NULL)
    g_assert_true (g_strv_equal (a->content_types, b->content_types));
}

/* What is printed brings about what was in force. */
static void
test_round_trip (void)
{
  g_autofree char *text = penstock_sources_to_json (NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockSources) sources = penstock_sources_parse (text, -1, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  again = penstock_sources_to_json (sources);
  g_assert_cmpstr (again, ==, text);
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      const PenstockProvider *provider = penstock_providers[i];

      g_assert_cmpstr (penstock_sources_get_base_url (sources, provider), ==, provider->base_url);
      g_assert_cmpstr (penstock_sources_get_terms_url (sources, provider), ==, provider->terms_url);
      assert_same_policy (penstock_sources_get_policy (sources, provider), provider->policy);
    }
}

/* -- a file of the user's -- */

static void
test_what_is_said (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockSources) sources = penstock_sources_parse (FILE_ ("\"yahoo-chart\": {\"base_url\": \"https://mirror.example/y/\", "
                                                                      "\"min_interval_ms\": 5000, \"max_per_day\": 100, \"user_agent\": null}"), -1,
                                                               &error);
  const PenstockPolicy *policy, *own = yahoo ()->policy;
  const PenstockProvider *other = penstock_provider_find ("twse-revenue");

  g_assert_no_error (error);
  policy = penstock_sources_get_policy (sources, yahoo ());
  g_assert_cmpstr (penstock_sources_get_base_url (sources, yahoo ()), ==, "https://mirror.example/y");
  g_assert_cmpuint (policy->min_interval_ms, ==, 5000);
  g_assert_cmpuint (policy->max_per_day, ==, 100);
  g_assert_null (policy->user_agent);
  /* What is not said stays. */
  g_assert_cmpstr (penstock_sources_get_terms_url (sources, yahoo ()), ==, yahoo ()->terms_url);
  g_assert_cmpstr (policy->host_key, ==, own->host_key);
  g_assert_cmpuint (policy->max_per_hour, ==, own->max_per_hour);
  g_assert_true (penstock_sources_get_policy (sources, other) == other->policy);
  g_assert_cmpstr (penstock_sources_get_base_url (sources, other), ==, other->base_url);
}

static void
test_faults (void)
{
  static const char *const faults[][2] = {
    { "", "the file is empty" },
    { "[]", "$.format" },
    { "{\"format\": \"penstock-sources/2\", \"sources\": {}}", "$.format" },
    { "{\"format\": \"penstock-sources/1\"}", "$.sources" },
    { "{\"format\": \"penstock-sources/1\", \"sources\": {}, \"x\": 1}", "$.x" },
    { FILE_ ("\"nobody\": {}"), "$.sources.nobody" },
    { FILE_ ("\"yahoo-chart\": []"), "$.sources.yahoo-chart" },
    { FILE_ ("\"yahoo-chart\": {\"colour\": 1}"), "$.sources.yahoo-chart.colour" },
    { FILE_ ("\"yahoo-chart\": {\"base_url\": 1}"), "$.sources.yahoo-chart.base_url" },
    { FILE_ ("\"yahoo-chart\": {\"base_url\": null}"), "$.sources.yahoo-chart.base_url" },
    { FILE_ ("\"yahoo-chart\": {\"base_url\": \"http://query1.finance.yahoo.com\"}"), "$.sources.yahoo-chart.base_url" },
    { FILE_ ("\"yahoo-chart\": {\"base_url\": \"file:///etc/passwd\"}"), "$.sources.yahoo-chart.base_url" },
    { FILE_ ("\"yahoo-chart\": {\"base_url\": \"https://me:secret@example.org\"}"), "$.sources.yahoo-chart.base_url" },
    { FILE_ ("\"yahoo-chart\": {\"terms_url\": \"javascript:alert(1)\"}"), "$.sources.yahoo-chart.terms_url" },
    { FILE_ ("\"yahoo-chart\": {\"min_interval_ms\": 99}"), "$.sources.yahoo-chart.min_interval_ms" },
    { FILE_ ("\"yahoo-chart\": {\"min_interval_ms\": 1e3}"), "$.sources.yahoo-chart.min_interval_ms" },
    { FILE_ ("\"yahoo-chart\": {\"min_interval_ms\": \"1000\"}"), "$.sources.yahoo-chart.min_interval_ms" },
    { FILE_ ("\"yahoo-chart\": {\"max_per_hour\": -1}"), "$.sources.yahoo-chart.max_per_hour" },
    { FILE_ ("\"yahoo-chart\": {\"max_per_day\": 99999999999999}"), "$.sources.yahoo-chart.max_per_day" },
    { FILE_ ("\"yahoo-chart\": {\"backoff_first_s\": 0}"), "$.sources.yahoo-chart.backoff_first_s" },
    { FILE_ ("\"yahoo-chart\": {\"backoff_most_s\": 5}"), "$.sources.yahoo-chart.backoff_most_s" },
    { FILE_ ("\"yahoo-chart\": {\"follow_redirects\": 1}"), "$.sources.yahoo-chart.follow_redirects" },
    { FILE_ ("\"yahoo-chart\": {\"content_types\": \"text/html\"}"), "$.sources.yahoo-chart.content_types" },
    { FILE_ ("\"yahoo-chart\": {\"content_types\": [1]}"), "$.sources.yahoo-chart.content_types" },
    { FILE_ ("\"yahoo-chart\": {\"user_agent\": \"x\\r\\nCookie: a\"}"), "$.sources.yahoo-chart.user_agent" },
    { FILE_ ("\"yahoo-chart\": {\"host_key\": \"host:example.org\"}"), "$.sources.yahoo-chart.host_key" },
    { FILE_ ("\"yahoo-chart\": {\"host_key\": null}"), "$.sources.yahoo-chart.host_key" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (penstock_sources_parse (faults[i][0], -1, &error));
      g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, faults[i][1]));
    }
}

static void
test_load (void)
{
  g_autofree char *dir = g_dir_make_tmp ("penstock-sources-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "sources.json", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(PenstockSources) shipped = penstock_sources_load (NULL, &error);
  g_autoptr(PenstockSources) none = NULL;
  g_autoptr(PenstockSources) users = NULL;
  g_autoptr(PenstockSources) instead = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (shipped);
  none = penstock_sources_load (dir, &error); /* there is no file of the user's */
  g_assert_no_error (error);
  g_assert_nonnull (none);

  g_assert_true (g_file_set_contents (path, FILE_ ("\"yahoo-chart\": {\"max_per_hour\": 7}"), -1, NULL));
  users = penstock_sources_load (dir, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (penstock_sources_get_policy (users, yahoo ())->max_per_hour, ==, 7);

  /* A fault is told, and the shipped one used. */
  g_assert_true (g_file_set_contents (path, FILE_ ("\"yahoo-chart\": {\"max_per_hour\": true}"), -1, NULL));
  instead = penstock_sources_load (dir, &error);
  g_assert_error (error, PENSTOCK_ERROR, PENSTOCK_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "sources.json: $.sources.yahoo-chart.max_per_hour"));
  g_assert_nonnull (instead);
  g_assert_cmpuint (penstock_sources_get_policy (instead, yahoo ())->max_per_hour, ==, yahoo ()->policy->max_per_hour);
  g_unlink (path);
  g_rmdir (dir);
}

/* The file is in force where no setting says otherwise. */
static void
test_in_force (void)
{
  g_autoptr(PenstockSources) sources = penstock_sources_parse (FILE_ ("\"yahoo-chart\": {\"base_url\": \"https://b.example\", \"host_key\": \"other\"}"),
                                                               -1, NULL);
  g_autoptr(PenstockClock) clock = penstock_clock_new_fixed (0);
  g_autoptr(PenstockHttp) http = penstock_http_new (clock);
  g_autofree char *key = NULL;

  penstock_http_set_sources (http, sources);
  g_assert_cmpstr (penstock_http_get_base_url (http, yahoo ()), ==, "https://b.example");
  g_assert_cmpstr (penstock_http_get_policy (http, yahoo ())->host_key, ==, "other");
  key = penstock_http_dup_host_key (http, yahoo (), "EXMP");
  g_assert_cmpstr (key, ==, "other");

  penstock_http_set_base_url (http, yahoo (), "http://127.0.0.1:1/");
  g_assert_cmpstr (penstock_http_get_base_url (http, yahoo ()), ==, "http://127.0.0.1:1");
  penstock_http_set_base_url (http, yahoo (), NULL);
  penstock_http_set_sources (http, NULL);
  g_assert_cmpstr (penstock_http_get_base_url (http, yahoo ()), ==, yahoo ()->base_url);
  g_assert_true (penstock_http_get_policy (http, yahoo ()) == yahoo ()->policy);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/sources/shipped", test_shipped);
  g_test_add_func ("/feed/sources/round-trip", test_round_trip);
  g_test_add_func ("/feed/sources/what-is-said", test_what_is_said);
  g_test_add_func ("/feed/sources/faults", test_faults);
  g_test_add_func ("/feed/sources/load", test_load);
  g_test_add_func ("/feed/sources/in-force", test_in_force);
  return g_test_run ();
}
