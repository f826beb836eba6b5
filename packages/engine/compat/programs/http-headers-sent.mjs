// What is refused once the head has left.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});
const get = (port, options = {}) => new Promise((resolve, reject) => {
  http.get({ host: '127.0.0.1', port, agent: false, ...options }, (res) => {
    let text = '';
    res.setEncoding('utf8').on('data', (piece) => { text += piece; }).on('end', () => resolve({ res, text }));
  }).on('error', reject);
});

const attempt = (name, run) => { try { run(); console.log(name, 'allowed'); } catch (error) { console.log(name, error.name, error.code, error.message); } };
const [server, port] = await serve((req, res) => {
  res.setHeader('a', '1');
  console.log(res.headersSent, res._header);
  res.writeHead(201, { b: '2' });
  console.log(res.headersSent, typeof res._header);
  attempt('setHeader', () => res.setHeader('c', '3'));
  attempt('appendHeader', () => res.appendHeader('c', '3'));
  attempt('setHeaders', () => res.setHeaders(new Map([['c', '3']])));
  attempt('removeHeader', () => res.removeHeader('a'));
  attempt('writeHead', () => res.writeHead(200));
  attempt('getHeader', () => console.log(res.getHeader('a'), res.getHeader('b')));
  attempt('flushHeaders', () => res.flushHeaders());
  attempt('writeContinue', () => res.writeContinue());
  res.end('done');
  attempt('after the end', () => res.setHeader('c', '3'));
});
const { res } = await get(port);
console.log(res.statusCode, res.headers.a, res.headers.b, res.headers.c);
server.close();
