// WebAssembly functions, written out by hand because they take the place of the allocator's in the engine's table:
// each notes in a memory of its own for which request a block was given out, and keeps a balance per request.

const I32 = 0x7f;
const LOCAL_GET = 0x20;
const LOCAL_SET = 0x21;
const LOCAL_TEE = 0x22;
const LOAD = 0x28;
const STORE = 0x36;
const MEMORY_SIZE = [0x3f, 0];
const MEMORY_GROW = [0x40, 0];
const CONST = 0x41;
const EQZ = 0x45;
const EQ = 0x46;
const LESS_UNSIGNED = 0x49;
const ADD = 0x6a;
const SUB = 0x6b;
const AND = 0x71;
const SHIFT_LEFT = 0x74;
const SHIFT_RIGHT_UNSIGNED = 0x76;
const CALL = 0x10;
const IF = [0x04, 0x40];
const RETURN = 0x0f;
const UNREACHABLE = 0x00;
const END = 0x0b;
/** Alignment of four bytes, as loads and stores write it. */
const ALIGN_4 = 2;
const PAGE_BITS = 16;
/** Pages that the memory grows by: 1 MiB, for 4 MiB of the engine's. */
const GROWTH_PAGES = 16;

/** How many requests and contexts can be told apart. A promise has 20 bits for its context. */
export const MAX_TRACKED = 0x10_0000;

/** Where things are in the memory of the hooks, bytes. */
export const LEDGER = {
  /** The request of each context. */
  requestOf: 0,
  /** Bytes given out for each request and not yet given back. */
  bytesOf: 4 * MAX_TRACKED,
  /** The request of each block, by its address in sixteens: the allocator's smallest chunk has 16 bytes. */
  ownerOf: 8 * MAX_TRACKED,
} as const;

/** Functions of the allocator as the engine calls them. The first argument is the allocator's own. */
export interface Allocator {
  calloc(state: number, count: number, size: number): number;
  malloc(state: number, size: number): number;
  free(state: number, block: number): void;
  realloc(state: number, block: number, size: number): number;
  usableSize(block: number): number;
}

