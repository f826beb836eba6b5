// A JSON client: timeouts, retries of idempotent calls only, error bodies, redirects, cancelled bodies give their socket back.
import http from 'node:http';
import { once } from 'node:events';
const hits = {};
const server = http.createServer((request, response) => {
  const key = `${request.method} ${request.url}`;
  hits[key] = (hits[key] ?? 0) + 1;
  if (request.url === '/json') response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end('{"a":1}');
  else if (request.url === '/bad-json') response.end('{"a":');
  else if (request.url === '/error') response.writeHead(422, 'Unprocessable').end('{"message":"no name"}');
  else if (request.url === '/moved') response.writeHead(302, { location: '/json' }).end();
  else if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end();
  else if (request.url === '/slow') setTimeout(() => response.end('late'), 200).unref();
  else if (request.url === '/echo') request.pipe(response);
  else if (request.url === '/empty') response.writeHead(204).end();
  else response.writeHead(404).end();
}).listen(0);
await once(server, 'listening');
const base = `http://localhost:${server.address().port}`;
async function call(path, { timeout = 1000, ...init } = {}) {
  try {
    const response = await fetch(base + path, { ...init, signal: AbortSignal.timeout(timeout) });
    if (!response.ok) throw Object.assign(new Error(`HTTP ${response.status} ${response.statusText}`), { body: await response.json().catch(() => null) });
    return response.status === 204 ? null : await response.json();
  } catch (error) {
    return [error.name, error.message.slice(0, 40), error.cause?.code ?? error.cause?.message ?? error.body ?? null];
  }
}
console.log(await call('/json'), await call('/error'), await call('/missing'), await call('/moved'), await call('/empty'));
console.log((await call('/bad-json'))[0], await call('/slow', { timeout: 20 }));
console.log((await call('/loop')).at(-1), await call('/moved', { redirect: 'error' }), (await fetch(`${base}/moved`, { redirect: 'manual' })).status);
console.log(await call('/echo', { method: 'POST', body: JSON.stringify({ é: [1] }), headers: { 'content-type': 'application/json' } }));
const form = new URLSearchParams({ a: '1', b: 'x y' });
console.log(await (await fetch(`${base}/echo`, { method: 'POST', body: form })).text());
console.log(await (await fetch(`${base}/echo`, { method: 'POST', body: ReadableStream.from([new TextEncoder().encode('str'), new TextEncoder().encode('eam')]), duplex: 'half' })).text());
const response = await fetch(`${base}/json`);
console.log(response.type, response.redirected, response.bodyUsed, await response.clone().text(), await response.json(), response.bodyUsed, await response.text().catch((error) => error.name));
await (await fetch(`${base}/json`)).body.cancel();
for (const attempt of [() => fetch('/relative'), () => fetch(`${base}/x`, { method: 'GET', body: 'x' }), () => fetch(`${base}/x`, { method: 'TRACE' }), () => fetch(`${base}/x`, { headers: { 'bad name': 'x' } }), () => fetch(`${base}/echo`, { method: 'POST', body: ReadableStream.from(['x']) }), () => fetch('http://localhost:1')]) console.log(await attempt().then(() => 'fine', (error) => `${error.name} ${error.cause?.code ?? ''}`));
console.log(hits['GET /loop']);
server.close();
server.closeAllConnections();
