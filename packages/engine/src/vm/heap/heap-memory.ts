import type { QuickJS } from 'quickjs-wasi';
import { TAG, WORD } from './heap-layout.ts';

/** Bytes of a text that is shown: a node's name says what it is, it is not a copy. */
const SHOWN_BYTES = 120;
const STRING_HEADER_BYTES = 24;
/** How a string keeps its characters, in the top bits of its second word. */
const STRING_KIND = { inside: 0, slice: 1, elsewhere: 2 } as const;
const WIDE_BIT = 0x8000_0000;
const LENGTH_MASK = 0x7fff_ffff;
/** MALLOC_OVERHEAD in quickjs.c. */
const BLOCK_HEADER_BYTES = 8;
const TAGGED_INT_ATOM = 0x8000_0000;

/** Linear memory as the walk reads it: words, names of atoms, texts. Made for one walk, during which nothing runs. */
export class HeapMemory {
  readonly words: Uint32Array;
  readonly signed: Int32Array;
  readonly bytes: Uint8Array;
  readonly halves: Uint16Array;
  readonly runtime: number;
  readonly context: number;
  readonly #exports: ReturnType<QuickJS['_getExports']>;
  readonly #atoms = new Map<number, string>();
  readonly #lengthAt: number;
  readonly #sizes: (runtime: number, block: number) => number;

  constructor(quickjs: QuickJS) {
    this.#exports = quickjs._getExports();
    const raw = this.#exports as unknown as { js_malloc_usable_size_rt(runtime: number, block: number): number };
    this.#sizes = raw.js_malloc_usable_size_rt;
    this.runtime = this.#exports.qjs_get_runtime_ptr();
    this.context = (this.#exports as unknown as { qjs_get_context_ptr(): number }).qjs_get_context_ptr();
    this.#lengthAt = this.#exports.wasm_malloc(4);
    const { buffer } = this.#exports.memory;
    this.words = new Uint32Array(buffer);
    this.signed = new Int32Array(buffer);
    this.bytes = new Uint8Array(buffer);
    this.halves = new Uint16Array(buffer);
  }

  dispose(): void {
    this.#exports.wasm_free(this.#lengthAt);
  }

  /** Bytes that a block takes, its header included: as the allocator counts them, so that sums agree with its own. */
  sizeOf(block: number): number {
    return this.#sizes(this.runtime, block) + BLOCK_HEADER_BYTES;
  }

  word(address: number, offset: number): number {
    return this.words[(address >> 2) + offset] as number;
  }

  tagAt(address: number): number {
    return this.signed[(address >> 2) + 1] as number;
  }

  classOf(object: number): number {
    return this.halves[(object >> 1) + WORD.object.classHalf] as number;
  }

  atom(atom: number): string {
    if ((atom & TAGGED_INT_ATOM) !== 0) return String(atom & LENGTH_MASK);
    let text = this.#atoms.get(atom);
    if (text === undefined) {
      const raw = this.#exports as unknown as {
        JS_AtomToCStringLen(context: number, length: number, atom: number): number;
        JS_FreeCString(context: number, text: number): void;
      };
      const start = raw.JS_AtomToCStringLen(this.context, this.#lengthAt, atom);
      text = new TextDecoder().decode(this.bytes.slice(start, start + (this.words[this.#lengthAt >> 2] as number)));
      raw.JS_FreeCString(this.context, start);
      this.#atoms.set(atom, text);
    }
    return text;
  }

  /** Where a function was written. The layer's own code has no lines in the image, and so no file. */
  fileOf(code: number): string {
    const atom = this.word(code, WORD.code.file);
    return atom === 0 ? 'node:internal' : this.atom(atom);
  }

  /** The beginning of a string. */
  text(string: number): string {
    const [first, second] = [this.word(string, 0), this.word(string, 1)];
    const isWide = (second & WIDE_BIT) !== 0 || (first & WIDE_BIT) !== 0;
    const kind = (second >>> 28) & 3;
    let start = string + STRING_HEADER_BYTES;
    if (kind === STRING_KIND.elsewhere) start = this.word(start, 0);
    else if (kind === STRING_KIND.slice) start = this.word(start, 0) + STRING_HEADER_BYTES + this.word(start, 1);
    const bytes = this.bytes.slice(start, start + Math.min((first & LENGTH_MASK) * (isWide ? 2 : 1), SHOWN_BYTES));
    return new TextDecoder(isWide ? 'utf-16le' : 'latin1').decode(bytes);
  }

  /** Where an object keeps the value of a property that is a plain one; 0 when it has none. */
  propertyAt(object: number, atom: number): number {
    const shape = this.word(object, WORD.object.shape);
    for (let entry = propertyTable(this, shape), at = 0; at < this.word(shape, WORD.shape.count); at++, entry += 8) {
      if (this.word(entry, 1) === atom && propertyKind(this.word(entry, 0)) === PROPERTY.plain) return this.word(object, WORD.object.properties) + 8 * at;
    }
    return 0;
  }

  /** The address of what a boxed value refers to, if it is a string or an object. */
  reference(at: number): { kind: 'object' | 'string' | 'rope'; address: number } | undefined {
    switch (this.tagAt(at)) {
      case TAG.object:
      case TAG.code:
      case TAG.module:
        return { kind: 'object', address: this.word(at, 0) };
      case TAG.string:
        return { kind: 'string', address: this.word(at, 0) };
      case TAG.rope:
        return { kind: 'rope', address: this.word(at, 0) };
      default:
        return undefined;
    }
  }
}

export const PROPERTY = { plain: 0, accessor: 1, variable: 2 } as const;

export function propertyKind(flags: number): number {
  return (flags >>> 30) & 3;
}

/** A shape's hash table lies before its entries. */
export function propertyTable(memory: HeapMemory, shape: number): number {
  return shape + 4 * WORD.shape.table + 4 * (memory.word(shape, WORD.shape.hashMask) + 1);
}

/** Blocks of a string beside its own. */
export function stringBlocks(memory: HeapMemory, string: number): { own: number[]; parent?: number } {
  const kind = (memory.word(string, 1) >>> 28) & 3;
  const elsewhere = memory.word(string + STRING_HEADER_BYTES, 0);
  if (kind === STRING_KIND.elsewhere) return { own: [elsewhere] };
  return kind === STRING_KIND.slice ? { own: [], parent: elsewhere } : { own: [] };
}
