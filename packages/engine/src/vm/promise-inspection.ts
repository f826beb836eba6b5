import { JSValueHandle, type QuickJS } from 'quickjs-wasi';

/** What the language hides from the guest: whether a promise has settled, and with what. Results belong to the caller. */
export function inspectPromises(quickjs: QuickJS): { state(promise: JSValueHandle): JSValueHandle; result(promise: JSValueHandle): JSValueHandle } {
  return {
    state: (promise) => quickjs.newNumber(promise.promiseState),
    result(promise) {
      return promise.promiseState === 0 ? quickjs.undefined : new JSValueHandle(quickjs, quickjs._getExports().qjs_promise_result(promise.ptr));
    },
  };
}
