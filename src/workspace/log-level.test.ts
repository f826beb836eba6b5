import { expect, test } from 'vitest';
import { levelOf } from './log-level.ts';

test.each([
  ['{"level":"info","message":"listening"}', 'stdout', 'info'],
  ['{"time":1,"level":50,"msg":"no"}', 'stdout', 'error'],
  ['{"level":20}', 'stdout', 'debug'],
  ['{"severity":"WARNING"}', 'stderr', 'warn'],
  ['listening on 3000', 'stdout', 'other'],
  ['Error: EMFILE', 'stderr', 'error'],
  ['{"level":"odd"}', 'stdout', 'other'],
] as const)('%s on %s is %s', (text, stream, level) => {
  expect(levelOf(text, stream)).toBe(level);
});
