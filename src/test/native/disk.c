/*
 * A disk that fails on request, for tests on Linux. Put before libc with LD_PRELOAD it records what a process does to
 * one database file, its write-ahead log and their folder, and refuses some of it. PowerCut.java rebuilds from the record
 * what a power cut may leave.
 *
 *   DISK_DATABASE  absolute path of the database, without links
 *   DISK_RECORD    where the record goes; see struct record
 *   DISK_CONTROL   a file of sizeof(struct control), which the test changes while the process runs
 *
 * fsync only takes a moment here: what it makes durable follows from the record. Like Linux, a failed write-back leaves the
 * pages clean in memory and old on the disk, and each descriptor that was open hears of it once.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum file { DATABASE, LOG, FOLDER, FILES, NONE = -1 };
enum fault { READ, WRITE, SYNC, TRUNCATE, WRITE_BACK, FAULTS };

/* Instead of an errno: only a part is written. */
#define SHORT (-1)

/* Fails one in that many calls (0: none), as often as is left. */
struct rule {
  int32_t error, one_in, left;
};

struct control {
  int32_t sync_us_max, unused;
  struct rule rules[FILES][FAULTS];
};

/* What happened, followed by `bytes` of content for a write. `number` joins the begin and the end of a sync. */
struct record {
  char kind; /* c created, u unlinked, r moved, w written, t truncated,
               s sync begun, S sync ended, x write-back refused */
  uint8_t file;
  uint16_t unused;
  uint32_t number;
  int64_t nanos, offset, bytes;
};

#define DESCRIPTORS 65536
static int8_t file_of[DESCRIPTORS];          /* enum file + 1 */
static uint32_t errors_seen[DESCRIPTORS];    /* of that file, by this descriptor */
static uint32_t errors[FILES], errors_told[FILES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct control *control;
static const char *database;
static size_t database_length, folder_length;
static int record_to = -1;
static uint64_t seed;
static uint32_t syncs;

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void start(void) {
  const char *path = getenv("DISK_DATABASE"), *record = getenv("DISK_RECORD"), *control_path = getenv("DISK_CONTROL");
  if (!path || !record || !control_path) return;
  int fd = syscall(SYS_openat, AT_FDCWD, control_path, O_RDWR | O_CLOEXEC);
  void *mapped = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  record_to = syscall(SYS_openat, AT_FDCWD, record, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0 || mapped == MAP_FAILED || record_to < 0) abort();
  control = mapped;
  database = path;
  database_length = strlen(path);
  folder_length = strrchr(path, '/') - path;
  seed = strtoull(getenv("DISK_SEED") ? getenv("DISK_SEED") : "1", NULL, 10);
}

static uint32_t random_below(uint32_t bound) { /* with the lock held */
  seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
  return (uint32_t)(seed >> 33) % bound;
}

static int named(const char *path) {
  if (!database || !path) return NONE;
  if (!strncmp(path, database, database_length)) {
    const char *rest = path + database_length;
    return !*rest ? DATABASE : !strcmp(rest, "-wal") ? LOG : NONE;
  }
  return !strncmp(path, database, folder_length) && !path[folder_length] ? FOLDER : NONE;
}

static int tracked(int fd) { return fd >= 0 && fd < DESCRIPTORS ? file_of[fd] - 1 : NONE; }

/* The errno of a fault that is due, else 0. */
static int due(int file, int fault) {
  struct rule *rule = &control->rules[file][fault];
  if (rule->one_in <= 0 || rule->left == 0 || random_below(rule->one_in)) return 0;
  if (rule->left > 0) rule->left--;
  return rule->error;
}

static void append(char kind, int file, uint32_t number, off_t offset, const void *content, size_t bytes) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  struct record head = {kind, file, 0, number, now.tv_sec * 1000000000LL + now.tv_nsec, offset, content ? (off_t)bytes : 0};
  struct iovec parts[] = {{&head, sizeof head}, {(void *)content, content ? bytes : 0}};
  if (syscall(SYS_writev, record_to, parts, 2) != (long)(sizeof head + head.bytes)) abort(); /* a record with a hole proves nothing */
}

