// Redirects.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const [server, port] = await serve((req, res) => { let body = ''; req.on('data', (piece) => { body += piece; }).on('end', () => { const [, status] = /^\/(\d+)$/.exec(req.url) ?? []; if (status) res.writeHead(Number(status), { location: '/end' }).end(); else if (req.url === '/loop') res.writeHead(302, { location: '/loop' }).end(); else res.end(`${req.method} ${req.url} ${body}`); }); });
const base = `http://127.0.0.1:${port}`;
for (const status of [301, 302, 303, 307, 308]) for (const method of ['GET', 'POST']) { const res = await fetch(`${base}/${status}`, { method, ...(method === 'POST' && { body: 'data' }) }); console.log(status, method, res.status, res.redirected, res.url.replace(String(port), 'PORT'), await res.text()); }
{ const res = await fetch(`${base}/302`, { redirect: 'manual' }); console.log(res.status, res.headers.get('location')); await res.text(); }
for (const [path, options] of [['/302', { redirect: 'error' }], ['/loop', {}]]) try { await fetch(base + path, options); } catch (error) { console.log(error.message, error.cause.message); }
server.close();
