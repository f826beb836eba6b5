// 'clientError': the program answers what was no HTTP.
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

const [server, port] = await serve((req, res) => res.end('ok'));
server.on('clientError', (error, socket) => {
  console.log(error.name, error.code, error.message, error.reason, socket.writable, socket.destroyed);
  if (error.code === 'HPE_INVALID_METHOD') socket.end('HTTP/1.1 400 My Own\r\n\r\n');
  else socket.destroy();
});
console.log(JSON.stringify(await exchange(port, 'FOO / HTTP/1.1\r\n\r\n')));
console.log(JSON.stringify(await exchange(port, 'GET / HTTP/1.1\r\nbad header\r\n\r\n')));
console.log(JSON.stringify(await exchange(port, 'GET / HTTP/1.1\r\nHost: x', { end: true })));
server.close();
