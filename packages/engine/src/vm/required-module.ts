import { EvalFlags, JSValueHandle, type QuickJS } from 'quickjs-wasi';

const SLOT = 'unhandled.required';
const MARKED = 'node:internal/required:';
const REJECTED = 2;

/**
 * What `require` of an ES module gives: a function `(exports, require, module)` that sets `module.exports` to the module's
 * namespace, or throws what the module threw. As in Node a default export makes it look like a converted module, and an
 * export named 'module.exports' stands for all.
 */
export function requireModule(quickjs: QuickJS, path: string): JSValueHandle {
  const from = JSON.stringify(path);
  const first = run(quickjs, `import * as m from ${from};`, 'm', path);
  const kind = quickjs.evalCode(
    `(() => { const m = globalThis[Symbol.for('${SLOT}')]?.value; return m === undefined ? 0 : 'module.exports' in m ? 1 : 'default' in m && !('__esModule' in m) ? 2 : 0; })()`,
    'node:internal/require',
  );
  const shape = kind.toNumber();
  kind.dispose();
  if (shape === 0) return first;
  first.dispose();
  if (shape === 1) return run(quickjs, `import { 'module.exports' as m } from ${from};`, 'm', path);
  // The same module under a second name, with the mark that converted code looks for.
  const marked = `${MARKED}${path}`;
  return run(quickjs, `import * as m from ${JSON.stringify(marked)};`, 'm', path);
}

/** Source of the module that {@link requireModule} asks for by this name; undefined for other names. */
export function markedModuleSource(name: string): string | undefined {
  if (!name.startsWith(MARKED)) return undefined;
  const from = JSON.stringify(name.slice(MARKED.length));
  return `export * from ${from};export{default}from ${from};export const __esModule=true;`;
}

function run(quickjs: QuickJS, source: string, value: string, path: string): JSValueHandle {
  const slot = `globalThis[Symbol.for('${SLOT}')]`;
  quickjs.evalCode(`${slot} = { value: undefined };`, 'node:internal/require').dispose();
  const evaluation = quickjs.evalCode(`${source}${slot}.value = ${value};`, 'node:internal/require', EvalFlags.TYPE_MODULE);
  const holder = quickjs.evalCode(
    `(({ value }, promise, state) => {
    const fail = (error) => () => { throw error; };
    if (state === 0) return fail(Object.assign(new Error(${JSON.stringify(`require() cannot be used on an ESM graph with top-level await. Use import() instead. To see where the top-level await comes from, use --experimental-print-required-tla.\n  From ${path} `)}), { code: 'ERR_REQUIRE_ASYNC_MODULE' }));
    return (exports, require, module) => { module.exports = value; };
  })`,
    'node:internal/require',
  );
  const state = evaluation.promiseState;
  try {
    if (state === REJECTED) {
      const thrower = quickjs.evalCode('(promise) => { promise.catch(() => {}); }', 'node:internal/require');
      quickjs.callFunction(thrower, quickjs.undefined, evaluation).dispose();
      thrower.dispose();
      const reason = new JSValueHandle(quickjs, quickjs._getExports().qjs_promise_result(evaluation.ptr));
      const failing = quickjs.evalCode('(error) => () => { throw error; }', 'node:internal/require');
      const result = quickjs.callFunction(failing, quickjs.undefined, reason);
      failing.dispose();
      reason.dispose();
      return result;
    }
    const found = quickjs.evalCode(slot, 'node:internal/require');
    const stateBox = quickjs.newNumber(state);
    const result = quickjs.callFunction(holder, quickjs.undefined, found, evaluation, stateBox);
    found.dispose();
    stateBox.dispose();
    return result;
  } finally {
    evaluation.dispose();
    holder.dispose();
  }
}
