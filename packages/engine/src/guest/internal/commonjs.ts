import fs from '../node/fs.ts';
import path from '../node/path.ts';
import { fileURLToPath } from '../node/url.ts';
import { builtin } from './builtin-modules.ts';
import { invalidArgType, invalidArgValue } from './errors.ts';
import { process } from './process.ts';
import { entries, sys } from './sys.ts';
import { URL } from './url.ts';

export interface Require {
  (specifier: string): unknown;
  resolve: ((specifier: string) => string) & { paths(specifier: string): string[] | null };
  main: Module | undefined;
  cache: Record<string, Module>;
}

/** What `module` is inside a CommonJS file. */
export class Module {
  id: string;
  path: string;
  exports: unknown = {};
  filename: string;
  loaded = false;
  children: Module[] = [];
  paths: string[] = [];
  readonly parent: Module | undefined;

  constructor(id: string, parent?: Module) {
    this.id = id;
    this.filename = id;
    this.path = path.dirname(id);
    this.parent = parent;
    Object.defineProperty(this, 'parent', { enumerable: false });
    parent?.children.push(this);
  }

  require(specifier: string): unknown {
    return requireFrom(this.filename, this)(specifier);
  }
}

const cache: Record<string, Module> = Object.create(null) as Record<string, Module>;
let mainModule: Module | undefined;

function load(name: string, parent: Module | undefined): unknown {
  if (!name.startsWith('/')) return builtin(name);
  const cached = cache[name];
  if (cached !== undefined) return cached.exports;
  const module = new Module(name, parent);
  cache[name] = module;
  if (parent === undefined && mainModule === undefined) mainModule = module;
  try {
    if (name.endsWith('.json')) module.exports = parseJson(name);
    else {
      const run = sys.compileCommonJs(name) as (...args: unknown[]) => void;
      run.call(module.exports, module.exports, requireFrom(name, module), module, name, module.path);
    }
  } catch (error) {
    // The next require tries again, as in Node.
    delete cache[name];
    throw error;
  }
  module.loaded = true;
  return module.exports;
}

function parseJson(name: string): unknown {
  const text = (fs.readFileSync(name, 'utf8') as string).replace(/^\ufeff/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    (error as Error).message = `${name}: ${(error as Error).message}`;
    throw error;
  }
}

function requireFrom(importer: string, module: Module | undefined): Require {
  function resolve(specifier: string): string {
    if (typeof specifier !== 'string') throw invalidArgType('id', 'of type string', specifier);
    if (specifier === '') throw invalidArgValue('id', specifier, 'must be a non-empty string');
    try {
      return sys.resolveCommonJs(specifier, importer);
    } catch (error) {
      throw Object.assign(error as Error, { code: 'MODULE_NOT_FOUND', requireStack: [importer] });
    }
  }
  const require = (specifier: string): unknown => load(resolve(specifier), module);
  /** Names as a program sees them: built-ins as they were asked for, packages as files. */
  const shown = (specifier: string) => {
    const name = resolve(specifier);
    if (name.startsWith('npm:')) return `/app/node_modules/${name.slice('npm:'.length)}/index.js`;
    return name.startsWith('node:') ? specifier : name;
  };
  return Object.assign(require, { resolve: Object.assign(shown, { paths: () => [] }), main: mainModule, cache });
}

/** module.createRequire */
export function createRequire(from: string | URL): Require {
  if (typeof from !== 'string' && !(from instanceof URL)) throw invalidArgType('filename', 'of type string or an instance of URL', from);
  const text = String(from);
  if (text.startsWith('file:')) return requireFrom(fileURLToPath(text), undefined);
  if (!text.startsWith('/')) throw invalidArgValue('filename', from, 'must be a file URL object, file URL string, or absolute path string');
  return requireFrom(text, undefined);
}

entries.runCommonJs = (file) => {
  load(file, undefined);
  Object.assign(process, { mainModule });
};

export { cache as moduleCache };
