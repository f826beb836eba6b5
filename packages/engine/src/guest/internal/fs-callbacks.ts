import { Buffer } from '../node/buffer.ts';
import { creationStack } from './error-stack.ts';
import { encodingOf, isBytes, type Options, toBytes, toCallback, toOptions } from './fs-arguments.ts';
import { copyTreeLater } from './fs-copy.ts';
import * as descriptor from './fs-descriptor.ts';
import { opendir as openDirectory } from './fs-directory.ts';
import * as links from './fs-links.ts';
import { later } from './fs-operation.ts';
import * as owners from './fs-owners.ts';
import * as tree from './fs-tree.ts';
import { nextTick } from './tick-queue.ts';
import { readRest, workOnFile } from './fs-whole-file.ts';

/** The functions with callbacks: arguments are checked at once, the operation runs in a later turn. */
const READ_BYTES = 16 * 1024;
const PROMISIFY = Symbol.for('nodejs.util.promisify.custom');

type Rest = unknown[];

/** The callback is the last argument, whatever was left out before it. */
function lastOf(args: Rest): { callback: ReturnType<typeof toCallback>; given: Rest } {
  const last = args.at(-1);
  return { callback: toCallback(typeof last === 'function' ? last : undefined), given: args.slice(0, -1) };
}

function access(path: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(tree.access(path, given[0]), callback);
}
function appendFile(file: unknown, contents: unknown, ...rest: Rest): void {
  writeWhole(file, contents, rest, 'a', creationStack());
}
function chmod(path: unknown, mode: unknown, callback: unknown): void {
  const done = toCallback(callback);
  later(tree.chmod(path, mode), done);
}
function chown(path: unknown, uid: unknown, gid: unknown, callback: unknown): void {
  const done = toCallback(callback);
  later(owners.chown(path, uid, gid, 'chown'), done);
}
function lchown(path: unknown, uid: unknown, gid: unknown, callback: unknown): void {
  const done = toCallback(callback);
  later(owners.chown(path, uid, gid, 'lchown'), done);
}
function fchown(fd: unknown, uid: unknown, gid: unknown, callback: unknown): void {
  later(owners.fchown(fd, uid, gid), toCallback(callback));
}
function link(from: unknown, to: unknown, callback: unknown): void {
  const done = toCallback(callback);
  later(links.link(from, to), done);
}
function lutimes(path: unknown, atime: unknown, mtime: unknown, callback: unknown): void {
  const done = toCallback(callback);
  later(links.lutimes(path, atime, mtime), done);
}
function statfs(path: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(links.statfs(path, toOptions(given[0])), callback);
}
function close(fd: unknown, callback?: unknown): void {
  const done = callback === undefined ? rethrow : toCallback(callback);
  later(descriptor.close(fd), done);
}
function copyFile(from: unknown, to: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(tree.copyFile(from, to, given[0]), callback);
}
function cp(from: unknown, to: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  copyTreeLater(from, to, given[0])().then(
    () => nextTick(callback, null),
    (error: unknown) => nextTick(callback, error),
  );
}
function exists(path: unknown, callback: unknown): void {
  const done = toCallback(callback) as unknown as (found: boolean) => void;
  later(tree.exists(path), (_error, found) => done(found === true));
}
function fchmod(fd: unknown, mode: unknown, callback: unknown): void {
  later(descriptor.fchmod(fd, mode), toCallback(callback));
}
function fdatasync(fd: unknown, callback: unknown): void {
  later(descriptor.fsync(fd, 'fdatasync'), toCallback(callback));
}
function fstat(fd: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(descriptor.fstat(fd, toOptions(given[0])), callback);
}
function fsync(fd: unknown, callback: unknown): void {
  later(descriptor.fsync(fd, 'fsync'), toCallback(callback));
}
function ftruncate(fd: unknown, ...rest: Rest): void {
  // Node checks the length before it misses a callback.
  const operation = descriptor.ftruncate(fd, typeof rest[0] === 'function' ? undefined : rest[0]);
  later(operation, lastOf(rest).callback);
}
function futimes(fd: unknown, atime: unknown, mtime: unknown, callback: unknown): void {
  later(descriptor.futimes(fd, atime, mtime), toCallback(callback));
}
function lstat(path: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(tree.stat(path, toOptions(given[0]), 'lstat'), callback);
}
function mkdir(path: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(tree.mkdir(path, given[0]), callback);
}
function mkdtemp(prefix: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(tree.mkdtemp(prefix, toOptions(given[0])), callback);
}
function open(path: unknown, ...rest: Rest): void {
  if (rest.length < 3) toCallback(rest.at(-1));
  const { callback, given } = lastOf(rest);
  later(descriptor.open(path, given[0], given[1], creationStack()), callback);
}
function opendir(path: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(openDirectory(path, toOptions(given[0]), creationStack(), true), callback);
}

