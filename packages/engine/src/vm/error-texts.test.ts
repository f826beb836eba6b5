import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { readEngineAssets } from '../../../../scripts/engine-assets.ts';
import { runProgram } from '../../compat/run-program.ts';
import { withErrorTexts } from './error-texts.ts';

const binary = readFileSync(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm'));

test('withErrorTexts() changes addresses and nothing else', () => {
  const changed = withErrorTexts(binary);
  expect(changed.length).toBe(binary.length);
  expect(WebAssembly.validate(changed)).toBe(true);
  let different = 0;
  for (let at = 0; at < binary.length; at++) if (binary[at] !== changed[at]) different++;
  // Some 50 places, of which each has an address of four bytes.
  expect(different).toBeGreaterThan(30);
  expect(different).toBeLessThan(60 * 4);
});

test('withErrorTexts() refuses a binary with other texts', () => {
  const other = new Uint8Array(binary);
  const at = binary.indexOf('revoked proxy');
  other[at] = 'R'.charCodeAt(0);
  expect(() => withErrorTexts(other)).toThrow('pin quickjs-wasi');
});

const ATTEMPTS: Readonly<Record<string, string>> = {
  'undefined.foo': "Cannot read properties of undefined (reading 'foo')",
  'null.foo = 1': "Cannot set properties of null (setting 'foo')",
  'undefined.foo = 1': "Cannot set properties of undefined (setting 'foo')",
  'null[0]': "Cannot read properties of null (reading '0')",
  'early; let early': "Cannot access 'early' before initialization",
  'const fixed = 1; fixed = 2': 'Assignment to constant variable.',
  '"use strict"; Object.freeze({ a: 1 }).a = 2': "Cannot assign to read only property 'a' of object '#<Object>'",
  '(1).toFixed(101)': 'toFixed() digits argument must be between 0 and 100',
  '(1).toPrecision(101)': 'toPrecision() argument must be between 1 and 100',
  'new Array(-1)': 'Invalid array length',
  'new Date(NaN).toISOString()': 'Invalid time value',
  "+Symbol('s')": 'Cannot convert a Symbol value to a number',
  '1n + 1': 'Cannot mix BigInt and other types, use explicit conversions',
  '[].reduce((a, b) => a)': 'Reduce of empty array with no initial value',
  "decodeURIComponent('%')": 'URI malformed',
};

test("the engine's own errors speak V8's words", async () => {
  const assets = await readEngineAssets('node');
  const source = `for (const code of ${JSON.stringify(Object.keys(ATTEMPTS))}) { try { (0, eval)(code.startsWith('"') ? code : '{' + code + '}'); } catch (error) { console.log(error.message); } }`;
  const { stdout } = await runProgram(assets, 'main.mjs', source);
  expect(stdout.trimEnd().split('\n')).toEqual(Object.values(ATTEMPTS));
});
