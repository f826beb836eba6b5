// Heads and bodies that a response refuses.
import http from 'node:http';
import { once } from 'node:events';
const attempt = (run) => { try { run(); console.log('fine'); } catch (error) { console.log(error.name, error.code, error.message); } };
const server = http.createServer({ rejectNonStandardBodyWrites: true }, (req, res) => {
  if (req.url === '/status') for (const status of [-1, 99, 1000, '1000', null, undefined, {}, [], true, Number.NaN, 'x']) attempt(() => res.writeHead(status));
  if (req.url === '/hints') for (const hints of ['x', { link: 'nonsense' }, { link: '</a>; ' }, { link: ['</a>; rel=preload', 'x'] }]) attempt(() => res.writeEarlyHints(hints));
  if (req.url === '/hints') res.writeEarlyHints({ link: '</a.css>; rel=preload; as=style' });
  if (req.url === '/empty') { res.writeHead(204); attempt(() => res.write('x')); }
  if (req.url === '/length') { res.write('abc'); console.log(res.writableLength > 0, res.writableCorked); }
  res.end();
  if (req.url === '/late') { res.on('error', (error) => console.log('late', error.code)); res.write('late', (error) => console.log('callback', error.code)); }
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();
for (const path of ['/status', '/hints', '/empty', '/length', '/late']) await new Promise((resolve) => http.get({ port, host: '127.0.0.1', path, agent: false }, (res) => { console.log(path, res.statusCode); res.resume().on('close', resolve); }).on('information', ({ statusCode, headers }) => console.log(statusCode, headers)));
for (const options of ['x', 1, true, []]) attempt(() => new http.Server(options));
attempt(() => http.setMaxIdleHTTPParsers(0));
await new Promise((resolve) => http.get({ port, host: '127.0.0.1', headers: [], agent: false }, (res) => { console.log(res.statusCode, res.headers.connection); res.resume().on('end', resolve); }));
server.close();
server.closeAllConnections();
