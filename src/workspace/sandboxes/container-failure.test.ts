import { expect, test } from 'vitest';
import { failureOf } from './container-failure.ts';

test('what the runtime says is put into the kind that has a sentence', () => {
  expect(failureOf('Third-party cookies are blocked').kind).toBe('cookies');
  expect(failureOf('Failed to register a ServiceWorker: storage is disabled').kind).toBe('cookies');
  expect(failureOf('The client_id "x" is not allowed on this origin').kind).toBe('refused');
  expect(failureOf('403 Forbidden').kind).toBe('refused');
  expect(failureOf('wasm trap').kind).toBe('broken');
});
