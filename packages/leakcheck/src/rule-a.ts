import { groupBy } from './group-by.ts';
import type { Batch, HandleSample, Sample } from './reading.ts';

/** Heap growth per request below which a server counts as clean: room for the slots of a bounded ring. */
export const HEAP_LIMIT_BYTES = 64;

/** What changed among the handles of one kind. */
export interface HandleGrowth {
  readonly kind: string;
  /** Handles opened since and still there; of a pooled kind, those above the pool's size. */
  readonly opened: number;
  /** Handles that were there before the load and are gone. */
  readonly lost: number;
  /** Opened per request. */
  readonly perRequest: number;
  /** The line that opened most of them, with how many; undefined when no line is known. */
  readonly at: { readonly place: string; readonly count: number } | undefined;
}

/** Largest size of each pool, by the kind of handle that it holds: idle ones may be there, and be other ones each time. */
export type Pools = Readonly<Record<string, number>>;

/**
 * What changed between two quiet samples, by kind, largest first. Tolerance 0. Compares by identity: a server that
 * closes a stranger's handle and leaks one of its own of the same kind shows both.
 */
export function handleGrowth(before: Sample, after: Sample, requests: number, pools: Pools = {}): HandleGrowth[] {
  const old = new Set(before.handles.map(({ id }) => id));
  const now = new Set(after.handles.map(({ id }) => id));
  const fresh = groupBy(
    after.handles.filter(({ id }) => !old.has(id)),
    ({ kind }) => kind,
  );
  const gone = groupBy(
    before.handles.filter(({ id }) => !now.has(id)),
    ({ kind }) => kind,
  );
  const growth: HandleGrowth[] = [];
  for (const kind of new Set([...fresh.keys(), ...gone.keys()])) {
    const added = fresh.get(kind) ?? [];
    const size = pools[kind];
    const opened = size === undefined ? added.length : Math.max(0, countOf(after, kind) - size);
    const lost = size === undefined ? (gone.get(kind)?.length ?? 0) : 0;
    if (opened + lost > 0) growth.push({ kind, opened, lost, perRequest: opened / requests, at: commonPlace(added) });
  }
  return growth.sort((a, b) => b.opened + b.lost - (a.opened + a.lost) || (a.kind < b.kind ? -1 : 1));
}

function countOf(sample: Sample, kind: string): number {
  return sample.handles.filter((handle) => handle.kind === kind).length;
}

function commonPlace(handles: readonly HandleSample[]): HandleGrowth['at'] {
  const counts = new Map<string, number>();
  for (const { at } of handles) if (at !== undefined) counts.set(at, (counts.get(at) ?? 0) + 1);
  const [most] = [...counts].sort(([placeA, a], [placeB, b]) => b - a || (placeA < placeB ? -1 : 1));
  return most && { place: most[0], count: most[1] };
}

/** More handles of a kind open at once than declared. */
export interface Peak {
  readonly kind: string;
  readonly count: number;
  readonly limit: number;
}

/** The kinds that went over their declared concurrency at any moment, worst first. Undeclared kinds are not judged. */
export function peaksOver(peaks: Readonly<Record<string, number>>, limits: Readonly<Record<string, number>>): Peak[] {
  return Object.entries(limits)
    .map(([kind, limit]) => ({ kind, count: peaks[kind] ?? 0, limit }))
    .filter(({ count, limit }) => count > limit)
    .sort((a, b) => b.count - b.limit - (a.count - a.limit) || (a.kind < b.kind ? -1 : 1));
}

/** Heap growth over two equal batches that follow each other. */
export interface HeapGrowth {
  readonly bytesPerRequest: readonly [first: number, second: number];
  readonly leaks: boolean;
}

/**
 * Rule A for the heap: the last two of three equal batches must both stay under the limit. The first batch
 * (x0 to x1) is not judged: caches and lazily built state settle in it.
 * @param bounded a structure was declared bounded: it may fill up in the second batch, and must not grow at all in the third.
 * @throws {RangeError} when the batches do not follow each other.
 */
export function heapGrowth(second: Batch, third: Batch, bounded = false): HeapGrowth {
  if (second.after !== third.before)
    throw new RangeError('heapGrowth() needs two batches that follow each other: the second must start from the sample the first ended with');
  const rate = ({ before, after, requests }: Batch) => (after.heapBytes - before.heapBytes) / requests;
  const bytesPerRequest = [rate(second), rate(third)] as const;
  const leaks = bounded ? bytesPerRequest[1] > 0 : bytesPerRequest.some((bytes) => bytes >= HEAP_LIMIT_BYTES);
  return { bytesPerRequest, leaks };
}
