import Koa from 'koa';
import { recovery } from './mw/recovery.ts';
import { requestLog } from './mw/request-log.ts';
import { parcel } from './routes/parcel.ts';
import { webhook } from './routes/webhook.ts';

const PARCEL = /^\/parcels\/([\w-]+)$/;

export function createApp(): Koa {
  const app = new Koa();

  app.use(requestLog);
  // Inside the log, so that failures have their line in it, and outside everything that can throw.
  app.use(recovery);

  app.use((ctx) => {
    const id = PARCEL.exec(ctx.path)?.[1];
    if (ctx.method === 'POST' && ctx.path === '/webhooks/courier') return webhook(ctx);
    if (ctx.method === 'GET' && id !== undefined) return parcel(ctx, id);
    ctx.status = 404;
    ctx.body = { code: 'NO_ROUTE', message: `There is nothing at ${ctx.path}` };
  });

  return app;
}
