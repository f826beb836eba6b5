// Responses that have no body: HEAD, 204, 304.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const [server, port] = await serve((req, res) => {
  if (req.url === '/write') { res.write('x', () => console.log('written')); res.end('y'); return; }
  res.statusCode = Number(req.url.slice(1));
  if (req.headers.chunked) res.setHeader('Transfer-Encoding', 'chunked');
  res.end(req.headers.quiet ? undefined : 'body');
});
for (const [method, path, headers] of [['HEAD', '/200', {}], ['HEAD', '/write', {}], ['GET', '/204', {}], ['GET', '/304', {}], ['GET', '/204', { quiet: '1' }], ['HEAD', '/200', { quiet: '1' }], ['GET', '/204', { chunked: '1' }], ['GET', '/200', { chunked: '1', quiet: '1' }]]) {
  await new Promise((resolve) => {
    http.request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (res) => {
      let text = '';
      res.on('data', (piece) => { text += piece; }).on('end', () => { console.log(method, path, JSON.stringify(headers), res.statusCode, res.rawHeaders.filter((_, i) => res.rawHeaders[i - (i % 2)] !== 'Date').join(' '), `[${text}]`, res.complete); resolve(); });
    }).end();
  });
}
server.close();
