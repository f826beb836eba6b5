// Opens after three failures, lets one trial through after a pause, closes when it succeeds.
import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

class Breaker extends EventEmitter {
  #failures = 0;
  state = 'closed';
  constructor(action, { threshold, pause, timeout }) { super(); Object.assign(this, { action, threshold, pause, timeout }); }
  #become(state) { if (state !== this.state) this.emit('change', this.state, (this.state = state)); }
  async fire(...args) {
    if (this.state === 'open') throw Object.assign(new Error('circuit is open'), { code: 'EOPEN' });
    try {
      const result = await Promise.race([this.action(...args), wait(this.timeout, undefined, { ref: false }).then(() => { throw Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' }); })]);
      this.#failures = 0;
      this.#become('closed');
      return result;
    } catch (error) {
      if (++this.#failures >= this.threshold || this.state === 'half-open') {
        this.#become('open');
        setTimeout(() => this.#become('half-open'), this.pause);
      }
      throw error;
    }
  }
}
let healthy = false;
const breaker = new Breaker(async (ms = 0) => { await wait(ms); if (!healthy) throw new Error('upstream failed'); return 'fine'; }, { threshold: 3, pause: 30, timeout: 20 });
breaker.on('change', (from, to) => console.log(`${from} -> ${to}`));
const fire = (...args) => breaker.fire(...args).then((value) => console.log(value), (error) => console.log(error.code ?? error.message));
for (let i = 0; i < 4; i++) await fire(i === 2 ? 100 : 0);
await wait(60);
await fire();
await fire();
healthy = true;
await wait(60);
await fire();
await fire();
