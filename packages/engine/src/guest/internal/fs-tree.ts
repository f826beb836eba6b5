import { ERRNO } from '../../abi/errno.ts';
import { OPEN } from '../../abi/open-flags.ts';
import type { FileStat } from '../../abi/syscalls.ts';
import { codedError, systemError } from './errors.ts';
import { absolute, encodeName, type Name, type Options, toMode, toPath, toTimeMs } from './fs-arguments.ts';
import { constants } from './fs-constants.ts';
import { requiredMode, toStats } from './fs-descriptor.ts';
import { checked, type Operation } from './fs-operation.ts';
import { type BigIntStats, Dirent, type Stats } from './fs-stats.ts';
import { sys } from './sys.ts';
import { warnOfNoPath, warnOfTemplate } from './fs-warnings.ts';
import { emitWarning } from './process-warnings.ts';
import { assertBoolean, assertInteger, assertOneOf } from './validate.ts';

/** Operations on paths. */
const { parse } = JSON;

export function stat(path: unknown, options: Options, syscall: 'stat' | 'lstat'): Operation<Stats | BigIntStats | undefined> {
  const shown = toPath(path);
  const full = absolute(shown);
  return () => {
    const result = sys.fsStat(full, syscall === 'stat');
    if ((result === -ERRNO.ENOENT || result === -ERRNO.ENOTDIR) && options.throwIfNoEntry === false) return undefined;
    return toStats(checked(result, syscall, shown), options);
  };
}

export function exists(path: unknown): Operation<boolean> {
  let full: string;
  try {
    full = absolute(toPath(path));
  } catch {
    // Node too answers false to what can be no path, and says once that it will not for ever.
    warnOfNoPath(path);
    return () => false;
  }
  return () => typeof sys.fsStat(full, true) === 'string';
}

/** Of access() and copyFile(): these two are checked outside JavaScript in Node, which words it in its own way. */
function assertModeInRange(mode: unknown): asserts mode is number {
  assertInteger(mode, 'mode');
  if (mode < 0 || mode > 7) throw codedError(RangeError, 'ERR_OUT_OF_RANGE', 'mode is out of range: >= 0 && <= 7');
}

const OWNER_SHIFT = 6;

export function access(path: unknown, mode: unknown = constants.F_OK): Operation<void> {
  const shown = toPath(path);
  const full = absolute(shown);
  const wanted = mode ?? constants.F_OK;
  assertModeInRange(wanted);
  return () => {
    const found = parse(checked(sys.fsStat(full, true), 'access', shown)) as FileStat;
    if (((found.mode >> OWNER_SHIFT) & wanted) !== wanted) throw systemError(-ERRNO.EACCES, 'access', shown);
  };
}

type Entry = readonly [name: string, type: FileStat['type']];

export function entriesOf(full: string, syscall: string, shown: string): Entry[] {
  return parse(checked(sys.fsReaddir(full), syscall, shown)) as Entry[];
}

/** `path`, or what is below it, as a program that was given `path` would spell it. */
export function joined(path: string, name: string): string {
  if (path === '' || path === '.') return name;
  return path.endsWith('/') ? path + name : `${path}/${name}`;
}

export function readdir(path: unknown, options: Options): Operation<(Name | Dirent)[]> {
  const shown = toPath(path);
  const full = absolute(shown);
  return () => {
    const found: (Name | Dirent)[] = [];
    const folders = [''];
    for (const folder of folders) {
      const parent = folder === '' ? shown : joined(shown, folder);
      for (const [name, type] of entriesOf(joined(full, folder), 'scandir', parent)) {
        const below = joined(folder, name);
        found.push(options.withFileTypes === true ? new Dirent(encodeName(name, options), parent, type) : encodeName(below, options));
        if (options.recursive === true && type === 'directory') folders.push(below);
      }
    }
    return found;
  };
}

/** Gives the first directory that was made, when `recursive` made any. */
export function mkdir(path: unknown, options: unknown): Operation<string | undefined> {
  const shown = toPath(path);
  const full = absolute(shown);
  const settings = (typeof options === 'object' && options !== null ? options : { mode: options }) as Options;
  const mode = toMode(settings.mode, 0o777, 'mode');
  if (settings.recursive !== undefined) assertBoolean(settings.recursive, 'options.recursive');
  if (settings.recursive !== true) return () => void checked(sys.fsMkdir(full, mode), 'mkdir', shown);
  return () => makeFolders(shown, full, mode);
}

