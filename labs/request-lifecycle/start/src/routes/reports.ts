import type { Context } from 'koa';
import { current } from '../lib/current.ts';
import { MAIL_RUN_MS, sendReport } from '../lib/mail.ts';

/** POST /reports/:month: the month's figures, by mail to the shop that asks. */
export async function orderReport(ctx: Context, month: string): Promise<void> {
  setTimeout(() => {
    const { requestId, shop } = current;
    sendReport({ requestId, shop, month });
  }, MAIL_RUN_MS);
  ctx.status = 202;
  ctx.body = { month, state: 'on its way' };
}
