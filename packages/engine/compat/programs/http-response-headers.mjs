// Setting, listing and removing response headers, and what arrives.
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

const [server, port] = await serve((req, res) => {
  res.setHeader('X-One', 1);
  res.setHeader('Set-Cookie', ['a=1', 'b=2']);
  res.setHeader('X-List', ['p', 'q']);
  res.appendHeader('X-List', 'r').appendHeader('X-New', 'n').appendHeader('X-One', ['2', '3']);
  res.setHeader('x-gone', 'soon');
  res.removeHeader('X-Gone');
  res.setHeaders(new Headers({ 'x-from-headers': 'h' }));
  console.log(res.getHeader('x-one'), res.getHeader('X-LIST'), res.getHeader('none'), res.hasHeader('SET-COOKIE'), res.hasHeader('x-gone'));
  console.log(res.getHeaderNames(), res.getRawHeaderNames());
  console.log(res.getHeaders(), Object.getPrototypeOf(res.getHeaders()));
  res.sendDate = false;
  if (req.url === '/array') res.writeHead(202, 'Fine', ['X-List', 'z', 'x-dup', '1', 'x-dup', '2']);
  else if (req.url === '/object') res.writeHead(203, { 'X-List': 'y' });
  else if (req.url === '/close') res.setHeader('Connection', 'close');
  else if (req.url === '/removed') { res.removeHeader('connection'); res.removeHeader('content-length'); }
  res.end('x');
});
for (const path of ['/', '/array', '/object', '/close', '/removed']) {
  const { res } = await get(port, { path, agent: new http.Agent() });
  console.log(path, res.statusCode, res.statusMessage, res.rawHeaders, res.headers, res.headersDistinct);
}
server.close();
