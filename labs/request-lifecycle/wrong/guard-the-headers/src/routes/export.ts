import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
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
  try {
    await pipeline(csvPages(file), ctx.res);
  } catch (error) {
    // A client that hangs up is no failure of ours.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  } finally {
    await file.close();
  }
}
