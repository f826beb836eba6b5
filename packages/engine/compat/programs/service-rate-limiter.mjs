// A token bucket in front of a server.
import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

class Bucket {
  #tokens;
  #at = performance.now();
  constructor(size, perMs) { this.size = size; this.perMs = perMs; this.#tokens = size; }
  take() {
    const now = performance.now();
    this.#tokens = Math.min(this.size, this.#tokens + (now - this.#at) * this.perMs);
    this.#at = now;
    if (this.#tokens < 1) return Math.ceil((1 - this.#tokens) / this.perMs);
    this.#tokens--;
    return 0;
  }
}
const bucket = new Bucket(3, 1 / 400);
const server = http.createServer((request, response) => {
  const delay = bucket.take();
  if (delay > 0) response.writeHead(429, { 'retry-after': String(Math.ceil(delay / 1000)) });
  response.end();
}).listen(0);
await new Promise((resolve) => server.once('listening', resolve));
const ask = async () => { const response = await fetch(`http://localhost:${server.address().port}`); await response.text(); return [response.status, response.headers.get('retry-after')]; };
for (let i = 0; i < 5; i++) console.log(await ask());
await wait(1000);
console.log(await Promise.all([ask(), ask()]));
server.close();
server.closeAllConnections();
