// A bus with wildcards, once, async listeners whose failures do not stop the others, and a leak warning.
import { EventEmitter, on, once } from 'node:events';

class Bus extends EventEmitter {
  constructor() { super({ captureRejections: true }); }
  emit(name, ...args) {
    if (name !== 'error' && name !== 'newListener' && name !== 'removeListener') super.emit('*', name, ...args);
    return super.emit(name, ...args);
  }
}
const bus = new Bus();
bus.on('error', (error) => console.log('error:', error.message));
bus.on('*', (name, ...args) => console.log('*', name, args.length));
bus.on('newListener', (name) => console.log('new listener for', name));
bus.once('order', (id) => console.log('first order', id));
bus.on('order', async (id) => { await null; if (id === 2) throw new Error(`order ${id} failed`); });
bus.on('order', (id) => console.log('order', id));
console.log(bus.emit('order', 1), bus.emit('order', 2), bus.emit('nobody'));
await new Promise((resolve) => setImmediate(resolve));
const seen = [];
const controller = new AbortController();
const reading = (async () => { for await (const [value] of on(bus, 'tick', { signal: controller.signal })) { seen.push(value); if (value === 3) controller.abort(); } })().catch((error) => console.log(error.name, error.code, seen));
for (let i = 1; i <= 3; i++) bus.emit('tick', i);
await reading;
setTimeout(() => bus.emit('error', new Error('through once')), 1);
console.log(await once(bus, 'never').catch((error) => error.message));
console.log(bus.eventNames(), bus.listenerCount('order'));
