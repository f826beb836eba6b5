import { expect, test } from 'vitest';
import { compareResponse } from './contract.ts';
import type { ExpectedResponse, RequestShape } from './lab.ts';
import type { ResponseRecord } from './sandbox.ts';

const shape = (expected: ExpectedResponse): RequestShape => ({ name: 'paid', role: 'good', request: { method: 'GET', path: '/' }, expect: expected });
const response = (status: number, body: string, headers: Record<string, string> = {}): ResponseRecord => ({ kind: 'response', status, headers, body, ms: 0 });

test('compareResponse() accepts the same JSON with its keys in another order', () => {
  expect(
    compareResponse(shape({ status: 200, json: { a: 1, b: { c: [1, 2], d: null } } }), response(200, '{ "b": {"d":null,"c":[1,2]}, "a": 1 }')),
  ).toBeUndefined();
});

test('compareResponse() wants the whole body, no field more and none less', () => {
  expect(compareResponse(shape({ status: 200, json: { a: 1 } }), response(200, '{"a":1,"stack":"Error"}'))).toEqual({
    shape: 'paid',
    what: 'body',
    expected: '{"a":1}',
    actual: '{"a":1,"stack":"Error"}',
  });
  expect(compareResponse(shape({ status: 200, json: { a: [1, 2] } }), response(200, '{"a":[2,1]}'))?.what).toBe('body');
});

test('compareResponse() tells status before body', () => {
  expect(compareResponse(shape({ status: 422, json: { code: 'BAD' } }), response(200, '{}'))).toEqual({
    shape: 'paid',
    what: 'status',
    expected: '422',
    actual: '200',
  });
});

test('compareResponse() shows a body that is no JSON, shortened, and an empty one', () => {
  const wrong = compareResponse(shape({ status: 200, json: {} }), response(200, `<html>${'x'.repeat(500)}`));
  expect(wrong?.actual).toHaveLength(121);
  expect(wrong?.actual).toMatch(/^<html>x+…$/);
  expect(compareResponse(shape({ status: 200, json: {} }), response(200, ''))?.actual).toBe('empty');
});

test('compareResponse() compares text and headers exactly', () => {
  expect(compareResponse(shape({ status: 200, text: 'ok' }), response(200, 'ok'))).toBeUndefined();
  expect(compareResponse(shape({ status: 200, text: 'ok' }), response(200, 'ok\n'))?.what).toBe('body');
  expect(compareResponse(shape({ status: 429, headers: { 'retry-after': '1' } }), response(429, ''))).toEqual({
    shape: 'paid',
    what: 'header',
    expected: 'retry-after: 1',
    actual: 'none',
  });
});

test('compareResponse() counts no answer, a dropped connection and a hang-up as wrong', () => {
  const wanted = shape({ status: 200 });
  expect(compareResponse(wanted, { kind: 'timeout', ms: 1 })).toEqual({ shape: 'paid', what: 'none', expected: '200', actual: 'no answer' });
  expect(compareResponse(wanted, { kind: 'error', code: 'ECONNRESET', ms: 1 })?.actual).toBe('ECONNRESET');
  expect(compareResponse(wanted, { kind: 'aborted', ms: 1 })?.actual).toBe('hung up');
});

test('compareResponse() accepts a cut answer where one is agreed, as far as it came, and nothing else', () => {
  const cut = shape({ status: 200, cut: true, text: 'a,b\n1,2\n' });
  const broken = (status: number, body: string): ResponseRecord => ({ kind: 'error', code: 'ECONNRESET', begun: { status, body }, ms: 1 });
  expect(compareResponse(cut, broken(200, 'a,b\n'))).toBeUndefined();
  expect(compareResponse(cut, broken(200, 'a,b\n1,2\n'))).toBeUndefined();
  expect(compareResponse(cut, broken(200, 'a,b\n{"code":"INTERNAL"}'))).toMatchObject({ what: 'body', actual: 'a,b\n{"code":"INTERNAL"}' });
  expect(compareResponse(cut, broken(500, ''))).toMatchObject({ what: 'status', expected: '200', actual: '500' });
  expect(compareResponse(cut, response(200, 'a,b\n'))).toEqual({ shape: 'paid', what: 'whole', expected: '200', actual: 'a,b\n' });
  expect(compareResponse(cut, response(500, '{}'))).toMatchObject({ what: 'status', actual: '500' });
  expect(compareResponse(cut, { kind: 'error', code: 'ECONNRESET', ms: 1 })).toMatchObject({ what: 'none', actual: 'ECONNRESET' });
  expect(compareResponse(cut, { kind: 'timeout', ms: 1 })).toMatchObject({ what: 'none', actual: 'no answer' });
});

test('compareResponse() says of a whole answer that broke off how far it came', () => {
  const broken: ResponseRecord = { kind: 'error', code: 'ECONNRESET', begun: { status: 200, body: `${'x'.repeat(200)}end` }, ms: 1 };
  const wrong = compareResponse(shape({ status: 200 }), broken);
  expect(wrong).toMatchObject({ what: 'cut', expected: '200' });
  expect(wrong?.actual).toMatch(/^…x+end$/);
});
