import { expect, test } from 'vitest';
import { logRecords } from './log-records.ts';

test('logRecords() reads the JSON objects of a log in order', () => {
  expect(logRecords('{"level":"info","n":1}\n{"level":"error","n":2}\n')).toEqual([
    { level: 'info', n: 1 },
    { level: 'error', n: 2 },
  ]);
});

test('logRecords() passes over what is no JSON object, and half a line', () => {
  expect(logRecords('Error: broken\n    at receipt\n{ order: \'1003\' }\n[1]\n{"level":"inf')).toEqual([]);
});
