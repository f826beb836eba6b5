import { readFile } from 'node:fs/promises';
import type { Context } from 'koa';
import { ShopError } from '../lib/errors.ts';

const OPEN: Readonly<Record<string, readonly string[]>> = {
  harbour: ['2001', '2002', '2003'],
  cellar: ['2004', '2005', '2006'],
};

/** GET /open-orders/:shop: a JSON list, written order by order, for the screen at the packing table. */
export async function openOrders(ctx: Context, shop: string): Promise<void> {
  const orders = OPEN[shop];
  if (orders === undefined) throw new ShopError(404, 'NO_SHOP', `There is no shop ${shop}`);

  ctx.respond = false;
  ctx.status = 200;
  ctx.res.setHeader('content-type', 'application/json');
  let separator = '[';
  for (const order of orders) {
    const { items } = JSON.parse(await readFile(`data/orders/${order}.json`, 'utf8')) as { items: number };
    ctx.res.write(`${separator}{"order":${order},"items":${items}}`);
    separator = ',';
  }
  ctx.res.end(']');
}
