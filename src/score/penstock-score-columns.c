/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-score.h"

#include <string.h>

const PenstockColumnInfo penstock_score_columns[PENSTOCK_N_COLUMNS] = {
#define COLUMN_INFO(column, how, name) { .id = #column, .kind = PENSTOCK_KIND_##how, .title = name },
  PENSTOCK_SCORE_COLUMNS (COLUMN_INFO)
#undef COLUMN_INFO
};

int
penstock_score_column_find (const char *id)
{
  for (int column = 0; column < PENSTOCK_N_COLUMNS; column++)
    if (strcmp (penstock_score_columns[column].id, id) == 0)
      return column;

  return -1;
}
