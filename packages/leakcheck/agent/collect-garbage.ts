import v8 from 'node:v8';
import vm from 'node:vm';

type Collect = () => unknown;

/** Forces a full collection; undefined where this process has no way to, with the flag or without. */
export const collectGarbage: Collect | undefined = (globalThis.gc as Collect | undefined) ?? byFlag();

function byFlag(): Collect | undefined {
  try {
    v8.setFlagsFromString('--expose-gc');
    const found: unknown = vm.runInNewContext('globalThis.gc');
    return typeof found === 'function' ? (found as Collect) : undefined;
  } catch {
    // A Node that has no such flags.
    return undefined;
  }
}
