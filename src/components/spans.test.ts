import { expect, test } from 'vitest';
import { spans } from './spans.ts';

test('spans() takes what stands between backticks as code', () => {
  expect(spans('Only `close` frees it.')).toEqual([
    { code: false, text: 'Only ' },
    { code: true, text: 'close' },
    { code: false, text: ' frees it.' },
  ]);
});

test('spans() drops an empty piece before code at the start', () => {
  expect(spans('`using` ends')[0]).toEqual({ code: true, text: 'using' });
});

test('spans() refuses a backtick without a partner', () => {
  expect(() => spans('Only `close')).toThrow(/no partner/);
});
