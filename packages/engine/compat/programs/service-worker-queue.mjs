// A queue with three workers; the request's id follows each job through awaits, timers and emitters.
import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

const context = new AsyncLocalStorage();
const log = (...words) => console.log(`[${context.getStore()?.id ?? '-'}]`, ...words);

class Queue extends EventEmitter {
  #waiting = [];
  #running = 0;
  constructor(limit) { super(); this.limit = limit; }
  push(job) {
    return new Promise((resolve, reject) => {
      this.#waiting.push(AsyncLocalStorage.bind(() => job().then(resolve, reject)));
      this.#next();
    });
  }
  #next() {
    while (this.#running < this.limit && this.#waiting.length > 0) {
      this.#running++;
      this.#waiting.shift()().finally(() => { this.#running--; this.#next(); if (this.#running === 0) this.emit('idle'); });
    }
  }
}
const queue = new Queue(3);
queue.on('idle', () => console.log('idle'));
const results = await Promise.allSettled([250, 50, 125, 100, 200].map((ms, index) => context.run({ id: `job${index}` }, () => queue.push(async () => {
  log('starts');
  await wait(ms);
  if (ms === 125) throw new Error(`fails in ${context.getStore().id}`);
  await new Promise((resolve) => setImmediate(resolve));
  log('ends');
  return context.getStore().id;
}))));
console.log(results.map((each) => each.value ?? each.reason.message));
log('after');