function makeFolders(shown: string, full: string, mode: number): string | undefined {
  let first: string | undefined;
  const hidden = full.length - shown.length;
  for (let end = full.indexOf('/', 1); ; end = full.indexOf('/', end + 1)) {
    const isLast = end < 0 || end === full.length - 1;
    const result = sys.fsMkdir(isLast ? full : full.slice(0, end), mode);
    if (result === 0) first ??= isLast ? shown : shown.slice(0, end - hidden);
    else if (result !== -ERRNO.EEXIST) throw systemError(result, 'mkdir', shown);
    if (!isLast) continue;
    if (result !== 0 && !isFolder(full)) throw systemError(result, 'mkdir', shown);
    return first;
  }
}

function isFolder(full: string): boolean {
  const json = sys.fsStat(full, true);
  return typeof json === 'string' && (parse(json) as FileStat).type === 'directory';
}

const SUFFIX_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const SUFFIX_LENGTH = 6;
const warnedOfTemplate = false;

export function mkdtemp(prefix: unknown, options: Options): Operation<Name> {
  const shown = toPath(prefix, 'prefix');
  warnOfTemplate(shown);
  return () => {
    let path = shown;
    for (const byte of new Uint8Array(sys.randomBytes(SUFFIX_LENGTH))) path += SUFFIX_CHARACTERS[byte % SUFFIX_CHARACTERS.length];
    checked(sys.fsMkdir(absolute(path), 0o700), 'mkdtemp', `${shown}XXXXXX`);
    return encodeName(path, options);
  };
}

export function unlink(path: unknown): Operation<void> {
  const shown = toPath(path);
  const full = absolute(shown);
  return () => void checked(sys.fsUnlink(full), 'unlink', shown);
}

export function rmdir(path: unknown, options: Options): Operation<void> {
  const shown = toPath(path);
  const full = absolute(shown);
  if (options.recursive !== undefined) {
    assertBoolean(options.recursive, 'options.recursive');
    if (options.recursive) {
      emitWarning(
        'In future versions of Node.js, fs.rmdir(path, { recursive: true }) will be removed. Use fs.rm(path, { recursive: true }) instead',
        'DeprecationWarning',
        'DEP0147',
      );
      return () => {
        if (entriesOf(full, 'rmdir', shown).length >= 0) removeTree(full, shown, 'rmdir');
      };
    }
  }
  return () => void checked(sys.fsRmdir(full), 'rmdir', shown);
}

export function rm(path: unknown, options: Options): Operation<void> {
  const shown = toPath(path);
  const full = absolute(shown);
  return () => {
    const result = sys.fsStat(full, false);
    if (result === -ERRNO.ENOENT && options.force === true) return;
    const { type } = parse(checked(result, 'lstat', shown)) as FileStat;
    if (type === 'directory' && options.recursive !== true) throw isDirectoryError(shown);
    removeTree(full, shown, 'rm');
  };
}

function isDirectoryError(path: string): Error {
  const about = { code: 'EISDIR', message: 'is a directory', path, syscall: 'rm', errno: ERRNO.EISDIR };
  const error = codedError(Error, 'ERR_FS_EISDIR', `Path is a directory: rm returned EISDIR (is a directory) ${path}`);
  Object.defineProperty(error, 'name', { value: 'SystemError', writable: true, configurable: true });
  return Object.assign(error, { info: about, errno: about.errno, syscall: about.syscall, path });
}

function removeTree(full: string, shown: string, syscall: string): void {
  const { type } = parse(checked(sys.fsStat(full, false), syscall, shown)) as FileStat;
  if (type !== 'directory') {
    checked(sys.fsUnlink(full), syscall, shown);
    return;
  }
  for (const [name] of entriesOf(full, syscall, shown)) removeTree(joined(full, name), joined(shown, name), syscall);
  checked(sys.fsRmdir(full), syscall, shown);
}

export function rename(from: unknown, to: unknown): Operation<void> {
  const [source, target] = [toPath(from, 'oldPath'), toPath(to, 'newPath')];
  const [fullSource, fullTarget] = [absolute(source), absolute(target)];
  return () => void checked(sys.fsRename(fullSource, fullTarget), 'rename', source, target);
}

