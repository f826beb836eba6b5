import fs from '../node/fs.ts';
import path from '../node/path.ts';
import { fileURLToPath } from '../node/url.ts';
import { addBuiltin, builtin, isBuiltin } from './builtin-modules.ts';
import { codedError, invalidArgType, invalidArgValue } from './errors.ts';
import { finishCycle, warnOfMissing } from './module-cycles.ts';
import { fillImportMeta } from './import-meta.ts';
import { globalPaths, nodeModulePaths, requireStackOf, resolveLookupPaths } from './module-lookup.ts';
import { process } from './process.ts';
import { entries, sys } from './sys.ts';
import { URL } from './url.ts';

export interface Require {
  (specifier: string): unknown;
  resolve: ((specifier: string, options?: ResolveOptions) => string) & { paths(specifier: string): string[] | null };
  main: Module | undefined;
  extensions: Record<string, Extension>;
  cache: Record<string, Module>;
}

export interface ResolveOptions {
  paths?: string[];
}

type Extension = (module: Module, filename: string) => void;

const parents = new WeakMap<Module, Module | undefined>();

/** What `module` is inside a CommonJS file. */
export class Module {
  static _cache: Record<string, Module> = Object.create(null) as Record<string, Module>;
  static _pathCache: Record<string, string> = Object.create(null) as Record<string, string>;
  static _extensions: Record<string, Extension> = Object.create(null) as Record<string, Extension>;
  static globalPaths: string[] = globalPaths;

  id: string;
  declare path: string;
  exports: unknown = {};
  filename: string | null = null;
  loaded = false;
  children: Module[] = [];
  declare paths: string[];

  constructor(id = '', parent?: Module) {
    this.id = id;
    this.path = path.dirname(id);
    parents.set(this, parent);
    adopt(parent, this);
  }

  get parent(): Module | undefined {
    return parents.get(this);
  }
  set parent(value: Module | undefined) {
    parents.set(this, value);
  }

  get isPreloading(): boolean {
    return false;
  }

  load(filename: string): void {
    this.filename = filename;
    this.paths = Module._nodeModulePaths(path.dirname(filename));
    const extension = Module._extensions[extensionOf(filename)] as Extension;
    extension(this, filename);
    this.loaded = true;
  }

  require(id: string): unknown {
    if (typeof id !== 'string') throw invalidArgType('id', 'of type string', id);
    if (id === '') throw invalidArgValue('id', id, 'must be a non-empty string');
    return Module._load(id, this, false);
  }

  _compile(content: string, filename: string): unknown {
    return run(this, filename, sys.compileCommonJs(filename, content));
  }

  static _load(request: string, parent?: Module, isMain = false): unknown {
    if (request.startsWith('node:')) return builtin(request);
    const filename = Module._resolveFilename(request, parent, isMain);
    const cached = Module._cache[filename];
    if (cached !== undefined) {
      adopt(parent, cached);
      if (!cached.loaded) warnOfMissing(cached);
      return cached.exports;
    }
    if (filename.startsWith('npm:') || isBuiltin(filename)) return builtin(filename);
    const module = new Module(filename, parent);
    if (isMain) {
      process.mainModule = module;
      module.id = '.';
    }
    Module._cache[filename] = module;
    let failed = true;
    try {
      module.load(filename);
      failed = false;
    } finally {
      // The next require tries again, as in Node.
      if (failed) {
        delete Module._cache[filename];
        const at = parent?.children.indexOf(module) ?? -1;
        if (at >= 0) parent?.children.splice(at, 1);
      } else finishCycle(module);
    }
    return module.exports;
  }

  static _resolveFilename(request: string, parent?: Module, _isMain = false, options?: ResolveOptions): string {
    if (isBuiltin(request)) return request;
    const from = parent?.filename ?? path.resolve(parent?.path ?? '.', '[eval]');
    const name = sys.resolveCommonJs(request, from, lookupOptions(request, parent, options));
    if (name === '') throw notFound(request, parent);
    return name.startsWith('node:') ? request : name;
  }

