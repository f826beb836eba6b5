import { CELL } from '../../abi/entries.ts';
import { cell, entries, sys } from './sys.ts';

/**
 * One value of one AsyncLocalStorage, and those that were set before it. The running frame's number stands in
 * memory that the host shares, and the host stores it in each new promise: that is how a context survives `await`.
 */
export interface ContextFrame {
  readonly id: number;
  readonly key: object;
  value: unknown;
  readonly parent: ContextFrame | undefined;
}

/** Numbers have three bytes in a promise. */
const MAX_ID = 0xfffff0;

/** Frames by number, for as long as a promise may come back with it. */
let frames = new Map<number, ContextFrame>();
let nextId = 1;
let isTracking = false;

/** What is running now; undefined outside of every context. */
export function currentContext(): ContextFrame | undefined {
  if (!isTracking) return undefined;
  const id = cell[CELL.context] as number;
  return id === 0 ? undefined : frames.get(id);
}

/** Queues remember the context with each callback and set it again before they call, as Node does. */
export function setContext(frame: ContextFrame | undefined): void {
  // Most programs never make one, and this is done for every callback.
  if (!isTracking) return;
  cell[CELL.context] = frame === undefined ? 0 : frame.id;
  // It may have been forgotten while only a callback knew it.
  if (frame !== undefined && !frames.has(frame.id)) remember(frame);
}

function remember(frame: ContextFrame): void {
  frames.set(frame.id, frame);
  cell[CELL.contexts] = frames.size;
}

/** Functions that set a context for the time of a call only: what is entered inside does not reach their callers. */
const boundaries: unknown[] = [runInContext];
export function addContextBoundary(fn: unknown): void {
  boundaries.push(fn);
}

/**
 * As {@link pushContext}, for good: the async functions that are running resume in it, too.
 * @param leaving true in a boundary that is ending.
 */
export function enterContext(key: object, value: unknown, leaving = false): void {
  pushContext(key, value);
  if (leaving) sys.enterContext(true);
  else sys.enterContext();
}

/** Makes a context in which `key` has this value the running one. */
export function pushContext(key: object, value: unknown): ContextFrame {
  if (!isTracking) {
    isTracking = true;
    sys.trackContexts(sys.trackContexts, ...boundaries);
  }
  while (frames.has(nextId)) nextId = nextId === MAX_ID ? 1 : nextId + 1;
  const frame: ContextFrame = { id: nextId, key, value, parent: currentContext() };
  nextId = nextId === MAX_ID ? 1 : nextId + 1;
  remember(frame);
  cell[CELL.context] = frame.id;
  if (requests.areAttributed) sys.contextMade(frame.id, frame.parent?.id ?? 0);
  return frame;
}

/** Set when the process starts. */
export const requests = { areAttributed: false };

/** Begins the context of a request. Ended by setting another. */
export function pushRequest(method: string, url: string): ContextFrame {
  const frame = pushContext(requests, undefined);
  sys.requestBegun(frame.id, method, url);
  return frame;
}

/** Runs `fn` in that context. */
export function runInContext<Args extends unknown[], Result>(
  frame: ContextFrame | undefined,
  fn: (this: unknown, ...args: Args) => Result,
  thisArg: unknown,
  args: Args,
): Result {
  const before = currentContext();
  setContext(frame);
  try {
    return Reflect.apply(fn, thisArg, args);
  } finally {
    setContext(before);
  }
}

/** A function that runs in the context of this moment. */
export function bindToContext<Args extends unknown[]>(fn: (this: unknown, ...args: Args) => void): (this: unknown, ...args: Args) => void {
  const frame = currentContext();
  if (frame === undefined) return fn;
  return function bound(this: unknown, ...args: Args) {
    runInContext(frame, fn, this, args);
  };
}

entries.sweepContexts = (live) => {
  // A new map: one that has been large stays so, and would show in the heap.
  const kept = new Map<number, ContextFrame>();
  for (const id of new Int32Array(live)) {
    const frame = frames.get(id);
    if (frame !== undefined) kept.set(id, frame);
  }
  frames = kept;
  cell[CELL.contexts] = frames.size;
};
