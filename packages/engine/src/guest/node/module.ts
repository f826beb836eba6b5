import { addBuiltin, builtinNames, isBuiltin } from '../internal/builtin-modules.ts';
import { createRequire, Module, moduleCache } from '../internal/commonjs.ts';
import { unavailable } from '../internal/errors.ts';

function missing(name: string): () => never {
  return () => {
    throw unavailable(`module.${name}`);
  };
}

const exports = Object.assign(Module, {
  Module,
  builtinModules: [...builtinNames],
  createRequire,
  isBuiltin,
  _cache: moduleCache,
  _extensions: {},
  globalPaths: [],
  syncBuiltinESMExports: () => {},
  register: missing('register'),
  registerHooks: missing('registerHooks'),
  stripTypeScriptTypes: missing('stripTypeScriptTypes'),
  findSourceMap: () => undefined,
});
addBuiltin('module', exports);

export default exports;