  static _findPath(request: string, paths: string[] | null = [], _isMain = false): string | false {
    const folders = path.isAbsolute(request) ? [''] : (paths ?? []);
    for (const folder of folders) {
      const found = sys.resolveCommonJs(path.resolve(folder, request) + (/\/$/.test(request) ? '/' : ''), '/', extensionList());
      if (found !== '') return found;
    }
    return false;
  }

  static _nodeModulePaths = nodeModulePaths;
  static _resolveLookupPaths = resolveLookupPaths;
  static _initPaths = initPaths;
  static _preloadModules = (): void => {};
  static _debug = (): void => {};
  static isBuiltin = isBuiltin;
  static createRequire = createRequire;
  static Module = Module;
  static runMain = (main: string = process.argv[1] ?? ''): void => {
    Module._load(main, undefined, true);
  };
  static wrapper = ['(function (exports, require, module, __filename, __dirname) { ', '\n});'];
  static wrap = (script: string): string => Module.wrapper[0] + script + Module.wrapper[1];
}

for (const hidden of ['wrapper', 'wrap']) Object.defineProperty(Module, hidden, { enumerable: false });
for (const shown of ['load', 'require', '_compile']) Object.defineProperty(Module.prototype, shown, { enumerable: true });
const compile = Module.prototype._compile;

Object.assign(Module._extensions, {
  '.js'(module: Module, filename: string) {
    // Without a detour over the text where nobody has put something of their own in between.
    if (module._compile === compile) run(module, filename, sys.compileCommonJs(filename));
    else module._compile(fs.readFileSync(filename, 'utf8') as string, filename);
  },
  '.json'(module: Module, filename: string) {
    const text = (fs.readFileSync(filename, 'utf8') as string).replace(/^\ufeff/, '');
    try {
      module.exports = JSON.parse(text);
    } catch (error) {
      (error as Error).message = `${filename}: ${(error as Error).message}`;
      throw error;
    }
  },
  '.node'(_module: Module, filename: string) {
    sys.unsupported('native addons');
    throw codedError(Error, 'ERR_DLOPEN_FAILED', `${filename}: native addons cannot be loaded by the embedded engine`);
  },
} satisfies Record<string, Extension>);

function run(module: Module, filename: string, compiled: unknown): unknown {
  const require = requireFor(module);
  return (compiled as (...args: unknown[]) => unknown).call(module.exports, module.exports, require, module, filename, path.dirname(filename));
}

function adopt(parent: Module | undefined, child: Module): void {
  if (parent?.children !== undefined && !parent.children.includes(child)) parent.children.push(child);
}

/** The longest ending that somebody registered: `.test.js` before `.js`. */
function extensionOf(filename: string): string {
  const name = path.basename(filename);
  for (let at = name.indexOf('.', 1); at >= 0; at = name.indexOf('.', at + 1)) {
    const extension = name.slice(at);
    if (Module._extensions[extension] !== undefined) return extension;
  }
  return '.js';
}

const USUAL = ['.js', '.json', '.node'].join();

function extensionList(): string | undefined {
  const extensions = Object.keys(Module._extensions);
  return extensions.join() === USUAL ? undefined : JSON.stringify({ extensions });
}

