// Upgrade and CONNECT: who gets the connection, and what has come with it.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
const server = http.createServer((req, res) => res.end(`plain ${req.headers.upgrade ?? 'none'} ${req.upgrade}`));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();
const ask = (options) => new Promise((resolve) => {
  const log = [];
  const req = http.request({ port, host: '127.0.0.1', agent: false, ...options });
  req.on('response', async (res) => { let text = ''; for await (const piece of res) text += piece; log.push(`response ${res.statusCode} ${text}`); resolve(log); });
  for (const event of ['upgrade', 'connect']) req.on(event, (res, socket, head) => {
    log.push(`${event} ${res.statusCode} ${res.headers.upgrade} head=${head} ${socket instanceof net.Socket} ${req.upgradeOrConnect}`);
    socket.setEncoding('utf8').on('data', (text) => log.push(`data ${text}`)).on('end', () => socket.end()).on('close', () => resolve(log));
    socket.write('ping');
  });
  req.on('error', (error) => { log.push(`${error.code} ${error.message}`); }).on('close', () => { if (req.res === undefined || req.res === null) resolve(log); });
  req.end();
});
console.log('no listener', await ask({ headers: { connection: 'Upgrade', upgrade: 'echo' } }));
server.on('upgrade', (req, socket, head) => {
  console.log('server', req.method, req.url, req.headers.upgrade, head.length, socket instanceof net.Socket, req.upgrade);
  if (req.url === '/drop') return socket.destroy();
  if (req.url === '/refuse') return socket.end('HTTP/1.1 426 Upgrade Required\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno');
  socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nhello');
  socket.on('data', (bytes) => socket.end(`echo ${bytes}`));
});
console.log('upgraded', await ask({ headers: { connection: 'Upgrade', upgrade: 'echo' } }));
console.log('refused', await ask({ path: '/refuse', headers: { connection: 'Upgrade', upgrade: 'echo' } }));
console.log('dropped', await ask({ path: '/drop', headers: { connection: 'Upgrade', upgrade: 'echo' } }));
console.log('only a header', await ask({ headers: { upgrade: 'echo' } }));
console.log('connect, no listener', await ask({ method: 'CONNECT', path: 'host:1' }));
server.on('connect', (req, socket) => {
  console.log('server', req.method, req.url);
  socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  socket.on('data', (bytes) => socket.end(`tunnel ${bytes}`));
});
console.log('tunnel', await ask({ method: 'CONNECT', path: 'host:1' }));
server.close();
