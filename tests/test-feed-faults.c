/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-server.h"
#include "penstock-http.h"

#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

/* Every provider against everything that can go wrong: the matrix is printed, and must be complete. */

/* The leak checker of gcc 12 falls over the threads GnuTLS leaves behind (see test-feed-tls.c). */
const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "detect_leaks=0";
}

#define NOW        G_GINT64_CONSTANT (1791300000) /* 7 October 2026, after the newest recording */
#define YEAR_US    (365 * G_TIME_SPAN_DAY)
#define SECRET     "S3CR3T+KEY/x=y z"
#define CAPACITY   24  /* of cells under way at once */
#define BIG_WEIGHT 6   /* of a cell whose body is big */
#define PATIENCE   60  /* seconds for an answer that comes; one that does not is given one */

/* What may become of it, as bits of PenstockOutcome; data is always allowed where a fault does not touch the body's meaning. */
#define DATA    (1u << PENSTOCK_OUTCOME_DATA)
#define NOTHING (1u << PENSTOCK_OUTCOME_EMPTY)
#define REFUSED (1u << PENSTOCK_OUTCOME_REFUSED)
#define BROKEN  (1u << PENSTOCK_OUTCOME_BROKEN)
static const guint allowed[N_FAULTS] = {
  [FAULT_GOOD] = DATA, [FAULT_HTML] = BROKEN | REFUSED, [FAULT_NOT_MODIFIED] = NOTHING, [FAULT_304_UNASKED] = BROKEN, [FAULT_401] = REFUSED,
  [FAULT_403] = REFUSED, [FAULT_404] = BROKEN | NOTHING, [FAULT_410] = BROKEN, [FAULT_429] = REFUSED, [FAULT_429_RETRY] = REFUSED,
  [FAULT_500] = BROKEN, [FAULT_503] = BROKEN, [FAULT_503_RETRY] = REFUSED, [FAULT_DRIP] = BROKEN, [FAULT_STALL] = BROKEN, [FAULT_RESET] = BROKEN,
  [FAULT_GZIP_CUT] = BROKEN, [FAULT_GZIP_BOMB] = BROKEN, [FAULT_LARGE] = BROKEN, [FAULT_LOOP] = BROKEN, [FAULT_TYPE] = DATA | BROKEN,
  [FAULT_CHARSET] = DATA | BROKEN, [FAULT_EMPTY] = BROKEN | NOTHING, [FAULT_TLS] = BROKEN, [FAULT_DATE_BEHIND] = REFUSED,
  [FAULT_DATE_AHEAD] = REFUSED, [FAULT_CLOCK_BACK] = DATA, [FAULT_CLOCK_AHEAD] = DATA,
};

/* What one provider is asked, and answered where all is well. */
typedef struct
{
  const PenstockProvider *provider;
  PenstockQuery           query;
  GBytes                 *body;    /* NULL: no fixture gives data */
  char                   *type;
} Subject;

typedef struct
{
  FaultServer *server, *others;  /* the second is a bystander's */
  GPtrArray   *subjects;
  GQueue       todo;
  guint        load, n_done, n_cells;
  GMainLoop   *loop;
  GString     *rows;             /* one line a cell, with the reason */
  char       **cells;            /* provider × fault */

  gint64       last_tick, longest_gap;   /* by the wall: others may have had the processor */
  gint64       last_work, longest_work;  /* by this thread's own processor time */
  Fault        during;           /* … which was started last before it */
  Fault        newest;
} Matrix;

typedef struct
{
  Matrix        *matrix;
  guint          row;
  Fault          fault;
  const Subject *subject;
  char          *address;        /* of a provider that asks one */
  PenstockClock *clock;
  PenstockHttp  *http;
  PenstockFetch *first, *result, *bystander, *recovery;
  gint64         asked_at;       /* UTC seconds by our clock when the fault's answer came */
  guint          pending;
} Cell;

/* -- a fitting question, and its good answer -- */

