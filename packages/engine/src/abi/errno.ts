/** Linux error numbers that the virtual machine can return (negated) from a system call. */
export const ERRNO = {
  EPERM: 1, ENOENT: 2, EIO: 5, EBADF: 9, EAGAIN: 11, ENOMEM: 12, EACCES: 13, EBUSY: 16, EEXIST: 17, EXDEV: 18,
  ENOTDIR: 20, EISDIR: 21, EINVAL: 22, ENFILE: 23, EMFILE: 24, EFBIG: 27, ENOSPC: 28, ESPIPE: 29, EROFS: 30, EPIPE: 32,
  ENAMETOOLONG: 36, ENOSYS: 38, ENOTEMPTY: 39, ELOOP: 40, EPROTO: 71, ENOTSOCK: 88, EADDRINUSE: 98, EADDRNOTAVAIL: 99,
  ECONNABORTED: 103, ECONNRESET: 104, ENOTCONN: 107, ETIMEDOUT: 110, ECONNREFUSED: 111, ESRCH: 3,
} as const;

export type ErrnoName = keyof typeof ERRNO;

/** strerror texts, as Node prints them after the code. */
export const ERRNO_TEXT: Readonly<Record<ErrnoName, string>> = {
  EPERM: 'operation not permitted', ENOENT: 'no such file or directory', EIO: 'i/o error', EBADF: 'bad file descriptor',
  EAGAIN: 'resource temporarily unavailable', ENOMEM: 'not enough memory', EACCES: 'permission denied', EBUSY: 'resource busy or locked',
  EEXIST: 'file already exists', EXDEV: 'cross-device link not permitted', ENOTDIR: 'not a directory', EISDIR: 'illegal operation on a directory',
  EINVAL: 'invalid argument', ENFILE: 'file table overflow', EMFILE: 'too many open files', EFBIG: 'file too large', ENOSPC: 'no space left on device',
  ESPIPE: 'invalid seek', EROFS: 'read-only file system', EPIPE: 'broken pipe', ENAMETOOLONG: 'name too long', ENOSYS: 'function not implemented',
  ENOTEMPTY: 'directory not empty', ELOOP: 'too many symbolic links encountered', EPROTO: 'protocol error', ENOTSOCK: 'socket operation on non-socket',
  EADDRINUSE: 'address already in use', EADDRNOTAVAIL: 'address not available', ECONNABORTED: 'software caused connection abort',
  ECONNRESET: 'connection reset by peer', ENOTCONN: 'socket is not connected', ETIMEDOUT: 'connection timed out', ECONNREFUSED: 'connection refused',
  ESRCH: 'no such process',
};
