import type { JSValueHandle, QuickJS } from 'quickjs-wasi';
import type { ValueBoxes } from './values.ts';

/** The one C function that the package does not wrap: an ArrayBuffer over memory that somebody else owns. */
interface RawExports {
  JS_NewArrayBuffer(context: number, address: number, length: number, free: number, opaque: number, shared: number): bigint;
}

/** Reserves zeroed words in linear memory and gives the guest an Int32Array over them. They are never freed. */
export function newSharedWords(quickjs: QuickJS, boxes: ValueBoxes, words: number): { address: number; view: JSValueHandle } {
  const exports = quickjs._getExports();
  const address = exports.wasm_malloc(words * 4);
  boxes.words.fill(0, address >> 2, (address >> 2) + words);
  const value = (exports as unknown as RawExports).JS_NewArrayBuffer(exports.qjs_get_context_ptr(), address, words * 4, 0, 0, 0);
  const box = quickjs.newNumber(0);
  const memory = boxes.words;
  memory[box.ptr >> 2] = Number(BigInt.asIntN(32, value));
  memory[(box.ptr >> 2) + 1] = Number(BigInt.asIntN(32, value >> 32n));
  const construct = quickjs.evalCode('(buffer) => new Int32Array(buffer)', 'cell');
  const view = quickjs.callFunction(construct, quickjs.undefined, box);
  construct.dispose();
  box.dispose();
  return { address, view };
}
