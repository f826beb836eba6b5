// rate-limiter-flexible: points, a block, a queue, and the memory that it lets go.
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterQueue, RateLimiterRes } from 'rate-limiter-flexible';

const limiter = new RateLimiterMemory({ points: 2, duration: 1, blockDuration: 1 });
const take = async (key, points) => {
  try {
    const { remainingPoints, consumedPoints, isFirstInDuration } = await limiter.consume(key, points);
    console.log(key, 'ok', remainingPoints, consumedPoints, isFirstInDuration);
  } catch (rejected) {
    console.log(key, 'refused', rejected instanceof RateLimiterRes, rejected.remainingPoints, rejected.msBeforeNext > 0);
  }
};
await take('a');
await take('a');
await take('a');
await take('b', 5);
console.log((await limiter.get('nobody')) === null, await limiter.delete('a'));
await take('a');
await limiter.penalty('a', 3);
await take('a');
await new Promise((resolve) => setTimeout(resolve, 1200));
await take('a');
const queue = new RateLimiterQueue(new RateLimiterMemory({ points: 1, duration: 1 }), { maxQueueSize: 1 });
const results = await Promise.allSettled([queue.removeTokens(1), queue.removeTokens(1), queue.removeTokens(1)]);
for (const { status, value, reason } of results) console.log(status, value ?? reason.message);
console.log(typeof BurstyRateLimiter);
limiter.delete('a');
limiter.delete('b');
