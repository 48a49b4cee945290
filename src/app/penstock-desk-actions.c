/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "penstock-desk-private.h"
#include "penstock-money.h"

/* What the user does to what is stored; each ends in one message. */

typedef struct
{
  PenstockDesk *desk;   /* a reference */
  char         *done;   /* said when it worked */
} Deed;

static Deed *
deed_new (PenstockDesk *desk,
          char         *done)
{
  Deed *self = g_new0 (Deed, 1);

  self->desk = g_object_ref (desk);
  self->done = done;
  return self;
}

static void
deed_free (Deed *self)
{
  g_object_unref (self->desk);
  g_free (self->done);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deed, deed_free)

static void
deed_finish (Deed         *self,
             gboolean      ok,
             const GError *error)
{
  if (ok)
    penstock_desk_say (self->desk, self->done);
  else
    penstock_desk_say_error (self->desk, error);
}

static void
bars_put_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Deed) deed = user_data;
  g_autoptr(GError) error = NULL;
  gboolean ok = penstock_engine_put_batch_finish (PENSTOCK_ENGINE (object), result, &error);

  deed_finish (deed, ok, error);
}

static char *
describe_import (const char          *symbol,
                 const PenstockBatch *batch)
{
  const PenstockRejection *first;

  if (batch->rejected->len == 0)
    return g_strdup_printf (ngettext ("%s: %u bar imported", "%s: %u bars imported", batch->kept), symbol, batch->kept);

  first = &g_array_index (batch->rejected, PenstockRejection, 0);
  return g_strdup_printf (_("%s: %u of %u rows imported, %u left out (row %u: %s)"),
                          symbol, batch->kept, batch->rows, batch->rejected->len, first->line, first->reason);
}

void
penstock_desk_import_bars (PenstockDesk *self,
                             const char     *path)
{
  PenstockEngine *engine = penstock_desk_get_engine (self);
  PenstockChain *chain = penstock_engine_get_chain (engine);
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  g_autoptr(GError) error = NULL;
  const char *currency;
  g_autofree char *symbol = penstock_import_symbol (path, chain, &currency);
  Deed *deed;

  if (symbol == NULL)
    {
      penstock_desk_say (self, _("A file of bars is named after its symbol: SYMBOL.csv"));
      return;
    }
  if (!penstock_import_bars (path, symbol, currency, penstock_clock_now (penstock_engine_get_clock (engine)), batch, &error))
    {
      g_autofree char *text = g_strdup_printf (_("%s was not imported: %s"), path, error->message);

      penstock_desk_say (self, text);
      return;
    }

  deed = deed_new (self, describe_import (symbol, batch));
  penstock_engine_put_batch_async (engine, batch, penstock_desk_get_cancellable (self), bars_put_cb, deed);
}

static void
jump_explained_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(Deed) deed = user_data;
  g_autoptr(GError) error = NULL;
  gboolean ok = penstock_engine_explain_jump_finish (PENSTOCK_ENGINE (object), result, &error);

  deed_finish (deed, ok, error);
}

void
penstock_desk_explain_jump (PenstockDesk       *self,
                              const char           *symbol,
                              const PenstockAction *action)
{
  g_autofree char *day = NULL;
  char *done;

  g_return_if_fail (PENSTOCK_IS_DESK (self));

  day = penstock_format_day (action->day);
  if (action->kind == PENSTOCK_ACTION_ACCEPT)
    done = g_strdup_printf (_("%s: the jump of %s is taken as a true move"), symbol, day);
  else
    done = g_strdup_printf (_("%s: split %g:%g on %s entered"), symbol, action->numerator, action->denominator, day);

  penstock_engine_explain_jump_async (penstock_desk_get_engine (self), symbol, action, penstock_desk_get_cancellable (self),
                                      jump_explained_cb, deed_new (self, done));
}
