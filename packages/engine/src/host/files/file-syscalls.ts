import { ERRNO } from '../../abi/errno.ts';
import { OPEN } from '../../abi/open-flags.ts';
import type { FileStat, FileSyscalls } from '../../abi/syscalls.ts';
import type { HandleTable } from '../handle-table.ts';
import type { DescriptorTable } from './descriptors.ts';
import { FileError, type FileSystem } from './file-system.ts';
import type { Inode } from './inode.ts';

export interface FileSyscallContext {
  readonly pid: number;
  readonly files: FileSystem;
  readonly descriptors: DescriptorTable;
  readonly handles: HandleTable;
  readonly notify: (handle: number, event: 'rename' | 'change', name: string) => void;
}

const FD_DIRECTORY = '/proc/self/fd';
const FD_STAT: FileStat = { ino: 0, type: 'directory', mode: 0o500, size: 0, nlink: 1, atimeMs: 0, mtimeMs: 0, ctimeMs: 0, birthtimeMs: 0 };

/** The file system calls of one process. */
export function createFileSyscalls(context: FileSyscallContext): FileSyscalls & { disposeWatches(): void } {
  const { files, descriptors, handles, pid } = context;
  const watches = new Map<number, () => void>();

  function attempt<T>(run: () => T): T | number {
    try {
      return run();
    } catch (error) {
      if (error instanceof FileError) return -error.errno;
      throw error;
    }
  }
  const done = (run: () => void): number => {
    const result = attempt(run);
    return typeof result === 'number' ? result : 0;
  };

  function open(path: string, flags: number, mode: number, stack: string): number {
    const at = files.locate(path, true);
    let inode = at.inode;
    if (inode === undefined) {
      if ((flags & OPEN.CREAT) === 0) throw new FileError('ENOENT');
    } else {
      if (flags & OPEN.CREAT && flags & OPEN.EXCL) throw new FileError('EEXIST');
      if (inode.type === 'directory' && (flags & OPEN.ACCMODE) !== OPEN.RDONLY) throw new FileError('EISDIR');
      if (inode.type !== 'directory' && flags & OPEN.DIRECTORY) throw new FileError('ENOTDIR');
    }
    // Descriptor first: a process at its limit must not leave an empty file behind.
    const fd = descriptors.openFile(path, inode ?? files.root, flags, stack);
    if (fd < 0 || inode !== undefined) {
      if (fd >= 0 && inode?.type === 'file' && flags & OPEN.TRUNC) files.truncate(inode, 0);
      return fd;
    }
    descriptors.closeFile(fd);
    inode = files.createFile(at, mode);
    return descriptors.openFile(path, inode, flags, stack);
  }

  return {
    fsOpen: (path, flags, mode, stack) => attempt(() => open(path, flags, mode, stack)),
    fsClose(fd) {
      const file = descriptors.closeFile(fd);
      if (file === undefined) return -ERRNO.EBADF;
      if (file.inode.type === 'file') files.release(file.inode);
      return 0;
    },
    fsRead(fd, length, position) {
      const file = descriptors.file(fd);
      if (file === undefined || (file.flags & OPEN.ACCMODE) === OPEN.WRONLY) return -ERRNO.EBADF;
      if (file.inode.type !== 'file') return -ERRNO.EISDIR;
      const bytes = files.read(file.inode, position >= 0 ? position : file.position, length);
      if (position < 0) file.position += bytes.length;
      return bytes.buffer;
    },
    fsWrite(fd, bytes, position) {
      const file = descriptors.file(fd);
      if (file === undefined || (file.flags & OPEN.ACCMODE) === OPEN.RDONLY) return -ERRNO.EBADF;
      const { inode } = file;
      if (inode.type !== 'file') return -ERRNO.EISDIR;
      return attempt(() => {
        const at = file.flags & OPEN.APPEND ? inode.size : position >= 0 ? position : file.position;
        files.write(inode, at, bytes);
        if (position < 0) file.position = at + bytes.length;
        return bytes.length;
      });
    },
    fsStat(path, followLinks) {
      if (path === FD_DIRECTORY) return JSON.stringify(FD_STAT);
      return attempt(() => JSON.stringify(files.stat(files.find(path, followLinks))));
    },
    fsFstat(fd) {
      const file = descriptors.file(fd);
      return file === undefined ? -ERRNO.EBADF : JSON.stringify(files.stat(file.inode));
    },
    fsReaddir(path) {
      if (path === FD_DIRECTORY) return JSON.stringify(descriptors.list().map(([fd]) => [String(fd), 'symlink']));
      return attempt(() => {
        const inode = files.find(path);
        if (inode.type !== 'directory') throw new FileError('ENOTDIR');
        return JSON.stringify([...inode.children].map(([name, child]) => [name, child.type]).sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)));
      });
    },
    fsMkdir: (path, mode) => done(() => files.mkdir(path, mode)),
    fsRmdir: (path) => done(() => files.rmdir(path)),
    fsUnlink: (path) =>
      done(() => {
        const inode = files.find(path, false);
        files.unlink(path);
        const isOpen = descriptors.list().some(([fd]) => descriptors.file(fd)?.inode === inode);
        if (inode.type === 'file' && !isOpen) files.release(inode);
      }),
    fsRename: (from, to) => done(() => files.rename(from, to)),
    fsTruncate(fd, length) {
      const file = descriptors.file(fd);
      if (file === undefined || file.inode.type !== 'file') return -ERRNO.EBADF;
      const { inode } = file;
      return done(() => files.truncate(inode, length));
    },
    fsSymlink: (target, path) => done(() => files.symlink(target, path)),
    fsReadlink(path) {
      const fd = path.startsWith(`${FD_DIRECTORY}/`) ? Number(path.slice(FD_DIRECTORY.length + 1)) : undefined;
      if (fd !== undefined) return descriptors.list().find(([each]) => each === fd)?.[1] ?? -ERRNO.ENOENT;
      return attempt(() => {
        const inode = files.find(path, false);
        if (inode.type !== 'symlink') throw new FileError('EINVAL');
        return inode.target;
      });
    },
    fsRealpath: (path) => attempt(() => files.realpath(path)),
    fsUtimes: (path, atimeMs, mtimeMs) => done(() => void Object.assign(files.find(path), { atimeMs, mtimeMs })),
    fsChmod: (path, mode) => done(() => void Object.assign(files.find(path), { mode })),
    fsWatch: (path, stack) => attempt(() => watch(path, files.find(path), stack)),
    fsUnwatch(handle) {
      watches.get(handle)?.();
      return watches.delete(handle) && handles.close(handle) ? 0 : -ERRNO.EBADF;
    },
    disposeWatches() {
      for (const stop of watches.values()) stop();
      watches.clear();
    },
  };

  function watch(path: string, target: Inode, stack: string): number {
    const handle = handles.open(pid, 'watcher', path, stack).id;
    const name = path.slice(path.lastIndexOf('/') + 1);
    watches.set(
      handle,
      files.onChange((directory, changed, event, inode) => {
        if (inode === target) context.notify(handle, event, name);
        else if (directory === target && changed !== '') context.notify(handle, event, changed);
        else if (target.type === 'directory' && event === 'change') {
          for (const [childName, child] of target.children) if (child === inode) context.notify(handle, 'change', childName);
        }
      }),
    );
    return handle;
  }
}
