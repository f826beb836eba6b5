import { importedFrom, invalidSpecifier, ModuleError, moduleNotFound, packageNotFound, unknownBuiltin } from './module-errors.ts';
import { type PackageJson, packageScope, parentOf, readPackageJson, type ResolverFiles } from './package-json.ts';
import { importNotDefined, resolveExports, resolveImports } from './package-maps.ts';

export interface Resolver {
  /** Canonical name of what an ES module imports: `node:fs`, `npm:koa`, or an absolute path. @throws {ModuleError} */
  resolveImport(specifier: string, importer: string): string;
  /** The same for `require`, which also tries extensions and index files; undefined when nothing is there. @throws {ModuleError} */
  resolveRequire(specifier: string, importer: string, options?: RequireOptions): string | undefined;
}

export interface RequireOptions {
  /** Endings that are tried. Default {@link REQUIRE_ENDINGS}. */
  readonly extensions?: readonly string[];
  /** Folders to look in, instead of those that follow from the importer's. */
  readonly paths?: readonly string[];
}

/** What Node's `require` tries by itself: it does not guess TypeScript. */
const REQUIRE_ENDINGS: readonly string[] = ['.js', '.json', '.node'];
const MAIN_ENDINGS = ['', '.js', '.json', '.node', '/index.js', '/index.json', '/index.node'];

/** Built-ins that only exist with their prefix. */
const PREFIX_ONLY = new Set(['sea', 'sqlite', 'test', 'test/reporters']);

