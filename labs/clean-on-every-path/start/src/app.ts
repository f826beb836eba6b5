import Koa from 'koa';
import { readJson } from './lib/body.ts';
import { causesOf, originalOf, ShopError } from './lib/errors.ts';
import { log } from './lib/log.ts';
import { listDrafts } from './routes/drafts.ts';
import { packOrder } from './routes/packing.ts';

export function createApp(): Koa {
  const app = new Koa();

  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const original = originalOf(error);
      const known = original instanceof ShopError;
      ctx.status = known ? original.status : 500;
      ctx.body = known ? { code: original.code, message: original.message } : { code: 'INTERNAL', message: 'Something went wrong on our side' };
      log('error', 'request failed', { requestId: ctx.get('x-request-id'), status: ctx.status, cause: causesOf(error) });
    }
  });

  app.use(async (ctx) => {
    const route = `${ctx.method} ${ctx.path}`;
    if (route === 'POST /packing') return packOrder(ctx, await readJson(ctx.req));
    if (route === 'GET /drafts') return listDrafts(ctx);
    throw new ShopError(404, 'NO_ROUTE', `There is nothing at ${ctx.path}`);
  });

  return app;
}
