import { expect, test } from 'vitest';
import { MANIFEST } from '../fixtures/fake-lab.ts';
import { limitsOf, toProgram } from './program.ts';

const asked = (text: string) => limitsOf(MANIFEST, { 'deploy/limits.json': text });

test('limitsOf() gives what the deployment file asks for', () => {
  expect(asked('{"openFiles": 65536, "memoryBytes": 268435456}')).toEqual({ openFiles: 65_536, memoryBytes: 268_435_456 });
});

test('limitsOf() keeps the lab’s limits without a file, or for what a file does not say', () => {
  expect(limitsOf(MANIFEST, {})).toEqual(MANIFEST.limits);
  expect(asked('{"openFiles": 4096}')).toEqual({ openFiles: 4096, memoryBytes: MANIFEST.limits.memoryBytes });
});

test('limitsOf() keeps the lab’s limits for a file that makes no sense', () => {
  for (const text of ['', '{', 'null', '7', '[]', '{"openFiles":"many"}', '{"openFiles":0}', '{"openFiles":-1}', '{"openFiles":1e99}', '{"memoryBytes":0.5}']) {
    expect(asked(text)).toEqual(MANIFEST.limits);
  }
});

test('toProgram() runs the entry on the lab’s port with its packages', () => {
  const files = { 'src/main.ts': '' };
  expect(toProgram(MANIFEST, files)).toEqual({ files, entry: 'src/main.ts', packages: [], env: {}, port: 3000, limits: MANIFEST.limits });
});
