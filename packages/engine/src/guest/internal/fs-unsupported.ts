import { unavailable } from './errors.ts';
import { sys } from './sys.ts';

/** Functions that exist in Node and not here: each throws by name when it is called. */
export function unsupportedFunctions(module: string, names: readonly string[]): Record<string, () => never> {
  const functions: Record<string, () => never> = {};
  for (const name of names) {
    const what = `${module}.${name}()`;
    functions[name] = () => {
      sys.unsupported(what);
      throw unavailable(what);
    };
  }
  return functions;
}
