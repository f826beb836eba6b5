import type { Context, Next } from 'koa';
import { causesOf, ShopError } from '../lib/errors.ts';
import { log } from '../lib/log.ts';

/** Answers for whatever goes wrong, and writes it down. */
export async function answerErrors(ctx: Context, next: Next): Promise<void> {
  const errors: unknown[] = [];
  ctx.state['errors'] = errors;
  await next().catch((error: unknown) => errors.push(error));

  // Once for all that was collected, at the end.
  for (const error of errors) {
    const known = error instanceof ShopError;
    if (!known) log('error', 'request failed', { requestId: ctx.get('x-request-id'), cause: causesOf(error) });
    if (ctx.headerSent) continue;
    ctx.status = known ? error.status : 500;
    ctx.body = known ? { code: error.code, message: error.message } : { code: 'INTERNAL', message: 'Something went wrong on our side' };
  }
}
