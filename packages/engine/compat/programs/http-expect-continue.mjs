// Expect: 100-continue, and interim responses.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const post = (port, path, headers) => new Promise((resolve) => {
  const log = [];
  const req = http.request({ host: '127.0.0.1', port, method: 'POST', path, headers, agent: false });
  req.on('continue', () => { log.push('continue'); req.end('body'); });
  req.on('information', (info) => log.push(`information ${info.statusCode} ${info.statusMessage} ${JSON.stringify(info.headers)}`));
  req.on('response', (res) => { let text = ''; res.on('data', (piece) => { text += piece; }).on('end', () => { log.push(res.statusCode, text); if (!req.writableEnded) req.end(); }); });
  req.on('close', () => { console.log(path, log); resolve(); });
  if (headers.expect === undefined) req.end('body'); else req.flushHeaders();
});
const [server, port] = await serve(async (req, res) => {
  let text = ''; for await (const piece of req) text += piece;
  if (req.url === '/hints') { res.writeEarlyHints({ link: '</a.css>; rel=preload', 'x-trace': '1' }); res.writeProcessing(); }
  res.end(text);
});
await post(port, '/default', { expect: '100-continue' });
await post(port, '/hints', {});
await post(port, '/other', { expect: 'something' });
server.on('checkContinue', (req, res) => { if (req.url === '/refused') { res.writeHead(417).end('no'); return; } res.writeContinue(); server.emit('request', req, res); });
await post(port, '/checked', { expect: '100-continue' });
await post(port, '/refused', { expect: '100-continue' });
server.close();