/** @param builtins names without `node:`; @param packages specifiers of npm packages that are there without being on disk. */
export function createResolver(
  files: ResolverFiles,
  builtins: ReadonlySet<string>,
  packages: Pick<ReadonlySet<string>, 'has'>,
  conditions: readonly string[] = [],
): Resolver {
  const importConditions = new Set(['node', 'import', 'module-sync', 'node-addons', ...conditions]);
  const requireConditions = new Set(['node', 'require', 'module-sync', 'node-addons', ...conditions]);

  function builtin(specifier: string): string | undefined {
    if (!specifier.startsWith('node:')) return builtins.has(specifier) && !PREFIX_ONLY.has(specifier) ? `node:${specifier}` : undefined;
    if (builtins.has(specifier.slice('node:'.length))) return specifier;
    throw unknownBuiltin(specifier);
  }

  function finish(path: string, suffix: string, importer: string): string {
    if (files.isFile(path)) return files.realPath(path) + suffix;
    const url = urlOf(path);
    if (!files.isDirectory(path)) throw moduleNotFound(path, importer, url);
    throw new ModuleError('ERR_UNSUPPORTED_DIR_IMPORT', `Directory import '${path}' is not supported resolving ES modules${importedFrom(importer)}`, {
      fields: { url },
    });
  }

  function importPackage(specifier: string, importer: string): string {
    const known = builtin(specifier);
    if (known !== undefined) return known;
    const { name, subpath } = packageName(specifier) ?? { name: '', subpath: '' };
    if (name === '') throw invalidSpecifier(specifier, 'is not a valid package name', importer);
    const request = (pkg: PackageJson) => ({ pkg, conditions: importConditions, importer, resolvePackage: (inner: string) => importPackage(inner, importer) });
    const own = packageScope(files, importer);
    if (own?.exports !== undefined && own.name === name) return finish(resolveExports(request(own), subpath), '', importer);
    for (const folder of nodeModulePaths(parentOf(importer))) {
      const at = `${folder}/${name}`;
      if (!files.isDirectory(at)) continue;
      const pkg = readPackageJson(files, at, { specifier, importer });
      if (pkg?.exports !== undefined) return finish(resolveExports(request(pkg), subpath), '', importer);
      if (subpath !== '.') return finish(normalize(`${at}/${subpath}`), '', importer);
      const main = mainOf(files, at, pkg?.main);
      if (main === undefined) throw packageNotFound(`${at}/${pkg?.main ?? 'index.js'}`, importer);
      return files.realPath(main);
    }
    if (packages.has(specifier)) return `npm:${specifier}`;
    throw packageNotFound(name, importer);
  }

  function requirePackage(specifier: string, importer: string, { paths, extensions = REQUIRE_ENDINGS }: RequireOptions): string | undefined {
    const request = (pkg: PackageJson, from: string | undefined) => ({
      pkg,
      conditions: requireConditions,
      importer: from,
      resolvePackage: (inner: string) => builtin(inner) ?? requirePackage(inner, importer, {}) ?? raise(packageNotFound(inner, importer)),
    });
    if (specifier.startsWith('#')) {
      const own = packageScope(files, importer);
      if (own?.imports === undefined) return undefined;
      const target = resolveImports(request(own, importer), specifier);
      if (target === undefined) throw importNotDefined(specifier, own, importer);
      return canonical(target, extensions);
    }
    const parsed = packageName(specifier);
    const own = packageScope(files, importer);
    if (parsed !== undefined && own?.exports !== undefined && own.name === parsed.name) {
      return requiredFile(resolveExports(request(own, importer), parsed.subpath));
    }
    for (const folder of paths ?? nodeModulePaths(parentOf(importer))) {
      if (parsed !== undefined) {
        const pkg = readPackageJson(files, `${folder}/${parsed.name}`);
        if (pkg?.exports !== undefined) return requiredFile(resolveExports(request(pkg, undefined), parsed.subpath));
      }
      const found = requiredPath(files, `${folder}/${specifier}`, extensions);
      if (found !== undefined) return found;
    }
    return packages.has(specifier) ? `npm:${specifier}` : undefined;
  }

  function requiredFile(path: string): string {
    if (files.isFile(path)) return files.realPath(path);
    throw new ModuleError('MODULE_NOT_FOUND', `Cannot find module '${path}'`);
  }

  function canonical(target: string, extensions: readonly string[]): string | undefined {
    return target.startsWith('/') ? requiredPath(files, target, extensions) : target;
  }

  function resolveImport(specifier: string, importer: string): string {
    if (/^\.{0,2}\//.test(specifier) || specifier.startsWith('file:') || specifier === '.' || specifier === '..') {
      const { path, suffix } = filePath(specifier, importer);
      return finish(path, suffix, importer);
    }
    if (specifier.startsWith('#')) {
      const own = packageScope(files, importer);
      const valid = specifier !== '#' && !specifier.startsWith('#/');
      if (!valid) throw invalidSpecifier(specifier, 'is not a valid internal imports specifier name', importer);
      const resolvePackage = (inner: string) => importPackage(inner, importer);
      const target = own && resolveImports({ pkg: own, conditions: importConditions, importer, resolvePackage }, specifier);
      if (target === undefined) throw importNotDefined(specifier, own?.imports === undefined ? undefined : own, importer);
      return target.startsWith('/') ? finish(target, '', importer) : target;
    }
    const scheme = /^([a-z][a-z\d+.-]*:)/i.exec(specifier)?.[1];
    if (scheme === 'data:') return specifier;
    if (scheme !== undefined && scheme !== 'node:') {
      throw new ModuleError(
        'ERR_UNSUPPORTED_ESM_URL_SCHEME',
        `Only URLs with a scheme in: file and data are supported by the default ESM loader. Received protocol '${scheme}'`,
      );
    }
    return importPackage(specifier, importer);
  }

  function resolveRequire(specifier: string, importer: string, options: RequireOptions = {}): string | undefined {
    const known = builtin(specifier);
    if (known !== undefined) return known;
    const { extensions = REQUIRE_ENDINGS, paths } = options;
    if (specifier.startsWith('/')) return requiredPath(files, specifier, extensions);
    if (!/^\.\.?(?:\/|$)/.test(specifier)) return requirePackage(specifier, importer, options);
    for (const folder of paths ?? [parentOf(importer)]) {
      const found = requiredPath(files, `${folder}/${specifier}`, extensions);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** What `require` would have found, worded as an import. */
  function hint(specifier: string, importer: string): string {
    let found: string | undefined;
    try {
      found = resolveRequire(specifier, importer);
    } catch {
      return '';
    }
    if (found === undefined || !found.startsWith('/')) return '';
    if (/^\.{0,2}\//.test(specifier)) return relativeTo(parentOf(importer), found);
    const name = packageName(specifier)?.name ?? '';
    return found.slice(found.lastIndexOf(`/node_modules/${name}/`) + '/node_modules/'.length);
  }

  return {
    resolveImport(specifier, importer) {
      try {
        return resolveImport(specifier, importer);
      } catch (error) {
        if (error instanceof ModuleError && (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'ERR_UNSUPPORTED_DIR_IMPORT')) {
          const better = hint(specifier, importer);
          if (better !== '') error.message += `\nDid you mean to import ${JSON.stringify(better)}?`;
        }
        throw error;
      }
    },
    resolveRequire,
  };
}

function relativeTo(folder: string, path: string): string {
  const [from, to] = [folder.split('/'), path.split('/')];
  let same = 0;
  while (same < from.length && from[same] === to[same]) same++;
  const ups = from.length - same;
  return (ups === 0 ? './' : '../'.repeat(ups)) + to.slice(same).join('/');
}

/** `@scope/name/sub` as `@scope/name` and `./sub`; undefined when it is no package's name. */
function packageName(specifier: string): { name: string; subpath: string } | undefined {
  const match = /^((?:@[^/\\%]+\/)?[^./\\%@][^/\\%]*)(\/.*)?$/.exec(specifier);
  return match === null ? undefined : { name: match[1] as string, subpath: `.${match[2] ?? ''}` };
}

/** Folders that a file in `folder` finds packages in, nearest first. */
export function nodeModulePaths(folder: string): string[] {
  const paths: string[] = [];
  for (let at = folder; ; at = parentOf(at)) {
    if (!at.endsWith('/node_modules')) paths.push(`${at}/node_modules`);
    if (at === '') return paths;
  }
}

function mainOf(files: ResolverFiles, folder: string, main: string | undefined): string | undefined {
  const candidates = main === undefined ? [] : MAIN_ENDINGS.map((ending) => normalize(`${folder}/${main}`) + ending);
  for (const ending of REQUIRE_ENDINGS) candidates.push(`${folder}/index${ending}`);
  return candidates.find((path) => files.isFile(path));
}

/** A file, a file with one of the endings, or a folder's main file. @throws {ModuleError} for a "main" that leads nowhere. */
function requiredPath(files: ResolverFiles, asked: string, extensions: readonly string[]): string | undefined {
  const path = normalize(asked);
  const wantsFolder = /(?:^|\/)\.{0,2}$/.test(asked);
  const withEnding = (base: string): string | undefined => extensions.map((ending) => base + ending).find((each) => files.isFile(each));
  let found: string | undefined;
  if (!wantsFolder) found = files.isFile(path) ? path : withEnding(path);
  if (found === undefined && files.isDirectory(path)) {
    const folder = path === '/' ? '' : path;
    const main = readPackageJson(files, folder)?.main;
    const at = main === undefined || main === '' ? undefined : normalize(`${folder}/${main}`);
    if (at !== undefined) found = files.isFile(at) ? at : (withEnding(at) ?? withEnding(`${at}/index`));
    found ??= withEnding(`${folder}/index`);
    if (found === undefined && at !== undefined) {
      throw new ModuleError('MODULE_NOT_FOUND', `Cannot find module '${at}'. Please verify that the package.json has a valid "main" entry`, {
        fields: { path: `${folder}/package.json`, requestPath: asked },
      });
    }
  }
  return found === undefined ? undefined : files.realPath(found);
}

/** Path and query of a relative, absolute or `file:` specifier. A query makes another module of the same file. */
function filePath(specifier: string, importer: string): { path: string; suffix: string } {
  const [, address = '', suffix = ''] = /^([^?#]*)(.*)$/s.exec(specifier.replace(/^file:(?:\/\/(?:localhost)?(?=\/))?/, '')) ?? [];
  const path = address.startsWith('/') ? address : `${parentOf(importer)}/${address}`;
  const isFolder = /(?:^|\/)\.{0,2}$/.test(path);
  const shown = normalize(path);
  if (/%2f|%5c/i.test(path)) throw invalidSpecifier(shown, 'must not include encoded "/" or "\\" characters', importer);
  const plain = isFolder && shown !== '/' ? `${shown}/` : shown;
  return { path: decode(plain), suffix };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The URL of a file. */
export function urlOf(path: string): string {
  return `file://${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}`;
}

function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function raise(error: Error): never {
  throw error;
}
