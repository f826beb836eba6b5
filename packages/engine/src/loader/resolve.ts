/** What the resolver may look at. */
export interface ResolverFiles {
  isFile(path: string): boolean;
  readText(path: string): string;
}

/** A module that is not there, in Node's words. */
export class ModuleNotFoundError extends Error {
  readonly code: 'ERR_MODULE_NOT_FOUND' | 'MODULE_NOT_FOUND';
  constructor(code: 'ERR_MODULE_NOT_FOUND' | 'MODULE_NOT_FOUND', message: string) {
    super(message);
    this.code = code;
  }
}

export interface Resolver {
  /** Canonical name of what an ES module imports: `node:fs`, `npm:koa`, or an absolute path. */
  resolveImport(specifier: string, importer: string): string;
  /** The same for `require`, which also tries extensions and index files. */
  resolveRequire(specifier: string, importer: string): string;
}

const REQUIRE_ENDINGS = ['', '.js', '.json', '.cjs', '.ts', '.cts', '/index.js', '/index.ts'];

/** @param builtins names without `node:`; @param packages specifiers of npm packages that are there. */
export function createResolver(files: ResolverFiles, builtins: ReadonlySet<string>, packages: Pick<ReadonlySet<string>, 'has'>): Resolver {
  function bare(specifier: string): string | undefined {
    if (specifier.startsWith('node:')) return specifier;
    if (builtins.has(specifier)) return `node:${specifier}`;
    return packages.has(specifier) ? `npm:${specifier}` : undefined;
  }

  return {
    resolveImport(specifier, importer) {
      const path = toPath(specifier, importer);
      if (path === undefined) {
        const found = bare(specifier);
        if (found !== undefined) return found;
        throw new ModuleNotFoundError('ERR_MODULE_NOT_FOUND', `Cannot find package '${specifier}' imported from ${importer}`);
      }
      if (files.isFile(path)) return path;
      throw new ModuleNotFoundError('ERR_MODULE_NOT_FOUND', `Cannot find module '${path}' imported from ${importer}`);
    },
    resolveRequire(specifier, importer) {
      const path = toPath(specifier, importer);
      if (path === undefined) {
        const found = bare(specifier);
        if (found !== undefined) return found;
      } else {
        for (const ending of REQUIRE_ENDINGS) if (files.isFile(path + ending)) return path + ending;
      }
      throw new ModuleNotFoundError('MODULE_NOT_FOUND', `Cannot find module '${specifier}'\nRequire stack:\n- ${importer}`);
    },
  };
}

function toPath(specifier: string, importer: string): string | undefined {
  if (specifier.startsWith('file://')) return decodeURIComponent(specifier.slice('file://'.length));
  if (specifier.startsWith('/')) return normalize(specifier);
  if (!/^\.\.?(?:\/|$)/.test(specifier)) return undefined;
  return normalize(`${importer.slice(0, importer.lastIndexOf('/'))}/${specifier}`);
}

function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Whether Node 24 would treat the file as CommonJS: by extension, else by the nearest package.json's "type". */
export function isCommonJs(files: ResolverFiles, path: string): boolean {
  if (/\.c[jt]s$/.test(path)) return true;
  if (/\.m[jt]s$/.test(path)) return false;
  for (let folder = path; folder !== ''; ) {
    folder = folder.slice(0, folder.lastIndexOf('/'));
    const manifest = `${folder}/package.json`;
    if (files.isFile(manifest)) return (JSON.parse(files.readText(manifest)) as { type?: string }).type !== 'module';
  }
  // Without a package.json Node looks at the syntax.
  return !/^\s*(?:import\b[^(]|export\b)/m.test(files.readText(path));
}
