// SIGTERM: stop accepting, finish what is under way, close idle connections, then leave with code 0.
import http from 'node:http';
import { once } from 'node:events';

const agent = new http.Agent({ keepAlive: true });
const server = http.createServer((request, response) => {
  if (request.url === '/slow') setTimeout(() => response.end('slow but whole'), 50);
  else response.end('quick');
}).listen(0);
await once(server, 'listening');
const { port } = server.address();

const ask = (path) => new Promise((resolve) => {
  http.get({ port, path, agent }, async (response) => {
    let text = '';
    for await (const piece of response) text += piece;
    resolve(text);
  }).on('error', (error) => resolve(error.code));
});

process.on('SIGTERM', async (signal, number) => {
  console.log('got', signal, number);
  server.close(() => console.log('server closed, listening:', server.listening));
  server.closeIdleConnections();
  console.log('a new request:', await ask('/late'));
});
process.on('exit', (code) => console.log('exit', code));

console.log(await ask('/quick'));
const slow = ask('/slow');
await new Promise((resolve) => server.once('request', resolve));
process.kill(process.pid, 'SIGTERM');
console.log(await slow);
agent.destroy();
