import { expect, test } from 'vitest';
import { orAbort } from './or-abort.ts';

test('orAbort() gives the result when nobody aborts', async () => {
  expect(await orAbort(async () => 7, new AbortController().signal)).toBe(7);
  expect(await orAbort(async () => 7, undefined)).toBe(7);
});

test('orAbort() stops waiting for work that never ends', async () => {
  const controller = new AbortController();
  const waiting = orAbort(() => new Promise<never>(() => {}), controller.signal);
  controller.abort(new Error('left'));
  await expect(waiting).rejects.toThrow('left');
});

test('orAbort() starts nothing after an abort', async () => {
  let started = false;
  const work = async () => {
    started = true;
  };
  await expect(orAbort(work, AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
  expect(started).toBe(false);
});

test('orAbort() takes its listener away again', async () => {
  const controller = new AbortController();
  let listeners = 0;
  const { signal } = controller;
  const counting = new Proxy(signal, {
    get(target, key) {
      if (key === 'addEventListener') return () => void listeners++;
      if (key === 'removeEventListener') return () => void listeners--;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  await orAbort(async () => 1, counting);
  await expect(orAbort(() => Promise.reject(new Error('failed')), counting)).rejects.toThrow('failed');
  expect(listeners).toBe(0);
});