static const char *
type_of (const char *name)
{
  static const char *const types[][2] = {
    { ".json", "application/json" }, { ".csv", "text/csv" }, { ".html", "text/html" }, { ".xml", "application/xml" }, { ".txt", "text/plain" },
    { ".rss", "application/rss+xml" }, { ".atom", "application/atom+xml" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_suffix (name, types[i][0]))
      return types[i][1];

  return "application/octet-stream";
}

static gboolean
is_asked (const PenstockProvider *provider,
          const PenstockQuery    *query)
{
  PenstockRequest request = { NULL };
  gboolean asked;

  provider->build_request (provider->base_url != NULL ? provider->base_url : "http://127.0.0.1:9", query, &request);
  asked = request.uri != NULL;
  penstock_request_clear (&request);
  return asked;
}

static gboolean
is_answered (const PenstockProvider *provider,
             const PenstockQuery    *query,
             GBytes                 *body,
             const char             *type)
{
  g_autoptr(PenstockBatch) batch = penstock_batch_new ();
  g_autofree char *reason = NULL;

  return body != NULL && penstock_provider_read (provider, query, 200, type, body, NOW, batch, &reason) == PENSTOCK_OUTCOME_DATA;
}

/* The first subject under which the fixture is data, or that can be asked at all. */
static gboolean
find_query (Subject *self,
            gboolean answered)
{
  static const char *const symbols[] = { "EXMP", "EXMP.L", "9901.TW", "8801.TWO", "2330.TW", "2317.TW", "6488.TWO", "AAPL", "NVDA", "BTC-USD",
                                         "9901.TW,8801.TWO", "nvda" };
  static const char *const days[][2] = { { NULL, NULL }, { "2026-05-01", "2026-05-12" }, { "2026-01-01", "2026-10-07" }, { "2024-11-01", "2024-11-30" } };
  const PenstockProvider *provider = self->provider;

  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    for (guint k = 0; k < G_N_ELEMENTS (days); k++)
      {
        PenstockQuery query = {
          .subject = symbols[i], .symbol = "NVDA", .cik = 123456, .month = 2026 * 12 + 3, .key = SECRET,
          .from = days[k][0] != NULL ? penstock_day_parse (days[k][0]) : PENSTOCK_DAY_NONE,
          .until = days[k][1] != NULL ? penstock_day_parse (days[k][1]) : PENSTOCK_DAY_NONE,
        };

        if (provider->asks == PENSTOCK_ASKS_TABLE)
          query.subject = NULL;
        else if (provider->asks == PENSTOCK_ASKS_MONTH)
          query.subject = "sii/0";
        else if (provider->asks == PENSTOCK_ASKS_REGISTRANT)
          query.subject = provider->parts != NULL ? provider->parts[i % g_strv_length ((char **)provider->parts)] : NULL;
        else if (provider->asks == PENSTOCK_ASKS_ADDRESS)
          query.subject = "http://127.0.0.1:9/feed";
        if (is_asked (provider, &query) && (!answered || is_answered (provider, &query, self->body, self->type)))
          {
            self->query = query;
            return TRUE;
          }
      }

  return FALSE;
}

static Subject *
subject_new (const PenstockProvider *provider)
{
  Subject *self = g_new0 (Subject, 1);
  g_autofree char *fixtures = g_test_build_filename (G_TEST_DIST, "fixtures", NULL);
  g_autofree char *prefix = g_strconcat (provider->id, "-ok.", NULL);
  g_autoptr(GDir) dir = g_dir_open (fixtures, 0, NULL);
  const char *name;

  self->provider = provider;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixtures, name, NULL);
      char *data;
      gsize length;

      if (!g_str_has_prefix (name, prefix) || !g_file_get_contents (path, &data, &length, NULL))
        continue;
      self->body = g_bytes_new_take (data, length);
      self->type = g_strdup (type_of (name));
      if (find_query (self, TRUE))
        return self;
      g_clear_pointer (&self->body, g_bytes_unref);
      g_clear_pointer (&self->type, g_free);
    }

  g_test_message ("%s: no fixture gives data", provider->id);
  g_assert_true (find_query (self, FALSE));
  return self;
}

