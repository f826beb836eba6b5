// Retries with exponential backoff: gives up on 4xx, honours retry-after, stops when aborted.
import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

const answers = { '/flaky': [503, 503, 200], '/gone': [410], '/limited': [429, 200], '/down': Array(9).fill(500) };
const server = http.createServer((request, response) => {
  const status = answers[request.url].shift();
  response.writeHead(status, status === 429 ? { 'retry-after': '0.02' } : {}).end(`status ${status}`);
}).listen(0);
await new Promise((resolve) => server.once('listening', resolve));
const { port } = server.address();

async function retry(path, { tries, signal }) {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`http://localhost:${port}${path}`, { signal });
    const text = await response.text();
    if (response.ok) return `${text} after ${attempt}`;
    if (response.status < 500 && response.status !== 429) throw new Error(`${text}: not worth a retry`);
    if (attempt === tries) throw new Error(`${text}: gave up after ${attempt}`);
    const delay = Number(response.headers.get('retry-after') ?? 0) * 1000 || 2 ** attempt;
    await wait(delay, undefined, { signal });
  }
}

const controller = new AbortController();
for (const [path, options] of [['/flaky', { tries: 5 }], ['/gone', { tries: 5 }], ['/limited', { tries: 2 }], ['/down', { tries: 3 }], ['/down', { tries: 99, signal: controller.signal }]]) {
  if (options.signal) setTimeout(() => controller.abort(new Error('shutting down')), 1);
  try {
    console.log(path, await retry(path, options));
  } catch (error) {
    console.log(path, options.signal ? [error.name, error.message, error.cause?.message].includes('shutting down') || error.name === 'AbortError' : error.message);
  }
}
server.close();
server.closeAllConnections();
