import { importedFrom, invalidSpecifier, ModuleError } from './module-errors.ts';
import type { PackageJson } from './package-json.ts';

/** What a map of a package.json is asked. */
interface MapRequest {
  readonly pkg: PackageJson;
  readonly field: 'exports' | 'imports';
  readonly conditions: ReadonlySet<string>;
  /** Undefined for `require`, whose errors do not name who asked. */
  readonly importer: string | undefined;
  /** Where a target that is another package's name leads; only "imports" may have such. */
  readonly resolvePackage: (specifier: string) => string;
}

/** A condition that did not apply: the next one is tried. `null` is a target that forbids. */
type Target = string | null | undefined;

const INVALID_SEGMENT = /(?:^|[\\/])(?:\.\.?|node_modules)(?:[\\/]|$)|(?:^|[\\/])(?:%2e){1,2}(?:[\\/]|$)/i;

/** The file that a package's "exports" names for `subpath` (`.` or `./x`). @throws {ModuleError} */
export function resolveExports(request: Omit<MapRequest, 'field'>, subpath: string): string {
  const { pkg } = request;
  const map = exportsAsMap(pkg, request.importer, subpath);
  const found = resolveInMap({ ...request, field: 'exports' }, map, subpath);
  if (typeof found === 'string') return found;
  const where = `${pkg.folder}/package.json${importedFrom(request.importer)}`;
  throw new ModuleError(
    'ERR_PACKAGE_PATH_NOT_EXPORTED',
    subpath === '.' ? `No "exports" main defined in ${where}` : `Package subpath '${subpath}' is not defined by "exports" in ${where}`,
  );
}

/** What a package's "imports" names for `#x`; undefined when it has none. @throws {ModuleError} */
export function resolveImports(request: Omit<MapRequest, 'field'>, specifier: string): string | undefined {
  const { imports } = request.pkg;
  if (typeof imports !== 'object' || imports === null) return undefined;
  return resolveInMap({ ...request, field: 'imports' }, imports as Record<string, unknown>, specifier) ?? undefined;
}

export function importNotDefined(specifier: string, pkg: PackageJson | undefined, importer: string): ModuleError {
  const where = pkg === undefined ? '' : ` in package ${pkg.folder}/package.json`;
  return new ModuleError('ERR_PACKAGE_IMPORT_NOT_DEFINED', `Package import specifier "${specifier}" is not defined${where}${importedFrom(importer)}`, {
    base: 'TypeError',
  });
}

function exportsAsMap({ exports, folder }: PackageJson, importer: string | undefined, subpath: string): Record<string, unknown> {
  if (typeof exports !== 'object' || exports === null || Array.isArray(exports)) return { '.': exports };
  const keys = Object.keys(exports);
  const paths = keys.filter((key) => key.startsWith('.'));
  if (paths.length === 0) return { '.': exports };
  if (paths.length === keys.length) return exports as Record<string, unknown>;
  const why = importer === undefined ? '' : ` while importing "${subpath}" from ${importer}`;
  throw new ModuleError(
    'ERR_INVALID_PACKAGE_CONFIG',
    `Invalid package config ${folder}/package.json${why}. "exports" cannot contain some keys starting with '.' and some not. The exports object must either be an object of package subpath keys or an object of main entry condition name keys only.`,
  );
}

function resolveInMap(request: MapRequest, map: Record<string, unknown>, key: string): Target {
  if (Object.hasOwn(map, key) && !key.includes('*') && !key.endsWith('/')) return resolveTarget(request, map[key], key, undefined);
  let best: { pattern: string; match: string } | undefined;
  for (const pattern of Object.keys(map)) {
    const star = pattern.indexOf('*');
    if (star < 0 || pattern.lastIndexOf('*') !== star) continue;
    const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
    if (key.length < pattern.length || !key.startsWith(head) || !key.endsWith(tail)) continue;
    if (best === undefined || isMoreSpecific(pattern, best.pattern)) best = { pattern, match: key.slice(star, key.length - tail.length) };
  }
  return best && resolveTarget(request, map[best.pattern], best.pattern, best.match, key);
}

/** The longer text before the star wins; at the same length, the longer pattern. */
function isMoreSpecific(a: string, b: string): boolean {
  const [aStar, bStar] = [a.indexOf('*'), b.indexOf('*')];
  return aStar === bStar ? a.length > b.length : aStar > bStar;
}

function resolveTarget(request: MapRequest, target: unknown, key: string, match: string | undefined, asked = key): Target {
  if (typeof target === 'string') return resolveText(request, target, key, match, asked);
  if (target === null) return null;
  if (Array.isArray(target)) return resolveFirst(request, target, key, match, asked);
  if (typeof target !== 'object') throw invalidTarget(request, target, key);
  for (const [condition, inner] of Object.entries(target as Record<string, unknown>)) {
    if (/^(?:0|[1-9]\d*)$/.test(condition)) {
      throw new ModuleError(
        'ERR_INVALID_PACKAGE_CONFIG',
        `Invalid package config ${request.pkg.folder}/package.json. "${request.field}" cannot contain numeric property keys.`,
      );
    }
    if (condition !== 'default' && !request.conditions.has(condition)) continue;
    const found = resolveTarget(request, inner, key, match, asked);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first alternative that is valid: one that is not is passed over, unless it is the last. */
function resolveFirst(request: MapRequest, targets: readonly unknown[], key: string, match: string | undefined, asked: string): Target {
  if (targets.length === 0) return null;
  let failure: unknown;
  let last: Target;
  for (const target of targets) {
    try {
      const found = resolveTarget(request, target, key, match, asked);
      if (found === undefined) continue;
      failure = undefined;
      last = found;
      if (found !== null) return found;
    } catch (error) {
      if (!(error instanceof ModuleError) || error.code !== 'ERR_INVALID_PACKAGE_TARGET') throw error;
      failure = error;
    }
  }
  if (failure !== undefined) throw failure;
  return last;
}

function resolveText(request: MapRequest, target: string, key: string, match: string | undefined, asked: string): string {
  if (!target.startsWith('./')) {
    const isName = request.field === 'imports' && !target.startsWith('../') && !target.startsWith('/') && !/^[a-z][a-z\d+.-]*:/i.test(target);
    if (!isName) throw invalidTarget(request, target, key);
    return request.resolvePackage(match === undefined ? target : target.replaceAll('*', () => match));
  }
  if (INVALID_SEGMENT.test(target.slice(2))) throw invalidTarget(request, target, key);
  if (match === undefined) return `${request.pkg.folder}/${target.slice(2)}`;
  if (INVALID_SEGMENT.test(match)) {
    const { field, pkg, importer } = request;
    throw invalidSpecifier(asked, `request is not a valid match in pattern "${key}" for the "${field}" resolution of ${pkg.folder}/package.json`, importer);
  }
  return `${request.pkg.folder}/${target.slice(2).replaceAll('*', () => match)}`;
}

function invalidTarget({ field, pkg, importer }: MapRequest, target: unknown, key: string): ModuleError {
  const what = field === 'exports' && key === '.' ? '"exports" main target' : `"${field}" target`;
  const where = field === 'exports' && key === '.' ? 'defined' : `defined for '${key}'`;
  const isRelative = field === 'exports' && typeof target === 'string' && target !== '' && !target.startsWith('./');
  return new ModuleError(
    'ERR_INVALID_PACKAGE_TARGET',
    `Invalid ${what} ${JSON.stringify(target, null, '')} ${where} in the package config ${pkg.folder}/package.json${importedFrom(importer)}${isRelative ? '; targets must start with "./"' : ''}`,
  );
}
