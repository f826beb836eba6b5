import type { StreamSource } from './fs-stream-source.ts';

/** What these two need of readable-stream's classes, which have no types of their own. */
export interface StreamBase {
  destroyed: boolean;
  closed: boolean;
  readonly errored: unknown;
  destroy(error?: unknown): this;
  emit(event: string | symbol, ...args: unknown[]): boolean;
  once(event: string | symbol, listener: (...args: never[]) => void): this;
  on(event: string | symbol, listener: (...args: never[]) => void): this;
}
export interface StreamState {
  autoDestroy: boolean;
}

/** What a file stream works on. */
export const kSource: unique symbol = Symbol('kFs');

/** What both directions have in common. */
interface FileStream extends StreamBase {
  fd: number | null;
  path: string | undefined;
  flags: unknown;
  mode: unknown;
  readonly flush?: boolean;
  open: () => void;
  [kSource]: StreamSource;
}

/** Opens in a turn of its own, then tells the stream. */
export function openTarget(stream: FileStream, done: (error?: unknown) => void): void {
  if (stream.fd !== null) {
    done();
    return;
  }
  if (stream.open !== openByItself) {
    openReplaced(stream, done);
    return;
  }
  stream[kSource].open?.(stream.path as string, stream.flags, stream.mode, (error, fd) => {
    if (fd === undefined) {
      done(error);
      return;
    }
    stream.fd = fd;
    done();
    stream.emit('open', fd);
    stream.emit('ready');
  });
}

/** The method that old packages replace to open files in their own way. Nobody calls this one. */
export function openByItself(): void {}

/** A replaced open() tells by events that it has opened, or failed. */
function openReplaced(stream: FileStream, done: (error?: unknown) => void): void {
  const { emit } = stream;
  stream.emit = (event, ...args) => {
    if (event !== 'open' && event !== 'error') return Reflect.apply(emit, stream, [event, ...args]) as boolean;
    stream.emit = emit;
    done(event === 'error' ? args[0] : undefined);
    return event === 'error' || (Reflect.apply(emit, stream, [event, ...args]) as boolean);
  };
  stream.open();
}

export function closeTarget(stream: FileStream, error: unknown, done: (error?: unknown) => void): void {
  const { fd } = stream;
  const source = stream[kSource];
  if (!fd) {
    done(error);
    return;
  }
  const finish = (flushError?: unknown) => {
    source.close(fd, (closeError) => done(closeError ?? flushError ?? error));
    stream.fd = null;
  };
  if ('flush' in stream && stream.flush && source.fsync !== undefined) source.fsync(fd, finish);
  else finish();
}