/** `(fd, buffer, offset, length, position, cb)`, `(fd, buffer, options, cb)`, `(fd, options, cb)`, `(fd, cb)`. */
function read(fd: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  const [first, ...more] = given;
  const options = isBytes(first) || more.length > 0 ? undefined : ((first ?? {}) as Options);
  const buffer = options === undefined ? first : (options.buffer ?? Buffer.alloc(READ_BYTES));
  const operation = options === undefined ? descriptor.read(fd, buffer, ...more) : descriptor.read(fd, buffer, options);
  later(operation, (error, count) => callback(error, count ?? 0, buffer));
}
function readFile(file: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  const options = toOptions(given[0]);
  const encoding = encodingOf(options);
  workOnFile(file, options.flag ?? 'r', options, creationStack(), (fd) => readRest(fd, encoding), callback);
}
function readdir(path: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(tree.readdir(path, toOptions(given[0])), callback);
}
function readlink(path: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(tree.readlink(path, toOptions(given[0])), callback);
}
function readv(fd: unknown, buffers: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(descriptor.readv(fd, buffers, given[0]), (error, count) => callback(error, count ?? 0, buffers));
}
function realpath(path: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(tree.realpath(path, toOptions(given[0])), callback);
}
realpath.native = (path: unknown, ...rest: Rest): void => {
  const { callback, given } = lastOf(rest);
  later(tree.realpathNative(path, toOptions(given[0])), callback);
};
function rename(from: unknown, to: unknown, callback: unknown): void {
  const done = toCallback(callback);
  later(tree.rename(from, to), done);
}
function rm(path: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(tree.rm(path, toOptions(given[0])), callback);
}
function rmdir(path: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(tree.rmdir(path, toOptions(given[0])), callback);
}
function stat(path: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(tree.stat(path, toOptions(given[0]), 'stat'), callback);
}
function symlink(target: unknown, path: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(tree.symlink(target, path, given[0]), callback);
}
function truncate(path: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(tree.truncate(path, given[0]), callback);
}
function unlink(path: unknown, callback: unknown): void {
  const done = toCallback(callback);
  later(tree.unlink(path), done);
}
function utimes(path: unknown, atime: unknown, mtime: unknown, callback: unknown): void {
  const done = toCallback(callback);
  later(tree.utimes(path, atime, mtime), done);
}
function write(fd: unknown, source: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(descriptor.write(fd, source, ...given), (error, count) => callback(error, count ?? 0, source));
}
function writeFile(file: unknown, contents: unknown, ...rest: Rest): void {
  writeWhole(file, contents, rest, 'w', creationStack());
}
function writev(fd: unknown, buffers: unknown, ...rest: Rest): void {
  const { callback, given } = lastOf(rest);
  later(descriptor.writev(fd, buffers, given[0]), (error, count) => callback(error, count ?? 0, buffers));
}

function writeWhole(file: unknown, contents: unknown, rest: Rest, flag: 'w' | 'a', stack: string): void {
  const { callback, given } = lastOf(rest);
  const options = toOptions(given[0]);
  const bytes = toBytes(contents, encodingOf(options, 'utf8'), 'data');
  const work = (fd: number) => () => void descriptor.writeAll(fd, bytes, -1);
  workOnFile(file, options.flag ?? flag, options, stack, work, callback);
}

function rethrow(error: unknown): void {
  if (error !== null) throw error;
}

// util.promisify() of these gives more than the first result.
Object.defineProperty(exists, PROMISIFY, { value: (path: unknown) => new Promise((resolve) => exists(path, resolve)) });
const PAIRS = [
  [read, 'bytesRead', 'buffer'],
  [readv, 'bytesRead', 'buffers'],
  [write, 'bytesWritten', 'buffer'],
  [writev, 'bytesWritten', 'buffers'],
] as const;
for (const [operation, countName, bufferName] of PAIRS) {
  const promisified = (fd: unknown, ...rest: Rest) =>
    new Promise((resolve, reject) => {
      const settle = (error: unknown, count: number, buffer: unknown) =>
        error === null ? resolve({ [countName]: count, [bufferName]: buffer }) : reject(error);
      (operation as (fd: unknown, ...rest: Rest) => void)(fd, ...rest, settle);
    });
  Object.defineProperty(operation, PROMISIFY, { value: promisified });
}

export const callbackFunctions = {
  access,
  appendFile,
  chmod,
  chown,
  fchown,
  lchown,
  link,
  lutimes,
  statfs,
  close,
  copyFile,
  cp,
  exists,
  fchmod,
  fdatasync,
  fstat,
  fsync,
  ftruncate,
  futimes,
  lstat,
  mkdir,
  mkdtemp,
  open,
  opendir,
  read,
  readFile,
  readdir,
  readlink,
  readv,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
  truncate,
  unlink,
  utimes,
  write,
  writeFile,
  writev,
};
