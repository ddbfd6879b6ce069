/* A disk that fails: preloaded into the process that writes the database.

   BAD_DISK_FILE   files whose path holds this text are meant
   BAD_DISK_AT     the number of the write, sync or truncation at which it happens, from 1
   BAD_DISK_HOW    "once" one call fails with EIO; "gone" all fail with EIO from then on;
                   "full" all writes fail with ENOSPC from then on; "cut" the power fails: of what was written since
                   the last sync each sector is kept or lost by chance, and the process is killed
   BAD_DISK_SEED   for the chance
   BAD_DISK_COUNT  a file that gets the number of calls when the process ends
   BAD_DISK_CLOCK  seconds by which the clock is wrong */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define SECTOR 512

struct change {
    int fd;
    off_t offset;
    size_t length, had;
    off_t size;
    char *before, *after;
    struct change *older, *newer;
};

static struct change *newest, *oldest;
static long calls;
static int process;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static int meant(int fd) {
    const char *part = getenv("BAD_DISK_FILE");
    char link[64], path[4096];
    if (!part || process != getpid()) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, part) && !strstr(path, "-shm") && !strstr(path, ".lock");
}

__attribute__((constructor)) static void start(void) { process = getpid(); }

__attribute__((destructor)) static void end(void) {
    const char *name = getenv("BAD_DISK_COUNT");
    FILE *file = name && process == getpid() ? fopen(name, "w") : NULL;
    if (file) {
        fprintf(file, "%ld\n", calls);
        fclose(file);
    }
}

static ssize_t write_at(int fd, const char *bytes, size_t length, off_t offset) {
    ssize_t (*call)(int, const void *, size_t, off_t) = real("pwrite64");
    return call(fd, bytes, length, offset);
}

/* Take back all that is not synced, then do by chance a part of it again, sector by sector. */
static void cut(void) {
    const char *seed = getenv("BAD_DISK_SEED");
    int (*truncate)(int, off_t) = real("ftruncate64");
    srandom(seed ? atol(seed) : 1);
    for (struct change *c = newest; c; c = c->older) {
        write_at(c->fd, c->before, c->had, c->offset);
        if (truncate(c->fd, c->size)) break;
    }
    for (struct change *c = oldest; c; c = c->newer)
        for (size_t done = 0; done < c->length; done += SECTOR) {
            size_t rest = c->length - done;
            if (random() & 1) write_at(c->fd, c->after + done, rest < SECTOR ? rest : SECTOR, c->offset + done);
        }
    kill(process, SIGKILL);
}

/* Return 0 if the call is to go on, else the error that it ends with. */
static int verdict(int writes) {
    const char *at = getenv("BAD_DISK_AT"), *how = getenv("BAD_DISK_HOW");
    calls++;
    if (!at || !how || calls < atol(at)) return 0;
    if (!strcmp(how, "cut")) cut();
    if (!strcmp(how, "once")) return calls == atol(at) ? EIO : 0;
    if (!strcmp(how, "full")) return writes ? ENOSPC : 0;
    return EIO;
}

static void remember(int fd, const void *bytes, size_t length, off_t offset) {
    struct change *c = calloc(1, sizeof *c);
    struct stat known;
    fstat(fd, &known);
    c->fd = fd, c->offset = offset, c->length = length, c->size = known.st_size;
    c->before = malloc(length), c->after = malloc(length);
    memcpy(c->after, bytes, length);
    ssize_t had = pread(fd, c->before, length, offset);
    c->had = had > 0 ? (size_t)had : 0;
    c->older = newest;
    if (newest) newest->newer = c;
    newest = c;
    if (!oldest) oldest = c;
}

static void forget(int fd) {
    for (struct change *c = oldest, *next; c; c = next) {
        next = c->newer;
        if (c->fd != fd) continue;
        if (c->older) c->older->newer = c->newer; else oldest = c->newer;
        if (c->newer) c->newer->older = c->older; else newest = c->older;
        free(c->before), free(c->after), free(c);
    }
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) {
    if (meant(fd)) {
        int error = verdict(1);
        if (error) return errno = error, -1;
        const char *how = getenv("BAD_DISK_HOW");
        if (how && !strcmp(how, "cut")) remember(fd, bytes, length, offset);
    }
    return write_at(fd, bytes, length, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return pwrite64(fd, bytes, length, offset); }

static int synced(int fd, const char *name) {
    int (*call)(int) = real(name);
    if (meant(fd)) {
        int error = verdict(0);
        if (error) return errno = error, -1;
        forget(fd);
    }
    return call(fd);
}

int fsync(int fd) { return synced(fd, "fsync"); }
int fdatasync(int fd) { return synced(fd, "fdatasync"); }

int ftruncate64(int fd, off_t size) {
    int (*call)(int, off_t) = real("ftruncate64");
    if (meant(fd)) {
        int error = verdict(1);
        if (error) return errno = error, -1;
    }
    return call(fd, size);
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static long wrong(void) {
    const char *seconds = getenv("BAD_DISK_CLOCK");
    return seconds ? atol(seconds) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int (*call)(clockid_t, struct timespec *) = real("clock_gettime");
    int result = call(clock, now);
    if (clock == CLOCK_REALTIME) now->tv_sec += wrong();
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    int (*call)(struct timeval *, void *) = real("gettimeofday");
    int result = call(now, zone);
    now->tv_sec += wrong();
    return result;
}

time_t time(time_t *kept) {
    time_t (*call)(time_t *) = real("time");
    time_t now = call(NULL) + wrong();
    if (kept) *kept = now;
    return now;
}
