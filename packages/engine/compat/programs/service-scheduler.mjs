// Jobs that repeat, never overlap, and stop with a signal. How many late ticks follow it hangs on the machine's speed.
import { setInterval as every, setTimeout as wait } from 'node:timers/promises';
const controller = new AbortController();
let runs = 0, overlapping = 0, inside = 0;
async function job() {
  inside++;
  if (inside > 1) overlapping++;
  runs++;
  await wait(35);
  inside--;
}
const loop = (async () => { for await (const started of every(20, 'tick', { signal: controller.signal })) { await job(started); if (runs === 3) controller.abort('enough'); } })();
console.log(await loop.catch((error) => [error.name, error.code, error.cause]), runs >= 3, overlapping);
console.log(await wait(1, 'value'), await wait(1000, 'value', { signal: AbortSignal.abort('at once') }).catch((error) => [error.name, error.cause]));
const iterator = every(5, 'n')[Symbol.asyncIterator]();
console.log(await iterator.next(), await iterator.next(), await iterator.return());
