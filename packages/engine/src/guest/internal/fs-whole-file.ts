import { Buffer } from '../node/buffer.ts';
import { abortError } from './errors.ts';
import { type Encoding, encodingOf, type Options, toBytes, toFd } from './fs-arguments.ts';
import { close, open, writeAll } from './fs-descriptor.ts';
import { checked, later, type Operation } from './fs-operation.ts';
import { WHOLE } from './fs-tree.ts';
import { sys } from './sys.ts';

/** Reading and writing files as a whole. */

// Unlike Node's own TextDecoder by default, reading a file keeps a byte order mark.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export type Contents = string | Uint8Array;

/** All from the descriptor's offset to the end. */
export function readRest(fd: number, encoding: Encoding): Operation<Contents> {
  return () => {
    const bytes = checked(sys.fsRead(fd, WHOLE, -1), 'read');
    if (encoding === undefined) return Buffer.from(bytes);
    if (encoding === 'utf8' || encoding === 'utf-8') return decoder.decode(bytes);
    return Buffer.from(bytes).toString(encoding);
  };
}

/** A descriptor, or undefined for what must be a path. */
export function descriptorOf(file: unknown): number | undefined {
  return typeof file === 'number' ? toFd(file) : undefined;
}

export function readFile(file: unknown, options: Options): Operation<Contents> {
  const encoding = encodingOf(options);
  const given = descriptorOf(file);
  if (given !== undefined) {
    const read = readRest(given, encoding);
    // Node stats first when it has to return bytes, and reads at once for text.
    const isText = encoding === 'utf8' || encoding === 'utf-8';
    return () => {
      if (!isText) checked(sys.fsFstat(given), 'fstat');
      return read();
    };
  }
  const opening = open(file, options.flag ?? 'r', 0o666, '');
  return () => {
    const fd = opening();
    try {
      return readRest(fd, encoding)();
    } finally {
      sys.fsClose(fd);
    }
  };
}

/** @param flag 'w' for writeFile, 'a' for appendFile. */
export function writeFile(file: unknown, contents: unknown, options: Options, flag: 'w' | 'a'): Operation<void> {
  const bytes = toBytes(contents, encodingOf(options, 'utf8'), 'data');
  const given = descriptorOf(file);
  if (given !== undefined) return () => void writeAll(given, bytes, -1);
  const opening = open(file, options.flag ?? flag, options.mode, '');
  return () => {
    const fd = opening();
    try {
      writeAll(fd, bytes, -1);
    } finally {
      sys.fsClose(fd);
    }
  };
}

/** An AbortSignal, as far as reading and writing look at it. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason: unknown;
}

export function assertNotAborted(options: Options): void {
  const signal = options.signal as Signal | undefined;
  if (signal?.aborted === true) throw abortError(signal.reason);
}

/**
 * The callback forms: open, work and close are turns of their own, so that many at a time hold
 * many descriptors at a time, as they do in Node.
 */
export function workOnFile<T>(
  file: unknown,
  flags: unknown,
  options: Options,
  stack: string,
  work: (fd: number) => Operation<T>,
  callback: (error: unknown, value?: T) => void,
): void {
  const step =
    (operation: Operation<T>): Operation<T> =>
    () => {
      assertNotAborted(options);
      return operation();
    };
  const given = descriptorOf(file);
  if (given !== undefined) {
    later(step(work(given)), callback);
    return;
  }
  const opening = open(file, flags, options.mode, stack);
  const start: Operation<number> = () => {
    assertNotAborted(options);
    return opening();
  };
  later(start, (openError, fd) => {
    if (fd === undefined) {
      callback(openError);
      return;
    }
    later(step(work(fd)), (error, value) => {
      later(close(fd), (closeError) => {
        if (error ?? closeError) callback(error ?? closeError);
        else if (value === undefined) callback(null);
        else callback(null, value);
      });
    });
  });
}
