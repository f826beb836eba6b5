import type { Context, Next } from 'koa';
import { log } from '../lib/log.ts';

/** Answers for whatever goes wrong further in. */
export async function recovery(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (error) {
    log('error', 'request failed', { requestId: ctx.state.requestId, cause: String(error) });
    ctx.status = 500;
    ctx.body = { code: 'INTERNAL', message: 'Something went wrong on our side' };
  }
}
