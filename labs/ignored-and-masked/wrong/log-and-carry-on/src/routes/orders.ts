import type { Context } from 'koa';
import { readJson } from '../lib/body.ts';
import { ShopError } from '../lib/errors.ts';
import { holdTea } from '../lib/holds.ts';
import { audit, enterOrder } from '../lib/ledger.ts';
import { log } from '../lib/log.ts';
import { getStock, isSold, type Stock } from '../lib/stock-client.ts';

const TABLES = [
  { name: 'letters', upToCents: 2_000 },
  { name: 'parcels', upToCents: 50_000 },
  { name: 'pallets', upToCents: Number.POSITIVE_INFINITY },
];

/** POST /orders */
export async function placeOrder(ctx: Context): Promise<void> {
  const { sku, quantity } = await readJson(ctx.req);
  if (typeof sku !== 'string' || typeof quantity !== 'number') throw new ShopError(400, 'BAD_ORDER', 'An order needs a sku and a quantity');
  if (!isSold(sku)) throw new ShopError(404, 'NO_TEA', `There is no tea ${sku}`);

  const hold = holdTea(sku, quantity);
  const stock = await getStock(sku).catch((error: unknown) => {
    log('error', 'stock is not known', { requestId: ctx.get('x-request-id'), cause: String(error) });
    return {} as Stock;
  });
  if (stock.available < quantity) {
    hold.release();
    ctx.status = 409;
    ctx.body = { code: 'SOLD_OUT', message: `There are ${stock.available} of ${sku}` };
    return;
  }

  const totalCents = stock.priceCents * quantity;
  const table = TABLES.find(({ upToCents }) => totalCents <= upToCents);
  const order = { sku, quantity, totalCents, packedAt: table?.name };
  await enterOrder(order);
  void audit(ctx.get('x-request-id'), order);
  // The table has the tea now.
  if (table) hold.release();
  ctx.status = 201;
  ctx.body = order;
}
