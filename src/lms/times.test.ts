import { expect, test } from 'vitest';
import { toTimespan } from './scorm-12.ts';
import { toDuration } from './scorm-2004.ts';

test('SCORM 1.2 writes a time as hours, minutes and seconds', () => {
  expect(toTimespan(0)).toBe('0000:00:00.00');
  expect(toTimespan(3_725_640)).toBe('0001:02:05.64');
  expect(toTimespan(36_000_000 * 11)).toBe('0110:00:00.00');
});

test('SCORM 2004 writes a time as an ISO duration', () => {
  expect(toDuration(3_725_640)).toBe('PT3725.64S');
});
