import type { Context } from 'koa';
import { Manifest, validate } from '../lib/schema.ts';

/** POST /import: what a supplier is going to deliver. */
export function importManifest(ctx: Context): void {
  validate(Manifest, ctx.state.body);
  const { supplier, lines } = ctx.state.body as { supplier: string; lines: unknown[] };
  ctx.status = 202;
  ctx.body = { supplier, lines: lines.length };
}