static void
subject_free (Subject *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->type);
  g_free (self);
}

/* -- one cell -- */

static void next (Cell *cell);
static void fill (Matrix *matrix);

static guint
weight_of (Fault fault)
{
  return fault == FAULT_LARGE || fault == FAULT_GZIP_BOMB ? BIG_WEIGHT : 1;
}

static gboolean
is_slow (Fault fault)
{
  return fault == FAULT_DRIP || fault == FAULT_STALL;
}

static void
cell_free (Cell *cell)
{
  g_free (cell->address);
  g_clear_pointer (&cell->first, penstock_fetch_free);
  g_clear_pointer (&cell->result, penstock_fetch_free);
  g_clear_pointer (&cell->bystander, penstock_fetch_free);
  g_clear_pointer (&cell->recovery, penstock_fetch_free);
  g_clear_object (&cell->http);
  g_clear_object (&cell->clock);
  g_free (cell);
}

/* Another house, so that nothing but the program itself is shared. */
static const Subject *
find_bystander (const Cell *cell)
{
  for (guint i = 0; i < cell->matrix->subjects->len; i++)
    {
      const Subject *other = g_ptr_array_index (cell->matrix->subjects, i);

      if (other->body != NULL && other->provider->policy->host_key != NULL && other->provider->asks != PENSTOCK_ASKS_ADDRESS &&
          g_strcmp0 (other->provider->policy->host_key, cell->subject->provider->policy->host_key) != 0)
        return other;
    }

  g_assert_not_reached ();
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Cell *cell = user_data;
  g_autoptr(GError) error = NULL;
  PenstockFetch *fetch = penstock_http_fetch_finish (PENSTOCK_HTTP (object), result, &error);

  g_assert_no_error (error);
  if (cell->fault == FAULT_NOT_MODIFIED && cell->first == NULL)
    cell->first = fetch;
  else if (cell->result == NULL)
    {
      cell->result = fetch;
      cell->asked_at = penstock_clock_now (cell->clock);
    }
  else
    cell->recovery = fetch;
  cell->pending--;
  next (cell);
}

static void
bystander_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Cell *cell = user_data;

  /* Whatever goes on next door: answered before a slow one is given up. */
  if (is_slow (cell->fault))
    g_assert_null (cell->result);
  cell->bystander = penstock_http_fetch_finish (PENSTOCK_HTTP (object), result, NULL);
  cell->pending--;
  next (cell);
}

static void
ask (Cell                    *cell,
     Fault                    fault,
     const PenstockValidator *validator)
{
  const PenstockProvider *provider = cell->subject->provider;
  g_autofree char *base = fault_server_dup_base (cell->matrix->server, fault, provider->id);
  PenstockQuery query = cell->subject->query;

  penstock_http_set_timeout (cell->http, is_slow (fault) ? 1 : PATIENCE);
  query.key = NULL; /* what the caller says of it does not count */
  if (provider->asks == PENSTOCK_ASKS_ADDRESS)
    {
      g_free (cell->address);
      cell->address = g_strconcat (base, "/feed", NULL);
      query.subject = cell->address;
    }
  else
    penstock_http_set_base_url (cell->http, provider, base);

  cell->pending++;
  penstock_http_fetch_async (cell->http, provider, &query, validator, NULL, fetched_cb, cell);
}

static void
ask_bystander (Cell *cell)
{
  const Subject *other = find_bystander (cell);
  g_autofree char *base = fault_server_dup_base (cell->matrix->others, FAULT_GOOD, other->provider->id);

  penstock_http_set_timeout (cell->http, PATIENCE);
  penstock_http_set_key (cell->http, other->provider, SECRET);
  penstock_http_set_base_url (cell->http, other->provider, base);
  cell->pending++;
  penstock_http_fetch_async (cell->http, other->provider, &other->query, NULL, NULL, bystander_cb, cell);
}

