import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { LeakcheckError } from './errors.ts';
import { type LeakOptions, planOf } from './options.ts';

const HERE = fileURLToPath(import.meta.url);
const failing = { path: '/', expect: 404 } as const;

function refusal(options: unknown): string {
  try {
    planOf(options as LeakOptions);
  } catch (error) {
    if (error instanceof LeakcheckError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'none';
}

test('planOf() refuses what cannot be meant, by name and with a hint', () => {
  expect(refusal({ request: failing })).toMatch(/^ERR_LEAKCHECK_OPTION .*start is undefined.*start: '\.\/server\.js'/);
  expect(refusal({ start: './nowhere.js', request: failing })).toMatch(/^ERR_LEAKCHECK_OPTION .*There is no file .*nowhere\.js/);
  expect(refusal({ start: HERE, request: [] })).toMatch(/^ERR_LEAKCHECK_OPTION .*Give at least one/);
  expect(refusal({ start: HERE, request: { path: 'tea', expect: 404 } })).toMatch(/request\.path is "tea"/);
  expect(refusal({ start: HERE, request: { path: '/' } })).toMatch(/request\.expect is undefined/);
  expect(refusal({ start: HERE, request: failing, requestsPerRound: 3 })).toMatch(/requestsPerRound is 3.*at least 20/);
});

test('planOf() takes a path, a URL and a function as the start', () => {
  expect(planOf({ start: HERE, request: failing }).start).toEqual({ kind: 'file', file: HERE });
  expect(planOf({ start: new URL(import.meta.url), request: failing }).start).toEqual({ kind: 'file', file: HERE });
  expect(planOf({ start: () => undefined, request: failing }).start.kind).toBe('function');
});

test('planOf() lets several requests take turns, and counts on from batch to batch', () => {
  const turns = planOf({ start: HERE, request: [failing, { path: '/b', expect: 400 }] });
  expect([...turns.take(3), ...turns.take(1)].map(({ path }) => path)).toEqual(['/', '/b', '/', '/b']);
  const numbered = planOf({ start: HERE, request: (n) => ({ path: `/${n}`, expect: 404 }) });
  expect([...numbered.take(2), ...numbered.take(1)].map(({ path }) => path)).toEqual(['/0', '/1', '/2']);
});

test('planOf() calls a request failing when each of its answers is an error', () => {
  expect(planOf({ start: HERE, request: failing }).name).toBe('failing request');
  expect(planOf({ start: HERE, request: [failing, { path: '/', expect: 200 }] }).name).toBe('request');
  expect(planOf({ start: HERE, request: failing, name: 'bad order' }).name).toBe('bad order');
});
