// A cache with a size and a time to live; concurrent loads of one key happen once, failures are not kept.
import { setTimeout as wait } from 'node:timers/promises';

class Cache {
  #entries = new Map();
  #loading = new Map();
  constructor({ max, ttl }) { this.max = max; this.ttl = ttl; }
  get(key) {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.until <= performance.now()) return void this.#entries.delete(key);
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }
  async load(key, loader) {
    const known = this.get(key);
    if (known !== undefined) return known;
    let loading = this.#loading.get(key);
    if (loading === undefined) {
      loading = Promise.try(loader, key).finally(() => this.#loading.delete(key));
      this.#loading.set(key, loading);
    }
    const value = await loading;
    this.#entries.set(key, { value, until: performance.now() + this.ttl });
    if (this.#entries.size > this.max) this.#entries.delete(this.#entries.keys().next().value);
    return value;
  }
  keys() { return [...this.#entries.keys()]; }
}
const cache = new Cache({ max: 2, ttl: 200 });
let calls = 0;
const load = async (key) => { calls++; await wait(2); if (key === 'bad') throw new Error('cannot load'); return key.toUpperCase(); };
console.log(await Promise.all([cache.load('a', load), cache.load('a', load), cache.load('b', load)]), calls);
cache.get('a');
await cache.load('c', load);
console.log(cache.keys(), cache.get('b'));
console.log(await Promise.allSettled([cache.load('bad', load), cache.load('bad', load)]), calls);
console.log((await cache.load('bad', load).catch((error) => error.message)), calls);
await wait(250);
console.log(cache.get('a'), cache.keys());
