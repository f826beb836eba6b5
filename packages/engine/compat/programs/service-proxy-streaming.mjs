// A reverse proxy that streams both ways, strips hop-by-hop headers and answers 502 when the upstream is gone.
import http from 'node:http';
import { once } from 'node:events';
import { pipeline } from 'node:stream';

const upstream = http.createServer(async (request, response) => {
  let bytes = 0;
  for await (const piece of request) bytes += piece.length;
  if (request.url === '/cut') { response.writeHead(200, { 'content-length': 100 }); response.write('some'); return setTimeout(() => response.destroy(), 10); }
  response.setHeader('x-forwarded', request.headers['x-forwarded-for'] ?? 'none');
  response.end(`${request.method} ${request.url} ${bytes} ${request.headers['proxy-authorization'] ?? 'stripped'}`);
}).listen(0);
await once(upstream, 'listening');
const target = upstream.address().port;
const broken = [];
const proxy = http.createServer((request, response) => {
  const { 'proxy-authorization': dropped, connection, ...headers } = request.headers;
  const forward = http.request({ port: target, path: request.url, method: request.method, headers: { ...headers, 'x-forwarded-for': 'client' } }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    pipeline(answer, response, (error) => { if (error) broken.push(error.code); });
  });
  forward.on('error', (error) => { if (!response.headersSent) response.writeHead(502).end(error.code); });
  pipeline(request, forward, () => {});
}).listen(0);
await once(proxy, 'listening');
const url = `http://localhost:${proxy.address().port}`;
let response = await fetch(`${url}/a?b=c`, { headers: { 'proxy-authorization': 'secret' } });
console.log(response.status, response.headers.get('x-forwarded'), await response.text());
response = await fetch(`${url}/upload`, { method: 'PUT', body: 'x'.repeat(200_000) });
console.log(response.status, await response.text());
response = await fetch(`${url}/cut`);
console.log(response.status, await response.text().catch((error) => `${error.name} ${error.message}`));
upstream.closeAllConnections();
upstream.close();
await once(upstream, 'close');
response = await fetch(`${url}/gone`);
console.log(response.status, await response.text());
console.log(broken);
proxy.closeAllConnections();
proxy.close();
