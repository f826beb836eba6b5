import Koa from 'koa';
import { readJson } from './lib/body.ts';
import { ShopError } from './lib/errors.ts';
import { log } from './lib/log.ts';
import { audit, checkout } from './routes/checkout.ts';
import { receipt } from './routes/receipt.ts';
import { countShelf } from './routes/shelf.ts';

const RECEIPT = /^\/orders\/(\w+)\/receipt$/;
const SHELF = /^\/shelves\/(\w+)$/;

export function createApp(): Koa {
  const app = new Koa();

  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const known = error instanceof ShopError;
      ctx.status = known ? error.status : 500;
      ctx.body = known ? { code: error.code, message: error.message } : { code: 'INTERNAL', message: 'Something went wrong on our side' };
      log('error', 'request failed', { method: ctx.method, path: ctx.path, status: ctx.status, cause: String(error) });
    }
  });

  app.use(async (ctx) => {
    const route = `${ctx.method} ${ctx.path}`;
    const order = RECEIPT.exec(ctx.path)?.[1];
    const shelf = SHELF.exec(ctx.path)?.[1];
    if (route === 'POST /checkout') return checkout(ctx, await readJson(ctx.req));
    if (route === 'GET /audit') return audit(ctx);
    if (ctx.method === 'GET' && order !== undefined) return receipt(ctx, order);
    if (ctx.method === 'PUT' && shelf !== undefined) return countShelf(ctx, shelf, await readJson(ctx.req));
    throw new ShopError(404, 'NO_ROUTE', `There is nothing at ${ctx.path}`);
  });

  return app;
}
