// A request id in every log line: middleware, timers, streams, emitters, after an error.
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import { Readable } from 'node:stream';
const context = new AsyncLocalStorage();
const lines = [];
const log = (text) => lines.push(`${context.getStore() ?? '-'} ${text}`);
const shared = new EventEmitter();
shared.on('work', () => log('shared listener'));
const server = http.createServer((request, response) => context.run(request.url, async () => {
  log('begin');
  request.on('end', () => log('request end'));
  for await (const piece of Readable.from(['x'])) log(`piece ${piece}`);
  setTimeout(() => log('timer'), 1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  shared.emit('work');
  process.nextTick(() => log('tick'));
  queueMicrotask(() => log('microtask'));
  const bound = AsyncResource.bind(() => log('bound'));
  context.run('other', bound);
  context.exit(() => log('outside'));
  try { await Promise.reject(new Error('x')); } catch { log('caught'); }
  response.on('finish', () => log('finish'));
  response.end();
})).listen(0);
await once(server, 'listening');
for (const path of ['/1', '/2']) await (await fetch(`http://localhost:${server.address().port}${path}`)).text();
await new Promise((resolve) => setTimeout(resolve, 10));
console.log(lines.filter((line) => line.includes('/1')).join('\n'));
console.log(lines.filter((line) => !line.startsWith('/')).join('\n'));
console.log(lines.filter((line) => line.startsWith('/1')).length === lines.filter((line) => line.startsWith('/2')).length);
server.close();
server.closeAllConnections();
