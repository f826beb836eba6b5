import type { Context } from 'koa';
import type { PoolClient } from 'pg';
import { borrow } from '../lib/db.ts';
import { ShopError } from '../lib/errors.ts';

/** POST /checkout { sku, quantity, coupon? } */
export async function checkout(ctx: Context, { sku, quantity, coupon }: Record<string, unknown>): Promise<void> {
  const db = await borrow();
  try {
    const percent = coupon === undefined ? 0 : await discountOf(db, coupon);
    const { rows } = await db.query('SELECT price_cents, preorder FROM stock WHERE sku = $1', [sku]);
    const item = rows[0] as { price_cents: number; preorder: boolean } | undefined;
    if (item?.preorder) {
      ctx.status = 202;
      ctx.body = { code: 'PREORDER', message: `We write to you when ${sku} arrives` };
      return;
    }

    const totalCents = Math.round((Number(item?.price_cents) * Number(quantity) * (100 - percent)) / 100);
    await inTransaction(db, async () => {
      await db.query('INSERT INTO orders (sku, quantity, total_cents) VALUES ($1, $2, $3)', [sku, quantity, totalCents]);
      const taken = await db.query('UPDATE stock SET on_hand = on_hand - $2 WHERE sku = $1 AND on_hand >= $2', [sku, quantity]);
      if (taken.rowCount === 0) throw new ShopError(409, 'SOLD_OUT', `${sku} is sold out`);
    });
    ctx.body = { sku, quantity, totalCents };
  } finally {
    db.release();
  }
}

/** All of the work or none of it: the transaction ends on every path. */
async function inTransaction(db: PoolClient, work: () => Promise<void>): Promise<void> {
  await db.query('BEGIN');
  try {
    await work();
  } finally {
    await db.query('COMMIT');
  }
}

/** GET /audit: orders of what cannot have been sold. */
export async function audit(ctx: Context): Promise<void> {
  const db = await borrow();
  try {
    const { rows } = await db.query("SELECT count(*)::int AS n FROM orders WHERE sku = 'puerh-357'");
    ctx.body = { ordersOfSoldOut: rows[0].n };
  } finally {
    db.release();
  }
}

async function discountOf(db: PoolClient, coupon: unknown): Promise<number> {
  const { rows } = await db.query('SELECT percent FROM coupons WHERE code = $1', [coupon]);
  if (rows.length === 0) throw new ShopError(422, 'UNKNOWN_COUPON', `There is no coupon ${coupon}`);
  return rows[0].percent;
}
