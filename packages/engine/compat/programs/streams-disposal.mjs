// Symbol.asyncDispose of each kind, the order of event names, destroying both halves.
import { Duplex, PassThrough, Readable, Writable } from 'node:stream';

const kinds = {
  Readable: () => new Readable({ read() {} }),
  Writable: () => new Writable({ write: (_chunk, _encoding, done) => done() }),
  Duplex: () => new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() }),
  PassThrough: () => new PassThrough(),
};
for (const [name, make] of Object.entries(kinds)) {
  const stream = make();
  stream.on('error', (error) => console.log(name, 'error', error.name, error.code));
  stream.on('close', () => console.log(name, 'close'));
  await stream[Symbol.asyncDispose]();
  console.log(name, 'destroyed', stream.destroyed, stream.errored?.name);
}
{
  const done = kinds.Writable();
  done.end();
  await new Promise((resolve) => done.on('finish', resolve));
  await done[Symbol.asyncDispose]();
  console.log('finished first', done.errored);
}
for (const [name, make] of Object.entries(kinds)) {
  const stream = make();
  for (const event of ['mine', 'readable', 'data', 'drain', 'finish', 'end', 'error', 'close']) stream.on(event, () => {});
  console.log(name, stream.eventNames().join());
  stream.destroy();
}
const duplex = kinds.Duplex();
duplex.cork();
duplex.write('x', (error) => console.log('corked write', error.code));
duplex.destroy();
const target = new Writable({
  write() {
    throw new Error('refused');
  },
});
target.on('error', (error) => console.log('target', error.message));
Readable.from(['x']).pipe(target);
