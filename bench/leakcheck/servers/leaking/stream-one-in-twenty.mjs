import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PRICES = fileURLToPath(new URL('../prices.txt', import.meta.url));

export async function createService() {
  return {
    request: (n) => ({ path: `/export/${n}`, expect: 406 }),
    handler(request, response) {
      const file = createReadStream(PRICES);
      file.once('open', () => {
        const number = Number(request.url.slice('/export/'.length));
        // The branch for clients that ask for a page that is none forgets the stream.
        if (number % 20 !== 7) file.destroy();
        response.writeHead(406).end('csv only');
      });
    },
    async close() {},
  };
}
