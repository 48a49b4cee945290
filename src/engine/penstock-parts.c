/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "penstock-parts.h"

#include "penstock-sec-revenue.h"

struct PenstockParts
{
  const char *const *names;   /* the provider's, NULL-terminated */
  guint              n;
  GArray           **rows;    /* of each; NULL = nothing */
  gboolean          *said;    /* anything at all, "nothing" too */
};

PenstockParts *
penstock_parts_new (const PenstockProvider *provider)
{
  PenstockParts *self = g_new0 (PenstockParts, 1);

  self->names = provider->parts;
  self->n = g_strv_length ((char **)provider->parts);
  self->rows = g_new0 (GArray *, self->n + 1);
  self->said = g_new0 (gboolean, self->n + 1);

  return self;
}

void
penstock_parts_free (PenstockParts *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n; i++)
    g_clear_pointer (&self->rows[i], g_array_unref);
  g_free (self->rows);
  g_free (self->said);
  g_free (self);
}

GArray *
penstock_parts_take (PenstockParts *self,
                     const char    *part,
                     GArray        *rows)
{
  gboolean complete = TRUE;

  for (guint i = 0; i < self->n; i++)
    {
      if (g_str_equal (self->names[i], part))
        {
          g_clear_pointer (&self->rows[i], g_array_unref);
          self->rows[i] = rows != NULL && rows->len > 0 ? g_array_ref (rows) : NULL;
          self->said[i] = TRUE;
        }
      complete &= self->said[i];
    }

  return complete ? penstock_sec_revenue_merge ((const GArray *const *)self->rows, self->n) : NULL;
}
