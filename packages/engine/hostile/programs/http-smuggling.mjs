// ends: exit 0
// Bytes that two parsers could read in two ways are refused, not guessed at.
import http from 'node:http';
import net from 'node:net';
const server = http.createServer((request, response) => { request.resume(); response.end('ok'); });
await new Promise((resolve) => server.listen(0, resolve));
const send = (text) => new Promise((resolve) => {
  let answer = '';
  const socket = net.connect(server.address().port, () => socket.end(text));
  socket.on('data', (bytes) => { answer += bytes; });
  socket.on('error', () => {});
  socket.on('close', () => resolve(answer.split('\r\n')[0]));
});
for (const text of [
  'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\nx',
  'GET / HTTP/9.9\r\nHost: a\r\n\r\n',
  '\0\0\0\0',
  'GET /\r\n\r\n',
]) console.log(await send(text));
server.close();
console.log('survived');
