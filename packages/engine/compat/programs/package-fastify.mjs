// Fastify: routes, schemas, hooks, an error path, inject and a real request.
import Fastify, { fastify } from 'fastify';

console.log(Fastify === fastify, typeof Fastify.errorCodes.FST_ERR_NOT_FOUND);
const app = Fastify();
const seen = [];
app.addHook('onRequest', async (request) => void seen.push(`onRequest ${request.method} ${request.url}`));
app.addHook('onResponse', async (_request, reply) => void seen.push(`onResponse ${reply.statusCode}`));
app.get('/hello/:name', async (request) => ({ hello: request.params.name, query: request.query }));
app.post(
  '/orders',
  { schema: { body: { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, note: { type: 'string', default: 'none' } } } } },
  async (request, reply) => reply.code(201).send(request.body),
);
app.get('/broken', async () => {
  throw Object.assign(new Error('out of coffee'), { statusCode: 503 });
});
app.register(async (scope) => {
  scope.setErrorHandler((error, _request, reply) => reply.code(418).send({ handled: error.message }));
  scope.get('/scoped', () => Promise.reject(new Error('inside')));
});

const show = (response) => console.log(response.statusCode, response.headers['content-type'], response.body);
show(await app.inject('/hello/ada?x=1'));
show(await app.inject({ method: 'POST', url: '/orders', payload: { id: '7' } }));
show(await app.inject({ method: 'POST', url: '/orders', payload: { note: 'x' } }));
show(await app.inject({ method: 'POST', url: '/orders', headers: { 'content-type': 'application/json' }, payload: '{"id":' }));
show(await app.inject('/broken'));
show(await app.inject('/scoped'));
show(await app.inject('/missing'));

const address = await app.listen({ port: 0, host: '127.0.0.1' });
const response = await fetch(`${address}/hello/real`);
console.log(response.status, await response.text());
await app.close();
console.log(seen.join('\n'));
