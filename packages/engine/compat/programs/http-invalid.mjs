// Names, values and status codes that are refused.
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
  attempt('space in a name', () => res.setHeader('a b', 'x'));
  attempt('empty name', () => res.setHeader('', 'x'));
  attempt('no name', () => res.setHeader(undefined, 'x'));
  attempt('undefined value', () => res.setHeader('a', undefined));
  attempt('undefined appended', () => res.appendHeader('a', undefined));
  attempt('line feed', () => res.setHeader('a', 'x\ny'));
  attempt('beyond latin-1', () => res.setHeader('a', '\u4e2d'));
  attempt('latin-1', () => res.setHeader('a', '\u00e9'));
  attempt('bad in a list', () => res.setHeader('b', ['ok', 'x\r']));
  attempt('null', () => res.setHeader('c', null));
  attempt('status 99', () => res.writeHead(99));
  attempt('status 1000', () => res.writeHead(1000));
  attempt('status text', () => res.writeHead('abc'));
  attempt('message', () => res.writeHead(200, 'a\nb'));
  attempt('writeHead name', () => res.writeHead(200, { 'bad name': 'x' }));
  attempt('odd list', () => res.writeHead(200, ['a']));
  attempt('getHeader()', () => res.getHeader());
  attempt('setHeaders([])', () => res.setHeaders([]));
  attempt('write(1)', () => res.write(1));
  attempt('write(null)', () => res.write(null));
  attempt('write()', () => res.write());
  attempt('end({})', () => res.end({}));
  attempt('validateHeaderName', () => http.validateHeaderName('a b'));
  attempt('validateHeaderValue', () => http.validateHeaderValue('a', 'x\u0000'));
  attempt('validateHeaderValue undefined', () => http.validateHeaderValue('a', undefined));
  res.statusMessage = 'OK';
  if (!res.writableEnded) res.end('done');
});
console.log((await get(port)).res.statusCode);
server.close();
