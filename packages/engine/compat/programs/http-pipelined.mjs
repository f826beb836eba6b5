// A thousand requests in one write are answered in order.
import http from 'node:http';
import net from 'node:net';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

let connections = 0;
const [server, port] = await serve((req, res) => { const answer = () => res.end(req.url); if (Number(req.url.slice(1)) % 100 === 0) setTimeout(answer, 1); else answer(); });
server.on('connection', () => { connections++; });
const socket = net.connect(port, '127.0.0.1');
socket.write(Array.from({ length: 1000 }, (_, i) => `GET /${i} HTTP/1.1\r\nHost: x\r\n${i === 999 ? 'Connection: close\r\n' : ''}\r\n`).join(''));
let text = '';
for await (const piece of socket.setEncoding('latin1')) text += piece;
const bodies = [...text.matchAll(/\r\n\r\n\/(\d+)/g)].map(([, n]) => Number(n));
console.log(bodies.length, bodies.every((n, i) => n === i), connections, (text.match(/HTTP\/1.1 200 OK/g) ?? []).length);
server.close(() => console.log('closed'));
