import type { Context } from 'koa';
import { pack } from '../jobs/pack.ts';
import { ShopError } from '../lib/errors.ts';

/** POST /packing { order } */
export async function packOrder(ctx: Context, { order }: Record<string, unknown>): Promise<void> {
  if (typeof order !== 'string' || !/^\d{4}$/.test(order)) throw new ShopError(400, 'BAD_BODY', 'An order has four digits');
  const packed = await pack(order);
  if (packed === undefined) {
    ctx.body = { code: 'COLLECTED', message: `Order ${order} is collected in the shop` };
    return;
  }
  ctx.status = 201;
  ctx.body = packed;
}
