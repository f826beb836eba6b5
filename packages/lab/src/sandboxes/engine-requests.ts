import type { OutsideRequest, OutsideResult } from '@unhandled/engine';
import type { RequestSpec, ResponseRecord } from '../sandbox.ts';

/** A run of plain requests crosses into the machine in batches of this size. */
const BATCH = 50;

/** Longer bodies arrive in pieces, each request by itself, for a server must be able to refuse one half-way. */
const WHOLE_BODY_CHARACTERS = 64 * 1024;

/** Index after the longest run of requests that nobody aborts and whose bodies are short, from `from`; at least one request. */
export function endOfBatch(requests: readonly RequestSpec[], from: number): number {
  let end = from;
  while (end < requests.length && end - from < BATCH && isPlain(requests[end] as RequestSpec)) end++;
  return Math.max(end, from + 1);
}

/** The port's request in the engine's words. */
export function toRequest({ method, path, headers = {}, body, abort }: RequestSpec): OutsideRequest {
  return { method, path, headers, ...(body !== undefined && { body }), ...(abort && { abort }) };
}

/** The engine's result in the port's words. */
export function toRecord(result: OutsideResult, ms: number): ResponseRecord {
  if (result.kind !== 'response') return { ...result, ms };
  const headers: Record<string, string> = {};
  for (let i = 0; i + 1 < result.headers.length; i += 2) {
    const name = (result.headers[i] as string).toLowerCase();
    const value = result.headers[i + 1] as string;
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return { kind: 'response', status: result.status, headers, body: result.body, ms };
}

function isPlain({ abort, body = '' }: RequestSpec): boolean {
  return abort === undefined && body.length <= WHOLE_BODY_CHARACTERS;
}
