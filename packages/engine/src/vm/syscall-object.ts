import type { JSValueHandle, QuickJS } from 'quickjs-wasi';

/** An object in the machine whose methods are the named system calls. They get their bodies later. */
export function newSyscallObject(quickjs: QuickJS, names: readonly string[]): JSValueHandle {
  const object = quickjs.newObject();
  for (const name of names) {
    const fn = quickjs.newFunction(name, () => quickjs.undefined);
    object.setProp(name, fn);
    fn.dispose();
  }
  return object;
}
