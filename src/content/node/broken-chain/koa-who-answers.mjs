// One error, and who answers for it on Koa 3.
import { once } from 'node:events';
import Koa from 'koa';

/** Writes the error down and keeps it. */
async function logOnly(_ctx, next) {
  try {
    await next();
  } catch (error) {
    console.log(`  logged: ${error.message}`);
  }
}

/** The one that answers. */
async function answerErrors(ctx, next) {
  try {
    await next();
  } catch {
    ctx.status = 500;
    ctx.body = { code: 'INTERNAL' };
  }
}

/** Fails on the way back: the route has answered, the error is its own. */
async function audit(_ctx, next) {
  await next();
  throw new Error('audit');
}

/** @param {unknown} thrown */
const route = (thrown) => () => {
  throw thrown;
};
/** @param {unknown} thrown */
const laterRoute = (thrown) => async () => {
  await new Promise(setImmediate);
  throw thrown;
};
const found = (ctx) => {
  ctx.body = 'found';
};

process.on('unhandledRejection', (error) => console.log(`  unhandledRejection: ${error.message}`));

await ask('the log keeps an Error', logOnly, laterRoute(new Error('no payment')));
await ask('the same, thrown by a plain function', logOnly, route(new Error('no payment')));
await ask('the log keeps null', logOnly, route(null));
await ask('next() without await', answerErrors, async (_ctx, next) => void next(), laterRoute(new Error('no payment')));
await ask('errors last', audit, found, answerErrors);
await ask('errors before the route', audit, answerErrors, found);
await ask('errors first', answerErrors, audit, found);

async function ask(what, ...middleware) {
  console.log(what);
  const app = new Koa();
  app.silent = true;
  for (const each of middleware) app.use(each);
  const server = app.listen(0);
  await once(server, 'listening');
  const response = await fetch(`http://localhost:${server.address().port}/`);
  console.log(`  ${response.status} ${await response.text()}`);
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
