// What a client is told: refused, reset before and after headers, a cut body, a bad answer, timeouts, too many redirects, bad options.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
const server = net.createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', (bytes) => {
    const path = String(bytes).split(' ')[1];
    if (path === '/reset') socket.resetAndDestroy();
    else if (path === '/close') socket.destroy();
    else if (path === '/garbage') socket.end('hello\r\n\r\n');
    else if (path === '/cut') { socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf'); setTimeout(() => socket.destroy(), 10); }
    else if (path === '/chunks') { socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'); }
    else if (path === '/short') socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhel');
  });
}).listen(0);
await once(server, 'listening');
const { port } = server.address();
const ask = (options) => new Promise((resolve) => {
  const events = [];
  const request = http.get({ port, agent: false, ...options }, (response) => {
    events.push(`response ${response.statusCode}`);
    response.on('error', (error) => events.push(`response error ${error.code}`));
    response.on('aborted', () => events.push('aborted'));
    response.on('end', () => events.push(`end ${response.complete}`));
    response.resume();
  });
  request.on('timeout', () => { events.push('timeout'); request.destroy(); });
  request.on('error', (error) => events.push(`error ${error.code}`));
  request.on('close', () => resolve(events.join(', ')));
});
for (const path of ['/reset', '/close', '/garbage', '/cut', '/chunks', '/short']) console.log(path, await ask({ path }));
console.log('silent', await ask({ path: '/silent', timeout: 20 }));
server.close();
console.log('refused', await ask({ port: 1 }));
console.log('aborted', await ask({ path: '/silent', signal: AbortSignal.abort() }));
for (const options of [{ path: '/a b' }, { method: 'B AD' }, { headers: { 'bad name': 'x' } }, { headers: { a: 'b\nc' } }, { headers: { a: undefined } }, { protocol: 'ftp:' }, { port: 'x' }, { hostname: 5 }, { agent: {} }]) {
  try { const request = http.request({ port, ...options }); request.on('error', () => {}).destroy(); console.log('fine'); } catch (error) { console.log(error.name, error.code); }
}
