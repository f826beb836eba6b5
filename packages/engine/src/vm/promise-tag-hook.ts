// A WebAssembly function, written out by hand because the engine's promise hook must be one: called for each new
// promise, it stores the running context's number in three bytes of the promise that nothing else uses.

const I32 = 0x7f;
const I64 = 0x7e;
const LOCAL_GET = 0x20;
const LOCAL_TEE = 0x22;
const GLOBAL_GET = 0x23;
const I32_LOAD = 0x28;
const I32_STORE = 0x36;
const I32_CONST = 0x41;
const I32_EQZ = 0x45;
const I32_AND = 0x71;
const I32_OR = 0x72;
const I32_SHL = 0x74;
const I32_WRAP_I64 = 0xa7;
const IF_VOID = [0x04, 0x40];
const END = 0x0b;
/** Alignment of four bytes, as loads and stores write it. */
const ALIGN_4 = 2;

/** Offsets in the pinned binary's structures, bytes. */
export const PROMISE_LAYOUT = {
  /** JSObject: where the class's own data is. */
  objectData: 24,
  /** JSPromiseData: a flag of one byte; the three after it are padding. */
  promiseFlags: 20,
} as const;

/** Parameters of JSPromiseHook: context, type, promise, parent, opaque; one local for the promise's data. */
const [TYPE, PROMISE, DATA] = [1, 2, 5];

const HOOK_BODY = [
  // if (type === INIT)
  LOCAL_GET,
  TYPE,
  I32_EQZ,
  ...IF_VOID,
  // data = promise.data
  LOCAL_GET,
  PROMISE,
  I32_WRAP_I64,
  I32_LOAD,
  ALIGN_4,
  PROMISE_LAYOUT.objectData,
  LOCAL_TEE,
  DATA,
  // data.flags = (data.flags & 0xff) | (context << 8)
  LOCAL_GET,
  DATA,
  I32_LOAD,
  ALIGN_4,
  PROMISE_LAYOUT.promiseFlags,
  I32_CONST,
  0xff,
  0x01,
  I32_AND,
  GLOBAL_GET,
  0,
  I32_LOAD,
  ALIGN_4,
  0,
  I32_CONST,
  8,
  I32_SHL,
  I32_OR,
  I32_STORE,
  ALIGN_4,
  PROMISE_LAYOUT.promiseFlags,
  END,
  END,
];

function text(value: string): number[] {
  return [value.length, ...Array.from(value, (char) => char.charCodeAt(0))];
}

function section(id: number, content: readonly number[]): number[] {
  return [id, content.length, ...content];
}

const CODE = [1, 1, I32, ...HOOK_BODY];

const MODULE = new Uint8Array([
  0x00,
  0x61,
  0x73,
  0x6d,
  0x01,
  0x00,
  0x00,
  0x00,
  // type 0: (i32, i32, i64, i64, i32) -> ()
  ...section(1, [1, 0x60, 5, I32, I32, I64, I64, I32, 0]),
  // imports: the engine's memory, and the address of the word that holds the running context
  ...section(2, [2, ...text('engine'), ...text('memory'), 2, 0, 1, ...text('engine'), ...text('context'), 3, I32, 0]),
  ...section(3, [1, 0]),
  ...section(7, [1, ...text('hook'), 0, 0]),
  ...section(10, [1, CODE.length, ...CODE]),
]);

/** @param context address of the word that holds the running context's number. */
export function createPromiseTagHook(memory: WebAssembly.Memory, context: number): unknown {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(MODULE), { engine: { memory, context } });
  return instance.exports['hook'];
}
