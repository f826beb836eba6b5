import type { Context } from 'koa';
import { current } from '../lib/current.ts';
import { MAIL_RUN_MS, sendReport } from '../lib/mail.ts';

/** POST /reports/:month: the month's figures, by mail to the shop that asks. */
export async function orderReport(ctx: Context, month: string): Promise<void> {
  // Copied while the request is the current one: by the time the mail leaves, it is somebody else's turn.
  const report = { requestId: current.requestId, shop: current.shop, month };
  setTimeout(() => sendReport(report), MAIL_RUN_MS);
  ctx.status = 202;
  ctx.body = { month, state: 'on its way' };
}
