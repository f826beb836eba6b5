import { emitWarning } from './process-warnings.ts';

interface Cyclic {
  readonly exports: unknown;
}

/** Modules whose exports somebody got before they were complete. */
const unfinished = new Map<Cyclic, object>();

/** In a cycle the exports are not complete yet: a property that is not there is worth a word, as in Node. */
export function warnOfMissing(module: Cyclic): void {
  const { exports } = module;
  if (unfinished.has(module) || exports === null || typeof exports !== 'object') return;
  if (Object.getPrototypeOf(exports) !== Object.prototype || (exports as { __esModule?: unknown }).__esModule) return;
  unfinished.set(module, exports);
  const tell = (name: string | symbol) => emitWarning(`Accessing non-existent property '${String(name)}' of module exports inside circular dependency`);
  Object.setPrototypeOf(
    exports,
    new Proxy(Object.prototype, {
      get(target, name, receiver) {
        if (name in target || name === '__esModule') return Reflect.get(target, name, receiver) as unknown;
        tell(name);
        return undefined;
      },
      getOwnPropertyDescriptor(target, name) {
        if (!Object.hasOwn(target, name) && name !== '__esModule') tell(name);
        return Object.getOwnPropertyDescriptor(target, name);
      },
    }),
  );
}

/** The module is complete: its exports are a plain object again. */
export function finishCycle(module: Cyclic): void {
  const exports = unfinished.get(module);
  if (exports === undefined) return;
  unfinished.delete(module);
  Object.setPrototypeOf(exports, Object.prototype);
}
