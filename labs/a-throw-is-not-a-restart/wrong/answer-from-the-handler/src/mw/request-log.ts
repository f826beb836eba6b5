import type { Context, Next } from 'koa';
import { log } from '../lib/log.ts';

/** The request being worked on, for whoever has to answer it when all else fails. */
export let current: Context | undefined;

/** One line per request, with the id that the caller gave it. */
export async function requestLog(ctx: Context, next: Next): Promise<void> {
  current = ctx;
  ctx.state.requestId = ctx.get('x-request-id') || 'none';
  await next();
  log('info', 'request', { requestId: ctx.state.requestId, method: ctx.method, path: ctx.path, status: ctx.status });
}
