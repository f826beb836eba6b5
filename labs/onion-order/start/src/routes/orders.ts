import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from 'koa';

const PRICES = new Map([
  ['sencha-100', { cents: 890 }],
  ['pu-erh-250', { cents: 2430 }],
]);

/** The price service answers within 20 ms. Of teas that are no longer sold it knows nothing. */
async function priceOf(sku: string): Promise<{ cents: number }> {
  await pause(20);
  return PRICES.get(sku) as { cents: number };
}

/** POST /orders */
export async function placeOrder(ctx: Context): Promise<void> {
  ctx.state.body = await json(ctx.req);
  const { sku, quantity } = ctx.state.body as { sku: string; quantity: number };
  const { cents } = await priceOf(sku);
  ctx.status = 201;
  ctx.body = { sku, totalCents: cents * quantity };
}
