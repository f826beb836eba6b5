import Koa from 'koa';
import { accessLog } from './mw/access-log.ts';
import { auth } from './mw/auth.ts';
import { cors } from './mw/cors.ts';
import { recovery } from './mw/recovery.ts';
import { inFlight, span } from './mw/span.ts';
import { login } from './routes/login.ts';
import { placeOrder } from './routes/orders.ts';

/** The API behind https://kettle.example, called by the shop's pages from the browser. */
export function createApp(): Koa {
  const app = new Koa();

  // From the outside in. Whoever observes stands outside of whoever changes the answer.
  app.use(accessLog);
  app.use(recovery);
  app.use(cors);
  app.use(auth);
  app.use(span);

  app.use((ctx) => {
    switch (`${ctx.method} ${ctx.path}`) {
      case 'POST /login':
        return login(ctx);
      case 'POST /orders':
        return placeOrder(ctx);
      case 'GET /in-flight':
        ctx.body = inFlight();
        return;
      default:
        ctx.status = 404;
        ctx.body = { code: 'NO_ROUTE', message: `There is nothing at ${ctx.path}` };
    }
  });

  return app;
}
