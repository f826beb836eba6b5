import { handled } from './deferred.ts';
import type { ReadableCore } from './web-readable-core.ts';
import { stateError } from './web-stream-strategy.ts';
import type { WritableCore } from './web-writable-core.ts';

export interface PipeOptions {
  preventClose?: boolean;
  preventAbort?: boolean;
  preventCancel?: boolean;
  signal?: PipeSignal | undefined;
}

interface PipeSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

function always(): boolean {
  return true;
}

/** Everything that is read from one stream is written to the other; an end or a failure of one is passed on to the other. */
export function pipe(source: ReadableCore, target: WritableCore, { preventClose, preventAbort, preventCancel, signal }: PipeOptions): Promise<void> {
  const reader = source.lock('default');
  target.lock();
  source.disturbed = true;
  let isEnding = false;
  let lastWrite: Promise<void> = Promise.resolve();

  return new Promise<void>((resolve, reject) => {
    function finish(failure?: { reason: unknown }): void {
      source.release(reader);
      target.release(stateError('Writer has been released'));
      signal?.removeEventListener('abort', onAbort);
      if (failure === undefined) resolve();
      else reject(failure.reason);
    }

    /** What has been read is written before anything else happens. */
    async function written(): Promise<void> {
      for (let waited: Promise<void> | undefined; waited !== lastWrite; ) {
        waited = lastWrite;
        await waited.catch(() => {});
      }
    }

    function end(action: (() => Promise<unknown>) | undefined, failure?: { reason: unknown }): void {
      if (isEnding) return;
      isEnding = true;
      const run = () => {
        if (action === undefined) finish(failure);
        else
          action().then(
            () => finish(failure),
            (reason) => finish({ reason }),
          );
      };
      if (target.state === 'writable' && !target.isClosing) written().then(run);
      else run();
    }

    function onAbort(): void {
      const reason = signal?.reason;
      const actions: (() => Promise<unknown>)[] = [];
      if (!preventAbort) actions.push(() => (target.state === 'writable' ? target.abort(reason) : Promise.resolve()));
      if (!preventCancel) actions.push(() => (source.state === 'readable' ? source.cancel(reason) : Promise.resolve()));
      end(() => Promise.all(actions.map((action) => action())), { reason });
    }

    function onSourceError(reason: unknown): void {
      end(preventAbort ? undefined : () => target.abort(reason), { reason });
    }

    function onTargetError(reason: unknown): void {
      end(preventCancel ? undefined : () => source.cancel(reason), { reason });
    }

    function onSourceClose(): void {
      end(preventClose ? undefined : closeTarget);
    }

    function closeTarget(): Promise<void> {
      if (target.isClosing || target.state === 'closed') return Promise.resolve();
      return target.state === 'errored' ? Promise.reject(target.reason) : target.close();
    }

    function step(): void {
      if (isEnding) return;
      target.ready.promise.then(
        () => {
          if (isEnding) return;
          source.read({
            chunk(chunk) {
              lastWrite = handled(target.write(chunk, always));
              // Not at once: an abort or a failure that came first counts first.
              Promise.resolve().then(step);
            },
            close() {},
            error() {},
          });
        },
        () => {},
      );
    }

    if (signal?.aborted) {
      onAbort();
      return;
    }
    signal?.addEventListener('abort', onAbort);
    if (source.state === 'errored') onSourceError(source.reason);
    else reader.closed.promise.then(undefined, () => source.state === 'errored' && onSourceError(source.reason));
    if (target.state === 'errored') onTargetError(target.reason);
    else target.closed.promise.then(undefined, () => target.state === 'errored' && onTargetError(target.reason));
    if (source.state === 'closed') onSourceClose();
    else reader.closed.promise.then(onSourceClose, () => {});
    if (target.isClosing || target.state === 'closed') {
      const reason = stateError('Destination WritableStream is closed');
      end(preventCancel ? undefined : () => source.cancel(reason), { reason });
    }
    step();
  });
}
