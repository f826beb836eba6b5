import { functionBody, I32, OP, PREAMBLE_BYTES, readSections, readUnsigned, type Section, SECTION, section, sectionOf, signed, text, unsigned } from './wasm-binary.ts';

/**
 * Name of the global in the changed binary: 0, or where in the table two functions stand that are to be told of each
 * block that is given out, and of each that is given back. Both take the block's address.
 */
export const EVENTS_GLOBAL = 'allocation_events';

/** The engine's own allocator, by the names it is exported under: all of the engine's blocks go through these four. */
const ALLOCATOR = { calloc: 'js_calloc_rt', malloc: 'js_malloc_rt', free: 'js_free_rt', realloc: 'js_realloc_rt' } as const;
const PARAMETERS = { calloc: 3, malloc: 2, free: 2, realloc: 3 } as const;
const NAMES = ['calloc', 'malloc', 'free', 'realloc'] as const;

type Call = (typeof NAMES)[number];

const get = (local: number) => [OP.localGet, local];

/** What takes the place of an allocator function: it calls the original, and tells of the event when somebody listens. */
function wrapper(name: Call, original: number, events: number, type: number): number[] {
  const call = [...Array.from({ length: PARAMETERS[name] }, (_, local) => get(local)).flat(), OP.call, ...unsigned(original)];
  const listening = [OP.globalGet, ...unsigned(events)];
  const tell = (block: number, which: 0 | 1) => [
    ...get(block),
    ...listening,
    ...(which === 0 ? [] : [OP.constant, 1, OP.add]),
    OP.callIndirect,
    ...unsigned(type),
    0,
  ];
  if (name === 'free') return functionBody(0, [...get(1), ...listening, OP.isZero, OP.isZero, OP.and === 0 ? 0 : OP.and, OP.end].length === 0 ? [] : freeCode(listening, tell, call));
  const result = PARAMETERS[name];
  const given = [OP.localTee, result, ...get(result), ...listening];
  return functionBody(1, given.length === 0 ? [] : [...call, OP.localSet, result, ...listening, ...OP.ifVoid, ...tell(result, 0), OP.end, ...get(result)]);
}
