// Pipes, tees, iteration, back-pressure and failures that travel both ways.
const from = (...chunks) => ReadableStream.from(chunks);
const out = [];
const sink = (name) => new WritableStream({ write: (chunk) => void out.push(`${name}:${chunk}`), close: () => void out.push(`${name} closed`), abort: (reason) => void out.push(`${name} aborted ${reason}`) });
await from(1, 2).pipeTo(sink('a'));
await from(3).pipeTo(sink('b'), { preventClose: true });
await new ReadableStream({ start: (each) => each.error('bad') }).pipeTo(sink('c')).catch((reason) => out.push(`rejected ${reason}`));
const stopper = new AbortController();
const source = new ReadableStream({ pull: (each) => each.enqueue('x'), cancel: (reason) => void out.push(`cancelled ${reason}`) });
const piped = source.pipeTo(new WritableStream({ write: () => stopper.abort('enough') }), { signal: stopper.signal });
await piped.catch((reason) => out.push(`stopped ${reason}`));
console.log(out.join(', '));
const [left, right] = from('l', 'r').tee();
console.log(await Array.fromAsync(left), await Array.fromAsync(right));
const iterated = new ReadableStream({ pull: (each) => each.enqueue('i'), cancel: () => console.log('cancel by break') });
for await (const chunk of iterated) {
  console.log(chunk, iterated.locked);
  break;
}
console.log(iterated.locked, iterated);
const kept = new ReadableStream({ pull: (each) => each.enqueue('k') });
for await (const chunk of kept.values({ preventCancel: true })) {
  console.log(chunk);
  break;
}
console.log(await kept.getReader().read());
const writer = new WritableStream({ write: () => new Promise((resolve) => setTimeout(resolve, 1)) }, { highWaterMark: 2 }).getWriter();
console.log(writer.desiredSize);
writer.write('1');
writer.write('2');
console.log(writer.desiredSize);
await writer.ready;
console.log(writer.desiredSize);
await writer.close();
const transform = new TransformStream({
  transform(chunk, controller) {
    if (chunk === 'stop') controller.terminate();
    else controller.enqueue(chunk);
  },
  cancel: (reason) => console.log('transformer cancel', reason),
});
const into = transform.writable.getWriter();
into.write('go');
into.write('stop').catch(() => {});
console.log(await Array.fromAsync(transform.readable));
await into.closed.catch((error) => console.log(error.code, error.message));
await new TransformStream({ cancel: (reason) => console.log('cancelled', reason) }).readable.cancel('why');
