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

  const pages = Readable.from(csvPages(file));
  // Koa destroys the stream when the connection closes, whoever closes it.
  pages.on('close', () => void file.close());
  ctx.set('content-type', 'text/csv');
  ctx.body = pages;
}
