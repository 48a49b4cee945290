/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-instrument.h"

GType
penstock_state_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { PENSTOCK_STATE_EMPTY, "PENSTOCK_STATE_EMPTY", "empty" },
    { PENSTOCK_STATE_CURRENT, "PENSTOCK_STATE_CURRENT", "current" },
    { PENSTOCK_STATE_STALE, "PENSTOCK_STATE_STALE", "stale" },
    { PENSTOCK_STATE_REFUSED, "PENSTOCK_STATE_REFUSED", "refused" },
    { PENSTOCK_STATE_OFFLINE, "PENSTOCK_STATE_OFFLINE", "offline" },
    { PENSTOCK_STATE_UNVERIFIED, "PENSTOCK_STATE_UNVERIFIED", "unverified" },
    { PENSTOCK_STATE_BROKEN, "PENSTOCK_STATE_BROKEN", "broken" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("PenstockState", values));

  return type;
}
