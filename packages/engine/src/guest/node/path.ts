import { unavailable } from '../internal/errors.ts';
import { matchesPattern, parseGlob } from '../internal/glob-pattern.ts';
import { assertObject, assertString } from '../internal/validate.ts';
import { workingDirectory } from '../internal/working-directory.ts';

export interface ParsedPath {
  root: string;
  dir: string;
  base: string;
  ext: string;
  name: string;
}

export const sep = '/';
export const delimiter = ':';

/** Without `.`, `..` and doubled slashes. @param isAbsolute whether `..` at the start has nowhere to go. */
function collapse(path: string, isAbsolute: boolean): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!isAbsolute) kept.push('..');
  }
  return kept.join('/');
}

export function resolve(...paths: string[]): string {
  let resolved = '';
  for (let at = paths.length - 1; at >= -1 && !resolved.startsWith('/'); at--) {
    const path = at >= 0 ? paths[at] : workingDirectory();
    assertString(path, `paths[${at}]`);
    if (path !== '') resolved = resolved === '' ? path : `${path}/${resolved}`;
  }
  return `/${collapse(resolved, true)}`;
}

export function normalize(path: string): string {
  assertString(path, 'path');
  if (path === '') return '.';
  const absolute = path.startsWith('/');
  let normal = collapse(path, absolute);
  if (normal === '' && !absolute) normal = '.';
  if (normal !== '' && path.endsWith('/')) normal += '/';
  return absolute ? `/${normal}` : normal;
}

export function isAbsolute(path: string): boolean {
  assertString(path, 'path');
  return path.startsWith('/');
}

export function join(...paths: string[]): string {
  for (const path of paths) assertString(path, 'path');
  const joined = paths.filter((path) => path !== '').join('/');
  return joined === '' ? '.' : normalize(joined);
}

export function relative(from: string, to: string): string {
  assertString(from, 'from');
  assertString(to, 'to');
  const source = resolve(from)
    .split('/')
    .filter((each) => each !== '');
  const target = resolve(to)
    .split('/')
    .filter((each) => each !== '');
  let shared = 0;
  while (shared < source.length && source[shared] === target[shared]) shared++;
  return [...source.slice(shared).map(() => '..'), ...target.slice(shared)].join('/');
}

export function toNamespacedPath(path: string): string {
  return path;
}

export function dirname(path: string): string {
  assertString(path, 'path');
  const trimmed = path.replace(/(?<=.)\/+$/, '');
  const at = trimmed.lastIndexOf('/');
  if (at < 0) return '.';
  if (at === 0) return '/';
  // Two leading slashes stay two.
  return at === 1 && trimmed.startsWith('//') ? '//' : trimmed.slice(0, at);
}

export function basename(path: string, suffix?: string): string {
  assertString(path, 'path');
  if (suffix !== undefined) assertString(suffix, 'suffix');
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end--;
  const name = path.slice(path.lastIndexOf('/', end - 1) + 1, end);
  // Node's own quirk: nothing but slashes is returned as it is when there is a suffix to look for.
  if (suffix !== undefined && suffix !== '' && suffix === path) return '';
  if (name === '' && suffix !== undefined && suffix !== '' && suffix.length <= path.length) return path;
  if (suffix === undefined || !name.endsWith(suffix) || (name === suffix && path !== suffix)) return name;
  return name === suffix ? '' : name.slice(0, -suffix.length || undefined);
}

export function extname(path: string): string {
  assertString(path, 'path');
  const name = path.includes('/') ? basename(path) : path;
  const dot = name.lastIndexOf('.');
  return dot <= 0 || name === '..' ? '' : name.slice(dot);
}

export function format(path: Partial<ParsedPath>): string {
  assertObject(path, 'pathObject');
  const folder = path.dir || path.root;
  const ext = path.ext ? `${path.ext.startsWith('.') ? '' : '.'}${path.ext}` : '';
  const base = path.base || `${path.name || ''}${ext}`;
  if (!folder) return base;
  return folder === path.root ? `${folder}${base}` : `${folder}/${base}`;
}

export function parse(path: string): ParsedPath {
  assertString(path, 'path');
  const root = path.startsWith('/') ? '/' : '';
  const base = basename(path);
  const ext = extname(path);
  const trimmed = path.replace(/(?<=.)\/+$/, '');
  const at = trimmed.lastIndexOf('/');
  const dir = at < 0 ? '' : at === 0 ? root : trimmed.slice(0, at);
  return { root, dir, base, ext, name: ext === '' ? base : base.slice(0, -ext.length) };
}

export function matchesGlob(path: string, pattern: string): boolean {
  assertString(path, 'path');
  assertString(pattern, 'pattern');
  return path === '' && pattern === '' ? true : pattern !== '' && parseGlob(pattern).some((each) => matchesPattern(each, path));
}

const posix = { resolve, normalize, isAbsolute, join, relative, toNamespacedPath, dirname, basename, extname, format, parse, matchesGlob, sep, delimiter };
const win32 = new Proxy(posix, {
  // What Node's does not have either is asked for by whoever prints or awaits it.
  get(own, name) {
    if (typeof name === 'symbol' || !Object.hasOwn(own, name)) return undefined;
    throw unavailable(`path.win32.${name}`);
  },
});
Object.assign(posix, { posix });
Object.defineProperty(posix, 'win32', { value: win32, enumerable: true, configurable: true, writable: true });

export default posix as typeof posix & { posix: typeof posix; win32: typeof posix };
