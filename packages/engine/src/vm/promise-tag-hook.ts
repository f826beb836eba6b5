// A WebAssembly function, written out by hand because the engine's promise hook must be one: called for each new
// promise, it stores the running context's number in three bytes of the promise that nothing else uses.
import { ALIGN_4, functionBody, I32, I64, KIND, OP, PREAMBLE, SECTION, section, signed, text } from './wasm-binary.ts';

/** Offsets in the pinned binary's structures, bytes. */
export const PROMISE_LAYOUT = {
  /** JSObject: where the class's own data is. */
  objectData: 24,
  /** JSPromiseData: a flag of one byte; the three after it are padding. */
  promiseFlags: 20,
} as const;

/** Parameters of JSPromiseHook: context, type, promise, parent, opaque; one local for the promise's data. */
const [TYPE, PROMISE, DATA] = [1, 2, 5];

const HOOK = functionBody(1, [
  // if (type === INIT)
  ...[OP.localGet, TYPE, OP.isZero, ...OP.ifVoid],
  // data = promise.data
  ...[OP.localGet, PROMISE, OP.wrapI64, OP.load, ALIGN_4, PROMISE_LAYOUT.objectData, OP.localTee, DATA],
  // data.flags = (data.flags & 0xff) | (context << 8)
  ...[OP.localGet, DATA, OP.load, ALIGN_4, PROMISE_LAYOUT.promiseFlags, OP.constant, ...signed(0xff), OP.and],
  ...[OP.globalGet, 0, OP.load, ALIGN_4, 0, OP.constant, ...signed(8), OP.shiftLeft],
  ...[OP.or, OP.store, ALIGN_4, PROMISE_LAYOUT.promiseFlags],
  OP.end,
]);

const MODULE = new Uint8Array([
  ...PREAMBLE,
  ...section(SECTION.type, [1, 0x60, 5, I32, I32, I64, I64, I32, 0]),
  // The engine's memory, and the address of the word that holds the running context.
  ...section(SECTION.import, [2, ...text('engine'), ...text('memory'), KIND.memory, 0, 1, ...text('engine'), ...text('context'), KIND.global, I32, 0]),
  ...section(SECTION.function, [1, 0]),
  ...section(SECTION.export, [1, ...text('hook'), KIND.function, 0]),
  ...section(SECTION.code, [1, ...HOOK]),
]);

/** @param context address of the word that holds the running context's number. */
export function createPromiseTagHook(memory: WebAssembly.Memory, context: number): unknown {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(MODULE), { engine: { memory, context } });
  return instance.exports['hook'];
}
