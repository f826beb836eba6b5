// Content-Length: given, computed, checked.
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
  res.sendDate = false;
  if (req.url === '/given') { res.setHeader('Content-Length', 5); res.write('he'); res.end('llo'); }
  if (req.url === '/computed') res.end('h\u00e9llo');
  if (req.url === '/empty') res.end();
  if (req.url === '/bytes') res.end(Buffer.from([1, 2, 3]));
  if (req.url === '/latin1') res.end('h\u00e9', 'latin1');
  if (req.url === '/strict') { res.strictContentLength = true; res.setHeader('Content-Length', 3); attempt('too much', () => res.write('four')); attempt('fits', () => res.write('ab')); attempt('too little', () => res.end()); attempt('exact', () => res.end('c')); res.destroy(); }
});
await get(port, { path: '/strict' }).catch((error) => console.log(error.code));
for (const path of ['/given', '/computed', '/empty', '/bytes', '/latin1']) { const { res, text } = await get(port, { path }); console.log(path, res.rawHeaders.join(' '), text.length); }
server.close();
