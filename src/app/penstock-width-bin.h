/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The room the desk has. */
typedef enum
{
  PENSTOCK_WIDTH_NARROW, /* below 900: company under the table, one tab at a time */
  PENSTOCK_WIDTH_MEDIUM, /* 900–1179: the sidebar lies over the table */
  PENSTOCK_WIDTH_WIDE,   /* 1180 and more: three panes */
  PENSTOCK_WIDTH_HUGE,   /* 1920 and more: the company pane takes two columns of cards */
} PenstockWidthClass;

/* libadwaita 1.2 has no breakpoints: a bin that may become narrower than its child asks for, and says which class its own allocation is.
 * Signal "class-changed": after the allocation, never during one. */
#define PENSTOCK_TYPE_WIDTH_BIN (penstock_width_bin_get_type ())
G_DECLARE_FINAL_TYPE (PenstockWidthBin, penstock_width_bin, PENSTOCK, WIDTH_BIN, AdwBin)

/* Before the first allocation: what it will be about, so that the first frame is right. */
void               penstock_width_bin_expect    (PenstockWidthBin *self, int width);
PenstockWidthClass penstock_width_bin_get_class (PenstockWidthBin *self);

G_END_DECLS
