// Headers that arrive more than once.
import http from 'node:http';
import net from 'node:net';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

for (const options of [{}, { joinDuplicateHeaders: true }]) {
  const [server, port] = await serve((req, res) => { console.log(req.headers, req.headersDistinct, req.rawHeaders); res.end(); }, options);
  const socket = net.connect(port, '127.0.0.1');
  socket.end('GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nX-A: 1\r\nx-a: 2\r\nCookie: c=1\r\nCookie: d=2\r\nContent-Type: p\r\ncontent-type: q\r\nSet-Cookie: e\r\nSet-Cookie: f\r\nAccept: g\r\nAccept: h\r\nAuthorization: i\r\nauthorization: j\r\n\r\n');
  await new Promise((resolve) => socket.on('close', resolve).resume());
  await new Promise((resolve) => server.close(resolve));
}
