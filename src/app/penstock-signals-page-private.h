/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "penstock-claims-view.h"
#include "penstock-inbox-view.h"
#include "penstock-indicators-view.h"
#include "penstock-signals-page.h"

G_BEGIN_DECLS

struct _PenstockSignalsPage
{
  AdwBin                  parent_instance;

  /* Template */
  AdwToastOverlay        *toasts;
  GtkStack               *tabs;
  PenstockInboxView      *inbox;
  PenstockClaimsView     *claims;
  PenstockIndicatorsView *indicators;
};

G_END_DECLS
