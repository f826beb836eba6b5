// Broadcast channels, message events, structured clones of what is not plain.
const show = (label, run) => {
  try {
    console.log(label, run());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
const [one, two, other] = [new BroadcastChannel('news'), new BroadcastChannel('news'), new BroadcastChannel('else')];
one.onmessage = () => console.log('own message');
other.onmessage = () => console.log('wrong channel');
two.onmessage = (event) => {
  console.log(event.data, event.type);
  for (const each of [one, two, other]) each.close();
  show('closed', () => one.postMessage(1));
  console.log(one);
};
one.postMessage({ n: 1 });
await new Promise((resolve) => setTimeout(resolve, 5));
show('no name', () => new BroadcastChannel());
show('function', () => new BroadcastChannel('third').unref().postMessage(() => {}));
show('event', () => new MessageEvent('x', { data: 1, origin: 'o' }).origin);
show('event source', () => new MessageEvent('x', { source: 1 }));
show('event brand', () => Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data').get.call({}));
const exception = structuredClone(new DOMException('gone', 'AbortError'));
console.log(exception instanceof DOMException, exception.name, exception.code);
console.log(structuredClone(new Blob(['abc'], { type: 'text/plain' })));
const stream = new ReadableStream({ start(controller) { controller.enqueue({ a: 1 }); controller.close(); } });
show('stream', () => structuredClone(stream));
const moved = structuredClone(stream, { transfer: [stream] });
console.log(stream.locked, await Array.fromAsync(moved));
const held = new ReadableStream();
held.getReader();
show('locked', () => structuredClone(held, { transfer: [held] }));
show('weak', () => structuredClone(new WeakMap()));
show('generator', () => structuredClone((function* () {})()));
const buffer = new ArrayBuffer(2);
show('twice', () => structuredClone(buffer, { transfer: [buffer, buffer] }));
structuredClone(buffer, { transfer: [buffer] });
show('detached', () => structuredClone(buffer));
show('options', () => structuredClone(1, 5));
