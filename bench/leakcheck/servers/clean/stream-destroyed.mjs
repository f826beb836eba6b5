import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PRICES = fileURLToPath(new URL('../prices.txt', import.meta.url));

export async function createService() {
  return {
    request: (n) => ({ path: `/export/${n}`, expect: 406 }),
    handler(_request, response) {
      const file = createReadStream(PRICES);
      file.once('open', () => {
        file.destroy();
        response.writeHead(406).end('csv only');
      });
    },
    async close() {},
  };
}
