import { addBuiltin, publicNames } from '../internal/builtin-modules.ts';
import { Module } from '../internal/commonjs.ts';
import { codedError, invalidArgType, unavailable } from '../internal/errors.ts';
import { emitWarning } from '../internal/process-warnings.ts';
import { sys } from '../internal/sys.ts';
import { assertOneOf, assertObject, assertString } from '../internal/validate.ts';
import fs from './fs.ts';
import { URL } from '../internal/url.ts';
import path from './path.ts';
import { fileURLToPath } from './url.ts';

function missing(name: string): () => never {
  return () => {
    sys.unsupported(`module.${name}`);
    throw unavailable(`module.${name}`);
  };
}

function asPath(value: unknown, name: string): string {
  const text = String(value);
  if (typeof value !== 'string' && !(value instanceof URL)) throw invalidArgType(name, 'of type string or an instance of URL', value);
  return text.startsWith('file:') ? fileURLToPath(text) : text;
}

/** module.findPackageJSON: the file of the package that a specifier names, or of the one that a file belongs to. */
function findPackageJSON(specifier: unknown, base?: unknown): string | undefined {
  if (arguments.length === 0) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "specifier" argument must be specified');
  const target = asPath(specifier, 'specifier');
  if (base === undefined && !path.isAbsolute(target)) throw invalidArgType('base', 'of type string or an instance of URL', base);
  const from = base === undefined ? '/' : asPath(base, 'base');
  if (/^\.{0,2}(?:\/|$)/.test(target)) {
    const folder = sys.findPackageFolder(path.resolve(path.dirname(from), target === '.' || target === '..' ? `${target}/_` : target));
    const isFound = fs.existsSync(`${folder}/package.json`);
    return isFound ? `${folder}/package.json` : undefined;
  }
  const name = target.split('/', target.startsWith('@') ? 2 : 1).join('/');
  for (const folder of Module._nodeModulePaths(path.dirname(from))) {
    const file = `${folder}/${name}/package.json`;
    if (fs.existsSync(file)) return fs.realpathSync(file) as string;
  }
  return undefined;
}

let warned = false;

function stripTypeScriptTypes(code: unknown, options: { mode?: unknown; sourceUrl?: string } = {}): string {
  assertString(code, 'code');
  assertObject(options, 'options');
  const { mode = 'strip', sourceUrl } = options;
  assertOneOf(mode, 'options.mode', ['strip', 'transform']);
  if (mode === 'transform') missing('stripTypeScriptTypes({ mode: "transform" })')();
  if (!warned) emitWarning('stripTypeScriptTypes is an experimental feature and might change at any time', 'ExperimentalWarning');
  warned = true;
  const stripped = sys.stripTypes(code);
  return sourceUrl === undefined ? stripped : `${stripped}\n\n//# sourceURL=${sourceUrl}`;
}

const exports = Object.assign(Module, {
  builtinModules: publicNames,
  syncBuiltinESMExports: () => {},
  register: missing('register'),
  registerHooks: missing('registerHooks'),
  findPackageJSON,
  stripTypeScriptTypes,
  findSourceMap: () => undefined,
  constants: Object.freeze({
    __proto__: null,
    compileCacheStatus: Object.freeze({ __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 }),
  }),
  enableCompileCache: () => ({ status: 3 }),
  flushCompileCache: () => {},
  getCompileCacheDir: () => undefined,
});
addBuiltin('module', exports);

export default exports;
