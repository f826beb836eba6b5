import { expect, test } from 'vitest';
import type { HandleGrowth } from './rule-a.ts';
import { growthSentence, heapSentence, noisySentence } from './sentence.ts';

const growth = (change: Partial<HandleGrowth>): HandleGrowth => ({ kind: 'fd', opened: 0, lost: 0, perRequest: 0, at: undefined, ...change });

test('growthSentence() names rate and line', () => {
  const leak = growth({ opened: 200, perRequest: 1, at: { place: 'src/routes/receipt.ts:14', count: 200 } });
  expect(growthSentence(leak, 'failing request')).toBe('+1.00 fd per failing request, opened at src/routes/receipt.ts:14');
});

test('growthSentence() counts when a rate would round to nothing', () => {
  expect(growthSentence(growth({ opened: 1, perRequest: 1 / 637 }), 'failing request')).toBe('+1 fd after 637 failing requests');
});

test('growthSentence() says what is gone', () => {
  expect(growthSentence(growth({ lost: 1 }), 'request')).toBe('1 fd that was open before is gone');
  expect(growthSentence(growth({ lost: 2 }), 'request')).toBe('2 fd that were open before are gone');
});

test('heapSentence() puts the figure against its limit', () => {
  expect(heapSentence({ bytesPerRequest: [290, 296], leaks: true }, 'request')).toBe('296.0 B retained per request; a clean server stays below 64 B');
  expect(heapSentence({ bytesPerRequest: [0, -3], leaks: false }, 'request')).toBe('0.0 B retained per request, below 64 B');
});

test('noisySentence() says inconclusive aloud', () => {
  expect(noisySentence({ status: 'inconclusive', slope: 40, upperBound: 90, p: 0.04 }, 'request')).toMatch(
    /^Inconclusive: the heap grows by 40\.0 B per request, at most 90\.0 B/,
  );
  expect(noisySentence({ status: 'fail', slope: 1024, upperBound: 1030, p: 0.00004 }, 'request')).toBe(
    'The heap grows by 1024.0 B per request (p = 0.000040): a leak',
  );
  expect(noisySentence({ status: 'pass', slope: 0.4, upperBound: 4.9, p: 0.3 }, 'request')).toBe(
    'The heap grows by 0.4 B per request, with 95 % confidence below 4.9 B: no leak',
  );
});