static int opened(int fd, int file, int made) {
  if (fd >= 0 && fd < DESCRIPTORS && file != NONE) {
    pthread_mutex_lock(&lock);
    file_of[fd] = file + 1;
    errors_seen[fd] = errors_told[file]; /* so the first that opens it hears of what nobody heard of yet */
    if (made && file != FOLDER) append('c', file, 0, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
  }
  return fd;
}

static int missing(const char *path) { return syscall(SYS_faccessat, AT_FDCWD, path, F_OK) != 0; }

#define OPEN(name)                                                                    \
  int name(const char *path, int flags, ...) {                                        \
    va_list rest;                                                                     \
    va_start(rest, flags);                                                            \
    mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0;         \
    va_end(rest);                                                                     \
    int file = named(path), made = file != NONE && (flags & O_CREAT) && missing(path); \
    return opened(REAL(name)(path, flags, mode), file, made);                         \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  if (tracked(fd) != NONE) file_of[fd] = 0;
  return REAL(close)(fd);
}

/* closedir closes it without a call of close that this library would see. */
DIR *fdopendir(int fd) {
  if (tracked(fd) != NONE) file_of[fd] = 0;
  return REAL(fdopendir)(fd);
}

int unlink(const char *path) {
  int file = named(path);
  if (file == NONE) return REAL(unlink)(path);
  pthread_mutex_lock(&lock);
  int result = REAL(unlink)(path);
  if (!result) append('u', file, 0, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}

/* Nothing moves these files while they are recorded; if something does, PowerCut must know. */
int rename(const char *from, const char *to) {
  if (named(from) != NONE || named(to) != NONE) {
    pthread_mutex_lock(&lock);
    append('r', named(from) != NONE ? named(from) : named(to), 0, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
  }
  return REAL(rename)(from, to);
}

ssize_t pread64(int fd, void *buffer, size_t bytes, off64_t offset) {
  int file = tracked(fd);
  if (file != NONE) {
    pthread_mutex_lock(&lock);
    int error = due(file, READ);
    pthread_mutex_unlock(&lock);
    if (error) return errno = error, -1;
  }
  return REAL(pread64)(fd, buffer, bytes, offset);
}

/* With the lock held, so that the record has the order of the writes. */
static ssize_t put(int file, int fd, const void *buffer, size_t bytes, off64_t offset) {
  int error = due(file, WRITE);
  if (error > 0) return errno = error, -1;
  if (error == SHORT && bytes > 1) bytes = 1 + random_below(bytes - 1);
  ssize_t written = REAL(pwrite64)(fd, buffer, bytes, offset);
  if (written > 0) append('w', file, 0, offset, buffer, written);
  if (written > 0 && due(file, WRITE_BACK)) {
    errors[file]++; /* unheard of until somebody synchronizes */
    append('x', file, random_below(1u << 31), 0, NULL, 0);
  }
  return written;
}

ssize_t pwrite64(int fd, const void *buffer, size_t bytes, off64_t offset) {
  int file = tracked(fd);
  if (file == NONE) return REAL(pwrite64)(fd, buffer, bytes, offset);
  pthread_mutex_lock(&lock);
  ssize_t written = put(file, fd, buffer, bytes, offset);
  pthread_mutex_unlock(&lock);
  return written;
}

ssize_t write(int fd, const void *buffer, size_t bytes) {
  int file = tracked(fd);
  if (file == NONE) return REAL(write)(fd, buffer, bytes);
  pthread_mutex_lock(&lock);
  off_t at = lseek(fd, 0, SEEK_CUR);
  ssize_t written = put(file, fd, buffer, bytes, at);
  if (written > 0) lseek(fd, at + written, SEEK_SET);
  pthread_mutex_unlock(&lock);
  return written;
}

int ftruncate64(int fd, off64_t length) {
  int file = tracked(fd);
  if (file == NONE) return REAL(ftruncate64)(fd, length);
  pthread_mutex_lock(&lock);
  int error = due(file, TRUNCATE);
  int result = error ? -1 : REAL(ftruncate64)(fd, length);
  if (!result) append('t', file, 0, length, NULL, 0);
  pthread_mutex_unlock(&lock);
  if (error) errno = error;
  return result;
}

static int synchronize(int file, int fd) {
  pthread_mutex_lock(&lock);
  uint32_t number = ++syncs;
  int error = due(file, SYNC);
  uint32_t pause = control->sync_us_max > 0 ? random_below(control->sync_us_max) : 0;
  append('s', file, number, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  usleep(pause);
  pthread_mutex_lock(&lock);
  if (error) {
    errors[file]++;
    append('x', file, random_below(1u << 31), 0, NULL, 0);
  } else {
    append('S', file, number, 0, NULL, 0);
  }
  if (errors_seen[fd] != errors[file]) {
    errors_seen[fd] = errors_told[file] = errors[file];
    error = error ? error : EIO;
  }
  pthread_mutex_unlock(&lock);
  return error ? errno = error, -1 : 0;
}

int fsync(int fd) {
  int file = tracked(fd);
  return file == NONE ? REAL(fsync)(fd) : synchronize(file, fd);
}

int fdatasync(int fd) {
  int file = tracked(fd);
  return file == NONE ? REAL(fdatasync)(fd) : synchronize(file, fd);
}
