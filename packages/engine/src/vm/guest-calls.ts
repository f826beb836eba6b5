import type { JSValueHandle, QuickJS } from 'quickjs-wasi';
import { asTrap, type GuestException } from './errors.ts';
import { readText } from './guest-text.ts';
import { isInt32, type Primitive, type ValueBoxes } from './values.ts';

/** Arguments that are passed without allocating, per call. */
const MAX_ARGS = 8;

/** Calls of guest functions with primitives, through one argument list that is reused. */
export class GuestCalls {
  readonly #quickjs: QuickJS;
  readonly #boxes: ValueBoxes;
  readonly #exports: ReturnType<QuickJS['_getExports']>;
  readonly #takeException: () => GuestException;
  readonly #argv: number;
  readonly #argBoxes: number[] = [];

  constructor(quickjs: QuickJS, boxes: ValueBoxes, takeException: () => GuestException) {
    this.#quickjs = quickjs;
    this.#boxes = boxes;
    this.#exports = quickjs._getExports();
    this.#takeException = takeException;
    this.#argv = this.#exports.wasm_malloc(MAX_ARGS * 4);
    for (let i = 0; i < MAX_ARGS; i++) this.#argBoxes.push(this.#exports.qjs_new_number(0));
  }

  /** Returns a primitive (`undefined` for objects). @throws {GuestException} {VmTrap} */
  call(fn: JSValueHandle, args: readonly Primitive[]): Primitive {
    const disposable: JSValueHandle[] = [];
    const argv = this.#argv >> 2;
    for (let i = 0; i < args.length; i++) {
      const value = args[i];
      const own = this.#argBoxes[i] as number;
      if (isInt32(value)) {
        this.#boxes.writeInt(own, value);
        this.#boxes.words[argv + i] = own;
      } else if (typeof value === 'boolean') {
        this.#boxes.writeBoolean(own, value);
        this.#boxes.words[argv + i] = own;
      } else {
        const handle = this.#boxes.write(value);
        disposable.push(handle);
        this.#boxes.words[argv + i] = handle.ptr;
      }
    }
    try {
      return this.#invoke(fn.ptr, args.length);
    } finally {
      for (const handle of disposable) handle.dispose();
    }
  }

  /** As {@link call}, passing guest values by their boxes first. */
  callWithBoxes(fn: JSValueHandle, boxes: readonly number[], rest: readonly Primitive[]): Primitive {
    const handles = rest.map((value) => this.#boxes.write(value));
    const argv = this.#argv >> 2;
    [...boxes, ...handles.map((handle) => handle.ptr)].forEach((box, i) => {
      this.#boxes.words[argv + i] = box;
    });
    try {
      return this.#invoke(fn.ptr, boxes.length + rest.length);
    } finally {
      for (const handle of handles) handle.dispose();
    }
  }

  #invoke(fnBox: number, argc: number): Primitive {
    let resultBox: number;
    try {
      resultBox = this.#exports.qjs_call(fnBox, this.#quickjs.undefined.ptr, argc, this.#argv);
    } catch (error) {
      throw asTrap(error);
    }
    if (this.#boxes.isException(resultBox)) {
      this.#exports.qjs_free_value(resultBox);
      throw this.#takeException();
    }
    const words = this.#boxes.words;
    const tag = words[(resultBox >> 2) + 1] as number;
    let value: Primitive;
    if (tag === 0) value = words[resultBox >> 2];
    else if (tag === 1) value = words[resultBox >> 2] !== 0;
    else if (this.#exports.qjs_is_string(resultBox) !== 0) value = readText(this.#quickjs, resultBox);
    else if (this.#exports.qjs_is_number(resultBox) !== 0) value = this.#exports.qjs_get_float64(resultBox);
    this.#exports.qjs_free_value(resultBox);
    return value;
  }
}
