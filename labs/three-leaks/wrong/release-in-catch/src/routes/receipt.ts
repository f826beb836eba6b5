import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Context } from 'koa';
import { ShopError } from '../lib/errors.ts';

interface Receipt {
  order: string;
  totalCents: number;
  lines: { cents: number }[];
}

/** GET /orders/:order/receipt: what is attached to the mail. */
export async function receipt(ctx: Context, order: string): Promise<void> {
  const path = `data/receipts/${order}.json`;
  if (!existsSync(path)) throw new ShopError(404, 'NO_RECEIPT', `Order ${order} has no receipt`);

  const file = await open(path);
  try {
  const { totalCents, lines } = JSON.parse(await file.readFile('utf8')) as Receipt;
  if (lines.length === 0) {
    ctx.status = 202;
    ctx.body = { code: 'PENDING', message: `Order ${order} is not paid yet` };
    return;
  }
  const sum = lines.reduce((total, { cents }) => total + cents, 0);
  if (sum !== totalCents) throw new ShopError(422, 'BAD_RECEIPT', `The receipt of order ${order} does not add up`);
  await file.close();
  ctx.body = { order, totalCents, items: lines.length };
  } catch (error) {
    await file.close();
    throw error;
  }
}
