import type { Context } from 'koa';
import { ShopError } from '../lib/errors.ts';

/** What the shop window shows; the warehouse sends a new list every night. */
const WINDOW: Readonly<Record<string, number>> = { 'oolong-100': 1850, 'sencha-50': 1290, 'puerh-357': 9900 };

/** GET /stock/:sku */
export function stock(ctx: Context, sku: string): void {
  const cents = WINDOW[sku];
  if (cents === undefined) throw new ShopError(404, 'NO_SKU', `There is no ${sku}`);
  ctx.body = { sku, cents };
}
