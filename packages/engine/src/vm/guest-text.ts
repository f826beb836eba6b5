import type { QuickJS } from 'quickjs-wasi';

/** The text of a boxed string. */
export function readText(quickjs: QuickJS, box: number): string {
  const exports = quickjs._getExports();
  const cstring = exports.qjs_get_string(box);
  const text = quickjs._readCString(cstring);
  exports.qjs_free_cstring(cstring);
  return text;
}

/** "Name: message" and the stack of a thrown value; empty where it has none, or is no error. */
export function describeThrown(quickjs: QuickJS, box: number): { message: string; stack: string } {
  const name = errorField(quickjs, box, 'name');
  const message = errorField(quickjs, box, 'message');
  return { message: name === '' ? message : `${name}: ${message}`, stack: errorField(quickjs, box, 'stack') };
}

/** A string field of a thrown value. Values that are no errors are not asked: their getters are the program's. */
function errorField(quickjs: QuickJS, box: number, name: string): string {
  const exports = quickjs._getExports();
  if (exports.qjs_is_error(box) === 0) return '';
  const { ptr } = quickjs._writeString(name);
  const field = exports.qjs_get_prop_string(box, ptr);
  exports.wasm_free(ptr);
  if (field === 0) return '';
  const text = exports.qjs_is_string(field) === 0 ? '' : readText(quickjs, field);
  exports.qjs_free_value(field);
  return text;
}
