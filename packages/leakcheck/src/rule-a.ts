import type { Batch, HandleSample, Sample } from './reading.ts';

/** Heap growth per request below which a server counts as clean: room for the slots of a bounded ring. */
export const HEAP_LIMIT_BYTES = 64;

/** Handles of one kind that were opened during a batch and are still there. */
export interface HandleGrowth {
  readonly kind: string;
  /** Handles more than before; negative when handles vanished that were there before the load. */
  readonly count: number;
  readonly perRequest: number;
  /** The line that opened most of them, with how many; undefined when no line is known. */
  readonly at: { readonly place: string; readonly count: number } | undefined;
}

/**
 * What grew over a batch, by kind, largest first. Compares by identity: a server that swaps one leak for another
 * handle it had no right to close shows both.
 */
export function handleGrowth(before: Sample, after: Sample, requests: number): HandleGrowth[] {
  const old = new Set(before.handles.map(({ id }) => id));
  const now = new Set(after.handles.map(({ id }) => id));
  const fresh = Map.groupBy(after.handles.filter(({ id }) => !old.has(id)), ({ kind }) => kind);
  const lost = Map.groupBy(before.handles.filter(({ id }) => !now.has(id)), ({ kind }) => kind);
  const growth: HandleGrowth[] = [];
  for (const kind of new Set([...fresh.keys(), ...lost.keys()])) {
    const opened = fresh.get(kind) ?? [];
    const count = opened.length > 0 ? opened.length : -(lost.get(kind)?.length ?? 0);
    growth.push({ kind, count, perRequest: count / requests, at: commonPlace(opened) });
  }
  return growth.sort((a, b) => Math.abs(b.count) - Math.abs(a.count) || (a.kind < b.kind ? -1 : 1));
}

function commonPlace(handles: readonly HandleSample[]): HandleGrowth['at'] {
  const counts = new Map<string, number>();
  for (const { at } of handles) if (at !== undefined) counts.set(at, (counts.get(at) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most && { place: most[0], count: most[1] };
}

/** Heap growth over two equal batches that follow each other. */
export interface HeapGrowth {
  readonly bytesPerRequest: readonly [first: number, second: number];
  readonly leaks: boolean;
}

/**
 * Rule A for the heap: both of the last two of three equal batches must stay under the limit. The first batch
 * (x0 to x1) is not judged: caches and lazily built state settle in it.
 * @param bounded a structure that was declared bounded must not grow at all once it is full.
 * @throws {RangeError} when the batches do not follow each other.
 */
export function heapGrowth(second: Batch, third: Batch, bounded = false): HeapGrowth {
  if (second.after !== third.before) throw new RangeError('heapGrowth() needs two batches that follow each other: the second must start from the sample the first ended with');
  const rate = ({ before, after, requests }: Batch) => (after.heapBytes - before.heapBytes) / requests;
  const bytesPerRequest = [rate(second), rate(third)] as const;
  const limit = bounded ? 0 : HEAP_LIMIT_BYTES;
  const over = (bytes: number) => (bounded ? bytes > limit : bytes >= limit);
  return { bytesPerRequest, leaks: bounded ? over(bytesPerRequest[1]) : bytesPerRequest.some(over) };
}
