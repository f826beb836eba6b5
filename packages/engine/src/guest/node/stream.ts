// The npm package is Node's own streams, kept by the same people: Node 18's code under Node 24's defaults.
import packageModule from 'readable-stream/lib/stream.js';
import type * as Types from '../internal/stream-types.ts';

const stream = packageModule as unknown as Types.StreamModule;

/** Since Node 22, bytes; object streams stay at 16. */
const DEFAULT_HIGH_WATER_MARK = 65_536;
stream.setDefaultHighWaterMark(false, DEFAULT_HIGH_WATER_MARK);

export type Readable = Types.Readable;
export type Writable = Types.Writable;
export type Duplex = Types.Duplex;
export type Transform = Types.Transform;
export const { Readable, Writable, Duplex, Transform, PassThrough, Stream, pipeline, finished, addAbortSignal, promises } = stream;

// Gone since Node 22.
delete (Readable.prototype as { asIndexedPairs?: unknown }).asIndexedPairs;

/** Node's streams have places for these from the start, so their names come first. */
const WRITABLE_EVENTS = ['close', 'error', 'prefinish', 'finish', 'drain'];
const READABLE_EVENTS = ['data', 'end', 'readable'];
for (const [Class, known] of [
  [Readable, ['close', 'error', ...READABLE_EVENTS]],
  [Writable, WRITABLE_EVENTS],
  [Duplex, [...WRITABLE_EVENTS, ...READABLE_EVENTS]],
] as const) {
  const { eventNames } = Class.prototype as Types.StreamBase;
  Object.defineProperty(Class.prototype, 'eventNames', {
    value(this: Types.StreamBase) {
      const names = eventNames.call(this);
      const early = known.filter((name) => names.includes(name));
      return [...early, ...names.filter((name) => !early.includes(name as string))];
    },
    writable: true,
    configurable: true,
  });
}

/** Two ends of one channel: what is written to one is read from the other. */
function duplexPair(options?: object): [Types.Duplex, Types.Duplex] {
  const ends: Types.Duplex[] = [];
  const resume: ((() => void) | undefined)[] = [];
  const make = (mine: 0 | 1): Types.Duplex => {
    const other = mine === 0 ? 1 : 0;
    return new Duplex({
      ...options,
      read() {
        const go = resume[mine];
        resume[mine] = undefined;
        go?.();
      },
      write(chunk, _encoding, done) {
        if ((chunk as { length: number }).length === 0) done();
        else if (ends[other]?.push(chunk)) done();
        else resume[other] = done;
      },
      final(done) {
        ends[other]?.push(null);
        done();
      },
    });
  };
  ends.push(make(0), make(1));
  return [ends[0] as Types.Duplex, ends[1] as Types.Duplex];
}

const _isArrayBufferView = (value: unknown) => ArrayBuffer.isView(value);

export default Object.assign(stream, { duplexPair, _isArrayBufferView });
