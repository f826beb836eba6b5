import { close, existsSync, open, readFile } from 'node:fs';
import type { Context } from 'koa';

interface Receipt {
  order: string;
  status: 'paid' | 'pending';
  totalCents: number;
  lines: { sku: string; quantity: number }[];
}

/** GET /orders/:order/receipt */
export function receipt(ctx: Context, order: string): Promise<void> | void {
  const path = `data/receipts/${order}.json`;
  if (!existsSync(path)) {
    ctx.status = 404;
    ctx.body = { code: 'NO_RECEIPT', message: `Order ${order} has no receipt` };
    return;
  }

  return new Promise((resolve) => {
    open(path, 'r', (openError, fd) => {
      if (openError) throw openError;
      readFile(fd, 'utf8', (readError, text) => {
        if (readError) throw readError;
        const found = JSON.parse(text) as Receipt;
        close(fd, () => {
          if (found.status === 'pending') {
            ctx.status = 202;
            ctx.body = { code: 'PENDING', message: `Order ${order} is not paid yet` };
          } else {
            ctx.body = { order: found.order, totalCents: found.totalCents, items: found.lines.length };
          }
          resolve();
        });
      });
    });
  });
}
