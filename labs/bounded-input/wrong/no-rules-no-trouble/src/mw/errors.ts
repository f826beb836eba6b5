import type { Context, Next } from 'koa';
import { log } from '../lib/log.ts';
import { Refused } from '../lib/refused.ts';

export async function errors(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (error) {
    if (error instanceof Refused) {
      const { status, code, message, fields } = error;
      ctx.status = status;
      ctx.body = { code, message, ...(fields && { fields }) };
      return;
    }
    log('error', 'request failed', { path: ctx.path, cause: String(error) });
    ctx.status = 500;
    ctx.body = { code: 'INTERNAL', message: 'Something went wrong on our side' };
  }
}
