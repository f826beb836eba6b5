import type { FileStat } from '../../abi/syscalls.ts';
import { invalidArgType } from './errors.ts';
import { absolute, type Options, toCallback, toPath } from './fs-arguments.ts';
import { later, type Operation, promised } from './fs-operation.ts';
import { Dirent } from './fs-stats.ts';
import { joined } from './fs-tree.ts';
import { ANY_DEPTH, type GlobPattern, matchesPattern, matchesSegment, parseGlob } from './glob-pattern.ts';
import { sys } from './sys.ts';
import { assertObject, assertString } from './validate.ts';

type Found = string | Dirent;
type Entry = readonly [name: string, type: FileStat['type']];

/** How far a pattern has been followed. */
interface Place {
  readonly pattern: GlobPattern;
  readonly at: number;
}

interface Search {
  readonly root: string;
  readonly withTypes: boolean;
  readonly excludes: (path: string, type: FileStat['type']) => boolean;
  readonly found: Map<string, Found>;
}

/** Everything that the patterns name, in the order in which it is met: a folder's files before what is in its folders. */
export function glob(patterns: unknown, options: unknown = {}): Operation<Found[]> {
  assertObject(options, 'options');
  const { cwd = '.', withFileTypes = false, exclude } = options as Options;
  const list = Array.isArray(patterns) ? patterns : [patterns];
  for (const pattern of list) assertString(pattern, 'patterns');
  const search: Search = {
    root: toPath(cwd, 'options.cwd'),
    withTypes: withFileTypes === true,
    excludes: exclusion(exclude, withFileTypes === true),
    found: new Map(),
  };
  const parsed = (list as string[]).filter((pattern) => pattern !== '').flatMap(parseGlob);
  return () => {
    for (const isAbsolute of [false, true]) {
      const places = parsed.filter((pattern) => pattern.isAbsolute === isAbsolute).map((pattern) => ({ pattern, at: 0 }));
      if (places.length > 0) visit(search, isAbsolute ? '/' : '', places);
    }
    return [...search.found.values()];
  };
}

function exclusion(exclude: unknown, withTypes: boolean): Search['excludes'] {
  if (exclude === undefined || exclude === null) return () => false;
  if (typeof exclude === 'function') return (path, type) => Boolean(exclude(withTypes ? direntOf(path, type) : nameOf(path)));
  if (!Array.isArray(exclude) || exclude.some((each) => typeof each !== 'string'))
    throw invalidArgType('options.exclude', 'of type function or string[]', exclude);
  const patterns = (exclude as string[]).flatMap(parseGlob);
  // What excludes all that is in a folder excludes the folder, too.
  return (path) => patterns.some((pattern) => matchesPattern(pattern, path) || (pattern.segments.at(-1) === ANY_DEPTH && matchesPattern(pattern, `${path}/x`)));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function direntOf(path: string, type: FileStat['type'], root = '.'): Dirent {
  const slash = path.lastIndexOf('/');
  return new Dirent(path.slice(slash + 1), slash < 0 ? root : path.slice(0, slash) || '/', type);
}

function typeOf(search: Search, path: string, follow: boolean): FileStat['type'] | undefined {
  const json = sys.fsStat(absolute(fullPath(search, path)), follow);
  return typeof json === 'string' ? (JSON.parse(json) as FileStat).type : undefined;
}

function fullPath({ root }: Search, path: string): string {
  return path.startsWith('/') ? path : joined(root, path) || '.';
}

/** `a/b` and `..` make `a`; `..` and `..` stay. */
function parentOf(path: string): string {
  if (path === '' || path === '..' || path.endsWith('/..')) return joined(path, '..');
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function add(search: Search, path: string, type: FileStat['type']): void {
  const shown = path === '' ? '.' : path;
  if (!search.found.has(shown)) search.found.set(shown, search.withTypes ? direntOf(shown, type, search.root) : shown);
}

/** Follows all places through one folder, which is read once at most. */
function visit(search: Search, folder: string, arrived: readonly Place[]): void {
  const places: Place[] = [];
  // Any depth may be no depth at all.
  for (const { pattern, at } of arrived) {
    for (let next = at; ; next++) {
      places.push({ pattern, at: next });
      if (pattern.segments[next] !== ANY_DEPTH) break;
    }
  }
  if (places.some(({ pattern, at }) => at === pattern.segments.length)) add(search, folder, 'directory');
  const up = places.filter(({ pattern, at }) => pattern.segments[at] === '..').map(({ pattern, at }) => ({ pattern, at: at + 1 }));
  if (up.length > 0) visit(search, parentOf(folder), up);
  const below: [path: string, places: Place[]][] = [];
  for (const [name, type] of entriesFor(search, folder, places)) {
    const path = joined(folder, name);
    const next = placesBelow(places, name, type);
    if (next.length === 0 || search.excludes(path, type)) continue;
    const isFolder = type === 'directory' || (type === 'symlink' && typeOf(search, path, true) === 'directory');
    if (next.some(({ pattern, at }) => endsAt(pattern, at) && (isFolder || !pattern.onlyFolders))) add(search, path, type);
    if (isFolder) below.push([path, next]);
  }
  for (const [path, next] of below) visit(search, path, next);
}

function endsAt({ segments }: GlobPattern, at: number): boolean {
  return at === segments.length || (at === segments.length - 1 && segments[at] === ANY_DEPTH);
}

/** What is in the folder, or only the names that are asked for when none is a pattern. */
function entriesFor(search: Search, folder: string, places: readonly Place[]): Entry[] {
  const wanted = places.flatMap(({ pattern, at }) => pattern.segments.slice(at, at + 1));
  if (wanted.every((segment) => typeof segment === 'string')) {
    return [...new Set(wanted)].flatMap((name) => {
      const type = name === '..' ? undefined : typeOf(search, joined(folder, name), false);
      return type === undefined ? [] : [[name, type] as const];
    });
  }
  const json = sys.fsReaddir(absolute(fullPath(search, folder)));
  return typeof json === 'string' ? (JSON.parse(json) as Entry[]) : [];
}

function placesBelow(places: readonly Place[], name: string, type: FileStat['type']): Place[] {
  const next: Place[] = [];
  for (const { pattern, at } of places) {
    const segment = pattern.segments[at];
    if (segment === undefined) continue;
    // Links are followed where they are named, and only found by a pattern: they may lead round in circles.
    if (segment === ANY_DEPTH) {
      if (!name.startsWith('.') && (type !== 'symlink' || at === pattern.segments.length - 1)) next.push({ pattern, at: type === 'symlink' ? at + 1 : at });
    } else if (matchesSegment(segment, name) && (type !== 'symlink' || typeof segment === 'string' || at + 1 === pattern.segments.length))
      next.push({ pattern, at: at + 1 });
  }
  return next;
}

export function globSync(patterns: unknown, options?: unknown): Found[] {
  return glob(patterns, options)();
}

export function globLater(patterns: unknown, options: unknown, callback?: unknown): void {
  const done = toCallback(typeof options === 'function' ? options : callback);
  later(glob(patterns, typeof options === 'function' ? undefined : options), done);
}

export async function* globEach(patterns: unknown, options?: unknown): AsyncGenerator<Found, void> {
  yield* await promised(glob(patterns, options));
}
