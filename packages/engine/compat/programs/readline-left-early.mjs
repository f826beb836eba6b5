// Who leaves the lines of an interface early leaves it open: what its input goes through next reaches it still.
import readline from 'node:readline';
import { PassThrough } from 'node:stream';

const input = new PassThrough();
const lines = readline.createInterface({ input });
for (const event of ['pause', 'resume', 'close']) lines.on(event, () => console.log(`  ${event}`));
setTimeout(() => input.write('one\ntwo\nthree\n'), 1);
for await (const line of lines) {
  console.log(line);
  break;
}
console.log('closed', lines.closed, 'same iterator', lines[Symbol.asyncIterator]() === lines[Symbol.asyncIterator]());
console.log('listeners', input.listenerCount('data'), input.listenerCount('error'), lines.listenerCount('line'), lines.listenerCount('error'));
for await (const line of lines) console.log('never', line);
lines.pause();
lines.pause();
lines.resume();
lines.resume();
lines.on('error', ({ message }) => console.log('error:', message));
input.destroy(new Error('gone'));
await new Promise((resolve) => setTimeout(resolve, 5));
console.log('closed', lines.closed);
lines.close();

const ahead = new PassThrough();
const many = readline.createInterface({ input: ahead });
many.on('pause', () => console.log('  paused'));
many.on('resume', () => console.log('  resumed'));
const iterator = many[Symbol.asyncIterator]();
ahead.write('x\n'.repeat(1030));
ahead.end();
await new Promise((resolve) => setTimeout(resolve, 5));
let count = 0;
for await (const _line of iterator) count++;
console.log(count, 'lines');
for (const options of [{ highWaterMark: 0 }, { lowWaterMark: 'x' }]) {
  try {
    (await import('node:events')).on(many, 'line', options);
  } catch ({ code, message }) {
    console.log(code, message);
  }
}


const unheard = new PassThrough();
process.on('uncaughtException', ({ message }) => console.log('uncaught:', message));
setTimeout(() => unheard.write('first\nsecond\n'), 1);
for await (const line of readline.createInterface({ input: unheard })) {
  console.log(line);
  break;
}
unheard.destroy(new Error('nobody listens'));
