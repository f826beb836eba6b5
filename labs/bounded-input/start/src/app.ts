import Koa from 'koa';
import { body, uploadsUnderWay } from './mw/body.ts';
import { errors } from './mw/errors.ts';
import { importManifest } from './routes/import.ts';
import { login } from './routes/login.ts';

export function createApp(): Koa {
  const app = new Koa();

  app.use(errors);
  app.use(body);

  app.use((ctx) => {
    switch (`${ctx.method} ${ctx.path}`) {
      case 'POST /login':
        return login(ctx);
      case 'POST /import':
        return importManifest(ctx);
      case 'GET /uploads':
        ctx.body = uploadsUnderWay();
        return;
      default:
        ctx.status = 404;
        ctx.body = { code: 'NO_ROUTE', message: `There is nothing at ${ctx.path}` };
    }
  });

  return app;
}
