import { channel } from 'node:diagnostics_channel';

const MOST = 64;

/** Leases of something dear; whoever finds none waits. With `report` it tells leakcheck of them, as its README asks. */
export async function createService({ report = false } = {}) {
  let free = MOST;
  const waiting = [];
  const acquire = async () => {
    if (free === 0) await new Promise((resolve) => waiting.push(resolve));
    else free--;
    const lease = {};
    if (report) channel('leakcheck:open').publish({ kind: 'lease', token: lease, label: 'printer' });
    return lease;
  };
  const release = (lease) => {
    if (report) channel('leakcheck:close').publish({ token: lease });
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
  };
  const print = async (number) => {
    throw new RangeError(`There is no receipt ${number}`);
  };
  return {
    request: (n) => ({ path: `/print/${n}`, expect: 404 }),
    async handler(request, response) {
      const lease = await acquire();
      try {
        await print(request.url.slice('/print/'.length));
        response.end('printed');
      } catch (error) {
        response.writeHead(404).end(error.message);
      } finally {
        release(lease);
      }
    },
    async close() {},
  };
}