function lookupOptions(request: string, parent: Module | undefined, options: ResolveOptions | undefined): string | undefined {
  const isRelative = /^\.\.?(?:\/|$)/.test(request);
  let paths: string[] | undefined;
  if (options !== undefined && options !== null && typeof options === 'object' && options.paths !== undefined) {
    if (!Array.isArray(options.paths)) throw invalidArgValue('options.paths', options.paths);
    paths = isRelative
      ? options.paths.map((each) => path.resolve(each))
      : options.paths.flatMap((each) => [...nodeModulePaths(path.resolve(each)), ...globalPaths]);
  } else if (!isRelative && !path.isAbsolute(request)) {
    const own = parent?.paths;
    const usual = parent?.filename ? nodeModulePaths(path.dirname(parent.filename)) : undefined;
    const changed = own !== undefined && (usual === undefined || own.join() !== usual.join());
    if (changed || globalPaths.length > 0) paths = [...(own ?? usual ?? nodeModulePaths(process.cwd())), ...globalPaths];
  }
  const extensions = extensionList();
  if (paths === undefined) return extensions;
  return JSON.stringify({ paths, ...(extensions !== undefined && { extensions: Object.keys(Module._extensions) }) });
}

function notFound(request: string, parent: Module | undefined): Error {
  const requireStack = requireStackOf(parent, (each) => parents.get(each as Module));
  const shown = requireStack.length === 0 ? '' : `\nRequire stack:\n- ${requireStack.join('\n- ')}`;
  return Object.assign(new Error(`Cannot find module '${request}'${shown}`), { code: 'MODULE_NOT_FOUND', requireStack });
}

/** module._initPaths: takes the folders of NODE_PATH. */
function initPaths(): void {
  globalPaths.splice(0, globalPaths.length, ...(process.env['NODE_PATH'] ?? '').split(':').filter((each) => each !== ''));
  Module.globalPaths = [...globalPaths];
}

function requireFor(module: Module): Require {
  const require = (id: string): unknown => module.require(id);
  function resolve(request: string, options?: ResolveOptions): string {
    if (typeof request !== 'string') throw invalidArgType('request', 'of type string', request);
    const name = Module._resolveFilename(request, module, false, options);
    // A package that comes with the machine has no file: this is where it would be.
    return name.startsWith('npm:') ? `/app/node_modules/${name.slice('npm:'.length)}/index.js` : name;
  }
  function paths(request: string): string[] | null {
    if (typeof request !== 'string') throw invalidArgType('request', 'of type string', request);
    return resolveLookupPaths(request, module);
  }
  return Object.assign(require, {
    resolve: Object.assign(resolve, { paths }),
    main: process.mainModule as Module | undefined,
    extensions: Module._extensions,
    cache: Module._cache,
  });
}

/** module.createRequire */
export function createRequire(from: string | URL): Require {
  const text = String(from);
  const isUrl = from instanceof URL || (typeof from === 'string' && text.startsWith('file:'));
  if (!isUrl && (typeof from !== 'string' || !path.isAbsolute(text)))
    throw invalidArgValue('filename', from, 'must be a file URL object, file URL string, or absolute path string');
  return requireOf(isUrl ? fileURLToPath(text) : text);
}

function requireOf(filename: string): Require {
  const file = filename.endsWith('/') ? path.join(filename, 'noop.js') : filename;
  const module = new Module(file);
  module.filename = file;
  module.paths = nodeModulePaths(path.dirname(file));
  return requireFor(module);
}

entries.runCommonJs = (file) => {
  if (process.env['NODE_PATH'] !== undefined) initPaths();
  Module.runMain(file);
};

entries.newModuleError = (json) => {
  const { code, base, message, frames, fields } = JSON.parse(json) as { code: string; base: string; message: string; frames: string; fields: object };
  const Base = { TypeError, RangeError, SyntaxError }[base] ?? Error;
  const isNodes = code.startsWith('ERR_');
  const error = isNodes ? codedError(Base, code, message) : new Base(message);
  if (frames !== '') error.stack = `${error.name}${isNodes ? ` [${code}]` : ''}: ${message}\n${frames}`;
  return Object.assign(error, code !== '' && { code }, fields);
};

addBuiltin('internal/loading', {
  fillImportMeta,
  /** What an ES module imports from a CommonJS one. */
  importCommonJs: (file: string): unknown => Module._load(file, undefined, false),
});
