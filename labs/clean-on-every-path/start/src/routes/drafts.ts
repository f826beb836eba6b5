import { readdir } from 'node:fs/promises';
import type { Context } from 'koa';

/** GET /drafts: slips that lie about. Each has an address on it. */
export async function listDrafts(ctx: Context): Promise<void> {
  ctx.body = { drafts: (await readdir('data/drafts')).filter((name) => name.endsWith('.slip')) };
}
