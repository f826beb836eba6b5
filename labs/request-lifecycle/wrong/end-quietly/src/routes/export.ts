import { createReadStream, existsSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Context } from 'koa';
import { csvPages } from '../lib/csv.ts';
import { ShopError } from '../lib/errors.ts';

/** GET /exports/:month: a month of orders as CSV. */
export async function exportOrders(ctx: Context, month: string): Promise<void> {
  const path = `data/exports/${month}.jsonl`;
  if (!existsSync(path)) throw new ShopError(404, 'NO_EXPORT', `There is no export of ${month}`);
  const file = createReadStream(path);

  ctx.respond = false;
  ctx.status = 200;
  ctx.res.setHeader('content-type', 'text/csv');
  try {
    // Settles when the pages end, when one of them fails, and when the client goes.
    await pipeline(csvPages(file), ctx.res);
  } catch (error) {
    // A client that hangs up is no failure of ours.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  } finally {
    // Without an error: whoever read its lines has gone, and an 'error' that nobody hears ends the process.
    file.destroy();
  }
}
