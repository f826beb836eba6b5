import { closeSync, openSync, readSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PRICES = fileURLToPath(new URL('../prices.txt', import.meta.url));

export async function createService() {
  return {
    request: (n) => ({ path: `/price/none-${n}`, expect: 404 }),
    handler(request, response) {
      const fd = openSync(PRICES, 'r');
      const bytes = Buffer.alloc(64);
      readSync(fd, bytes);
      const name = request.url.slice('/price/'.length);
      if (!bytes.includes(`${name} `)) return response.writeHead(404).end('no such tea');
      closeSync(fd);
      response.end(bytes);
    },
    async close() {},
  };
}
