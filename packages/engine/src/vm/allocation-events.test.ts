import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { EVENTS_GLOBAL, withAllocationEvents } from './allocation-events.ts';

const binary = readFileSync(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm'));

test('withAllocationEvents() gives a valid binary that exports one thing more', async () => {
  const names = async (bytes: Uint8Array<ArrayBuffer>) => WebAssembly.Module.exports(await WebAssembly.compile(bytes)).map(({ name }) => name);
  expect(await names(withAllocationEvents(binary))).toEqual([...(await names(binary)), EVENTS_GLOBAL]);
});

test('withAllocationEvents() refuses a binary without the allocator that it knows', () => {
  const other = new Uint8Array(binary);
  other[Buffer.from(binary).indexOf('js_realloc_rt')] = 0x71;
  expect(() => withAllocationEvents(other)).toThrow('pin quickjs-wasi');
});
