import { ERRNO } from '../../abi/errno.ts';
import { OPEN } from '../../abi/open-flags.ts';
import type { FileSyscalls } from '../../abi/syscalls.ts';
import type { HandleTable } from '../handle-table.ts';
import type { DescriptorTable } from './descriptors.ts';
import { FileError } from './file-error.ts';
import { assertMay, type FileSystem, MAY } from './file-system.ts';
import type { DirectoryInode, Inode } from './inode.ts';
import { pathOf } from './path-walk.ts';
import { parseProcFd, PROC_FD_STAT, PROC_LINK_STAT, readProcFd, readProcLink, TERMINAL_STAT } from './proc-fd.ts';

export interface FileSyscallContext {
  readonly pid: number;
  readonly files: FileSystem;
  readonly descriptors: DescriptorTable;
  readonly handles: HandleTable;
  /** Takes a watched change to the process. */
  readonly notify: (handle: number, event: 'rename' | 'change', name: string) => void;
}

export interface ProcessFileSyscalls extends FileSyscalls {
  /** The process is dead: closes its files and watches. */
  disposeFiles(): void;
}

/** What Node's and most shells' umask takes away. */
const UMASK = 0o022;
/** Permissions that an access mode needs: read, write, both. */
const MAY_OPEN: readonly number[] = [MAY.read, MAY.write, MAY.read | MAY.write];
const EMPTY = new ArrayBuffer(0);

