import Koa from 'koa';
import { noteCurrent } from './mw/current.ts';
import { answerErrors } from './mw/errors.ts';
import { exportOrders } from './routes/export.ts';
import { openOrders } from './routes/open-orders.ts';
import { orderReport } from './routes/reports.ts';

/** What the shops' back offices ask Kettle for: exports, the list of open orders, reports by mail. */
export function createApp(): Koa {
  const app = new Koa();

  app.use(answerErrors);
  app.use(noteCurrent);

  app.use(async (ctx) => {
    const [, first = '', second = ''] = ctx.path.split('/');
    if (ctx.method === 'GET' && first === 'exports') return exportOrders(ctx, second);
    if (ctx.method === 'GET' && first === 'open-orders') return openOrders(ctx, second);
    if (ctx.method === 'POST' && first === 'reports') return orderReport(ctx, second);
  });

  return app;
}
