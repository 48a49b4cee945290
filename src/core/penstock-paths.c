/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "penstock-paths.h"

static char *
file_below (const char *directory,
            const char *sub_directory,
            const char *name)
{
  g_autofree char *path = g_build_filename (directory, sub_directory, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_canonicalize_filename (path, NULL) : NULL;
}

/* The directory of the running program; NULL where /proc is not mounted. */
static char *
program_directory (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program != NULL ? g_path_get_dirname (program) : NULL;
}

char *
penstock_paths_data_file (const char *name)
{
  static const char *const beside[] = { "../share/penstock", "../../data" };
  const char *told = g_getenv ("PENSTOCK_PKGDATADIR");
  g_autofree char *program = NULL;
  char *found = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  if (told != NULL && *told != '\0')
    found = file_below (told, "", name);

  if (found == NULL)
    program = program_directory ();
  for (gsize i = 0; found == NULL && program != NULL && i < G_N_ELEMENTS (beside); i++)
    found = file_below (program, beside[i], name);

  return found != NULL ? found : file_below (PENSTOCK_PKGDATADIR, "", name);
}

char *
penstock_paths_user_data (gboolean sample)
{
  return g_build_filename (g_get_user_data_dir (), "penstock", sample ? "sample" : NULL, NULL);
}
