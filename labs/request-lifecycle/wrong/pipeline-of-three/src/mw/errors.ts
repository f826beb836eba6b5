import type { Context, Next } from 'koa';
import { causesOf, ShopError } from '../lib/errors.ts';
import { log } from '../lib/log.ts';

/** Answers for whatever goes wrong, and writes it down. */
export async function answerErrors(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (error) {
    const known = error instanceof ShopError;
    if (!known) log('error', 'request failed', { requestId: ctx.get('x-request-id'), cause: causesOf(error) });
    if (ctx.headerSent) {
      // Too late for an answer. What is left to say is that this was not all of it.
      ctx.res.destroy();
      return;
    }
    ctx.respond = true;
    ctx.status = known ? error.status : 500;
    ctx.body = known ? { code: error.code, message: error.message } : { code: 'INTERNAL', message: 'Something went wrong on our side' };
  }
}
