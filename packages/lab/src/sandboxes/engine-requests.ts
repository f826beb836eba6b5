import type { OutsideRequest, OutsideResult } from '@unhandled/engine';
import type { RequestSpec, ResponseRecord } from '../sandbox.ts';

/** A run of plain requests crosses into the machine in batches of this size. */
const BATCH = 50;

/** Index after the longest run of requests that nobody aborts, from `from`; at least one request. */
export function endOfBatch(requests: readonly RequestSpec[], from: number): number {
  let end = from;
  while (end < requests.length && end - from < BATCH && requests[end]?.abort === undefined) end++;
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
