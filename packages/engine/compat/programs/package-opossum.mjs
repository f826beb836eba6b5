// opossum: a breaker that opens, refuses, half-opens and closes; a timeout and a fallback.
import CircuitBreaker from 'opossum';

let healthy = false;
const call = async (word) => {
  if (!healthy) throw new Error(`down: ${word}`);
  return `up: ${word}`;
};
const breaker = new CircuitBreaker(call, { timeout: 50, errorThresholdPercentage: 50, resetTimeout: 100, volumeThreshold: 2 });
for (const name of ['open', 'halfOpen', 'close', 'reject', 'timeout']) breaker.on(name, () => console.log('event', name));
const attempt = (word) => breaker.fire(word).then(console.log, (error) => console.log(error.code, error.message));
await attempt('one');
await attempt('two');
await attempt('three');
console.log(breaker.opened, breaker.stats.failures, breaker.stats.rejects);
await new Promise((resolve) => setTimeout(resolve, 150));
console.log(breaker.halfOpen);
healthy = true;
await attempt('four');
console.log(breaker.closed, CircuitBreaker.isOurError(new Error('x')));
breaker.shutdown();
await attempt('five');

const slow = new CircuitBreaker(() => new Promise((resolve) => setTimeout(resolve, 200, 'late')), { timeout: 20 });
slow.fallback((error) => `fallback after ${error}`);
console.log(await slow.fire());
slow.shutdown();
