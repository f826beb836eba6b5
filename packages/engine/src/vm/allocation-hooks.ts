// WebAssembly functions, written out by hand because the engine's allocator calls them for each block: they note in a
// memory of their own for which request it was given out, and keep a balance of bytes per request.
import { ALIGN_4, functionBody, I32, KIND, OP, PREAMBLE, SECTION, section, signed, text, unsigned } from './wasm-binary.ts';

const PAGE_BITS = 16;
/** Pages that the memory grows by: 1 MiB, for 4 MiB of the engine's. */
const GROWTH_PAGES = 16;

/** How many requests and contexts can be told apart. A promise has 20 bits for its context. */
export const MAX_TRACKED = 0x10_0000;

/** Where things are in the hooks' memory, bytes. */
export const LEDGER = {
  /** The request of each context. */
  requestOf: 0,
  /** Bytes given out for each request and not yet given back. */
  bytesOf: 4 * MAX_TRACKED,
  /** The request of each block, by its address in sixteens: two blocks are never closer (quickjs.c's arenas). */
  ownerOf: 8 * MAX_TRACKED,
} as const;

/** Pages of the ledger's memory before any block is noted. */
export const LEDGER_PAGES = LEDGER.ownerOf >>> PAGE_BITS;

/** What the allocator counts for each block beside its usable bytes (MALLOC_OVERHEAD): a reading of the heap has it in, too. */
const BLOCK_OVERHEAD = 8;

const get = (local: number) => [OP.localGet, local];
const load = (offset: number) => [OP.load, ALIGN_4, ...unsigned(offset)];
const store = (offset: number) => [OP.store, ALIGN_4, ...unsigned(offset)];
const constant = (value: number) => [OP.constant, ...signed(value)];

/** Types and functions of the module, by number. */
const TYPE = { usableSize: 0, number: 1, event: 2 } as const;
const FUNCTION = { usableSize: 0, context: 1, given: 2, taken: 3 } as const;
const RUNTIME_GLOBAL = 0;

/** Where in the memory the owner of the block in local 0 stands, less the region's start: (block >> 4) << 2. */
const SLOT = [...get(0), ...constant(4), OP.shiftRightUnsigned, ...constant(2), OP.shiftLeft];

/** bytesOf[owner] += bytes of the block in local 0, or -=. @param owner local that holds four times a request's number. */
const balance = (owner: number, change: typeof OP.add | typeof OP.subtract) => [
  ...[...get(owner), ...get(owner), ...load(LEDGER.bytesOf)],
  ...[OP.globalGet, RUNTIME_GLOBAL, ...get(0), OP.call, FUNCTION.usableSize, ...constant(BLOCK_OVERHEAD), OP.add],
  ...[change, ...store(LEDGER.bytesOf)],
];

/** given(block): it belongs to the running request from now on. */
const GIVEN = functionBody(2, [
  ...[...SLOT, OP.localTee, 1],
  // Memory up to the slot, and some more.
  ...[...constant(LEDGER.ownerOf + 4), OP.add, ...constant(PAGE_BITS), OP.shiftRightUnsigned, OP.localTee, 2],
  ...[...OP.memorySize, OP.lessUnsigned, OP.isZero, ...OP.ifVoid],
  ...[...get(2), ...OP.memorySize, OP.subtract, ...constant(GROWTH_PAGES), OP.add, ...OP.memoryGrow],
  ...[...constant(-1), OP.equal, ...OP.ifVoid, OP.unreachable, OP.end, OP.end],
  // owner = 4 * requestOf[context]
  ...[OP.call, FUNCTION.context, ...constant(MAX_TRACKED - 1), OP.and, ...constant(2), OP.shiftLeft, ...load(LEDGER.requestOf)],
  ...[...constant(2), OP.shiftLeft, OP.localSet, 2],
  ...[...get(1), ...get(2), ...store(LEDGER.ownerOf)],
  ...balance(2, OP.add),
]);

/** taken(block): it is nobody's from now on. */
const TAKEN = functionBody(1, [...SLOT, ...load(LEDGER.ownerOf), OP.localSet, 1, ...balance(1, OP.subtract)]);

const imported = (name: string, kind: number, ...type: number[]) => [...text('engine'), ...text(name), kind, ...type];

const MODULE = new Uint8Array([
  ...PREAMBLE,
  ...section(SECTION.type, [3, ...[0x60, 2, I32, I32, 1, I32], ...[0x60, 0, 1, I32], ...[0x60, 1, I32, 0]]),
  ...section(SECTION.import, [
    4,
    ...imported('usableSize', KIND.function, TYPE.usableSize),
    ...imported('context', KIND.function, TYPE.number),
    ...imported('runtime', KIND.global, I32, 0),
    ...imported('ledger', KIND.memory, 0, 1),
  ]),
  ...section(SECTION.function, [2, TYPE.event, TYPE.event]),
  ...section(SECTION.export, [2, ...text('given'), KIND.function, FUNCTION.given, ...text('taken'), KIND.function, FUNCTION.taken]),
  ...section(SECTION.code, [2, ...GIVEN, ...TAKEN]),
]);

/** A module of its own, because one sees one memory only: the word in the engine's that holds the running context's number. */
const CONTEXT_MODULE = new Uint8Array([
  ...PREAMBLE,
  ...section(SECTION.type, [1, 0x60, 0, 1, I32]),
  ...section(SECTION.import, [2, ...imported('memory', KIND.memory, 0, 1), ...imported('address', KIND.global, I32, 0)]),
  ...section(SECTION.function, [1, 0]),
  ...section(SECTION.export, [1, ...text('context'), KIND.function, 0]),
  ...section(SECTION.code, [1, ...functionBody(0, [OP.globalGet, 0, ...load(0)])]),
]);

/** What the hooks need of the engine. */
export interface HookedEngine {
  readonly memory: WebAssembly.Memory;
  /** Address of the runtime. */
  readonly runtime: number;
  /** js_malloc_usable_size_rt. */
  readonly usableSize: (runtime: number, block: number) => number;
  /** Address of the word that holds the running context's number. */
  readonly contextAddress: number;
}

/** Functions to be told of each block that the allocator gives out, and of each that it takes back; they keep the ledger. */
export function createAllocationHooks(engine: HookedEngine, ledger: WebAssembly.Memory): { given: unknown; taken: unknown } {
  const reader = new WebAssembly.Instance(new WebAssembly.Module(CONTEXT_MODULE), { engine: { memory: engine.memory, address: engine.contextAddress } });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(MODULE), {
    engine: { usableSize: engine.usableSize, context: reader.exports['context'] as () => number, runtime: engine.runtime, ledger },
  });
  return { given: exports['given'], taken: exports['taken'] };
}
