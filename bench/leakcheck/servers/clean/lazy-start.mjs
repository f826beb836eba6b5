import { closeSync, openSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a service makes when it is first needed is no leak. */
export async function createService() {
  let log;
  const templates = new Map();
  const latency = [];
  const file = join(tmpdir(), `lazy-start-${process.pid}.log`);
  return {
    request: (n) => ({ path: `/pages/${n % 40}`, expect: 404 }),
    handler(request, response) {
      log ??= openSync(process.platform === 'win32' ? devNull : file, 'a');
      const page = templates.get(request.url) ?? { text: `${request.url} is not here`.repeat(20) };
      templates.set(request.url, page);
      // A histogram: its buckets come one by one, then only their numbers change.
      const bucket = request.url.length * 3;
      latency[bucket] = (latency[bucket] ?? 0) + 1;
      response.writeHead(404).end(page.text);
    },
    async close() {
      if (log !== undefined) closeSync(log);
      rmSync(file, { force: true });
    },
  };
}
