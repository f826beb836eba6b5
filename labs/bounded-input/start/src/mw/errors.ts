import type { Context, Next } from 'koa';
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
    // Whoever calls us is helped best by knowing exactly what went wrong.
    ctx.status = 400;
    ctx.body = { code: 'BAD_REQUEST', message: (error as Error).message };
  }
}
