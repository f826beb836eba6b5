// How large heads may be, for a server, for one request, and where the limit is Node's own.
import http from 'node:http';
import net from 'node:net';

const { maxHeaderSize } = http;
console.log('default', maxHeaderSize);
for (const size of [-1, 1.5, '1']) {
  try {
    http.createServer({ maxHeaderSize: size });
  } catch (error) {
    console.log(error.code, error.message);
  }
}
const server = http.createServer({ maxHeaderSize: 1000 }, (req, res) => {
  res.setHeader('x-large', 'b'.repeat(Number(req.headers['x-want'] ?? 0)));
  res.end('ok');
});
server.on('clientError', (error, socket) => {
  console.log('clientError', error.code, error.message);
  socket.end('HTTP/1.1 431 Too Large\r\nConnection: close\r\n\r\n');
});
function get(options) {
  return new Promise((resolve) => {
    http
      .get({ port: server.address().port, agent: false, ...options }, (res) => res.resume().on('end', () => resolve(`${res.statusCode}`)))
      .on('error', (error) => resolve(`${error.code} ${error.message}`));
  });
}
server.listen(0, async () => {
  console.log('small', await get({ headers: { 'x-a': 'a'.repeat(500) } }));
  console.log('large', await get({ headers: { 'x-a': 'a'.repeat(1500) } }));
  console.log('response', await get({ headers: { 'x-want': 15_000 } }));
  console.log('large response', await get({ headers: { 'x-want': 17_000 } }));
  console.log('large response, allowed', await get({ headers: { 'x-want': 17_000 }, maxHeaderSize: 20_000 }));
  console.log('response, not allowed', await get({ headers: { 'x-want': 500 }, maxHeaderSize: 400 }));
  const raw = net.connect(server.address().port);
  let text = '';
  raw.on('data', (piece) => (text += piece));
  raw.on('close', () => {
    console.log('raw', text.split('\r\n')[0]);
    server.close();
  });
  raw.write(`GET / HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(1500)}\r\n\r\n`);
});
