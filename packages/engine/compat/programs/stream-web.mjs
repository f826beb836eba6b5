// Web streams: back-pressure by desiredSize, tee, cancel reasons, locks, transforms, conversion from Node's.
import { Readable, Writable } from 'node:stream';
const log = [];
const stream = new ReadableStream({ start(controller) { log.push(controller.desiredSize); controller.enqueue('a'); log.push(controller.desiredSize); }, pull(controller) { log.push('pull'); controller.enqueue('b'); controller.close(); }, cancel(reason) { log.push(`cancel ${reason}`); } }, { highWaterMark: 2 });
const [left, right] = stream.tee();
console.log(stream.locked, await Array.fromAsync(left), await Array.fromAsync(right), log);
const cancelled = new ReadableStream({ cancel(reason) { log.push(`cancelled: ${reason}`); } });
const reader = cancelled.getReader();
const reading = reader.read();
await reader.cancel('enough');
console.log(await reading, log.at(-1));
try { cancelled.getReader(); } catch (error) { console.log(error.name, error.code); }
const failing = new ReadableStream({ pull(controller) { controller.error(new Error('broken')); } });
console.log(await failing.getReader().read().catch((error) => error.message));
const upper = new TransformStream({ transform(chunk, controller) { controller.enqueue(chunk.toUpperCase()); }, flush(controller) { controller.enqueue('!'); } });
console.log(await Array.fromAsync(ReadableStream.from(['x', 'y']).pipeThrough(upper)));
const written = [];
await ReadableStream.from([1, 2]).pipeTo(new WritableStream({ write(chunk) { written.push(chunk); }, close() { written.push('closed'); } }));
console.log(written);
console.log(await ReadableStream.from([1]).pipeTo(new WritableStream({ write() { throw new Error('full'); } })).catch((error) => error.message));
console.log(await Array.fromAsync(Readable.toWeb(Readable.from(['n']))), await Readable.fromWeb(ReadableStream.from(['w'])).toArray());
const writer = new WritableStream({}, new CountQueuingStrategy({ highWaterMark: 1 })).getWriter();
console.log(writer.desiredSize, await writer.ready, await writer.abort('stop'), await writer.closed.catch((reason) => reason));
