// The same file runs on native Node and in the engine.
import fastify from 'fastify';

const app = fastify();
app.get('/', () => ({ hello: 'world' }));
await app.listen({ port: Number(process.env.PORT ?? 3000) });
console.log('listening');
