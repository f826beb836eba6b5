import type { ExpectedResponse, RequestShape } from './lab.ts';
import type { ResponseRecord } from './sandbox.ts';

/** How an answer differs from what the service owes. */
export interface Mismatch {
  readonly shape: string;
  readonly what: 'status' | 'body' | 'header' | 'none';
  readonly expected: string;
  readonly actual: string;
}

/** Compares one answer. Undefined when it is right. */
export function compareResponse(shape: RequestShape, response: ResponseRecord): Mismatch | undefined {
  const expected = shape.expect;
  if (expected === undefined) return undefined;
  if (response.kind !== 'response') {
    const actual = response.kind === 'timeout' ? 'no answer' : response.kind === 'aborted' ? 'hung up' : response.code;
    return { shape: shape.name, what: 'none', expected: String(expected.status), actual };
  }
  if (response.status !== expected.status) return { shape: shape.name, what: 'status', expected: String(expected.status), actual: String(response.status) };
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    const actual = response.headers[name];
    if (actual !== value) return { shape: shape.name, what: 'header', expected: `${name}: ${value}`, actual: actual ?? 'none' };
  }
  return compareBody(shape.name, expected, response.body);
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

function shorten(text: string): string {
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}…`;
}
