import Koa from 'koa';
import { log } from './lib/log.ts';
import { preview } from './routes/preview.ts';

const PREVIEW = /^\/previews\/([a-z-]+)$/;

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
  });

  app.use(async (ctx) => {
    const name = PREVIEW.exec(ctx.path)?.[1];
    if (ctx.method === 'GET' && name !== undefined) return preview(ctx, name);
    ctx.status = 404;
    ctx.body = { code: 'NO_ROUTE', message: `There is nothing at ${ctx.path}` };
  });

  return app;
}
