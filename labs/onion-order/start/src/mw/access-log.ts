import type { Context, Next } from 'koa';
import { log } from '../lib/log.ts';

/** One line per request. */
export async function accessLog(ctx: Context, next: Next): Promise<void> {
  ctx.state.requestId = ctx.get('x-request-id') || 'none';
  await next();
  log('info', 'request', {
    requestId: ctx.state.requestId,
    method: ctx.method,
    path: ctx.path,
    status: ctx.status,
    body: ctx.state.body,
  });
}
