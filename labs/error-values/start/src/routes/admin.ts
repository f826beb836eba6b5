import type { Context } from 'koa';
import { recentErrors } from '../lib/errors.ts';

/** GET /admin/errors: what went wrong lately, for whoever is on call. */
export function errorPage(ctx: Context): void {
  ctx.body = recentErrors();
}
