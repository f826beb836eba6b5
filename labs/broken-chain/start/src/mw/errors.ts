import type { Context, Next } from 'koa';
import { ShopError } from '../lib/errors.ts';

/** Answers for whatever goes wrong. */
export async function answerErrors(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (error) {
    const known = error instanceof ShopError;
    ctx.status = known ? error.status : 500;
    ctx.body = known ? { code: error.code, message: error.message } : { code: 'INTERNAL', message: 'Something went wrong on our side' };
  }
}
