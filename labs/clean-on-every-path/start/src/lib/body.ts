import { json } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { ShopError } from './errors.ts';

/** The request's body as an object. @throws {ShopError} 400 when it is none. */
export async function readJson(request: Readable): Promise<Record<string, unknown>> {
  const body = await json(request).catch((cause: unknown) => {
    throw new ShopError(400, 'BAD_BODY', 'The body must be a JSON object', { cause });
  });
  if (typeof body !== 'object' || body === null) throw new ShopError(400, 'BAD_BODY', 'The body must be a JSON object');
  return body as Record<string, unknown>;
}
