// Koa's boundary written for Express 5, and what Express does instead.
import { once } from 'node:events';
import express from 'express';

/** Looks like Koa's. */
async function wrapper(_request, response, next) {
  try {
    const nothing = await next();
    console.log(`  next() returned ${nothing}`);
  } catch {
    response.status(500).json({ answeredBy: 'the wrapper' });
  }
}

/** Four parameters: Express counts them. */
function fourArguments(_error, _request, response, _next) {
  response.status(500).json({ answeredBy: 'four arguments' });
}

/** The same with one less is a middleware like any other, and errors go past it. */
function threeArguments(_error, _request, response) {
  response.status(500).json({ answeredBy: 'three arguments' });
}

const route = async () => {
  await new Promise(setImmediate);
  throw new Error('no payment');
};

await ask('wrapper first', wrapper, route);
await ask('wrapper first, four arguments last', wrapper, route, fourArguments);
await ask('four arguments first', fourArguments, route);
await ask('three arguments last', route, threeArguments);

async function ask(what, ...middleware) {
  console.log(what);
  const app = express();
  app.set('env', 'test');
  for (const each of middleware) app.use(each);
  const server = app.listen(0);
  await once(server, 'listening');
  const response = await fetch(`http://localhost:${server.address().port}/`);
  const page = await response.text();
  console.log(`  ${response.status} ${page.startsWith('{') ? page : 'the page of Express itself'}`);
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
