import Koa from 'koa';
import { readText } from './lib/body.ts';
import { ShopError } from './lib/errors.ts';
import { log } from './lib/log.ts';
import { checkout } from './routes/checkout.ts';
import { importManifest } from './routes/manifest.ts';
import { metrics } from './routes/metrics.ts';
import { receipt } from './routes/receipt.ts';
import { stock } from './routes/stock.ts';

const RECEIPT = /^\/orders\/(\w+)\/receipt$/;
const STOCK = /^\/stock\/([\w-]+)$/;

export function createApp(): Koa {
  const app = new Koa();

  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const known = error instanceof ShopError;
      ctx.status = known ? error.status : 500;
      ctx.body = known ? { code: error.code, message: error.message } : { code: 'INTERNAL', message: 'Something went wrong on our side' };
      if (!known) log('error', 'request failed', { method: ctx.method, path: ctx.path, cause: String(error) });
    }
  });

  app.use(async (ctx) => {
    const route = `${ctx.method} ${ctx.path}`;
    const order = RECEIPT.exec(ctx.path)?.[1];
    const sku = STOCK.exec(ctx.path)?.[1];
    if (ctx.method === 'GET' && sku !== undefined) return stock(ctx, sku);
    if (ctx.method === 'GET' && order !== undefined) return receipt(ctx, order);
    if (route === 'POST /checkout') return checkout(ctx, JSON.parse(await readText(ctx.req)) as Record<string, unknown>);
    if (route === 'POST /manifests') return importManifest(ctx, await readText(ctx.req));
    if (route === 'GET /metrics') return metrics(ctx);
    throw new ShopError(404, 'NO_ROUTE', `There is nothing at ${ctx.path}`);
  });

  return app;
}
