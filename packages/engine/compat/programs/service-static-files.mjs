// Files over HTTP: ranges, etags, a path that climbs out, and a client that leaves early holds no file open.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { once } from 'node:events';

fs.mkdirSync('public');
fs.writeFileSync('public/a.txt', '0123456789');
fs.writeFileSync('public/big.bin', Buffer.alloc(300_000, 7));
fs.writeFileSync('secret.txt', 'secret');
const root = path.resolve('public');
const closes = [];
const server = http.createServer((request, response) => {
  const file = path.join(root, decodeURIComponent(new URL(request.url, 'http://x').pathname));
  if (!file.startsWith(root + path.sep)) return response.writeHead(403).end();
  fs.stat(file, (error, stat) => {
    if (error) return response.writeHead(error.code === 'ENOENT' ? 404 : 500).end();
    if (stat.isDirectory()) return response.writeHead(301, { location: './' }).end();
    const etag = `"${stat.size.toString(16)}"`;
    if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end();
    const match = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    const [start, end] = match ? [Number(match[1]), match[2] === '' ? stat.size - 1 : Number(match[2])] : [0, stat.size - 1];
    if (start >= stat.size) return response.writeHead(416, { 'content-range': `bytes */${stat.size}` }).end();
    response.writeHead(match ? 206 : 200, { etag, 'content-length': end - start + 1, ...(match ? { 'content-range': `bytes ${start}-${end}/${stat.size}` } : {}) });
    const stream = fs.createReadStream(file, { start, end });
    stream.on('close', () => closes.push(path.basename(file)));
    pipeline(stream, response, (failure) => { if (failure) closes.push(failure.code); });
  });
}).listen(0);
await once(server, 'listening');
const url = `http://localhost:${server.address().port}`;
for (const [where, headers] of [['/a.txt', {}], ['/a.txt', { range: 'bytes=2-4' }], ['/a.txt', { range: 'bytes=7-' }], ['/a.txt', { range: 'bytes=99-' }], ['/a.txt', { 'if-none-match': '"a"' }], ['/%2e%2e/secret.txt', {}], ['/..%2fsecret.txt', {}], ['/none', {}]]) {
  const response = await fetch(url + where, { headers });
  console.log(where, response.status, response.headers.get('content-range'), JSON.stringify(await response.text()));
}
const controller = new AbortController();
const response = await fetch(`${url}/big.bin`, { signal: controller.signal });
await response.body.getReader().read();
controller.abort();
await new Promise((resolve) => setTimeout(resolve, 50));
console.log(closes.filter((each) => each === 'a.txt').length, closes.includes('big.bin'));
server.close();
server.closeAllConnections();
