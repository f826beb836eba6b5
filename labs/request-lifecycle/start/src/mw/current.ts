import type { Context, Next } from 'koa';
import { current } from '../lib/current.ts';

export function noteCurrent(ctx: Context, next: Next): Promise<void> {
  current.requestId = ctx.get('x-request-id');
  current.shop = ctx.get('x-shop');
  return next();
}
