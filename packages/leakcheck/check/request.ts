import { isDeepStrictEqual } from 'node:util';

/** One request, and the answer that the server owes for it. */
export interface LeakRequest {
  /** GET when not given, POST with a body. */
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text and bytes as they are; anything else is sent as JSON. */
  readonly body?: unknown;
  /** The status, or more of the answer. An answer that differs ends the check: it would measure something else. */
  readonly expect: number | ExpectedAnswer;
  /** Hang up so many milliseconds after the request went out, without waiting for an answer; `expect` is then not looked at. */
  readonly hangUpAfterMs?: number;
}

export interface ExpectedAnswer {
  readonly status: number;
  /** Text: all of it; a pattern: found in it; anything else: compared with the answer's JSON. */
  readonly body?: unknown;
}

/** What came back: the server's answer, or why there is none; `again` when that may be the machine's fault and not the server's. */
export type Answer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: string }
  | { readonly kind: 'none'; readonly why: string; readonly again: boolean };

/** Undefined when the answer is the expected one, otherwise what it was instead. */
export function differenceOf({ expect }: LeakRequest, answer: Answer): string | undefined {
  if (answer.kind === 'none') return answer.why;
  const { status, body } = typeof expect === 'number' ? { status: expect, body: undefined } : expect;
  const got = `${answer.status} ${quoted(answer.body)}`;
  if (answer.status !== status) return got;
  if (body === undefined) return undefined;
  if (typeof body === 'string') return answer.body === body ? undefined : got;
  if (body instanceof RegExp) return new RegExp(body.source, body.flags.replace(/[gy]/g, '')).test(answer.body) ? undefined : got;
  return isDeepStrictEqual(parsed(answer.body), body) ? undefined : got;
}

/** "404", or "404 {"error":"gone"}", as it was asked for. */
export function expectedText({ expect }: LeakRequest): string {
  if (typeof expect === 'number') return String(expect);
  const { status, body } = expect;
  if (body === undefined) return String(status);
  return `${status} ${body instanceof RegExp ? String(body) : quoted(typeof body === 'string' ? body : JSON.stringify(body))}`;
}

const LONGEST_QUOTE = 200;

function quoted(text: string): string {
  return text.length > LONGEST_QUOTE ? `${JSON.stringify(text.slice(0, LONGEST_QUOTE))}...` : JSON.stringify(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON: it equals nothing that was asked for.
    return undefined;
  }
}
