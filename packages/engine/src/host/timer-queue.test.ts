import { expect, test } from 'vitest';
import { TimerQueue } from './timer-queue.ts';

function drain(queue: TimerQueue, nowMs: number): void {
  for (let entry = queue.takeDue(nowMs); entry !== undefined; entry = queue.takeDue(nowMs)) entry.run();
}

test('timers run in order of due time, then of arming', () => {
  const queue = new TimerQueue();
  const order: string[] = [];
  for (const [due, name] of [
    [5, 'b'],
    [1, 'a'],
    [5, 'c'],
    [9, 'late'],
    [0, 'first'],
  ] as const)
    queue.arm(due, () => order.push(name));
  drain(queue, 5);
  expect(order).toEqual(['first', 'a', 'b', 'c']);
  expect(queue.nextDueMs()).toBe(9);
});

test('a cancelled timer neither runs nor counts as the next one', () => {
  const queue = new TimerQueue();
  const entry = queue.arm(1, () => expect.unreachable());
  queue.arm(7, () => undefined);
  queue.cancel(entry);
  queue.cancel(entry);
  expect(queue.nextDueMs()).toBe(7);
  drain(queue, 3);
});

test('ten thousand timers armed and cancelled among ten live ones keep their order', () => {
  const queue = new TimerQueue();
  const order: number[] = [];
  for (let i = 0; i < 10_000; i++) {
    const entry = queue.arm(i % 97, () => expect.unreachable());
    if (i % 1000 === 0) queue.arm(100 - i / 1000, () => order.push(100 - i / 1000));
    queue.cancel(entry);
  }
  drain(queue, 1000);
  expect(order).toEqual([91, 92, 93, 94, 95, 96, 97, 98, 99, 100]);
  expect(queue.nextDueMs()).toBeUndefined();
});