static void
ask_fault (Cell *cell)
{
  const PenstockValidator validator = { cell->first != NULL ? cell->first->uri : NULL, cell->first != NULL ? cell->first->etag : NULL, NULL };

  ask (cell, cell->fault, cell->first != NULL ? &validator : NULL);
  ask_bystander (cell);
  if (cell->fault == FAULT_CLOCK_BACK)
    penstock_clock_advance (cell->clock, -YEAR_US);
  else if (cell->fault == FAULT_CLOCK_AHEAD)
    penstock_clock_advance (cell->clock, YEAR_US);
}

/* -- what must hold -- */

static const char *
words_of (const PenstockFetch *fetch)
{
  return fetch->reason != NULL ? fetch->reason : "";
}

static void
complain (const Cell *cell,
          const char *what)
{
  g_error ("%s, %s: %s (%s, %u: %s; next try in %d s; then %s, %u: %s)", cell->subject->provider->id, fault_id (cell->fault), what,
           penstock_outcome_id (cell->result->outcome), cell->result->status, words_of (cell->result),
           (int)(cell->result->next_try != 0 ? cell->result->next_try - cell->asked_at : 0),
           cell->recovery != NULL ? penstock_outcome_id (cell->recovery->outcome) : "-", cell->recovery != NULL ? cell->recovery->status : 0,
           cell->recovery != NULL ? words_of (cell->recovery) : "");
}

static gboolean
is_secret_in (const char *text)
{
  return text != NULL && strstr (text, "S3CR3T") != NULL;
}

static void
check_next_try (const Cell *cell)
{
  const PenstockFetch *got = cell->result;
  const PenstockPolicy *policy = cell->subject->provider->policy;
  const gint64 wait = got->next_try - cell->asked_at;
  const gboolean told = cell->fault == FAULT_429_RETRY || cell->fault == FAULT_503_RETRY || cell->fault == FAULT_DATE_BEHIND ||
                        cell->fault == FAULT_DATE_AHEAD;

  if (got->outcome == PENSTOCK_OUTCOME_DATA || got->outcome == PENSTOCK_OUTCOME_EMPTY)
    {
      if (got->next_try != 0)
        complain (cell, "a good answer has nothing to wait for");
    }
  else if (told && (wait < 120 || wait > 150))
    complain (cell, "the host said two minutes");
  else if (!told && got->outcome == PENSTOCK_OUTCOME_REFUSED && (wait < policy->backoff_first_s || wait > policy->backoff_first_s * 5 / 4 + 1))
    complain (cell, "the policy's first back-off is meant");
  else if (!told && got->outcome == PENSTOCK_OUTCOME_BROKEN && (wait < 60 || wait > 75))
    complain (cell, "a minute's pause is meant");
}

static void
check (const Cell *cell)
{
  const PenstockFetch *got = cell->result, *then = cell->recovery;
  const gboolean has_body = cell->subject->body != NULL;
  guint may = allowed[cell->fault];

  if (!has_body && (may & DATA))
    may |= BROKEN | NOTHING;
  if (cell->fault == FAULT_HTML && cell->subject->provider->policy->content_types == NULL)
    may |= NOTHING; /* a user's own address may well be a page without a feed */
  if (!(may & (1u << got->outcome)))
    complain (cell, "not that outcome");
  if ((got->outcome == PENSTOCK_OUTCOME_DATA) != (got->reason == NULL))
    complain (cell, "a reason for all but data");
  if (got->outcome == PENSTOCK_OUTCOME_DATA ? got->rows == 0 : got->batch != NULL)
    complain (cell, "rows with data and with nothing else");
  if (got->not_modified != (cell->fault == FAULT_NOT_MODIFIED) ||
      got->gone != (cell->fault == FAULT_410 && cell->subject->provider->asks == PENSTOCK_ASKS_ADDRESS))
    complain (cell, "not modified, or gone, is wrong");
  if (cell->fault == FAULT_TLS && strstr (words_of (got), "certificate") == NULL)
    complain (cell, "the certificate is to be named");
  if (is_secret_in (got->uri) || is_secret_in (got->reason))
    complain (cell, "the key is no one's business");
  check_next_try (cell);

  if (cell->bystander == NULL || cell->bystander->outcome != PENSTOCK_OUTCOME_DATA)
    complain (cell, "others were not answered meanwhile");
  if (has_body ? then->outcome != PENSTOCK_OUTCOME_DATA : then->status != 200)
    complain (cell, "did not recover");
}

