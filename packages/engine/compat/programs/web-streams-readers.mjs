// Locks, released readers, invalid arguments and what each promise rejects with.
const show = async (label, run) => {
  try {
    console.log(label, await run());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
await show('null source', () => new ReadableStream(null));
await show('type', () => new ReadableStream({ type: 'objects' }));
await show('pull', () => new ReadableStream({ pull: 5 }));
await show('mark', () => new ReadableStream({}, { highWaterMark: -1 }));
await show('size', () => new ReadableStream({ type: 'bytes' }, { size: () => 1 }));
await show('sink type', () => new WritableStream({ type: 'x' }));
await show('readableType', () => new TransformStream({ readableType: 'x' }));
await show('controller', () => new ReadableStreamDefaultController());
await show('mode', () => new ReadableStream().getReader({ mode: 'fast' }));
await show('byob of objects', () => new ReadableStream().getReader({ mode: 'byob' }));
await show('from', () => ReadableStream.from(5));
const locked = new ReadableStream();
const reader = locked.getReader();
await show('locked', () => locked.getReader());
await show('locked cancel', () => locked.cancel());
await show('locked pipe', () => locked.pipeTo(new WritableStream()));
const pending = reader.read();
reader.releaseLock();
await show('pending read', () => pending);
await show('released read', () => reader.read());
await show('released closed', () => reader.closed);
const writer = new WritableStream().getWriter();
writer.releaseLock();
await show('released write', () => writer.write('x'));
await show('released ready', () => writer.ready);
await show('released size', () => writer.desiredSize);
await show('this', () => Object.getOwnPropertyDescriptor(ReadableStream.prototype, 'locked').get.call({}));
const closed = new WritableStream();
await closed.close();
await show('write after close', () => closed.getWriter().write('x'));
let controller;
const stream = new ReadableStream({ start: (each) => void (controller = each) });
controller.close();
await show('enqueue after close', () => controller.enqueue(1));
console.log(stream, new TransformStream(), new WritableStream().getWriter());
await show('size of -1', () => new ReadableStream({ start: (each) => each.enqueue('x') }, { size: () => -1 }));
