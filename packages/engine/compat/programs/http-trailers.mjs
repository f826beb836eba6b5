// Headers after the body, both ways.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
const server = http.createServer(async (req, res) => {
  for await (const piece of req) piece;
  const got = [req.trailers, req.rawTrailers];
  res.writeHead(200, { Trailer: 'X-Sum' });
  res.write('body ');
  res.addTrailers({ 'X-Sum': 'abc', 'X-Many': ['1', '2'] });
  try { res.addTrailers({ 'bad name': 'x' }); } catch (error) { console.log(error.code, error.message); }
  try { res.addTrailers({ name: 'b\u0001d' }); } catch (error) { console.log(error.code, error.message); }
  res.addTrailers([['X-Sum', 'abc'], ['X-Many', '1']]);
  res.end(JSON.stringify(got));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();
await new Promise((resolve) => {
  const req = http.request({ port, host: '127.0.0.1', method: 'POST', headers: { Trailer: 'X-End' } }, async (res) => {
    console.log('before', res.trailers, res.rawTrailers, res.complete);
    let text = '';
    for await (const piece of res) text += piece;
    console.log(text, res.trailers, res.rawTrailers, res.trailersDistinct, res.complete);
    resolve();
  });
  req.write('x');
  req.addTrailers({ 'X-End': 'done' });
  req.end('y');
});
const socket = net.connect(port, '127.0.0.1');
socket.end('POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Raw: yes\r\n\r\n');
let raw = '';
for await (const piece of socket) raw += piece;
console.log(JSON.stringify(raw.replace(/Date: .*\r\n/, '')));
server.close();
server.closeAllConnections();
