// Hono on node-server: middleware, an HTTPException, a stream, and a 404.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import { streamText } from 'hono/streaming';

const app = new Hono();
app.use('*', cors({ origin: 'http://a.example' }));
app.use(async (c, next) => {
  await next();
  c.header('x-route', c.req.path);
});
app.get('/hello/:name', (c) => c.json({ hello: c.req.param('name'), q: c.req.query('q') ?? null }));
app.post('/echo', async (c) => c.text((await c.req.text()).toUpperCase(), 201));
app.get('/denied', () => {
  throw new HTTPException(403, { message: 'not you' });
});
app.get('/broken', () => {
  throw new TypeError('boom');
});
app.get('/stream', (c) =>
  streamText(c, async (out) => {
    for (const word of ['one', 'two', 'three']) await out.writeln(word);
  }),
);
app.onError((error, c) => (error instanceof HTTPException ? error.getResponse() : c.text(`handled ${error.name}: ${error.message}`, 500)));

console.log(await (await app.request('/hello/direct?q=1')).text());
const server = serve({ fetch: app.fetch, port: 0 }, async ({ port }) => {
  const base = `http://localhost:${port}`;
  for (const [path, init] of [
    ['/hello/ada', {}],
    ['/echo', { method: 'POST', body: 'shout' }],
    ['/denied', {}],
    ['/broken', {}],
    ['/stream', {}],
    ['/missing', {}],
  ]) {
    const response = await fetch(base + path, init);
    console.log(path, response.status, response.headers.get('access-control-allow-origin'), response.headers.get('x-route'), JSON.stringify(await response.text()));
  }
  server.close(() => console.log('closed'));
});
