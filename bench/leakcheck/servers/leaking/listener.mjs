import { EventEmitter } from 'node:events';

export async function createService() {
  const prices = new EventEmitter().setMaxListeners(0);
  return {
    request: (n) => ({ path: `/live/${n}`, expect: 403 }),
    handler(request, response) {
      const tell = (price) => response.write(`${request.url} ${price}`);
      prices.on('change', tell);
      if (request.headers.authorization === undefined) return response.writeHead(403).end('no');
      response.once('close', () => prices.off('change', tell));
    },
    async close() {},
  };
}
