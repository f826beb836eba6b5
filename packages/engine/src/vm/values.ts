import type { JSValueHandle, QuickJS } from 'quickjs-wasi';

/** What may cross between host and guest. */
export type Primitive = number | string | boolean | undefined | ArrayBuffer | Uint8Array;

// Tags of a NaN-boxed JSValue (quickjs.h, 32-bit): the high word of the eight bytes.
const TAG_INT = 0;
const TAG_BOOL = 1;
const TAG_NULL = 2;
const TAG_UNDEFINED = 3;
const TAG_EXCEPTION = 6;
const TAG_STRING_ROPE = -6;
const TAG_STRING = -7;
const TAG_OBJECT = -1;

/**
 * Reads and writes boxed values in linear memory without a call where the tag allows it.
 * A box is eight bytes that hold one JSValue; the package's handles own boxes.
 */
export class ValueBoxes {
  readonly #vm: QuickJS;
  readonly #memory: WebAssembly.Memory;
  #words: Int32Array;

  constructor(vm: QuickJS) {
    this.#vm = vm;
    this.#memory = vm._getMemory();
    this.#words = new Int32Array(this.#memory.buffer);
  }

  /** Linear memory as words; renewed after the memory has grown. */
  get words(): Int32Array {
    if (this.#words.buffer !== this.#memory.buffer) this.#words = new Int32Array(this.#memory.buffer);
    return this.#words;
  }

  isException(box: number): boolean {
    return this.words[(box >> 2) + 1] === TAG_EXCEPTION;
  }

  writeInt(box: number, value: number): void {
    const words = this.words;
    words[box >> 2] = value;
    words[(box >> 2) + 1] = TAG_INT;
  }

  writeBoolean(box: number, value: boolean): void {
    const words = this.words;
    words[box >> 2] = value ? 1 : 0;
    words[(box >> 2) + 1] = TAG_BOOL;
  }

  /** @throws {TypeError} for a value that may not cross (an object that is no buffer, a symbol). */
  read(handle: JSValueHandle): Primitive {
    const at = handle.ptr >> 2;
    const words = this.words;
    const tag = words[at + 1] as number;
    if (tag === TAG_INT) return words[at] as number;
    if (tag === TAG_STRING || tag === TAG_STRING_ROPE) return handle.toString();
    if (tag === TAG_BOOL) return words[at] !== 0;
    if (tag === TAG_UNDEFINED || tag === TAG_NULL) return undefined;
    if (tag === TAG_OBJECT) {
      if (handle.isArrayBuffer) return handle.toArrayBuffer();
      return handle.toUint8Array();
    }
    if (handle.isNumber) return handle.toNumber();
    throw new TypeError(`A value of type ${handle.typeof} cannot leave the machine`);
  }

  /** A new handle that the caller disposes of. */
  write(value: Primitive): JSValueHandle {
    if (typeof value === 'string') return this.#vm.newString(value);
    if (typeof value === 'number') return this.#vm.newNumber(value);
    if (value === undefined) return this.#vm.undefined;
    if (typeof value === 'boolean') return value ? this.#vm.true : this.#vm.false;
    return this.#vm.newArrayBuffer(value instanceof Uint8Array ? value : new Uint8Array(value));
  }
}

/** True for numbers that a JSValue holds as a 32-bit integer. */
export function isInt32(value: Primitive): value is number {
  return typeof value === 'number' && (value | 0) === value && !Object.is(value, -0);
}
