import Koa from 'koa';
import { auth } from './mw/auth.ts';
import { answerErrors } from './mw/errors.ts';
import { inFlight, trackInFlight } from './mw/in-flight.ts';
import { logFailures } from './mw/log.ts';
import { listOrders, refund } from './routes/orders.ts';
import { recount } from './routes/recount.ts';

/** What the office uses: staff in the browser, and the nightly stock job with a token of its own. */
export function createApp(): Koa {
  const app = new Koa();

  // First of all: it answers for everything further in, the log's rethrow included.
  app.use(answerErrors);
  app.use(logFailures);
  app.use(trackInFlight);
  app.use(auth);

  app.use((ctx) => {
    switch (`${ctx.method} ${ctx.path}`) {
      case 'GET /admin/orders':
        return listOrders(ctx);
      case 'POST /admin/refunds':
        return refund(ctx);
      case 'POST /admin/recounts':
        return recount(ctx);
      case 'GET /admin/in-flight':
        ctx.body = { inFlight: inFlight() };
    }
  });

  return app;
}
