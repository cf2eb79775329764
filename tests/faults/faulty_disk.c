/* A disk that fails on purpose, put under a process by LD_PRELOAD.

   Counts every change (open that creates, write, pwrite, copy, ftruncate, fsync, rename, link,
   unlink, rmdir, mkdir) below one folder and does something to the Nth:
     fail   it returns an error once (EIO)
     full   it and every later write return ENOSPC
     tear   half of a write is done, then the process dies; other changes: as kill
     kill   the process dies before it
   or, whatever the number:
     room   files may grow by N bytes in all; the write that passes it is cut short, later ones
            return ENOSPC, as on a disk of that size
   Each sync of a file or folder is also kept in a shadow folder (a copy of the file, a list of
   the folder's names and inodes, under its own inode), so that a test can make of the disk what a power loss leaves. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { NOTHING, FAIL, FULL, TEAR, KILL, ROOM };
static char root[PATH_MAX], shadow[PATH_MAX];
static long at, seen, synced, grown;
static int how, inside;

#define REAL(name) \
    static __typeof__(name) *real_##name; \
    if (!real_##name) real_##name = dlsym(RTLD_NEXT, #name)

void faulty_arm(const char *folder, const char *shadow_folder, int what, long number) {
    snprintf(root, sizeof root, "%s/", folder);
    snprintf(shadow, sizeof shadow, "%s", shadow_folder);
    how = what; at = number; seen = 0; synced = 0; grown = 0;
}
long faulty_seen(void) { return seen; }

static int below_root(const char *path) {
    char whole[PATH_MAX], parent[PATH_MAX];
    if (!root[0] || !path) return 0;
    if (path[0] != '/') {
        if (!getcwd(parent, sizeof parent)) return 0;
        snprintf(whole, sizeof whole, "%.2000s/%.2000s", parent, path);
        path = whole;
    }
    return !strncmp(path, root, strlen(root)) || !strncmp(path, root, strlen(root) - 1);
}
static int fd_path(int fd, char *path, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, size - 1);
    if (n < 0) return 0;
    path[n] = 0;
    return 1;
}
static int fd_below_root(int fd) {
    char path[PATH_MAX];
    return root[0] && fd_path(fd, path, sizeof path) && below_root(path);
}
/* 0: go on; -1: fail with errno; 1: tear this write */
static int fault(int is_write) {
    seen++;
    if (how == ROOM) return 0;
    if (how == FULL && seen >= at && is_write) { errno = ENOSPC; return -1; }
    if (seen != at) return 0;
    if (how == FAIL) { errno = EIO; return -1; }
    if (how == TEAR && is_write) return 1;
    if (how == KILL || how == TEAR) _exit(137);
    return 0;
}
static void keep_file(int fd, ino_t inode) {
    char path[PATH_MAX + 64], block[65536];
    snprintf(path, sizeof path, "%s/file-%lu", shadow, (unsigned long)inode);
    int out = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    off_t place = 0;
    ssize_t n;
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    int in = open(self, O_RDONLY);
    while (in >= 0 && out >= 0 && (n = pread(in, block, sizeof block, place)) > 0) {
        if (write(out, block, n) != n) break;
        place += n;
    }
    if (in >= 0) close(in);
    if (out >= 0) close(out);
}
static void forget_file(int fd) {
    struct stat info;
    char path[PATH_MAX + 64];
    if (fd < 0 || !shadow[0] || fstat(fd, &info)) return;
    snprintf(path, sizeof path, "%s/file-%lu", shadow, (unsigned long)info.st_ino);
    inside = 1;
    unlink(path);
    inside = 0;
}
static void keep_folder(int fd) {
    char path[PATH_MAX + 64], folder[PATH_MAX];
    if (!fd_path(fd, folder, sizeof folder)) return;
    snprintf(path, sizeof path, "%s/folder-%06ld", shadow, ++synced);
    struct stat info;
    FILE *out = fopen(path, "w");
    DIR *names = opendir(folder);
    struct dirent *name;
    if (out && !fstat(fd, &info)) fprintf(out, "%lu\n", (unsigned long)info.st_ino);
    while (out && names && (name = readdir(names)))
        if (name->d_name[0] != '.')
            fprintf(out, "%lu %d %s\n", (unsigned long)name->d_ino, name->d_type == DT_DIR, name->d_name);
    if (names) closedir(names);
    if (out) fclose(out);
}
static int sync_with(int fd, int (*real)(int)) {
    struct stat info;
    if (inside || !fd_below_root(fd)) return real(fd);
    if (fault(0)) return -1;
    int done = real(fd);
    inside = 1;
    if (!done && shadow[0] && !fstat(fd, &info)) {
        if (S_ISDIR(info.st_mode)) keep_folder(fd); else keep_file(fd, info.st_ino);
    }
    inside = 0;
    return done;
}
int fsync(int fd) { REAL(fsync); return sync_with(fd, real_fsync); }
int fdatasync(int fd) { REAL(fdatasync); return sync_with(fd, real_fdatasync); }