static void
record (Cell *cell)
{
  const PenstockFetch *got = cell->result;
  Matrix *matrix = cell->matrix;

  matrix->cells[cell->row * N_FAULTS + cell->fault] = g_strdup_printf ("%s %u", penstock_outcome_id (got->outcome), got->status);
  g_string_append_printf (matrix->rows, "%s\t%s\t%s\t%u\t%d\t%s\t%s\t%s\n", cell->subject->provider->id, fault_id (cell->fault),
                          penstock_outcome_id (got->outcome), got->status, (int)(got->next_try != 0 ? got->next_try - cell->asked_at : 0),
                          penstock_outcome_id (cell->bystander->outcome), penstock_outcome_id (cell->recovery->outcome), words_of (got));
}

/* What comes next, once nothing is under way. */
static void
next (Cell *cell)
{
  Matrix *matrix = cell->matrix;

  if (cell->pending > 0)
    return;
  if (cell->result == NULL)
    {
      ask_fault (cell);
      return;
    }
  if (cell->recovery == NULL)
    {
      if (cell->result->outcome == PENSTOCK_OUTCOME_REFUSED)
        penstock_clock_advance (cell->clock, (cell->result->next_try - cell->asked_at) * G_USEC_PER_SEC);
      ask (cell, FAULT_GOOD, NULL);
      return;
    }

  check (cell);
  record (cell);
  matrix->load -= weight_of (cell->fault);
  matrix->n_done++;
  cell_free (cell);
  fill (matrix);
}

static void
start (Cell *cell)
{
  cell->clock = penstock_clock_new_fixed (NOW * G_USEC_PER_SEC);
  cell->http = penstock_http_new (cell->clock);
  penstock_http_set_key (cell->http, cell->subject->provider, SECRET);
  cell->matrix->newest = cell->fault;
  if (cell->fault == FAULT_NOT_MODIFIED)
    ask (cell, cell->fault, NULL);
  else
    ask_fault (cell);
}

static void
fill (Matrix *matrix)
{
  while (!g_queue_is_empty (&matrix->todo) &&
         (matrix->load == 0 || matrix->load + weight_of (((Cell *)g_queue_peek_head (&matrix->todo))->fault) <= CAPACITY))
    {
      Cell *cell = g_queue_pop_head (&matrix->todo);

      matrix->load += weight_of (cell->fault);
      start (cell);
    }

  if (matrix->n_done == matrix->n_cells)
    g_main_loop_quit (matrix->loop);
}

/* -- the matrix -- */

