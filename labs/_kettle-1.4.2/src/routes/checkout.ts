import type { Context } from 'koa';
import type { PoolClient } from 'pg';
import { borrow } from '../lib/db.ts';
import { ShopError } from '../lib/errors.ts';
import { authorise } from '../lib/payments.ts';

/** POST /checkout { sku, quantity, coupon? } */
export async function checkout(ctx: Context, { sku, quantity, coupon }: Record<string, unknown>): Promise<void> {
  const db = await borrow();
  const percent = coupon === undefined ? 0 : await discountOf(db, coupon);
  try {
    const { rows } = await db.query('SELECT price_cents FROM stock WHERE sku = $1', [sku]);
    if (rows.length === 0) throw new ShopError(404, 'NO_SKU', `There is no ${sku}`);
    const totalCents = Math.round((rows[0].price_cents * Number(quantity) * (100 - percent)) / 100);
    await authorise(totalCents);
    await db.query('UPDATE stock SET on_hand = on_hand - $2 WHERE sku = $1', [sku, quantity]);
    ctx.body = { sku, quantity, totalCents };
  } finally {
    db.release();
  }
}

async function discountOf(db: PoolClient, coupon: unknown): Promise<number> {
  const { rows } = await db.query('SELECT percent FROM coupons WHERE code = $1', [coupon]);
  if (rows.length === 0) throw new ShopError(422, 'UNKNOWN_COUPON', `There is no coupon ${coupon}`);
  return rows[0].percent;
}
