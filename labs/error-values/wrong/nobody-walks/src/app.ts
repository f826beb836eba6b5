import Koa from 'koa';
import { ImportError, remember } from './lib/errors.ts';
import { log } from './lib/log.ts';
import { errorPage } from './routes/admin.ts';
import { importManifest } from './routes/import.ts';

const MANIFEST = /^\/suppliers\/(\w+)\/manifest$/;

export function createApp(): Koa {
  const app = new Koa();

  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      remember(error, ctx.get('x-request-id'));
      if (error instanceof ImportError) {
        ctx.status = 422;
        ctx.body = { code: error.code, message: error.message };
        return;
      }
      log('error', 'request failed', { requestId: ctx.get('x-request-id'), cause: (error as Error).message });
      ctx.status = 500;
      ctx.body = { code: 'INTERNAL', message: 'Something went wrong on our side' };
    }
  });

  app.use((ctx) => {
    const supplier = MANIFEST.exec(ctx.path)?.[1];
    if (ctx.method === 'POST' && supplier !== undefined) return importManifest(ctx, supplier);
    if (ctx.method === 'GET' && ctx.path === '/admin/errors') return errorPage(ctx);
    ctx.status = 404;
    ctx.body = { code: 'NO_ROUTE', message: `There is nothing at ${ctx.path}` };
  });

  return app;
}
