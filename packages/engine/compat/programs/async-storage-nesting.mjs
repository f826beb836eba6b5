// AsyncLocalStorage: nested runs, exits, and stream callbacks that keep their context.
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { finished, Readable } from 'node:stream';

const storage = new AsyncLocalStorage();
const other = new AsyncLocalStorage({ defaultValue: 'none' });
const deep = (left) => (left === 0 ? storage.getStore() : storage.run(left, () => storage.exit(deep, left - 1)));
console.log(deep(50), storage.getStore());
storage.run('outer', () => {
  other.run('beside', () => {
    storage.run('inner', () => {
      other.enterWith('entered');
      console.log(storage.getStore(), other.getStore());
    });
    console.log(storage.getStore(), other.getStore());
  });
  console.log(storage.getStore(), other.getStore());
});
const argumentsSeen = storage.run(1, (...args) => args.length);
console.log(argumentsSeen, storage.exit((...args) => args, 1, 2));
try {
  storage.run('x', () => { throw new Error('out'); });
} catch (error) {
  console.log(error.message, storage.getStore());
}
const stream = Readable.from(['a']);
storage.run('reader', () => finished(stream, () => console.log('finished in', storage.getStore())));
other.run('elsewhere', () => stream.resume());
await new Promise((resolve) => stream.on('close', resolve));
const bound = storage.run('bound', () => AsyncResource.bind(() => storage.getStore()));
console.log(bound(), storage.run('ignored', bound));
