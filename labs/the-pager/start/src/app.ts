import Koa from 'koa';
import { log } from './lib/log.ts';
import { receipt } from './routes/receipt.ts';

const RECEIPT = /^\/orders\/(\w+)\/receipt$/;

export function createApp(): Koa {
  const app = new Koa();

  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      ctx.status = 500;
      ctx.body = { code: 'INTERNAL', message: 'Something went wrong on our side' };
      log('error', 'request failed', { path: ctx.path, cause: String(error) });
    }
    log('info', 'request', { method: ctx.method, path: ctx.path, status: ctx.status });
  });

  app.use((ctx) => {
    const order = RECEIPT.exec(ctx.path)?.[1];
    if (ctx.method === 'GET' && order !== undefined) return receipt(ctx, order);
    ctx.status = 404;
    ctx.body = { code: 'NO_ROUTE', message: `There is nothing at ${ctx.path}` };
  });

  return app;
}
