import type { Context } from 'koa';
import { readJson } from '../lib/body.ts';
import { ShopError } from '../lib/errors.ts';
import { countTea } from '../lib/scanner.ts';

/** POST /admin/recounts */
export async function recount(ctx: Context): Promise<void> {
  const { warehouse } = await readJson(ctx.req);
  if (warehouse !== 'harbour' && warehouse !== 'cellar') throw new ShopError(422, 'NO_WAREHOUSE', 'There is no such warehouse');
  ctx.body = { warehouse, tins: await countTea(warehouse) };
}
