// fetch of text, JSON, bytes; methods, headers and bodies sent.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const [server, port] = await serve(async (req, res) => { let body = ''; for await (const piece of req) body += piece; res.setHeader('x-asked', JSON.stringify(Object.entries(req.headers).sort()).replaceAll(String(port), 'PORT')); res.statusCode = req.url === '/404' ? 404 : 200; res.end(JSON.stringify({ method: req.method, url: req.url, body })); });
const base = `http://127.0.0.1:${port}`;
const show = async (name, ...args) => { const res = await fetch(...args); console.log(name, res.status, res.statusText, res.ok, res.redirected, res.type, res.url.replace(String(port), 'PORT'), res.headers.get('x-asked'), await res.json(), res.bodyUsed); };
await show('get', `${base}/a?b=c#d`);
await show('url', new URL(`${base}/u`));
await show('404', `${base}/404`);
await show('post text', base, { method: 'post', body: 'text' });
await show('post json', base, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ a: 1 }) });
await show('form', base, { method: 'POST', body: new URLSearchParams({ a: '1', b: '2' }) });
await show('bytes', base, { method: 'PUT', body: new Uint8Array([104, 105]) });
await show('empty post', base, { method: 'POST' });
await show('delete', base, { method: 'DELETE' });
await show('headers', base, { headers: new Headers([['x-a', '1'], ['x-a', '2'], ['accept', 'text/html']]) });
await show('request', new Request(`${base}/r`, { method: 'POST', body: 'from request', headers: { 'x-r': '1' } }));
const bytes = await fetch(base); console.log((await bytes.arrayBuffer()).byteLength > 0, bytes.bodyUsed);
const blob = await (await fetch(base)).blob(); console.log(blob.size > 0);
server.close();
