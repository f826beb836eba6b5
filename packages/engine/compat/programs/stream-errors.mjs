// How streams fail: codes, order of error and close, destroy with and without a reason, writes after the end.
import { PassThrough, Readable, Transform, Writable, addAbortSignal, finished, pipeline } from 'node:stream';
const events = (name, stream) => { for (const event of ['error', 'close', 'end', 'finish']) stream.on(event, (error) => console.log(name, event, error?.code ?? error?.message ?? '')); return stream; };
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
events('destroyed', new Readable({ read() {} })).destroy();
events('with reason', new Readable({ read() {} })).destroy(new Error('reason'));
await settle();
const ended = events('ended', new Writable({ write(chunk, encoding, done) { done(); } }));
ended.end('x');
ended.write('late', (error) => console.log('callback', error.code));
await settle();
const failing = events('failing', new Writable({ write(chunk, encoding, done) { done(new Error('disk')); } }));
console.log(failing.write('a'), failing.errored?.message, failing.destroyed);
failing.write('b', (error) => console.log('second', error.code ?? error.message));
await settle();
console.log(failing.errored?.message, failing.writable);
for (const attempt of [() => new Readable({}).read(), () => new PassThrough().write(null), () => new PassThrough().write(5), () => new Writable().write('x'), () => new Readable({ read() {} }).setEncoding('nope'), () => Readable.from(5), () => pipeline()]) {
  try { const result = attempt(); console.log('returned', result instanceof Object ? result.constructor.name : result); } catch (error) { console.log(error.name, error.code, error.message); }
}
process.once('uncaughtException', (error) => console.log('uncaught', error.code));
await settle();
const source = Readable.from(['a', 'b', 'c']);
const sink = new Writable({ objectMode: true, highWaterMark: 1, write(chunk, encoding, done) { setTimeout(done, 5); } });
pipeline(source, new Transform({ objectMode: true, transform(chunk, encoding, done) { done(chunk === 'b' ? new Error('bad b') : null, chunk); } }), sink, (error) => console.log('pipeline', error.message, source.destroyed, sink.destroyed));
await settle();
const controller = new AbortController();
const aborted = addAbortSignal(controller.signal, new Readable({ read() {} }));
finished(aborted, (error) => console.log('finished', error.name, error.code, error.cause));
controller.abort('no longer');
aborted.on('error', () => {});
await settle();
finished(new PassThrough().destroy(), (error) => console.log('premature', error.code));
await settle();
