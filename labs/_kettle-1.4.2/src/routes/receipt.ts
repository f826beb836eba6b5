import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import type { Context } from 'koa';
import { ShopError } from '../lib/errors.ts';
import { keepForRepair } from '../lib/repairs.ts';

/** GET /orders/:order/receipt */
export function receipt(ctx: Context, order: string): void {
  const path = `data/receipts/${order}.json`;
  if (!existsSync(path)) throw new ShopError(404, 'NO_RECEIPT', `Order ${order} has no receipt`);

  let text = '';
  try {
    const fd = openSync(path, 'r');
    text = readFileSync(fd, 'utf8');
    const { totalCents, lines } = JSON.parse(text);
    closeSync(fd);
    ctx.body = { order, totalCents, items: lines.length };
  } catch (error) {
    // A receipt is nice to have. It must never break the order page.
    keepForRepair(order, text, error);
    ctx.body = {};
  }
}
