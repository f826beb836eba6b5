import { creationStack } from './error-stack.ts';
import { absolute, type Name, toOptions, toPath } from './fs-arguments.ts';
import { copyTreeSync } from './fs-copy.ts';
import * as descriptor from './fs-descriptor.ts';
import { type Dir, opendir } from './fs-directory.ts';
import * as links from './fs-links.ts';
import * as owners from './fs-owners.ts';
import type { BigIntStats, Dirent, StatFs, Stats } from './fs-stats.ts';
import * as tree from './fs-tree.ts';
import { type Contents, readFile, writeFile } from './fs-whole-file.ts';

/** The synchronous functions: each operation at once. */
function accessSync(path: unknown, mode?: unknown): void {
  tree.access(path, mode)();
}
function appendFileSync(file: unknown, contents: unknown, options?: unknown): void {
  writeFile(file, contents, toOptions(options), 'a')();
}
function chmodSync(path: unknown, mode: unknown): void {
  tree.chmod(path, mode)();
}
function chownSync(path: unknown, uid: unknown, gid: unknown): void {
  owners.chown(path, uid, gid, 'chown')();
}
function lchownSync(path: unknown, uid: unknown, gid: unknown): void {
  owners.chown(path, uid, gid, 'lchown')();
}
function fchownSync(fd: unknown, uid: unknown, gid: unknown): void {
  owners.fchown(fd, uid, gid)();
}
function linkSync(from: unknown, to: unknown): void {
  links.link(from, to)();
}
function lutimesSync(path: unknown, atime: unknown, mtime: unknown): void {
  links.lutimes(path, atime, mtime)();
}
function statfsSync(path: unknown, options?: unknown): StatFs {
  return links.statfs(path, toOptions(options))();
}
function mkdtempDisposableSync(prefix: unknown, options?: unknown): { readonly path: Name; remove(): void; [Symbol.dispose](): void } {
  const path = tree.mkdtemp(prefix, toOptions(options))();
  // The folder that it is now, wherever the program goes meanwhile.
  const full = absolute(toPath(path));
  const remove = () => tree.rm(full, { recursive: true, force: true })();
  return { path, remove, [Symbol.dispose]: remove };
}
function closeSync(fd: unknown): void {
  descriptor.close(fd)();
}
function copyFileSync(from: unknown, to: unknown, mode?: unknown): void {
  tree.copyFile(from, to, mode)();
}
function cpSync(from: unknown, to: unknown, options?: unknown): void {
  copyTreeSync(from, to, options);
}
function existsSync(path: unknown): boolean {
  return tree.exists(path)();
}
function fchmodSync(fd: unknown, mode: unknown): void {
  descriptor.fchmod(fd, mode)();
}
function fdatasyncSync(fd: unknown): void {
  descriptor.fsync(fd, 'fdatasync')();
}
function fstatSync(fd: unknown, options?: unknown): Stats | BigIntStats {
  return descriptor.fstat(fd, toOptions(options))();
}
function fsyncSync(fd: unknown): void {
  descriptor.fsync(fd, 'fsync')();
}
function ftruncateSync(fd: unknown, length?: unknown): void {
  descriptor.ftruncate(fd, length)();
}
function futimesSync(fd: unknown, atime: unknown, mtime: unknown): void {
  descriptor.futimes(fd, atime, mtime)();
}
function lstatSync(path: unknown, options?: unknown): Stats | BigIntStats | undefined {
  return tree.stat(path, toOptions(options), 'lstat')();
}
function mkdirSync(path: unknown, options?: unknown): string | undefined {
  return tree.mkdir(path, options)();
}
function mkdtempSync(prefix: unknown, options?: unknown): Name {
  return tree.mkdtemp(prefix, toOptions(options))();
}
function openSync(path: unknown, flags?: unknown, mode?: unknown): number {
  return descriptor.open(path, flags, mode, creationStack())();
}
function opendirSync(path: unknown, options?: unknown): Dir {
  return opendir(path, toOptions(options), creationStack(), false)();
}
function readSync(fd: unknown, buffer: unknown, ...rest: unknown[]): number {
  return descriptor.read(fd, buffer, ...rest)();
}
function readFileSync(file: unknown, options: 'utf8'): string;
function readFileSync(file: unknown, options?: unknown): Contents;
function readFileSync(file: unknown, options?: unknown): Contents {
  return readFile(file, toOptions(options))();
}
function readdirSync(path: unknown, options?: unknown): (Name | Dirent)[] {
  return tree.readdir(path, toOptions(options))();
}
function readlinkSync(path: unknown, options?: unknown): Name {
  return tree.readlink(path, toOptions(options))();
}
function readvSync(fd: unknown, buffers: unknown, position?: unknown): number {
  return descriptor.readv(fd, buffers, position)();
}
function realpathSync(path: unknown, options?: unknown): Name {
  return tree.realpath(path, toOptions(options))();
}
realpathSync.native = (path: unknown, options?: unknown): Name => tree.realpathNative(path, toOptions(options))();
function renameSync(from: unknown, to: unknown): void {
  tree.rename(from, to)();
}
function rmSync(path: unknown, options?: unknown): void {
  tree.rm(path, toOptions(options))();
}
function rmdirSync(path: unknown, options?: unknown): void {
  tree.rmdir(path, toOptions(options))();
}
function statSync(path: unknown, options?: unknown): Stats | BigIntStats | undefined {
  return tree.stat(path, toOptions(options), 'stat')();
}
function symlinkSync(target: unknown, path: unknown, type?: unknown): void {
  tree.symlink(target, path, type)();
}
function truncateSync(path: unknown, length?: unknown): void {
  tree.truncate(path, length)();
}
function unlinkSync(path: unknown): void {
  tree.unlink(path)();
}
function utimesSync(path: unknown, atime: unknown, mtime: unknown): void {
  tree.utimes(path, atime, mtime)();
}
function writeSync(fd: unknown, source: unknown, ...rest: unknown[]): number {
  return descriptor.write(fd, source, ...rest)();
}
function writeFileSync(file: unknown, contents: unknown, options?: unknown): void {
  writeFile(file, contents, toOptions(options), 'w')();
}
function writevSync(fd: unknown, buffers: unknown, position?: unknown): number {
  return descriptor.writev(fd, buffers, position)();
}

export const syncFunctions = {
  accessSync,
  appendFileSync,
  chmodSync,
  chownSync,
  fchownSync,
  lchownSync,
  linkSync,
  lutimesSync,
  mkdtempDisposableSync,
  statfsSync,
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  fchmodSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  futimesSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  opendirSync,
  readSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  readvSync,
  realpathSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeSync,
  writeFileSync,
  writevSync,
};
