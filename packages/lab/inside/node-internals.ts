// Node's own modules below its public API, reached with --expose-internals as Node's own tests do. Everything here was
// read in Node 24; whoever takes a part says so when it is not there.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A module of Node's `lib/internal`. @throws {Error} when node was started without --expose-internals, or has none of that name. */
export function internalModule<T>(name: string): T {
  const { emitWarning } = process;
  // The first of them warns that it is for tests: true, and no line of the program's output.
  process.emitWarning = () => undefined;
  try {
    return require(`internal/${name}`) as T;
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** What `internalBinding(name)` gives inside Node. */
export function internalBinding<T>(name: string): T {
  return internalModule<{ internalBinding: (name: string) => T }>('test/binding').internalBinding(name);
}
