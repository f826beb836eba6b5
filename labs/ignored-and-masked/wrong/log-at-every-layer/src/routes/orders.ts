import type { Context } from 'koa';
import { readJson } from '../lib/body.ts';
import { causesOf, ShopError } from '../lib/errors.ts';
import { holdTea } from '../lib/holds.ts';
import { audit, enterOrder, type Order } from '../lib/ledger.ts';
import { log } from '../lib/log.ts';
import { getStock, isSold } from '../lib/stock-client.ts';

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
  try {
    const stock = await getStock(sku, ctx.get('x-request-id'));
    if (stock.available < quantity) {
      ctx.status = 409;
      ctx.body = { code: 'SOLD_OUT', message: `There are ${stock.available} of ${sku}` };
      return;
    }

    const totalCents = stock.priceCents * quantity;
    const table = TABLES.find(({ upToCents }) => totalCents <= upToCents);
    const order = { sku, quantity, totalCents, packedAt: table?.name };
    await enterOrder(order);
    await auditOrLog(ctx.get('x-request-id'), order);
    ctx.status = 201;
    ctx.body = order;
  } catch (error) {
    log('error', 'order failed', { requestId: ctx.get('x-request-id'), cause: causesOf(error) });
    throw error;
  } finally {
    hold.release();
  }
}

/** The sale stands without its audit line; the log says which one is missing. */
async function auditOrLog(requestId: string, order: Order): Promise<void> {
  try {
    await audit(requestId, order);
  } catch (error) {
    log('error', 'audit line missing', { requestId, order, cause: String(error) });
  }
}
