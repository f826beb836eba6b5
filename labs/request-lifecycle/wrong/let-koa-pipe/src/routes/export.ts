import { createReadStream, existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { Context } from 'koa';
import { csvPages } from '../lib/csv.ts';
import { ShopError } from '../lib/errors.ts';

/** GET /exports/:month: a month of orders as CSV. */
export async function exportOrders(ctx: Context, month: string): Promise<void> {
  const path = `data/exports/${month}.jsonl`;
  if (!existsSync(path)) throw new ShopError(404, 'NO_EXPORT', `There is no export of ${month}`);
  // It stays open until the answer has left, not until its last byte was read.
  const file = createReadStream(path, { autoClose: false });

  const pages = Readable.from(csvPages(file));
  // Koa destroys the stream when the connection closes, whoever closes it.
  pages.on('close', () => file.destroy());
  ctx.set('content-type', 'text/csv');
  ctx.body = pages;
}
