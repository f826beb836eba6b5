// Bytes against an HTTP server: what is understood, and what is refused.
import http from 'node:http';
import net from 'node:net';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});
const exchange = (port, text, { end = false } = {}) => new Promise((resolve) => {
  const socket = net.connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (piece) => { answer += piece; }).on('error', (error) => { answer += `<${error.code}>`; });
  socket.on('close', () => resolve(answer.replace(/Date: .*\r\n/g, '')));
  if (end) socket.end(Buffer.from(text, 'latin1')); else socket.write(Buffer.from(text, 'latin1'));
});

const [server, port] = await serve((req, res) => { let body = ''; req.on('data', (piece) => { body += piece; }).on('end', () => res.end(JSON.stringify([req.method, req.url, req.httpVersion, req.rawHeaders.slice(2), body]))); });
const close = 'Host: x\r\nConnection: close\r\n';
const good = [
  `GET /a?b HTTP/1.1\r\n${close}\r\n`, `POST / HTTP/1.1\r\n${close}Content-Length: 5\r\n\r\nhello`, `POST / HTTP/1.1\r\n${close}Transfer-Encoding: chunked\r\n\r\n3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\n\r\n`,
  `\r\n\r\nGET / HTTP/1.1\r\n${close}\r\n`, 'GET / HTTP/1.0\r\n\r\n', `GET http://y/z HTTP/1.1\r\n${close}\r\n`, `OPTIONS * HTTP/1.1\r\n${close}\r\n`, `GET / HTTP/1.1\r\n${close}X:   padded \t\r\nX: twice\r\n\r\n`, `HEAD / HTTP/1.1\r\n${close}\r\n`,
];
for (const text of good) console.log(JSON.stringify(text), JSON.stringify(await exchange(port, text)));
const bad = [
  'GET / HTTP/1.1\r\n\r\n', 'FOO / HTTP/1.1\r\nHost: x\r\n\r\n', 'get / HTTP/1.1\r\nHost: x\r\n\r\n', 'GET foo HTTP/1.1\r\nHost: x\r\n\r\n', 'GET /\x01 HTTP/1.1\r\nHost: x\r\n\r\n', 'GET / HTTX/1.1\r\nHost: x\r\n\r\n', 'GET / HTTP/3.1\r\nHost: x\r\n\r\n',
  'GET / HTTP/1.1\nHost: x\n\n', 'GET / HTTP/1.1\r\nHo st: x\r\n\r\n', 'GET / HTTP/1.1\r\nHost : x\r\n\r\n', 'GET / HTTP/1.1\r\nHost: x\r\nfoo\r\n\r\n', 'GET / HTTP/1.1\r\nHost: x\r\n: v\r\n\r\n', 'GET / HTTP/1.1\r\nHost: x\r\nA: b\x01c\r\n\r\n', 'GET / HTTP/1.1\r\nHost: x\rA: b\r\n\r\n', 'GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: a\r\n\r\n', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: foo\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n', `GET / HTTP/1.1\r\nHost: ${'x'.repeat(17_000)}\r\n\r\n`,
];
for (const text of bad) console.log(JSON.stringify(text.slice(0, 90)), JSON.stringify(await exchange(port, text)));
console.log('cut off', JSON.stringify(await exchange(port, 'GET / HTTP/1.1\r\nHost: x', { end: true })));
server.close();
