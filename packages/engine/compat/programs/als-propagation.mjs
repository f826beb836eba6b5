// The store follows what was started in it, not where it is listened to; enterWith stays; nested runs restore, also when they throw.
import { AsyncLocalStorage, AsyncResource, executionAsyncId, triggerAsyncId } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
const store = new AsyncLocalStorage();
const other = new AsyncLocalStorage({ defaultValue: 'none', name: 'other' });
const log = [];
const note = (where) => log.push(`${where}: ${store.getStore()}/${other.getStore()}`);
const emitter = new EventEmitter().on('x', () => note('listener'));
store.run('a', () => { emitter.emit('x'); other.run('o', () => { setTimeout(() => note('timer'), 20); setImmediate(() => note('immediate')); process.nextTick(() => note('tick')); }); });
try { store.run('throws', () => { throw new Error('x'); }); } catch { note('after throw'); }
const snapshot = store.run('snap', () => AsyncLocalStorage.snapshot());
store.run('outer', () => snapshot(() => note('snapshot')));
const resource = store.run('res', () => new AsyncResource('Mine'));
resource.runInAsyncScope(() => note('resource'));
const bound = store.run('bound', () => AsyncLocalStorage.bind((x) => note(`bound ${x}`)));
bound(1);
await store.run('awaited', async () => { await null; note('after await'); await Promise.all([1, 2].map(async (n) => { await n; note(`all ${n}`); })); });
const deferred = Promise.withResolvers();
const waiting = store.run('waiter', async () => { await deferred.promise; note('resolved by another'); });
store.run('resolver', () => deferred.resolve());
await waiting;
(() => { store.enterWith('entered'); note('entered'); })();
note('still entered');
setTimeout(() => { note('timer after enterWith'); store.disable(); note('disabled'); console.log(log.join('\n')); console.log(store.getStore(), other.name); }, 60);
