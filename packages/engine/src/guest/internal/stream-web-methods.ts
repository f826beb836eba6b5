import { DOMException } from './abort.ts';
import { transferSelf } from './clone-protocol.ts';
import { structuredClone } from './structured-clone.ts';
import { ReadableStream } from './web-readable-stream.ts';
import { WritableStream } from './web-writable-stream.ts';
import { Duplex, Readable, Writable } from '../node/stream.ts';
import { duplexFromWeb, duplexToWeb, readableFromWeb, readableToWeb, writableFromWeb, writableToWeb } from './stream-web-adapters.ts';

// Apart from node:stream, because the web's streams need it in their turn.
Object.assign(Readable, { toWeb: readableToWeb, fromWeb: readableFromWeb });
Object.assign(Writable, { toWeb: writableToWeb, fromWeb: writableFromWeb });
Object.assign(Duplex, { toWeb: duplexToWeb, fromWeb: duplexFromWeb });

/** Handing a stream over: the old one stays locked, the new one is fed from it, each chunk a clone. */
function move<Stream extends { readonly locked: boolean }>(Class: { prototype: Stream; name: string }, make: (stream: Stream) => object): void {
  Object.defineProperty(Class.prototype, transferSelf, {
    value(this: Stream) {
      if (this.locked) throw new DOMException(`Cannot transfer a locked ${Class.name}`, 'DataCloneError');
      return make(this);
    },
  });
}

move(ReadableStream, (stream) => {
  const reader = stream.getReader();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(structuredClone(value));
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
});
move(WritableStream, (stream) => {
  const writer = stream.getWriter();
  return new WritableStream({
    write: (chunk) => writer.write(structuredClone(chunk)),
    close: () => writer.close(),
    abort: (reason) => writer.abort(reason),
  });
});
