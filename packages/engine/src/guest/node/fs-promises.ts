import { creationStack } from '../internal/error-stack.ts';
import { absolute, encodingOf, type Name, type Options, toOptions, toPath } from '../internal/fs-arguments.ts';
import { constants } from '../internal/fs-constants.ts';
import { copyTreeLater } from '../internal/fs-copy.ts';
import { close, open as openDescriptor, writeAll } from '../internal/fs-descriptor.ts';
import { type Dir, opendir as openDirectory } from '../internal/fs-directory.ts';
import { globEach } from '../internal/fs-glob.ts';
import { chunksOf, FileHandle } from '../internal/fs-handle.ts';
import * as links from '../internal/fs-links.ts';
import { type Operation, promised } from '../internal/fs-operation.ts';
import * as owners from '../internal/fs-owners.ts';
import type { BigIntStats, Dirent, StatFs, Stats } from '../internal/fs-stats.ts';
import * as tree from '../internal/fs-tree.ts';
import { unsupportedFunctions } from '../internal/fs-unsupported.ts';
import { watchChanges } from '../internal/fs-watcher.ts';
import { assertNotAborted, type Contents, readRest } from '../internal/fs-whole-file.ts';

async function open(path: unknown, flags?: unknown, mode?: unknown): Promise<FileHandle> {
  return new FileHandle(await promised(openDescriptor(path, flags, mode, creationStack())));
}

/** Opens, works and closes in turns of their own, as Node does: the descriptor is open meanwhile. */
async function withDescriptor<T>(opening: Operation<number>, work: (fd: number) => Promise<T>): Promise<T> {
  const fd = await promised(opening);
  try {
    return await work(fd);
  } finally {
    await promised(close(fd));
  }
}

async function readFile(file: unknown, value?: unknown): Promise<Contents> {
  const options = toOptions(value);
  if (file instanceof FileHandle) return file.readFile(options);
  assertNotAborted(options);
  const opening = openDescriptor(file, options.flag ?? 'r', 0o666, creationStack());
  return withDescriptor(opening, (fd) => {
    assertNotAborted(options);
    return promised(readRest(fd, encodingOf(options)));
  });
}

async function write(file: unknown, contents: unknown, options: Options, flag: 'w' | 'a', stack: string): Promise<void> {
  if (file instanceof FileHandle) return file.writeFile(contents, options);
  assertNotAborted(options);
  const pieces = chunksOf(contents, options);
  // Wrong arguments are reported before the file is touched.
  let piece = await pieces.next();
  await withDescriptor(openDescriptor(file, options.flag ?? flag, options.mode, stack), async (fd) => {
    for (; !piece.done; piece = await pieces.next()) {
      assertNotAborted(options);
      const { value } = piece;
      await promised(() => writeAll(fd, value, -1));
    }
  });
}

async function writeFile(file: unknown, contents: unknown, options?: unknown): Promise<void> {
  return write(file, contents, toOptions(options), 'w', creationStack());
}

async function appendFile(file: unknown, contents: unknown, options?: unknown): Promise<void> {
  return write(file, contents, toOptions(options), 'a', creationStack());
}

async function opendir(path: unknown, options?: unknown): Promise<Dir> {
  return promised(openDirectory(path, toOptions(options), creationStack(), true));
}

async function access(path: unknown, mode?: unknown): Promise<void> {
  return promised(tree.access(path, mode));
}
async function chmod(path: unknown, mode: unknown): Promise<void> {
  return promised(tree.chmod(path, mode));
}
async function chown(path: unknown, uid: unknown, gid: unknown): Promise<void> {
  return promised(owners.chown(path, uid, gid, 'chown'));
}
async function lchown(path: unknown, uid: unknown, gid: unknown): Promise<void> {
  return promised(owners.chown(path, uid, gid, 'lchown'));
}
async function link(from: unknown, to: unknown): Promise<void> {
  return promised(links.link(from, to));
}
async function lutimes(path: unknown, atime: unknown, mtime: unknown): Promise<void> {
  return promised(links.lutimes(path, atime, mtime));
}
async function statfs(path: unknown, options?: unknown): Promise<StatFs> {
  return promised(links.statfs(path, toOptions(options)));
}
async function mkdtempDisposable(prefix: unknown, options?: unknown): Promise<object> {
  const path = await promised(tree.mkdtemp(prefix, toOptions(options)));
  // The folder that it is now, wherever the program goes meanwhile.
  const full = absolute(toPath(path));
  const remove = () => promised(tree.rm(full, { recursive: true, force: true }));
  return { __proto__: null, path, remove, [Symbol.asyncDispose]: remove };
}
async function copyFile(from: unknown, to: unknown, mode?: unknown): Promise<void> {
  return promised(tree.copyFile(from, to, mode));
}
async function cp(from: unknown, to: unknown, options?: unknown): Promise<void> {
  return copyTreeLater(from, to, options)();
}
async function lstat(path: unknown, options?: unknown): Promise<Stats | BigIntStats | undefined> {
  return promised(tree.stat(path, toOptions(options), 'lstat'));
}
async function mkdir(path: unknown, options?: unknown): Promise<string | undefined> {
  return promised(tree.mkdir(path, options));
}
async function mkdtemp(prefix: unknown, options?: unknown): Promise<Name> {
  return promised(tree.mkdtemp(prefix, toOptions(options)));
}
async function readdir(path: unknown, options?: unknown): Promise<(Name | Dirent)[]> {
  return promised(tree.readdir(path, toOptions(options)));
}
async function readlink(path: unknown, options?: unknown): Promise<Name> {
  return promised(tree.readlink(path, toOptions(options)));
}
async function realpath(path: unknown, options?: unknown): Promise<Name> {
  return promised(tree.realpathNative(path, toOptions(options)));
}
async function rename(from: unknown, to: unknown): Promise<void> {
  return promised(tree.rename(from, to));
}
async function rm(path: unknown, options?: unknown): Promise<void> {
  return promised(tree.rm(path, toOptions(options)));
}
async function rmdir(path: unknown, options?: unknown): Promise<void> {
  return promised(tree.rmdir(path, toOptions(options)));
}
async function stat(path: unknown, options?: unknown): Promise<Stats | BigIntStats | undefined> {
  return promised(tree.stat(path, toOptions(options), 'stat'));
}
async function symlink(target: unknown, path: unknown, type?: unknown): Promise<void> {
  return promised(tree.symlink(target, path, type));
}
async function truncate(path: unknown, length?: unknown): Promise<void> {
  return promised(tree.truncate(path, length));
}
async function unlink(path: unknown): Promise<void> {
  return promised(tree.unlink(path));
}
async function utimes(path: unknown, atime: unknown, mtime: unknown): Promise<void> {
  return promised(tree.utimes(path, atime, mtime));
}

/** node:fs/promises. One object, as in Node: programs replace its functions. */
const promises = {
  access,
  copyFile,
  cp,
  open,
  opendir,
  rename,
  truncate,
  rm,
  rmdir,
  mkdir,
  readdir,
  readlink,
  symlink,
  lstat,
  stat,
  unlink,
  chmod,
  chown,
  lchown,
  link,
  lutimes,
  statfs,
  mkdtempDisposable,
  utimes,
  realpath,
  mkdtemp,
  writeFile,
  appendFile,
  readFile,
  glob: globEach,
  watch: watchChanges,
  constants,
  ...unsupportedFunctions('fs/promises', ['lchmod']),
};
export default promises;
