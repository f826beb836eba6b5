// Byte streams: readers with their own buffer, requests, element sizes, transferred buffers.
const show = async (label, run) => {
  try {
    console.log(label, await run());
  } catch (error) {
    console.log(label, error.name, error.code);
  }
};
let controller;
const stream = new ReadableStream({ type: 'bytes', start: (each) => void (controller = each) });
console.log(stream, controller.desiredSize, controller.byobRequest);
const reader = stream.getReader({ mode: 'byob' });
await show('no view', () => reader.read(5));
await show('empty view', () => reader.read(new Uint8Array(0)));
await show('min', () => reader.read(new Uint8Array(2), { min: 3 }));
const buffer = new ArrayBuffer(4);
const read = reader.read(new Uint8Array(buffer));
console.log('detached', buffer.byteLength);
const { byobRequest } = controller;
new Uint8Array(byobRequest.view.buffer).set([1, 2]);
byobRequest.respond(2);
console.log(await read, byobRequest.view);
await show('used request', () => byobRequest.respond(1));
controller.enqueue(new Uint8Array([1, 2, 3]));
console.log(await reader.read(new Uint16Array(2)));
controller.enqueue(new Uint8Array([4]));
console.log(await reader.read(new Uint8Array(8), { min: 2 }));
const last = reader.read(new Uint8Array(3));
controller.close();
controller.byobRequest.respond(0);
console.log(await last);
await show('enqueue text', () => new ReadableStream({ type: 'bytes', start: (each) => each.enqueue('x') }));
const auto = new ReadableStream({
  type: 'bytes',
  autoAllocateChunkSize: 8,
  pull(each) {
    each.byobRequest.view.set([7, 7]);
    each.byobRequest.respond(2);
  },
});
console.log(await auto.getReader().read());
const [one, two] = new ReadableStream({
  type: 'bytes',
  start(each) {
    each.enqueue(new Uint8Array([9]));
    each.close();
  },
}).tee();
console.log(await one.getReader().read(), await two.getReader({ mode: 'byob' }).read(new Uint8Array(2)));