export function copyFile(from: unknown, to: unknown, mode: unknown = 0): Operation<void> {
  const [source, target] = [toPath(from, 'src'), toPath(to, 'dest')];
  const [fullSource, fullTarget] = [absolute(source), absolute(target)];
  assertModeInRange(mode ?? 0);
  const exclusive = ((mode as number) & constants.COPYFILE_EXCL) !== 0;
  return () => {
    const fail = (result: number): never => {
      throw systemError(result, 'copyfile', source, target);
    };
    const [bytes, permissions] = readForCopy(fullSource, fail);
    const output = sys.fsOpen(fullTarget, OPEN.WRONLY | OPEN.CREAT | (exclusive ? OPEN.EXCL : OPEN.TRUNC), permissions, '');
    if (output < 0) fail(output);
    const written = sys.fsWrite(output, new Uint8Array(bytes), 0);
    sys.fsClose(output);
    if (written < 0) {
      sys.fsUnlink(fullTarget);
      fail(written);
    }
  };
}

function readForCopy(full: string, fail: (result: number) => never): [bytes: ArrayBuffer, mode: number] {
  const input = sys.fsOpen(full, OPEN.RDONLY, 0, '');
  if (input < 0) fail(input);
  const about = sys.fsFstat(input);
  const bytes = sys.fsRead(input, WHOLE, 0);
  sys.fsClose(input);
  if (typeof bytes === 'number') return fail(bytes);
  return [bytes, (parse(String(about)) as FileStat).mode];
}

/** More than any file here holds. */
export const WHOLE = 0x7fff_ffff;

export function truncate(path: unknown, length: unknown): Operation<void> {
  const shown = toPath(path);
  const full = absolute(shown);
  assertInteger(length ?? 0, 'len');
  const size = Math.max(0, (length as number | null | undefined) ?? 0);
  return () => {
    const fd = checked(sys.fsOpen(full, OPEN.RDWR, 0, ''), 'open', shown);
    const result = sys.fsTruncate(fd, size);
    sys.fsClose(fd);
    checked(result, 'ftruncate');
  };
}

/** fs.realpath.native and fs/promises: one system call. */
export function realpathNative(path: unknown, options: Options): Operation<Name> {
  const shown = toPath(path);
  const full = absolute(shown);
  return () => encodeName(checked(sys.fsRealpath(full), 'realpath', shown), options);
}

/** fs.realpath: Node walks the path itself, so the error names the first part that is missing. */
export function realpath(path: unknown, options: Options): Operation<Name> {
  const full = absolute(toPath(path));
  return () => {
    const result = sys.fsRealpath(full);
    if (typeof result === 'string') return encodeName(result, options);
    for (let end = full.indexOf('/', 1); end > 0; end = full.indexOf('/', end + 1)) {
      const part = full.slice(0, end);
      checked(sys.fsStat(part, true), 'lstat', part);
    }
    throw systemError(result, result === -ERRNO.ELOOP ? 'stat' : 'lstat', full);
  };
}

export function readlink(path: unknown, options: Options): Operation<Name> {
  const shown = toPath(path);
  const full = absolute(shown);
  return () => encodeName(checked(sys.fsReadlink(full), 'readlink', shown), options);
}

/** The kind matters on Windows alone, but is checked everywhere. */
const LINK_TYPES = ['dir', 'file', 'junction', null, undefined];

export function symlink(target: unknown, path: unknown, type: unknown): Operation<void> {
  assertOneOf(type, 'type', LINK_TYPES);
  const [text, shown] = [toPath(target, 'target'), toPath(path)];
  const full = absolute(shown);
  return () => void checked(sys.fsSymlink(text, full), 'symlink', text, shown);
}

export function chmod(path: unknown, mode: unknown): Operation<void> {
  const shown = toPath(path);
  const full = absolute(shown);
  const bits = requiredMode(mode);
  return () => void checked(sys.fsChmod(full, bits), 'chmod', shown);
}

export function utimes(path: unknown, atime: unknown, mtime: unknown): Operation<void> {
  const shown = toPath(path);
  const full = absolute(shown);
  const [accessed, modified] = [toTimeMs(atime), toTimeMs(mtime)];
  return () => void checked(sys.fsUtimes(full, accessed, modified), 'utime', shown);
}
