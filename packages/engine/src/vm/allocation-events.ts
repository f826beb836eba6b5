import {
  concatenate,
  functionBody,
  I32,
  KIND,
  OP,
  readExports,
  readFunctions,
  readSections,
  readUnsigned,
  SECTION,
  sectionOf,
  signed,
  text,
  unsigned,
  withSections,
} from './wasm-binary.ts';

/**
 * Name of the global that the changed binary exports: 0, or where in the table two functions stand, one to be told of
 * each block that is given out, and the next of each that is given back. Both take the block's address.
 */
export const EVENTS_GLOBAL = 'allocation_events';

/** The engine's allocator, by the names it is exported under. All blocks of the engine's own go through these four (quickjs.c). */
const ALLOCATOR = ['js_calloc_rt', 'js_malloc_rt', 'js_free_rt', 'js_realloc_rt'] as const;
type AllocatorName = (typeof ALLOCATOR)[number];
/** Of each, without the result: the runtime first, then the block (if it takes one), and last the size. */
const PARAMETERS: Readonly<Record<AllocatorName, number>> = { js_calloc_rt: 3, js_malloc_rt: 2, js_free_rt: 2, js_realloc_rt: 3 };
const BLOCK = 1;
const SIZE = 2;

/** Functions and types that a wrapper refers to, by number. */
interface References {
  readonly original: number;
  readonly events: number;
  /** (i32) -> (). */
  readonly eventType: number;
}

const get = (local: number) => [OP.localGet, local];

/** Takes the place of an allocator's function: calls it, and tells of what happened when somebody listens. */
function wrapper(name: AllocatorName, { original, events, eventType }: References): number[] {
  const parameters = PARAMETERS[name];
  const result = parameters;
  const listener = [OP.globalGet, ...unsigned(events)];
  const call = [...Array.from({ length: parameters }, (_, local) => get(local)).flat(), OP.call, ...unsigned(original)];
  const tell = [OP.callIndirect, ...unsigned(eventType), 0];
  const given = (block: readonly number[]) => [...block, ...listener, ...tell];
  const taken = [...get(BLOCK), ...listener, OP.constant, 1, OP.add, ...tell];
  if (name === 'js_free_rt') return functionBody(0, [...listener, ...OP.ifVoid, ...get(BLOCK), ...OP.ifVoid, ...taken, OP.end, OP.end, ...call]);
  if (name !== 'js_realloc_rt')
    return functionBody(1, [...call, OP.localTee, result, ...OP.ifVoid, ...listener, ...OP.ifVoid, ...given(get(result)), OP.end, OP.end, ...get(result)]);
  // Without a block or a size it is a call of malloc or free, which tell of themselves.
  const other = [...listener, OP.isZero, ...get(BLOCK), OP.isZero, OP.or, ...get(SIZE), OP.isZero, OP.or];
  // What could not be resized stays as it was.
  const kept = [...get(result), ...get(BLOCK), ...get(result), OP.select];
  return functionBody(1, [...other, ...OP.ifVoid, ...call, OP.return, OP.end, ...taken, ...call, OP.localSet, result, ...given(kept), ...get(result)]);
}

/**
 * The engine's binary with an allocator that can be listened to. While {@link EVENTS_GLOBAL} is 0 it costs a comparison per block.
 * @throws {RangeError} when the binary is not what this was written for: another version of quickjs-wasi.
 */
export function withAllocationEvents(binary: Uint8Array): Uint8Array<ArrayBuffer> {
  const sections = readSections(binary);
  const count = (id: number) => readUnsigned(binary, sectionOf(sections, id).from);
  /** The section's content with entries more at its end. */
  const appended = (id: number, entries: number, added: readonly number[]): number[] => {
    const [before, from] = count(id);
    return [...unsigned(before + entries), ...binary.subarray(from, sectionOf(sections, id).to), ...added];
  };
  const exports = readExports(binary, sections);
  const functions = readFunctions(binary, sections);
  const [eventType] = count(SECTION.type);
  const [events] = count(SECTION.global);
  const originals = ALLOCATOR.map((name) => {
    const number = exports.get(name);
    const found = number === undefined ? undefined : functions[number];
    if (number === undefined || found?.body === undefined)
      throw new RangeError(`This quickjs.wasm has no ${name}: pin quickjs-wasi to the version in package.json`);
    return { name, number, type: found.type, body: found.body };
  });
  const wrappers = new Map(originals.map(({ name, number }, at) => [number, wrapper(name, { original: functions.length + at, events, eventType })]));
  const bodies = functions.flatMap(({ body }, number) => (body === undefined ? [] : [wrappers.get(number) ?? body]));
  const code = [...bodies, ...originals.map(({ body }) => body)];
  return withSections(binary, {
    [SECTION.type]: appended(SECTION.type, 1, [0x60, 1, I32, 0]),
    [SECTION.function]: appended(
      SECTION.function,
      originals.length,
      originals.flatMap(({ type }) => unsigned(type)),
    ),
    [SECTION.global]: appended(SECTION.global, 1, [I32, 1, OP.constant, ...signed(0), OP.end]),
    [SECTION.export]: appended(SECTION.export, 1, [...text(EVENTS_GLOBAL), KIND.global, ...unsigned(events)]),
    [SECTION.code]: concatenate([unsigned(code.length), ...code]),
  });
}
