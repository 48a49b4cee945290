/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* JSON with keys in the order they are written, so the same values give the same bytes. Numbers are the shortest text that reads back as the same
 * double, in no locale; what is not finite, and a NULL string, is null. @key is NULL inside an array and at the top. */
typedef struct
{
  GString *out;
  guint    depth;
  guint    spread;   /* containers at a depth below this put each member on a line of its own */
  gboolean begun[8]; /* the container at that depth has a member */
} PenstockCliJson;

void penstock_cli_json_init    (PenstockCliJson *self, GString *out, guint spread);
void penstock_cli_json_open    (PenstockCliJson *self, const char *key, char bracket); /* '{' or '[' */
void penstock_cli_json_close   (PenstockCliJson *self, char bracket);                  /* '}' or ']'; a line ends after the outermost */
void penstock_cli_json_number  (PenstockCliJson *self, const char *key, double value);
void penstock_cli_json_integer (PenstockCliJson *self, const char *key, gint64 value);
void penstock_cli_json_boolean (PenstockCliJson *self, const char *key, gboolean value);
void penstock_cli_json_string  (PenstockCliJson *self, const char *key, const char *value);
void penstock_cli_json_null    (PenstockCliJson *self, const char *key);
/* UTC seconds as "2026-05-12T14:00:00Z"; 0 is null. */
void penstock_cli_json_moment  (PenstockCliJson *self, const char *key, gint64 unix_seconds);
/* "2026-05-12"; PENSTOCK_DAY_NONE is null. */
void penstock_cli_json_day     (PenstockCliJson *self, const char *key, gint32 day);

#define PENSTOCK_CLI_NUMBER_SIZE 40
/* The buffer is returned; "" for what is not finite. */
char *penstock_cli_number      (double value, char buffer[static PENSTOCK_CLI_NUMBER_SIZE]);
/* Owned; NULL for 0. */
char *penstock_cli_moment      (gint64 unix_seconds);

G_END_DECLS