/** The file system calls of one process. */
export function createFileSyscalls(context: FileSyscallContext): ProcessFileSyscalls {
  const { files, descriptors, handles, pid } = context;
  const watches = new Map<number, () => void>();

  /** Follows /proc/self/fd/N to the open file, everything else by path. */
  function find(path: string, followLast = true): Inode {
    const proc = parseProcFd(path, pid);
    if (proc === undefined) return files.find(path, followLast);
    const file = proc.kind === 'link' ? descriptors.file(proc.fd) : undefined;
    if (file === undefined) throw new FileError('ENOENT');
    return file.inode;
  }

  function open(path: string, flags: number, mode: number, stack: string): number {
    // As Linux does, the number first: a process at its limit gets EMFILE whatever the path, and leaves no empty file behind.
    const free = descriptors.lowestFree();
    if (free < 0) return free;
    const proc = parseProcFd(path, pid);
    if (proc?.kind === 'folder') return descriptors.openFile(path, { ...PROC_FD_INODE }, flags, stack);
    const inode = proc === undefined ? inodeToOpen(path, flags, mode) : find(path);
    return descriptors.openFile(pathOf(inode) ?? path, inode, flags, stack);
  }

  function inodeToOpen(path: string, flags: number, mode: number): Inode {
    const exclusive = (flags & OPEN.CREAT) !== 0 && (flags & OPEN.EXCL) !== 0;
    const at = files.locate(path, !exclusive);
    const { inode } = at;
    if (inode === undefined) {
      if ((flags & OPEN.CREAT) === 0) throw new FileError('ENOENT');
      if (path.endsWith('/')) throw new FileError('EISDIR');
      return files.createFile(at, mode & ~UMASK);
    }
    if (exclusive) throw new FileError('EEXIST');
    const writes = (flags & OPEN.ACCMODE) !== OPEN.RDONLY || (flags & OPEN.CREAT) !== 0;
    if (inode.type === 'directory' && writes) throw new FileError('EISDIR');
    if (inode.type !== 'directory' && flags & OPEN.DIRECTORY) throw new FileError('ENOTDIR');
    assertMay(inode, MAY_OPEN[flags & OPEN.ACCMODE] ?? 0);
    if (inode.type === 'file' && flags & OPEN.TRUNC) files.truncate(inode, 0);
    return inode;
  }

  function readdir(path: string): string | number {
    if (parseProcFd(path, pid)?.kind === 'folder') return readProcFd(descriptors);
    const free = descriptors.lowestFree();
    if (free < 0) return free;
    const inode = find(path);
    if (inode.type !== 'directory') throw new FileError('ENOTDIR');
    assertMay(inode, MAY.read);
    const names = [...inode.children.keys()].sort();
    return JSON.stringify(names.map((name) => [name, inode.children.get(name)?.type]));
  }

  function released(inode: Inode | 'other'): void {
    if (inode !== 'other' && inode.type === 'file') files.release(inode);
  }

  return {
    fsOpen: (path, flags, mode, stack) => attempt(() => open(path, flags, mode, stack)),
    fsClose(fd) {
      const inode = descriptors.close(fd);
      if (inode === undefined) return -ERRNO.EBADF;
      released(inode);
      return 0;
    },
    fsRead(fd, length, position) {
      const file = descriptors.file(fd);
      if (file === undefined) return descriptors.isStdio(fd) ? (fd === 0 ? descriptors.readInput(length).buffer : EMPTY) : -ERRNO.EBADF;
      if ((file.flags & OPEN.ACCMODE) === OPEN.WRONLY) return -ERRNO.EBADF;
      if (file.inode.type === 'device') return EMPTY;
      if (file.inode.type !== 'file') return -ERRNO.EISDIR;
      const bytes = files.read(file.inode, position >= 0 ? position : file.position, length);
      if (position < 0) file.position += bytes.length;
      return bytes.buffer;
    },
    fsWrite(fd, bytes, position) {
      const file = descriptors.file(fd);
      if (file === undefined || (file.flags & OPEN.ACCMODE) === OPEN.RDONLY) return -ERRNO.EBADF;
      const { inode } = file;
      if (inode.type === 'device') return bytes.length;
      if (inode.type !== 'file') return -ERRNO.EISDIR;
      return attempt(() => {
        const at = file.flags & OPEN.APPEND ? inode.size : position >= 0 ? position : file.position;
        files.write(inode, at, bytes);
        if (position < 0) file.position = at + bytes.length;
        return bytes.length;
      });
    },
    fsStat(path, followLinks) {
      const proc = parseProcFd(path, pid);
      if (proc?.kind === 'folder') return JSON.stringify(PROC_FD_STAT);
      if (proc?.kind === 'link' && descriptors.target(proc.fd) !== undefined) {
        if (!followLinks) return JSON.stringify(PROC_LINK_STAT);
        if (descriptors.file(proc.fd) === undefined) return JSON.stringify(TERMINAL_STAT);
      }
      return attempt(() => JSON.stringify(files.stat(find(path, followLinks))));
    },
    fsFstat(fd) {
      if (descriptors.isStdio(fd)) return JSON.stringify(TERMINAL_STAT);
      const file = descriptors.file(fd);
      return file === undefined ? -ERRNO.EBADF : JSON.stringify(files.stat(file.inode));
    },
    fsReaddir: (path) => attempt(() => readdir(path)),
    fsMkdir: (path, mode) => done(() => files.mkdir(path, mode & ~UMASK)),
    fsRmdir: (path) => done(() => files.rmdir(path)),
    fsUnlink: (path) => done(() => files.unlink(path)),
    fsRename: (from, to) => done(() => files.rename(from, to)),
    fsTruncate(fd, length) {
      const file = descriptors.file(fd);
      if (file === undefined) return -ERRNO.EBADF;
      const { inode, flags } = file;
      if (inode.type !== 'file' || (flags & OPEN.ACCMODE) === OPEN.RDONLY) return -ERRNO.EINVAL;
      return done(() => files.truncate(inode, length));
    },
    fsSymlink: (target, path) => done(() => files.symlink(target, path)),
    fsReadlink(path) {
      const proc = parseProcFd(path, pid);
      if (proc?.kind === 'link') return readProcLink(descriptors, proc.fd);
      return attempt(() => {
        const inode = find(path, false);
        if (inode.type !== 'symlink') throw new FileError('EINVAL');
        return inode.target;
      });
    },
    fsRealpath: (path) => attempt(() => pathOf(find(path)) ?? path),
    fsUtimes: (path, atimeMs, mtimeMs, followLinks = true) => done(() => files.utimes(find(path, followLinks), atimeMs, mtimeMs)),
    fsLink: (from, to) => done(() => files.link(from, to)),
    fsStatfs: (path) =>
      attempt(() => {
        find(path);
        return JSON.stringify({ bytes: files.capacityBytes, used: files.usedBytes, files: files.fileCount });
      }),
    fsChmod: (path, mode) => done(() => files.chmod(find(path), mode)),
    fsWatch: (path, stack) =>
      attempt(() => {
        const inode = find(path);
        const { id } = handles.open(pid, 'watcher', pathOf(inode) ?? path, stack);
        watches.set(
          id,
          files.watch(inode, (event, name) => context.notify(id, event, name)),
        );
        return id;
      }),
    fsUnwatch(handle) {
      watches.get(handle)?.();
      return watches.delete(handle) && handles.close(handle) ? 0 : -ERRNO.EBADF;
    },
    disposeFiles() {
      for (const inode of descriptors.closeFiles()) released(inode);
      for (const [handle, stop] of watches) {
        stop();
        handles.close(handle);
      }
      watches.clear();
    },
  };
}

/** Stands for the folder while a process has it open. */
const PROC_FD_INODE: DirectoryInode = {
  ino: 0,
  type: 'directory',
  mode: 0o500,
  atimeMs: 0,
  mtimeMs: 0,
  ctimeMs: 0,
  birthtimeMs: 0,
  place: undefined,
  openCount: 0,
  children: new Map(),
};

function attempt<T>(run: () => T): T | number {
  try {
    return run();
  } catch (error) {
    if (error instanceof FileError) return -error.errno;
    throw error;
  }
}

function done(run: () => void): number {
  const result = attempt(run);
  return typeof result === 'number' ? result : 0;
}