/* How much of a write at a place the disk has room for; -1 with ENOSPC when none. */
static ssize_t room_for(int fd, size_t size, off64_t place) {
    struct stat info;
    if (how != ROOM || !size || fstat(fd, &info)) return size;
    long more = place + (long)size - (long)info.st_size;
    if (more <= 0) return size;
    long left = at - grown;
    if (more <= left) { grown += more; return size; }
    grown += left;
    long done = (long)size - more + left;
    if (done <= 0) { errno = ENOSPC; return -1; }
    return done;
}
ssize_t write(int fd, const void *data, size_t size) {
    REAL(write);
    if (inside || !fd_below_root(fd)) return real_write(fd, data, size);
    int bad = fault(1);
    if (bad < 0) return -1;
    if (bad) { real_write(fd, data, size / 2); _exit(137); }
    ssize_t room = room_for(fd, size, lseek64(fd, 0, SEEK_CUR));
    return room < 0 ? -1 : real_write(fd, data, room);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t place) {
    REAL(pwrite64);
    if (inside || !fd_below_root(fd)) return real_pwrite64(fd, data, size, place);
    int bad = fault(1);
    if (bad < 0) return -1;
    if (bad) { real_pwrite64(fd, data, size / 2, place); _exit(137); }
    ssize_t room = room_for(fd, size, place);
    return room < 0 ? -1 : real_pwrite64(fd, data, room, place);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t place) { return pwrite64(fd, data, size, place); }

/* Vectors and copies inside the kernel: taken apart into writes, so that no way leads around. */
ssize_t writev(int fd, const struct iovec *parts, int number) {
    REAL(writev);
    if (inside || !fd_below_root(fd)) return real_writev(fd, parts, number);
    ssize_t whole = 0;
    for (int i = 0; i < number; i++) {
        ssize_t done = write(fd, parts[i].iov_base, parts[i].iov_len);
        if (done < 0) return whole ? whole : -1;
        whole += done;
        if ((size_t)done < parts[i].iov_len) break;
    }
    return whole;
}
static ssize_t copied(int out, int in, off64_t *from, size_t size) {
    static char block[1 << 16];
    if (size > sizeof block) size = sizeof block;
    ssize_t n = from ? pread64(in, block, size, *from) : read(in, block, size);
    if (n <= 0) return n;
    ssize_t done = write(out, block, n);
    if (done > 0 && from) *from += done;
    return done;
}
ssize_t sendfile64(int out, int in, off64_t *from, size_t size) {
    REAL(sendfile64);
    if (inside || !fd_below_root(out)) return real_sendfile64(out, in, from, size);
    return copied(out, in, from, size);
}
ssize_t sendfile(int out, int in, off_t *from, size_t size) { return sendfile64(out, in, from, size); }
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t size, unsigned flags) {
    REAL(copy_file_range);
    if (inside || !fd_below_root(out)) return real_copy_file_range(in, from, out, to, size, flags);
    if (to) { errno = ENOSYS; return -1; }
    return copied(out, in, from, size);
}

int ftruncate64(int fd, off64_t size) {
    REAL(ftruncate64);
    if (!inside && fd_below_root(fd) && fault(0)) return -1;
    return real_ftruncate64(fd, size);
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int rename(const char *from, const char *to) {
    REAL(rename);
    if (!inside && below_root(to) && fault(0)) return -1;
    return real_rename(from, to);
}
int link(const char *from, const char *to) {
    REAL(link);
    if (!inside && below_root(to) && fault(0)) return -1;
    return real_link(from, to);
}
int linkat(int from_fd, const char *from, int to_fd, const char *to, int flags) {
    REAL(linkat);
    if (!inside && below_root(to) && fault(0)) return -1;
    return real_linkat(from_fd, from, to_fd, to, flags);
}
int rmdir(const char *path) {
    REAL(rmdir);
    if (!inside && below_root(path) && fault(0)) return -1;
    return real_rmdir(path);
}
int unlinkat(int folder, const char *path, int flags) {
    REAL(unlinkat);
    int ours = path[0] == '/' || folder == AT_FDCWD ? below_root(path) : fd_below_root(folder);
    if (!inside && ours && fault(0)) return -1;
    return real_unlinkat(folder, path, flags);
}
int unlink(const char *path) {
    REAL(unlink);
    if (!inside && below_root(path) && fault(0)) return -1;
    return real_unlink(path);
}
int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    if (inside || !below_root(path)) return real_mkdir(path, mode);
    if (fault(0)) return -1;
    int done = real_mkdir(path, mode);
    if (!done && shadow[0]) { /* the inode may be one that was synced under another name */
        inside = 1;
        int fd = open(path, O_RDONLY);
        if (fd >= 0) { keep_folder(fd); close(fd); }
        inside = 0;
    }
    return done;
}
static mode_t mode_of(int flags, va_list rest) { return flags & O_CREAT ? va_arg(rest, mode_t) : 0; }
int open64(const char *path, int flags, ...) {
    REAL(open64);
    va_list rest; va_start(rest, flags); mode_t mode = mode_of(flags, rest); va_end(rest);
    if (inside || !(flags & O_CREAT) || !below_root(path) || !access(path, F_OK))
        return real_open64(path, flags, mode);
    int bad = fault(1);
    if (bad > 0) _exit(137);
    if (bad < 0) return -1;
    int fd = real_open64(path, flags, mode);
    forget_file(fd); /* the inode may be one that was synced under another name */
    return fd;
}
int open(const char *path, int flags, ...) {
    va_list rest; va_start(rest, flags); mode_t mode = mode_of(flags, rest); va_end(rest);
    return open64(path, flags, mode);
}
