import { expect, test } from 'vitest';
import { OutsideWork } from './outside-work.ts';

test('results come in the order in which they were asked for, only in a turn', async () => {
  const log: string[] = [];
  const work = new OutsideWork(() => undefined);
  const first = Promise.withResolvers<string>();
  work.wait(
    first.promise,
    (value) => log.push(value),
    () => undefined,
  );
  work.wait(
    Promise.reject(new Error('second')),
    () => undefined,
    (error) => log.push((error as Error).message),
  );
  work.queue(() => log.push('call'));
  expect(work.turn()).toBe(true);
  await Promise.resolve();
  expect([work.turn(), log]).toEqual([false, ['call']]);
  first.resolve('first');
  expect(await work.settle()).toBe(true);
  expect(log).toEqual(['call']);
  expect(work.turn()).toBe(true);
  expect(log).toEqual(['call', 'first', 'second']);
  expect(await work.settle()).toBe(false);
});

test('results that nobody has waited for stay away, where only awaited ones are wanted', async () => {
  const work = new OutsideWork(() => undefined, true);
  const done: string[] = [];
  const promise = Promise.resolve('early');
  work.wait(
    promise,
    (value) => void done.push(value),
    () => undefined,
  );
  await promise.then(() => undefined);
  expect(work.turn()).toBe(false);
  expect(await work.settle()).toBe(true);
  expect(work.turn()).toBe(true);
  expect(done).toEqual(['early']);
});
