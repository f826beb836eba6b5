// Koa: middleware order, ctx.throw, an error listener, a client that hangs up.
import http from 'node:http';
import Koa, { HttpError } from 'koa';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
console.log(require('koa') === Koa, /^3\./.test(require('koa/package.json').version));
const app = new Koa();
const order = [];
app.on('error', (error) => console.log('app error', error.status ?? '-', error.message));
app.use(async (ctx, next) => {
  order.push('in');
  await next();
  order.push('out');
  ctx.set('x-time', 'now');
});
app.use(async (ctx) => {
  if (ctx.path === '/teapot') ctx.throw(418, 'short and stout', { pot: 1 });
  if (ctx.path === '/broken') throw new Error('boom');
  if (ctx.path === '/hang') {
    ctx.req.on('close', () => console.log('client left'));
    await new Promise((resolve) => ctx.res.on('close', resolve));
    return server.close(() => console.log('closed', order.join()));
  }
  ctx.body = { path: ctx.path, query: ctx.query, type: ctx.is('json'), accepts: ctx.accepts('html', 'json') };
});
const server = app.listen(0, async () => {
  const { port } = server.address();
  for (const path of ['/hello?a=1&a=2', '/teapot', '/broken']) {
    const response = await fetch(`http://localhost:${port}${path}`, { headers: { accept: 'application/json' } });
    console.log(path, response.status, response.headers.get('content-type'), response.headers.get('x-time'), await response.text());
  }
  console.log(Koa.HttpError === HttpError, HttpError.prototype instanceof Error);
  const request = http.get({ port, path: '/hang', agent: false });
  request.on('error', (error) => console.log(error.code));
  setTimeout(() => request.destroy(), 20);
});
