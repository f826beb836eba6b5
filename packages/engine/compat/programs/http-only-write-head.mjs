// writeHead without setHeader keeps its headers to itself.
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

const forms = { '/object': [200, { 'X-A': 'a', 'x-b': ['1', '2'] }], '/flat': [200, ['X-A', 'a', 'X-A', 'b']], '/pairs': [200, [['X-A', 'a'], ['X-A', 'b']]], '/reason': [299, 'Odd'], '/null': [200, null], '/unknown': [599] };
const [server, port] = await serve((req, res) => {
  res.sendDate = false;
  res.writeHead(...forms[req.url]);
  console.log(res.getHeader('x-a'), res.getHeaderNames(), res.statusCode, res.statusMessage);
  res.end('x');
});
for (const path of Object.keys(forms)) { const { res } = await get(port, { path }); console.log(path, res.statusCode, res.statusMessage, res.rawHeaders.join(' ')); }
server.close();
