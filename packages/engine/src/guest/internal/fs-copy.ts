import { ERRNO, type ErrnoName } from '../../abi/errno.ts';
import type { FileStat } from '../../abi/syscalls.ts';
import pathModule from '../node/path.ts';
import { codedError } from './errors.ts';
import { absolute, toPath } from './fs-arguments.ts';
import { constants } from './fs-constants.ts';
import { checked, type Operation, promised } from './fs-operation.ts';
import { copyFile, entriesOf } from './fs-tree.ts';
import { sys } from './sys.ts';
import { assertBoolean, assertFunction, assertInteger, assertObject } from './validate.ts';

type Filter = (source: string, target: string) => unknown;

interface CopyOptions {
  readonly dereference: boolean;
  readonly errorOnExist: boolean;
  readonly filter: Filter | undefined;
  readonly force: boolean;
  readonly mode: number;
  readonly preserveTimestamps: boolean;
  readonly recursive: boolean;
  readonly verbatimSymlinks: boolean;
}

const { dirname, isAbsolute, join, resolve, sep } = pathModule;
const FLAGS = { dereference: false, errorOnExist: false, force: true, preserveTimestamps: false, recursive: false, verbatimSymlinks: false } as const;

function optionsOf(value: unknown): CopyOptions {
  if (value !== undefined) assertObject(value, 'options');
  const given = (value ?? {}) as Record<string, unknown>;
  const flags: Record<string, boolean> = {};
  for (const [name, otherwise] of Object.entries(FLAGS)) {
    const flag = given[name];
    if (flag !== undefined || (name === 'verbatimSymlinks' && name in given)) assertBoolean(flag, `options.${name}`);
    flags[name] = flag ?? otherwise;
  }
  const { mode = 0, filter } = given;
  if (mode !== null) {
    assertInteger(mode, 'mode');
    if (mode < 0 || mode > (constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE | constants.COPYFILE_FICLONE_FORCE))
      throw codedError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "mode" is out of range. It must be an integer >= 0 && <= 7. Received ${mode}`);
  }
  if (flags['dereference'] && flags['verbatimSymlinks'])
    throw codedError(TypeError, 'ERR_INCOMPATIBLE_OPTION_PAIR', 'Option "dereference" cannot be used in combination with option "verbatimSymlinks"');
  if (filter !== undefined) assertFunction(filter, 'options.filter');
  return { ...(flags as Record<keyof typeof FLAGS, boolean>), mode: (mode as number | null) ?? 0, filter: filter as Filter | undefined };
}

/** What a failed copy says: Node's SystemError. */
function copyError(code: string, text: string, message: string, path: string, errno: ErrnoName): Error {
  const info = { message, path, syscall: 'cp', errno: ERRNO[errno], code: errno };
  const error = codedError(Error, code, `${text}: cp returned ${errno} (${message}) ${path}`);
  Object.defineProperty(error, 'name', { value: 'SystemError', writable: true, configurable: true });
  return Object.assign(error, { info, errno: info.errno, syscall: info.syscall, path });
}

function statOf(path: string, follow: boolean): FileStat | undefined {
  const result = sys.fsStat(absolute(path), follow);
  if (result === -ERRNO.ENOENT || result === -ERRNO.ENOTDIR) return undefined;
  return JSON.parse(checked(result, follow ? 'stat' : 'lstat', path)) as FileStat;
}

function isBelow(folder: string, path: string): boolean {
  const above = resolve(folder).split(sep).filter(Boolean);
  const below = resolve(path).split(sep).filter(Boolean);
  return above.every((part, at) => below[at] === part);
}

/** What is copied onto what. @throws when that makes no sense. */
function assertCopyable(source: string, target: string, options: CopyOptions): { from: FileStat; onto: FileStat | undefined } {
  const result = sys.fsStat(absolute(source), options.dereference);
  const from = JSON.parse(checked(result, options.dereference ? 'stat' : 'lstat', source)) as FileStat;
  const onto = statOf(target, options.dereference);
  const sourceIsFolder = from.type === 'directory';
  if (onto !== undefined) {
    if (onto.ino === from.ino) throw copyError('ERR_FS_CP_EINVAL', 'Invalid src or dest', 'src and dest cannot be the same', target, 'EINVAL');
    if (sourceIsFolder && onto.type !== 'directory')
      throw copyError(
        'ERR_FS_CP_DIR_TO_NON_DIR',
        'Cannot overwrite non-directory with directory',
        `cannot overwrite non-directory ${target} with directory ${source}`,
        target,
        'EISDIR',
      );
    if (!sourceIsFolder && onto.type === 'directory')
      throw copyError(
        'ERR_FS_CP_NON_DIR_TO_DIR',
        'Cannot overwrite directory with non-directory',
        `cannot overwrite directory ${target} with non-directory ${source}`,
        target,
        'ENOTDIR',
      );
  }
  if (sourceIsFolder && isBelow(source, target))
    throw copyError('ERR_FS_CP_EINVAL', 'Invalid src or dest', `cannot copy ${source} to a subdirectory of self ${target}`, target, 'EINVAL');
  return { from, onto };
}

/** None of the folders above the target may be the source itself, by whatever name. */
function assertParentsApart(source: string, from: FileStat, target: string): void {
  for (let parent = resolve(dirname(target)); parent !== resolve(dirname(source)) && parent !== '/'; parent = dirname(parent)) {
    const above = statOf(parent, true);
    if (above === undefined) return;
    if (above.ino === from.ino)
      throw copyError('ERR_FS_CP_EINVAL', 'Invalid src or dest', `cannot copy ${source} to a subdirectory of self ${target}`, target, 'EINVAL');
  }
}

function makeFolder(path: string, mode: number): void {
  for (let end = absolute(path).indexOf('/', 1); end > 0; end = absolute(path).indexOf('/', end + 1)) sys.fsMkdir(absolute(path).slice(0, end), 0o777);
  const result = sys.fsMkdir(absolute(path), mode);
  if (result !== -ERRNO.EEXIST) checked(result, 'mkdir', path);
}

/** Yields what a filter says of each pair, and is given whether it may be copied: whoever drives it may wait for that. */
function* copyTree(source: string, target: string, options: CopyOptions, isRoot: boolean): Generator<unknown, void, unknown> {
  if (options.filter !== undefined && !(yield options.filter(source, target))) return;
  const { from, onto } = assertCopyable(source, target, options);
  if (isRoot) {
    assertParentsApart(source, from, target);
    if (statOf(dirname(target), true) === undefined) makeFolder(dirname(target), 0o777);
  }
  if (from.type === 'directory') {
    if (!options.recursive)
      throw copyError('ERR_FS_EISDIR', 'Recursive option not enabled, cannot copy a directory', `${source} is a directory (not copied)`, source, 'EISDIR');
    if (onto === undefined) checked(sys.fsMkdir(absolute(target), 0o777), 'mkdir', target);
    for (const [name] of entriesOf(absolute(source), 'scandir', source)) yield* copyTree(join(source, name), join(target, name), options, false);
    if (onto === undefined) checked(sys.fsChmod(absolute(target), from.mode), 'chmod', target);
  } else if (from.type === 'symlink') copyLink(source, target, onto, options);
  else copyOne(source, target, from, onto, options);
}

function copyOne(source: string, target: string, from: FileStat, onto: FileStat | undefined, options: CopyOptions): void {
  if (onto !== undefined) {
    if (!options.force) {
      if (options.errorOnExist) throw copyError('ERR_FS_CP_EEXIST', 'Target already exists', `${target} already exists`, target, 'EEXIST');
      return;
    }
    checked(sys.fsUnlink(absolute(target)), 'unlink', target);
  }
  copyFile(source, target, options.mode)();
  if (options.preserveTimestamps) checked(sys.fsUtimes(absolute(target), from.atimeMs, from.mtimeMs), 'utime', target);
}

function copyLink(source: string, target: string, onto: FileStat | undefined, options: CopyOptions): void {
  let leadsTo = checked(sys.fsReadlink(absolute(source)), 'readlink', source);
  if (!options.verbatimSymlinks && !isAbsolute(leadsTo)) leadsTo = resolve(dirname(source), leadsTo);
  if (onto !== undefined) {
    const before = sys.fsReadlink(absolute(target));
    if (typeof before === 'string') {
      const replaced = isAbsolute(before) ? before : resolve(dirname(target), before);
      if (statOf(source, true)?.type === 'directory' && isBelow(leadsTo, replaced))
        throw copyError('ERR_FS_CP_EINVAL', 'Invalid src or dest', `cannot copy ${leadsTo} to a subdirectory of self ${replaced}`, target, 'EINVAL');
      if (statOf(target, true)?.type === 'directory' && isBelow(replaced, leadsTo))
        throw copyError(
          'ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY',
          'Cannot overwrite symlink in subdirectory of self',
          `cannot overwrite ${replaced} with ${leadsTo}`,
          target,
          'EINVAL',
        );
      checked(sys.fsUnlink(absolute(target)), 'unlink', target);
    }
  }
  checked(sys.fsSymlink(leadsTo, absolute(target)), 'symlink', leadsTo, target);
}

interface Prepared {
  readonly source: string;
  readonly target: string;
  readonly options: CopyOptions;
}

function prepare(from: unknown, to: unknown, value: unknown): Prepared {
  const options = optionsOf(value);
  return { source: toPath(from, 'src'), target: toPath(to, 'dest'), options };
}

/** fs.cpSync */
export function copyTreeSync(from: unknown, to: unknown, value?: unknown): void {
  const { source, target, options } = prepare(from, to, value);
  const steps = copyTree(source, target, options, true);
  for (let step = steps.next(); !step.done; ) {
    const { value: verdict } = step;
    if (typeof (verdict as { then?: unknown } | null)?.then === 'function')
      throw codedError(TypeError, 'ERR_INVALID_RETURN_VALUE', 'Expected boolean to be returned from the "filter" function but got an instance of Promise.');
    step = steps.next(Boolean(verdict));
  }
}

/** fs.cp and fs/promises.cp: arguments are checked at once. */
export function copyTreeLater(from: unknown, to: unknown, value?: unknown): () => Promise<void> {
  const { source, target, options } = prepare(from, to, value);
  return async () => {
    const steps = copyTree(source, target, options, true);
    const next =
      (verdict?: boolean): Operation<IteratorResult<unknown, void>> =>
      () =>
        verdict === undefined ? steps.next() : steps.next(verdict);
    for (let step = await promised(next()); !step.done; ) step = await promised(next(Boolean(await step.value)));
  };
}
