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

  ctx.respond = false;
  ctx.status = 200;
  ctx.res.setHeader('content-type', 'text/csv');
  // When the client has everything, the file can go.
  ctx.res.on('finish', () => file.destroy());

  await new Promise((resolve, reject) => {
    const pages = Readable.from(csvPages(file));
    pages.on('end', resolve);
    pages.on('error', reject);
    pages.pipe(ctx.res);
  });
}
