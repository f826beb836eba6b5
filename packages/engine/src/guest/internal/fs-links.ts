import { absolute, type Options, toPath, toTimeMs } from './fs-arguments.ts';
import { checked, type Operation } from './fs-operation.ts';
import { StatFs } from './fs-stats.ts';
import { sys } from './sys.ts';

/** A second name for a file. */
export function link(from: unknown, to: unknown): Operation<void> {
  const [source, target] = [toPath(from, 'existingPath'), toPath(to, 'newPath')];
  const [fullSource, fullTarget] = [absolute(source), absolute(target)];
  return () => void checked(sys.fsLink(fullSource, fullTarget), 'link', source, target);
}

/** utimes() of a link itself. */
export function lutimes(path: unknown, atime: unknown, mtime: unknown): Operation<void> {
  const shown = toPath(path);
  const full = absolute(shown);
  const [accessed, modified] = [toTimeMs(atime, 'atime'), toTimeMs(mtime, 'mtime')];
  return () => void checked(sys.fsUtimes(full, accessed, modified, false), 'lutime', shown);
}

export function statfs(path: unknown, options: Options): Operation<StatFs> {
  const shown = toPath(path);
  const full = absolute(shown);
  return () => new StatFs(JSON.parse(checked(sys.fsStatfs(full), 'statfs', shown)) as { bytes: number; used: number; files: number }, options.bigint === true);
}
