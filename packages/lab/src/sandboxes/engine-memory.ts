import { growthBetween, type Process, type RetainerReading } from '@unhandled/engine';
import type { MemoryWatch } from '../sandbox.ts';

/** Growth of less is not shown: what the engine sets aside on its first use of something. */
const LEAST_BYTES = 512;
/** Kinds of objects named for each holder. */
const MAX_OBJECTS = 6;
const MAX_HOLDERS = 50;

/** Looks at the heap of a process of the engine, and keeps the reading that growth is counted from. */
export function createMemoryWatch(process: Process, nowMs: () => number): MemoryWatch {
  let marked: { readonly reading: RetainerReading | undefined; readonly heapBytes: number; readonly atMs: number } | undefined;
  const look = () => ({ reading: process.retainers(), heapBytes: process.heap().retainedBytes, atMs: nowMs() });
  return {
    mark() {
      marked = look();
    },
    read() {
      const now = look();
      marked ??= now;
      const growth = marked.reading === undefined || now.reading === undefined ? [] : growthBetween(marked.reading, now.reading);
      return {
        atMs: now.atMs,
        sinceMs: marked.atMs,
        heapBytes: now.heapBytes,
        grownBytes: now.heapBytes - marked.heapBytes,
        routes: process.routes(),
        holders: growth
          .filter(({ bytes }) => bytes >= LEAST_BYTES)
          .slice(0, MAX_HOLDERS)
          .map(({ place, path, file, bytes, objects }) => ({
            place,
            path,
            ...(file !== undefined && { file }),
            bytes,
            objects: objects.slice(0, MAX_OBJECTS),
          })),
      };
    },
  };
}
