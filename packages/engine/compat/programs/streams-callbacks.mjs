// What write, end and finished callbacks are given, in which order.
import { finished, Writable } from 'node:stream';

const log = (name) => (...args) => console.log(name, args.map((each) => each?.code ?? each));
const plain = new Writable({ write: (_chunk, _encoding, done) => done() });
plain.write('a', log('write'));
plain.end('b', log('end'));
plain.end(log('end again'));
plain.on('finish', () => plain.end(log('end after finish')));
await new Promise((resolve) => plain.on('close', resolve));
plain.write('late', log('late write'));
plain.on('error', log('error'));
await new Promise((resolve) => setImmediate(resolve));

const corked = new Writable({ write: (_chunk, _encoding, done) => done(), writev: (_chunks, done) => done() });
corked.cork();
for (const name of ['one', 'two', 'three']) corked.write(name, log(name));
corked.uncork();
await new Promise((resolve) => setImmediate(resolve));

const failing = new Writable({ write: (_chunk, _encoding, done) => process.nextTick(done, new Error('full')) });
failing.on('error', (error) => console.log('error', error.message));
failing.write('x', (error) => console.log('write failed', error.message));
failing.end((error) => console.log('end failed', error.message));
await new Promise((resolve) => failing.on('close', resolve));

const slow = new Writable({ write: (_chunk, _encoding, done) => setImmediate(done) });
slow.write('x');
slow.end();
finished(slow, (error) => console.log('finished', error, slow._writableState.pendingcb));
await new Promise((resolve) => slow.on('close', resolve));
