import { deferred } from './deferred.ts';
import type { ByteControllerState } from './web-byte-state.ts';
import type { ReadableStreamBYOBRequest } from './web-byte-controller.ts';
import type { ReadableCore, ReaderState } from './web-readable-core.ts';
import type { DefaultControllerState, SourceAlgorithms } from './web-readable-controller.ts';

/** One of the two branches: its state, and its controller of whichever kind. */
export interface Branch<State> {
  readonly core: ReadableCore;
  readonly state: State;
}

/** What both kinds of tee share: who has cancelled, and why. */
function cancellation(source: ReadableCore) {
  const cancelled = deferred<void>();
  const reasons: { reason: unknown }[] = [];
  return {
    cancelled,
    has: (at: number) => reasons[at] !== undefined,
    cancel(at: number, reason: unknown): Promise<void> {
      reasons[at] = { reason };
      if (reasons[0] !== undefined && reasons[1] !== undefined) cancelled.resolve(source.cancel(reasons.map((each) => each.reason)));
      return cancelled.promise;
    },
  };
}

/** Two streams that each get every chunk. */
export function teeDefault(
  source: ReadableCore,
  make: (algorithms: SourceAlgorithms<unknown>) => Branch<DefaultControllerState>,
): Branch<DefaultControllerState>[] {
  const reader = source.lock('default');
  const cancels = cancellation(source);
  const branches: Branch<DefaultControllerState>[] = [];
  let isReading = false;
  let readAgain = false;
  const live = () => branches.filter((_branch, at) => !cancels.has(at));

  async function pull(): Promise<void> {
    if (isReading) {
      readAgain = true;
      return;
    }
    isReading = true;
    source.read({
      chunk(chunk) {
        later(() => {
          readAgain = false;
          for (const { state } of live()) if (state.canCloseOrEnqueue) state.enqueue(chunk);
          isReading = false;
          if (readAgain) void pull();
        });
      },
      close() {
        isReading = false;
        for (const { state } of live()) state.close();
        if (live().length > 0) cancels.cancelled.resolve();
      },
      error() {
        isReading = false;
      },
    });
  }

  for (const at of [0, 1]) branches.push(make({ start: () => undefined, pull, cancel: (reason) => cancels.cancel(at, reason) }));
  reader.closed.promise.then(undefined, (reason) => {
    for (const { state } of branches) state.fail(reason);
    if (live().length > 0) cancels.cancelled.resolve();
  });
  return branches;
}

function later(step: () => void): void {
  Promise.resolve().then(step);
}

type ByteBranch = Branch<ByteControllerState<unknown, ReadableStreamBYOBRequest>>;

/** The same for bytes: a branch that brings its own buffer has it filled, the other gets a copy. */
export function teeBytes(source: ReadableCore, make: (algorithms: SourceAlgorithms<unknown>) => ByteBranch): ByteBranch[] {
  let reader = source.lock('default');
  const cancels = cancellation(source);
  const branches: ByteBranch[] = [];
  let isReading = false;
  const again = [false, false];

  function watch(current: ReaderState): void {
    current.closed.promise.then(undefined, (reason) => {
      if (current !== reader) return;
      for (const { state } of branches) state.fail(reason);
      if (!cancels.has(0) || !cancels.has(1)) cancels.cancelled.resolve();
    });
  }

  function take(kind: ReaderState['kind']): void {
    if (reader.kind === kind) return;
    const before = reader;
    reader = { ...before } as ReaderState;
    source.release(before);
    reader = source.lock(kind);
    watch(reader);
  }

  function goOn(): void {
    isReading = false;
    if (again[0]) pull(0);
    else if (again[1]) pull(1);
  }

  function copyOf(view: Uint8Array): Uint8Array {
    return new Uint8Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
  }

  function closeAll(): void {
    for (const [at, { state }] of branches.entries()) if (!cancels.has(at) && state.canCloseOrEnqueue) state.close();
  }

  function pullDefault(): void {
    take('default');
    source.read({
      chunk(chunk) {
        later(() => {
          again.fill(false);
          const views = [chunk as Uint8Array, cancels.has(0) || cancels.has(1) ? (chunk as Uint8Array) : copyOf(chunk as Uint8Array)];
          for (const [at, { state }] of branches.entries()) if (!cancels.has(at)) state.enqueue(views[at] as Uint8Array);
          goOn();
        });
      },
      close() {
        isReading = false;
        closeAll();
        for (const [at, { state }] of branches.entries()) if (!cancels.has(at) && state.request !== null) state.respond(0);
        if (!cancels.has(0) || !cancels.has(1)) cancels.cancelled.resolve();
      },
      error() {
        isReading = false;
      },
    });
  }

  function pullInto(at: 0 | 1, view: ArrayBufferView): void {
    take('byob');
    const own = (branches[at] as ByteBranch).state;
    const other = (branches[1 - at] as ByteBranch).state;
    (source.controller as ByteControllerState).pullInto(view, 1, {
      chunk(chunk) {
        later(() => {
          again.fill(false);
          const filled = chunk as Uint8Array;
          if (!cancels.has(1 - at)) other.enqueue(copyOf(filled));
          if (!cancels.has(at)) own.respondWithNewView(filled);
          goOn();
        });
      },
      close(chunk) {
        isReading = false;
        closeAll();
        if (chunk !== undefined) {
          if (!cancels.has(at)) own.respondWithNewView(chunk as Uint8Array);
          if (!cancels.has(1 - at) && other.request !== null) other.respond(0);
        }
        if (!cancels.has(0) || !cancels.has(1)) cancels.cancelled.resolve();
      },
      error() {
        isReading = false;
      },
    });
  }

  function pull(at: 0 | 1): void {
    if (isReading) {
      again[at] = true;
      return;
    }
    isReading = true;
    const view = branches[at]?.state.request?.view ?? null;
    if (view === null) pullDefault();
    else pullInto(at, view);
  }

  for (const at of [0, 1] as const) branches.push(make({ start: () => undefined, pull: async () => pull(at), cancel: (reason) => cancels.cancel(at, reason) }));
  watch(reader);
  return branches;
}
