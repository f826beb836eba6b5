import { expect, test } from 'vitest';
import { compareOutcomes, meaningOf } from './compare.ts';
import { STOPPED } from './outcome.ts';

const ran = (stdout: string, stderr = '', code = 0) => ({ stdout, stderr, code });

test('compareOutcomes() overlooks where a program lies and which port it was given', () => {
  expect(
    compareOutcomes(ran('/tmp/x1\n/tmp/x1/a.mjs\nhttp://localhost:40123/\n'), ran('/app\n/app/a.mjs\nhttp://localhost:40000/\n'), '/tmp/x1'),
  ).toBeUndefined();
  expect(compareOutcomes(ran('/tmp/x12'), ran('/app2'), '/tmp/x1')?.stdout?.line).toBe(1);
});

test('compareOutcomes() names the first line that differs, and the exit code', () => {
  expect(compareOutcomes(ran('a\nb\n'), ran('a\nc\n', '', 1), '/x')).toEqual({ stdout: { line: 2, node: 'b', engine: 'c' }, code: { node: 0, engine: 1 } });
});

test('compareOutcomes() takes two endless programs for the same, a broken engine never', () => {
  const endless = { stdout: 'x'.repeat(9), stderr: '', code: undefined, stopped: STOPPED.time };
  expect(compareOutcomes(endless, { ...endless, stdout: 'x' }, '/x')).toBeUndefined();
  expect(compareOutcomes(endless, { ...endless, stopped: 'broke the engine: x' }, '/x')?.stopped).toEqual({
    node: STOPPED.time,
    engine: 'broke the engine: x',
  });
});

test('meaningOf() keeps what an error says and drops where', () => {
  const text = 'Error: x\n    at f (/app/a.mjs:1)\n    at /app/a.mjs:2 {\n  code: 5\n}\n\nNode.js v24.21.0\n';
  expect(meaningOf(text)).toBe('Error: x {\n  code: 5\n}\nNode.js');
});
