import type { Context, Next } from 'koa';
import { causesOf } from '../lib/errors.ts';
import { log } from '../lib/log.ts';

/** One line per failed request. */
export async function logFailures(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (error) {
    log('error', 'request failed', { requestId: ctx.get('x-request-id'), cause: causesOf(error) });
    throw error;
  }
}
