import { appendFile } from 'node:fs/promises';
import type { Context } from 'koa';
import { readJson } from '../lib/body.ts';

interface Order {
  readonly id: string;
  readonly payment?: { readonly cents: number };
}

/** k-3 came in by telephone, and nobody has entered its payment. */
const ORDERS: readonly Order[] = [{ id: 'k-1', payment: { cents: 3700 } }, { id: 'k-2', payment: { cents: 1850 } }, { id: 'k-3' }];

/** GET /admin/orders */
export function listOrders(ctx: Context): void {
  ctx.body = ORDERS;
}

/** POST /admin/refunds */
export async function refund(ctx: Context): Promise<void> {
  const { order: id } = await readJson(ctx.req);
  const order = ORDERS.find((each) => each.id === id);
  if (order === undefined) {
    ctx.status = 422;
    ctx.body = { code: 'NO_ORDER', message: 'There is no such order' };
    return;
  }
  const { cents } = order.payment as { cents: number };
  await appendFile('data/refunds.jsonl', `${JSON.stringify({ order: id, cents, by: ctx.state.actor })}\n`);
  ctx.status = 201;
  ctx.body = { order: id, cents };
}
