import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Context } from 'koa';
import { csvPages } from '../lib/csv.ts';
import { ShopError } from '../lib/errors.ts';

/** GET /exports/:month: a month of orders as CSV. */
export async function exportOrders(ctx: Context, month: string): Promise<void> {
  const file = await open(`data/exports/${month}.jsonl`).catch((cause: unknown) => {
    throw new ShopError(404, 'NO_EXPORT', `There is no export of ${month}`, { cause });
  });

  ctx.respond = false;
  ctx.status = 200;
  ctx.res.setHeader('content-type', 'text/csv');
  const pages = Readable.from(csvPages(file));
  try {
    await new Promise((resolve, reject) => {
      pages.on('end', resolve);
      pages.on('error', reject);
      pages.pipe(ctx.res);
    });
  } finally {
    await file.close();
  }
}
