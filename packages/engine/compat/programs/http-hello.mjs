// A plain exchange: status, headers as sent, body.
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
  console.log(req.method, req.url, req.httpVersion, req.headers.host === `127.0.0.1:${port}`, req.headers.connection, req.rawHeaders.filter((_, i) => i % 2 === 0));
  res.end('hello');
});
const { res, text } = await get(port, { path: '/a?b=c' });
console.log(res.statusCode, res.statusMessage, res.rawHeaders.map((each) => (/GMT$/.test(each) ? 'DATE' : each)), text);
console.log(res.headers.date === new Date(res.headers.date).toUTCString(), res.complete, res.httpVersion);
server.close(() => console.log('closed'));
