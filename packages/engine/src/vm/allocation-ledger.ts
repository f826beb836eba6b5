import type { QuickJS } from 'quickjs-wasi';
import { type Allocator, createAllocationHooks, LEDGER, LEDGER_PAGES, MAX_TRACKED } from './allocation-hooks.ts';

/** The runtime's first words: numbers of the allocator's functions in the table (JSMallocFunctions). */
const FUNCTIONS = { calloc: 0, malloc: 1, free: 2, realloc: 3, usableSize: 4 } as const;

/**
 * Which request the blocks on the heap were allocated for: exact, for each allocation goes through it. It counts
 * what the allocator gave out, so that collecting garbage first makes the balance what is still reachable.
 * Costs some per cent of speed from when it is made, and nothing before.
 */
export class AllocationLedger {
  readonly #memory: WebAssembly.Memory;
  /** A view of the memory: it is detached when that grows. */
  #view: Int32Array;

  /**
   * @param contextAddress of the word that holds the running context's number.
   * @throws when the binary is not the one this was written for.
   */
  constructor(quickjs: QuickJS, contextAddress: number) {
    const exports = quickjs._getExports();
    const engine = quickjs._getMemory() as unknown as WebAssembly.Memory;
    const table = exports.__indirect_function_table;
    const words = new Uint32Array(engine.buffer);
    const runtime = exports.qjs_get_runtime_ptr() >> 2;
    const original = Object.fromEntries(Object.entries(FUNCTIONS).map(([name, at]) => [name, table.get(words[runtime + at] as number)])) as unknown as Allocator;
    const block = exports.wasm_malloc(24);
    const isKnown = typeof original.usableSize === 'function' && original.usableSize.length === 1 && original.usableSize(block) >= 24;
    exports.wasm_free(block);
    if (!isKnown) throw new Error('The allocator of this QuickJS binary is not where it should be: pin quickjs-wasi to the version in package.json');

    this.#memory = new WebAssembly.Memory({ initial: LEDGER_PAGES + (engine.buffer.byteLength >>> 18) + 1 });
    this.#view = new Int32Array(this.#memory.buffer);
    const hooks = createAllocationHooks(original, engine, contextAddress, this.#memory);
    for (const name of ['calloc', 'malloc', 'free', 'realloc'] as const) {
      const index = table.grow(1);
      table.set(index, hooks[name] as never);
      words[runtime + FUNCTIONS[name]] = index;
    }
  }

  /** What is allocated in this context is allocated for that request (0 for none) from now on. Numbers from {@link MAX_TRACKED} on are not told apart from none. */
  setRequest(context: number, request: number): void {
    if (context < MAX_TRACKED) this.#words[(LEDGER.requestOf >> 2) + context] = request < MAX_TRACKED ? request : 0;
  }

  /** The request of a context; 0 for none. */
  requestOf(context: number): number {
    return context < MAX_TRACKED ? (this.#words[(LEDGER.requestOf >> 2) + context] as number) : 0;
  }

  /** Bytes allocated for a request and not freed. Of 0 only the change means something: what was there before is not counted. */
  bytesOf(request: number): number {
    return this.#words[(LEDGER.bytesOf >> 2) + request] as number;
  }

  get #words(): Int32Array {
    if (this.#view.byteLength === 0) this.#view = new Int32Array(this.#memory.buffer);
    return this.#view;
  }
}