function unsigned(value: number): number[] {
  const bytes = [];
  let rest = value;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

/** A constant whose sign bit must not be taken for one of the number. */
function constant(value: number): number[] {
  const bytes = unsigned(value);
  const last = bytes.at(-1) as number;
  return last < 0x40 ? [CONST, ...bytes] : [CONST, ...bytes.slice(0, -1), last | 0x80, 0];
}

function text(value: string): number[] {
  return [value.length, ...Array.from(value, (char) => char.charCodeAt(0))];
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function body(locals: number, code: readonly number[]): number[] {
  const content = [...(locals === 0 ? [0] : [1, locals, I32]), ...code, END];
  return [...unsigned(content.length), ...content];
}

const load = (offset: number) => [LOAD, ALIGN_4, ...unsigned(offset)];
const store = (offset: number) => [STORE, ALIGN_4, ...unsigned(offset)];
const get = (local: number) => [LOCAL_GET, local];

/** Types, by number. */
const TYPE = { oneToOne: 0, twoToOne: 1, threeToOne: 2, two: 3, toOne: 4, one: 5 } as const;
const TYPES = [6, 0x60, 1, I32, 1, I32, 0x60, 2, I32, I32, 1, I32, 0x60, 3, I32, I32, I32, 1, I32, 0x60, 2, I32, I32, 0, 0x60, 0, 1, I32, 0x60, 1, I32, 0];

/** Functions, by number: what is imported comes first. */
const FN = { calloc: 0, malloc: 1, free: 2, realloc: 3, usableSize: 4, context: 5, take: 6, give: 7 } as const;

/** Where in the memory the owner of the block in local 0 stands, less the region's start: (block >> 4) << 2. */
const slotOf = [...get(0), CONST, 4, SHIFT_RIGHT_UNSIGNED, CONST, 2, SHIFT_LEFT];

/** bytesOf[request] += usableSize(block), or -=. @param request local that holds four times its number. */
const balance = (block: number, request: number, change: number) => [
  ...get(request),
  ...get(request),
  ...load(LEDGER.bytesOf),
  ...get(block),
  CALL,
  FN.usableSize,
  change,
  ...store(LEDGER.bytesOf),
];

/** take(block): it belongs to the running request from now on. Returns it. */
const TAKE = body(2, [
  ...[...get(0), EQZ, ...IF, CONST, 0, RETURN, END],
  ...[...slotOf, LOCAL_SET, 1],
  // Memory up to the slot, and some more.
  ...[...get(1), ...constant(LEDGER.ownerOf + 4), ADD, CONST, PAGE_BITS, SHIFT_RIGHT_UNSIGNED, LOCAL_TEE, 2],
  ...[...MEMORY_SIZE, LESS_UNSIGNED, EQZ, ...IF],
  ...[...get(2), ...MEMORY_SIZE, SUB, CONST, GROWTH_PAGES, ADD, ...MEMORY_GROW, ...constant(0), CONST, 1, SUB, EQ, ...IF, UNREACHABLE, END, END],
  // owner = 4 * requestOf[context]
  ...[CALL, FN.context, ...constant(MAX_TRACKED - 1), AND, CONST, 2, SHIFT_LEFT, ...load(LEDGER.requestOf), CONST, 2, SHIFT_LEFT, LOCAL_SET, 2],
  ...[...get(1), ...get(2), ...store(LEDGER.ownerOf)],
  ...balance(0, 2, ADD),
  ...get(0),
]);

/** give(block): it is nobody's from now on. */
const GIVE = body(1, [...slotOf, ...load(LEDGER.ownerOf), LOCAL_SET, 1, ...balance(0, 1, SUB)]);

const CALLOC = body(0, [...get(0), ...get(1), ...get(2), CALL, FN.calloc, CALL, FN.take]);
const MALLOC = body(0, [...get(0), ...get(1), CALL, FN.malloc, CALL, FN.take]);
const FREE = body(0, [...get(1), ...IF, ...get(1), CALL, FN.give, END, ...get(0), ...get(1), CALL, FN.free]);
/** A block that is moved or resized belongs to the request that made it so. One that cannot be stays where and whose it is. */
const REALLOC = body(2, [
  ...[...get(1), EQZ, ...IF, ...get(0), ...get(1), ...get(2), CALL, FN.realloc, CALL, FN.take, RETURN, END],
  // What it has now, for it may be gone afterwards: local 3 its bytes, local 4 four times its owner.
  ...[...get(1), CALL, FN.usableSize, LOCAL_SET, 3],
  ...[...get(1), CONST, 4, SHIFT_RIGHT_UNSIGNED, CONST, 2, SHIFT_LEFT, ...load(LEDGER.ownerOf), LOCAL_SET, 4],
  ...[...get(0), ...get(1), ...get(2), CALL, FN.realloc, LOCAL_TEE, 1, EQZ, ...IF, CONST, 0, RETURN, END],
  ...[...get(4), ...get(4), ...load(LEDGER.bytesOf), ...get(3), SUB, ...store(LEDGER.bytesOf)],
  ...[...get(1), CALL, FN.take],
]);

const imported = (name: string, type: number) => [...text('allocator'), ...text(name), 0, type];
const FIRST_HOOK = 8;
const HOOKS = ['calloc', 'malloc', 'free', 'realloc'] as const;

const MODULE = new Uint8Array([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...section(1, TYPES),
  ...section(2, [
    7,
    ...imported('calloc', TYPE.threeToOne),
    ...imported('malloc', TYPE.twoToOne),
    ...imported('free', TYPE.two),
    ...imported('realloc', TYPE.threeToOne),
    ...imported('usableSize', TYPE.oneToOne),
    ...[...text('engine'), ...text('context'), 0, TYPE.toOne],
    ...[...text('ledger'), ...text('memory'), 2, 0, 1],
  ]),
  ...section(3, [6, TYPE.oneToOne, TYPE.one, TYPE.threeToOne, TYPE.twoToOne, TYPE.two, TYPE.threeToOne]),
  ...section(7, [HOOKS.length, ...HOOKS.flatMap((name, at) => [...text(name), 0, FIRST_HOOK + at])]),
  ...section(10, [6, ...TAKE, ...GIVE, ...CALLOC, ...MALLOC, ...FREE, ...REALLOC]),
]);

/** A function of its own, because a module reads one memory only: the word that holds the running context's number. */
const CONTEXT_MODULE = new Uint8Array([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...section(1, [1, 0x60, 0, 1, I32]),
  ...section(2, [2, ...text('engine'), ...text('memory'), 2, 0, 1, ...text('engine'), ...text('address'), 3, I32, 0]),
  ...section(3, [1, 0]),
  ...section(7, [1, ...text('context'), 0, 0]),
  ...section(10, [1, ...body(0, [0x23, 0, ...load(0)])]),
]);

/** Pages of the ledger's memory before any block is noted. */
export const LEDGER_PAGES = LEDGER.ownerOf >>> PAGE_BITS;

/**
 * Functions that do what the allocator's do, and keep the ledger.
 * @param contextAddress of the word in the engine's memory that holds the running context's number.
 */
export function createAllocationHooks(
  allocator: Allocator,
  engineMemory: WebAssembly.Memory,
  contextAddress: number,
  ledger: WebAssembly.Memory,
): Readonly<Record<(typeof HOOKS)[number], unknown>> {
  const reader = new WebAssembly.Instance(new WebAssembly.Module(CONTEXT_MODULE), { engine: { memory: engineMemory, address: contextAddress } });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(MODULE), {
    allocator: allocator as unknown as Record<string, CallableFunction>,
    engine: { context: reader.exports['context'] },
    ledger: { memory: ledger },
  });
  return exports as Record<(typeof HOOKS)[number], unknown>;
}