static gint64
thread_us (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  return (gint64)spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

static gboolean
tick_cb (gpointer user_data)
{
  Matrix *matrix = user_data;
  const gint64 now = g_get_monotonic_time (), work = thread_us ();

  if (matrix->last_tick != 0)
    matrix->longest_gap = MAX (matrix->longest_gap, now - matrix->last_tick);
  if (matrix->last_tick != 0 && work - matrix->last_work > matrix->longest_work)
    {
      matrix->longest_work = work - matrix->last_work;
      matrix->during = matrix->newest;
    }
  matrix->last_tick = now;
  matrix->last_work = work;
  return G_SOURCE_CONTINUE;
}

static void
write_artifact (const char *name,
                const char *text)
{
  const char *dir = g_getenv ("PENSTOCK_TEST_ARTIFACTS");
  g_autofree char *path = dir != NULL ? g_build_filename (dir, name, NULL) : NULL;
  g_autoptr(GError) error = NULL;

  if (path == NULL)
    return;
  g_mkdir_with_parents (dir, 0755);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
print_matrix (const Matrix *matrix)
{
  g_autoptr(GString) table = g_string_new ("provider");

  for (guint f = 0; f < N_FAULTS; f++)
    g_string_append_printf (table, "\t%s", fault_id ((Fault)f));
  for (guint i = 0; i < matrix->subjects->len; i++)
    {
      g_string_append_printf (table, "\n%s", ((const Subject *)g_ptr_array_index (matrix->subjects, i))->provider->id);
      for (guint f = 0; f < N_FAULTS; f++)
        {
          if (matrix->cells[i * N_FAULTS + f] == NULL)
            g_error ("the cell %u × %s is missing", i, fault_id ((Fault)f));
          g_string_append_printf (table, "\t%s", matrix->cells[i * N_FAULTS + f]);
        }
    }
  g_string_append_c (table, '\n');

  g_test_message ("%s", table->str);
  g_test_message ("%s", matrix->rows->str);
  g_test_message ("%u providers × %d faults = %u cells, %u requests", matrix->subjects->len, N_FAULTS, matrix->n_done,
                  fault_server_get_requests (matrix->server) + fault_server_get_requests (matrix->others));
  g_test_message ("between two rounds of the main loop: at most %.1f ms of work (while %s began), %.1f ms by the wall", (double)matrix->longest_work / 1000.0,
                  fault_id (matrix->during), (double)matrix->longest_gap / 1000.0);
  write_artifact ("fault-matrix.tsv", table->str);
  write_artifact ("fault-reasons.tsv", matrix->rows->str);
}

static void
add_cells (Matrix *matrix)
{
  for (guint f = 0; f < N_FAULTS; f++)
    for (guint i = 0; i < matrix->subjects->len; i++)
      {
        Cell *cell = g_new0 (Cell, 1);

        cell->matrix = matrix;
        cell->row = i;
        cell->fault = (Fault)f;
        cell->subject = g_ptr_array_index (matrix->subjects, i);
        g_queue_push_tail (&matrix->todo, cell);
      }
  matrix->n_cells = g_queue_get_length (&matrix->todo);
  matrix->cells = g_new0 (char *, matrix->n_cells + 1);
}

static void
test_matrix (void)
{
  Matrix matrix = { .server = fault_server_new (), .others = fault_server_new () };
  guint ticker;

  matrix.loop = g_main_loop_new (NULL, FALSE);
  matrix.rows = g_string_new ("provider\tfault\toutcome\tstatus\tnext_try\tothers\tlater\treason\n");
  matrix.subjects = g_ptr_array_new_with_free_func ((GDestroyNotify)subject_free);
  for (guint i = 0; penstock_providers[i] != NULL; i++)
    {
      Subject *subject = subject_new (penstock_providers[i]);

      g_ptr_array_add (matrix.subjects, subject);
      if (subject->body != NULL)
        {
          fault_server_set_good (matrix.server, subject->provider->id, subject->body, subject->type);
          fault_server_set_good (matrix.others, subject->provider->id, subject->body, subject->type);
        }
    }

  add_cells (&matrix);
  ticker = g_timeout_add (1, tick_cb, &matrix);
  fill (&matrix);
  g_main_loop_run (matrix.loop);
  g_source_remove (ticker);
  g_assert_cmpuint (matrix.n_done, ==, matrix.subjects->len * N_FAULTS);
  print_matrix (&matrix);

  for (guint i = 0; i < matrix.n_cells; i++)
    g_free (matrix.cells[i]);
  g_free (matrix.cells);
  g_string_free (matrix.rows, TRUE);
  g_main_loop_unref (matrix.loop);
  g_ptr_array_unref (matrix.subjects);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  fault_server_free (matrix.server);
  fault_server_free (matrix.others);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/faults/matrix", test_matrix);
  return g_test_run ();
}
