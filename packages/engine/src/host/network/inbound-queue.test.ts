import { expect, test } from 'vitest';
import { InboundQueue, joinBytes, WINDOW_BYTES } from './inbound-queue.ts';

function boot(granted: boolean) {
  const log: string[] = [];
  const queue = new InboundQueue(
    { data: (bytes) => log.push(`data ${bytes.length}`), end: () => log.push('end'), reset: () => log.push('reset'), drained: () => log.push('drained') },
    granted,
  );
  return { queue, log, bytes: (count: number) => new Uint8Array(count) };
}

test('push() hands over one piece for each grant()', () => {
  const { queue, log, bytes } = boot(true);
  queue.push(bytes(1));
  queue.push(bytes(2));
  queue.push(bytes(3));
  expect(log).toEqual(['data 1']);
  queue.grant();
  expect(log).toEqual(['data 1', 'data 5']);
  queue.grant();
  queue.push(bytes(4));
  expect(log).toEqual(['data 1', 'data 5', 'data 4']);
});

test('push() says no at a full window, and drained follows when there is room', () => {
  const { queue, log, bytes } = boot(false);
  expect(queue.push(bytes(WINDOW_BYTES - 1))).toBe(true);
  expect(queue.push(bytes(1))).toBe(false);
  expect(queue.unread).toBe(WINDOW_BYTES);
  queue.grant();
  expect(log).toEqual([`data ${WINDOW_BYTES}`, 'drained']);
  expect(queue.push(bytes(1))).toBe(true);
});

test('drained is not told to a writer that never had to wait', () => {
  const { queue, log, bytes } = boot(false);
  queue.push(bytes(10));
  queue.grant();
  expect(log).toEqual(['data 10']);
});

test('a piece larger than the window is handed over whole', () => {
  const { queue, log, bytes } = boot(false);
  expect(queue.push(bytes(3 * WINDOW_BYTES))).toBe(false);
  queue.push(bytes(1));
  queue.grant();
  expect(log).toEqual([`data ${3 * WINDOW_BYTES}`, 'drained']);
});

test('end() is told after everything was read, once', () => {
  const { queue, log, bytes } = boot(false);
  queue.push(bytes(1));
  queue.end();
  queue.end();
  expect(log).toEqual([]);
  queue.grant();
  expect(log).toEqual(['data 1']);
  queue.grant();
  queue.grant();
  expect(log).toEqual(['data 1', 'end']);
});

test('reset() throws away what was not read', () => {
  const { queue, log, bytes } = boot(false);
  queue.push(bytes(1));
  queue.reset();
  queue.grant();
  expect(log).toEqual(['reset']);
  expect(queue.unread).toBe(0);
});

test('discard() lets a waiting writer go on, into nothing', () => {
  const { queue, log, bytes } = boot(false);
  queue.push(bytes(WINDOW_BYTES));
  queue.discard();
  expect(log).toEqual(['drained']);
  expect(queue.push(bytes(1))).toBe(true);
  queue.grant();
  expect(log).toEqual(['drained']);
});

test('joinBytes() keeps order', () => {
  expect([...joinBytes([Uint8Array.of(1, 2), new Uint8Array(0), Uint8Array.of(3)])]).toEqual([1, 2, 3]);
});
