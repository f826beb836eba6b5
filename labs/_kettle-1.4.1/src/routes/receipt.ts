import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import type { Context } from 'koa';
import { ShopError } from '../lib/errors.ts';

/** GET /orders/:order/receipt */
export function receipt(ctx: Context, order: string): void {
  const path = `data/receipts/${order}.json`;
  if (!existsSync(path)) throw new ShopError(404, 'NO_RECEIPT', `Order ${order} has no receipt`);

  const fd = openSync(path, 'r');
  try {
    const { totalCents, lines } = JSON.parse(readFileSync(fd, 'utf8'));
    ctx.body = { order, totalCents, items: lines.length };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ShopError(422, 'BAD_RECEIPT', `The receipt of order ${order} cannot be read`, { cause: error });
  } finally {
    closeSync(fd);
  }
}
