import Koa from 'koa';
import { causesOf, ShopError } from './lib/errors.ts';
import { countUnpriced } from './lib/ledger.ts';
import { log } from './lib/log.ts';
import { placeOrder } from './routes/orders.ts';

export function createApp(): Koa {
  const app = new Koa();

  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const known = error instanceof ShopError;
      ctx.status = known ? error.status : 500;
      ctx.body = known ? { code: error.code, message: error.message } : { code: 'INTERNAL', message: 'Something went wrong on our side' };
      // Clients can try again after a 503; they are told so, and need not guess.
      if (ctx.status === 503) ctx.body = { ...(ctx.body as object), retryable: true };
      if (ctx.status >= 500) log('error', 'request failed', { requestId: ctx.get('x-request-id'), status: ctx.status, cause: causesOf(error) });
    }
  });

  app.use(async (ctx) => {
    const route = `${ctx.method} ${ctx.path}`;
    if (route === 'POST /orders') return placeOrder(ctx);
    if (route === 'GET /reports/unpriced') {
      ctx.body = { unpriced: await countUnpriced() };
      return;
    }
    throw new ShopError(404, 'NO_ROUTE', `There is nothing at ${ctx.path}`);
  });

  return app;
}
