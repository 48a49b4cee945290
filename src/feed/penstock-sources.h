/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-provider.h"

G_BEGIN_DECLS

/* Where feeds are asked and how: data, so that a moved address or a changed limit needs no new release. "penstock-sources/1":
 *   {"format": "penstock-sources/1", "sources": {"yahoo-chart": {"base_url": …, "terms_url": …, "host_key": …, "user_agent": …, "min_interval_ms": …,
 *    "max_per_hour": …, "max_per_day": …, "backoff_first_s": …, "backoff_most_s": …, "follow_redirects": …, "content_types": […]}}}
 * Every member is optional: what is left out stays as the provider has it. Immutable, atomically ref-counted. */
typedef struct PenstockSources PenstockSources;

/* Faults (an unknown provider or member, a wrong type, an address that is neither https nor loopback, a spacing under 100 ms) name their JSON path; then
 * NULL. */
PenstockSources      *penstock_sources_parse          (const char *json, gssize length, GError **error);
/* The first of: DIR/sources.json in @user_dir (may be NULL), PENSTOCK_PKGDATADIR/sources.json, none (NULL without @error). A user's file with a fault is an
 * @error that names it, and the shipped one is used instead (returned beside @error). */
PenstockSources      *penstock_sources_load           (const char *user_dir, GError **error);
PenstockSources      *penstock_sources_ref            (PenstockSources *self);
void                  penstock_sources_unref          (PenstockSources *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenstockSources, penstock_sources_unref)
/* Borrowed; the provider's own where the file says nothing. @self may be NULL. */
const char           *penstock_sources_get_base_url   (const PenstockSources *self, const PenstockProvider *provider);
const char           *penstock_sources_get_terms_url  (const PenstockSources *self, const PenstockProvider *provider);
const PenstockPolicy *penstock_sources_get_policy     (const PenstockSources *self, const PenstockProvider *provider);
/* The file's text for what is in force, all members, by provider in their order: what `penstock-cli feeds --sources` prints and data/sources.json is. */
char                 *penstock_sources_to_json        (const PenstockSources *self);

G_END_DECLS
