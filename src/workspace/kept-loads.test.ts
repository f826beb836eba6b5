import { expect, test } from 'vitest';
import { KeptLoads } from './kept-loads.ts';

test('what was loaded is kept', async () => {
  const loads = new KeptLoads<number>();
  let count = 0;
  const load = async () => ++count;
  expect([await loads.get('a', load), await loads.get('a', load), await loads.get('b', load)]).toEqual([1, 1, 2]);
});

test('what could not be loaded is asked for again', async () => {
  const loads = new KeptLoads<string>();
  await expect(loads.get('a', () => Promise.reject(new Error('cut off')))).rejects.toThrow('cut off');
  expect(await loads.get('a', async () => 'there')).toBe('there');
});

test('what is forgotten is handed over once, and loaded anew when it is asked for', async () => {
  const loads = new KeptLoads<number>();
  let count = 0;
  const load = async () => ++count;
  await loads.get('a', load);
  expect([await loads.forget('a'), loads.forget('a'), await loads.get('a', load)]).toEqual([1, undefined, 2]);
});
