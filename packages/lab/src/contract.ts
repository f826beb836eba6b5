import type { ExpectedResponse, RequestShape } from './lab.ts';
import type { ResponseRecord } from './sandbox.ts';

/** How an answer differs from what the service owes. */
export interface Mismatch {
  readonly shape: string;
  readonly what: 'status' | 'body' | 'header' | 'none' | 'cut' | 'whole';
  readonly expected: string;
  readonly actual: string;
}

/** Compares one answer. Undefined when it is right. */
export function compareResponse(shape: RequestShape, response: ResponseRecord): Mismatch | undefined {
  const expected = shape.expect;
  if (expected === undefined) return undefined;
  if (expected.cut) return compareCut(shape.name, expected, response);
  if (response.kind === 'error' && response.begun !== undefined)
    return { shape: shape.name, what: 'cut', expected: String(expected.status), actual: shownBody(response.begun.body) };
  if (response.kind !== 'response') {
    return { shape: shape.name, what: 'none', expected: String(expected.status), actual: endingOf(response) };
  }
  if (response.status !== expected.status) return { shape: shape.name, what: 'status', expected: String(expected.status), actual: String(response.status) };
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    const actual = response.headers[name];
    if (actual !== value) return { shape: shape.name, what: 'header', expected: `${name}: ${value}`, actual: actual ?? 'none' };
  }
  return compareBody(shape.name, expected, response.body);
}

/** An answer that has to break off may end in nothing else: neither by itself nor before it began. */
function compareCut(shape: string, expected: ExpectedResponse, response: ResponseRecord): Mismatch | undefined {
  const status = String(expected.status);
  const begun = response.kind === 'response' ? response : response.kind === 'error' ? response.begun : undefined;
  if (begun === undefined) return { shape, what: 'none', expected: status, actual: response.kind === 'response' ? '' : endingOf(response) };
  if (begun.status !== expected.status) return { shape, what: 'status', expected: status, actual: String(begun.status) };
  if (response.kind === 'response') return { shape, what: 'whole', expected: status, actual: shownBody(begun.body) };
  if (expected.text === undefined || expected.text.startsWith(begun.body)) return undefined;
  return { shape, what: 'body', expected: shorten(expected.text), actual: shownBody(begun.body) };
}

function endingOf(response: Exclude<ResponseRecord, { kind: 'response' }>): string {
  return response.kind === 'timeout' ? 'no answer' : response.kind === 'aborted' ? 'hung up' : response.code;
}

function compareBody(shape: string, expected: ExpectedResponse, body: string): Mismatch | undefined {
  if (expected.text !== undefined) return body === expected.text ? undefined : { shape, what: 'body', expected: expected.text, actual: shorten(body) };
  if (expected.json === undefined) return undefined;
  const wanted = canonical(expected.json);
  let actual: string;
  try {
    actual = canonical(JSON.parse(body));
  } catch {
    actual = body === '' ? 'empty' : body;
  }
  return actual === wanted ? undefined : { shape, what: 'body', expected: shorten(wanted), actual: shorten(actual) };
}

/** JSON with sorted keys: the order of keys is nobody's contract. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
}

const SHOWN_CHARACTERS = 120;

/** A body that broke off or should have: what is wrong with it is at its end. */
function shownBody(body: string): string {
  return body === '' ? 'empty' : body.length <= SHOWN_CHARACTERS ? body : `…${body.slice(-SHOWN_CHARACTERS)}`;
}

function shorten(text: string): string {
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}…`;
}
