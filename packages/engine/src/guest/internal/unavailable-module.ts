import { unavailable } from './errors.ts';
import { sys } from './sys.ts';

/** A function of Node's that is not here: calling or constructing it says so by name and puts it in the machine's report. */
export function unavailableFunction(what: string): () => never {
  return function () {
    sys.unsupported(what);
    throw unavailable(what);
  };
}

/**
 * A module whose names exist and refuse when they are used: packages import more than they call, and ask
 * `instanceof` of classes that they never make.
 */
export function unavailableModule(module: string, names: readonly string[]): Record<string, () => never> {
  return Object.fromEntries(names.map((name) => [name, unavailableFunction(`${module}.${name}`)]));
}
