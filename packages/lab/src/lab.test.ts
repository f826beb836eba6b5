import { expect, test } from 'vitest';
import { CHECKS } from '../fixtures/fake-lab.ts';
import { defineChecks, type RequestShape } from './lab.ts';

const [good, bad] = CHECKS.shapes as [RequestShape, RequestShape];
const withShapes =
  (...shapes: RequestShape[]) =>
  () =>
    defineChecks({ settleMs: 0, shapes });

test('defineChecks() wants good and failing requests', () => {
  expect(withShapes(good)).toThrow('No request shape has the role "failing"');
  expect(withShapes(bad)).toThrow('No request shape has the role "good"');
});

test('defineChecks() wants names that differ', () => {
  expect(withShapes(good, bad, { ...good })).toThrow('Two request shapes have the same name');
});

test('defineChecks() wants an answer for whoever stays to read it', () => {
  const { expect: _answer, ...silent } = bad;
  expect(withShapes(good, silent)).toThrow('Request shape "a bad one" expects nothing');
});

test('defineChecks() wants those of role "abort", and only those, to hang up', () => {
  const request = { ...bad.request, abort: { when: 'before-response' } as const };
  expect(withShapes(good, { ...bad, request })).toThrow('Request shape "a bad one" has the role "failing" but its client hangs up');
  expect(withShapes(good, bad, { name: 'gone', role: 'abort', request: bad.request })).toThrow('has the role "abort" but its client stays');
});

test('defineChecks() wants of a cut answer only what can be compared', () => {
  expect(withShapes(good, { ...bad, expect: { status: 200, cut: true, text: 'a,b' } })).not.toThrow();
  expect(withShapes(good, { ...bad, expect: { status: 200, cut: true, json: {} } })).toThrow('Request shape "a bad one" expects a cut answer with JSON');
});
