import type { QuickJS } from 'quickjs-wasi';
import { EVENTS_GLOBAL } from './allocation-events.ts';
import { createAllocationHooks, type HookedEngine, LEDGER, LEDGER_PAGES, MAX_TRACKED } from './allocation-hooks.ts';

/** A page of the ledger's notes the blocks of four of the engine's. */
const ENGINE_PAGE_BITS = 18;

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
   * @throws when the binary was not prepared.
   */
  constructor(quickjs: QuickJS, contextAddress: number) {
    const exports = quickjs._getExports();
    const own = exports as unknown as { [EVENTS_GLOBAL]?: WebAssembly.Global; js_malloc_usable_size_rt: HookedEngine['usableSize'] };
    const events = own[EVENTS_GLOBAL];
    if (events === undefined) throw new Error("Requests can be attributed only by the engine's prepared binary: pass quickjs.wasm through prepareBinary()");
    const memory = quickjs._getMemory() as unknown as WebAssembly.Memory;
    this.#memory = new WebAssembly.Memory({ initial: LEDGER_PAGES + (memory.buffer.byteLength >>> ENGINE_PAGE_BITS) + 1 });
    this.#view = new Int32Array(this.#memory.buffer);
    const runtime = exports.qjs_get_runtime_ptr();
    const { given, taken } = createAllocationHooks({ memory, runtime, usableSize: own.js_malloc_usable_size_rt, contextAddress }, this.#memory);
    const table = exports.__indirect_function_table;
    const at = table.grow(2);
    table.set(at, given as never);
    table.set(at + 1, taken as never);
    events.value = at;
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
