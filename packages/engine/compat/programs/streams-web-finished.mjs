// finished, pipeline, compose and addAbortSignal on web streams.
import { addAbortSignal, compose, finished, isErrored, isReadable, isDisturbed } from 'node:stream';
import { finished as finishedLater, pipeline } from 'node:stream/promises';

const readable = (...chunks) =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
const collect = async (stream) => {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
};
const first = readable('a', 'b');
finished(first, (error) => console.log('finished', error));
console.log(await collect(first));
await finishedLater(new ReadableStream({ start: (controller) => controller.error(new Error('broken')) })).catch((error) => console.log('rejected', error.message));
const seen = [];
await pipeline(
  readable('x', 'y'),
  new TransformStream({ transform: (chunk, controller) => controller.enqueue(chunk.toUpperCase()) }),
  new WritableStream({ write: (chunk) => void seen.push(chunk) }),
);
console.log(seen);
const controller = new AbortController();
const endless = addAbortSignal(controller.signal, new ReadableStream({ pull: (each) => each.enqueue('tick') }));
const reader = endless.getReader();
console.log(await reader.read());
controller.abort();
await reader.read().catch((error) => console.log(error.name, error.code));
console.log(isErrored(endless), isReadable(endless), isDisturbed(endless));
console.log((await collect(compose(readable('one', 'two'), async function* (source) {
  for await (const chunk of source) yield String(chunk).length;
}))).join());
