import type { Context } from 'koa';
import { borrow } from '../lib/db.ts';
import { ShopError } from '../lib/errors.ts';
import { authorise } from '../lib/payments.ts';

/** POST /checkout { sku, quantity } */
export async function checkout(ctx: Context, { sku, quantity }: Record<string, unknown>): Promise<void> {
  const db = await borrow();
  try {
    const { rows } = await db.query('SELECT price_cents FROM stock WHERE sku = $1', [sku]);
    if (rows.length === 0) throw new ShopError(404, 'NO_SKU', `There is no ${sku}`);
    const totalCents = rows[0].price_cents * Number(quantity);
    await authorise(totalCents);
    await db.query('UPDATE stock SET on_hand = on_hand - $2 WHERE sku = $1', [sku, quantity]);
    ctx.body = { sku, quantity, totalCents };
  } finally {
    db.release();
  }
}
