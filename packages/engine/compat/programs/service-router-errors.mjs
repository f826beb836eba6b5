// An Express-like router by hand: error middleware, async handlers that throw, a 404 and a double response.
import http from 'node:http';

const layers = [];
const use = (path, ...handlers) => handlers.forEach((handler) => layers.push({ path, handler }));

function run(request, response) {
  let at = 0;
  const next = (error) => {
    const layer = layers[at++];
    if (layer === undefined) {
      response.statusCode = error ? 500 : 404;
      return response.end(error ? `unhandled: ${error.message}` : 'not found');
    }
    if (layer.path !== '*' && layer.path !== request.url) return next(error);
    try {
      const wantsError = layer.handler.length === 4;
      if (wantsError !== Boolean(error)) return next(error);
      const result = error ? layer.handler(error, request, response, next) : layer.handler(request, response, next);
      if (result instanceof Promise) result.catch(next);
    } catch (thrown) {
      next(thrown);
    }
  };
  next();
}

use('*', (request, response, next) => { response.setHeader('x-request', request.url.length); next(); });
use('/ok', (request, response) => response.end('ok'));
use('/throws', () => { throw new Error('sync'); });
use('/rejects', async () => { await null; throw new Error('async'); });
use('/typed', () => { throw Object.assign(new Error('no tea'), { status: 418 }); });
use('/twice', (request, response) => { response.end('once'); try { response.writeHead(200); } catch (error) { console.log('twice:', error.code); } });
use('*', (error, request, response, next) => { if (error.status === undefined) return next(error); response.statusCode = error.status; response.end(error.message); });

const server = http.createServer(run).listen(0);
await new Promise((resolve) => server.once('listening', resolve));
for (const path of ['/ok', '/throws', '/rejects', '/typed', '/twice', '/missing']) {
  const response = await fetch(`http://localhost:${server.address().port}${path}`);
  console.log(path, response.status, response.headers.get('x-request'), await response.text());
}
server.close();
server.closeAllConnections();
