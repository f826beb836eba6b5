// The forms of http.request(), its headers, and what it refuses.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const attempt = (name, run) => { try { run(); console.log(name, 'allowed'); } catch (error) { console.log(name, error.name, error.code, error.message); } };
const [server, port] = await serve((req, res) => { req.resume(); req.on('end', () => res.end(JSON.stringify([req.method, req.url, req.rawHeaders]).replaceAll(String(port), 'PORT'))); });
const send = (name, ...args) => new Promise((resolve) => { const req = http.request(...args); req.on('response', (res) => { let text = ''; res.on('data', (piece) => { text += piece; }).on('end', () => { console.log(name, text); resolve(); }); }); req.end(); });
const base = { host: '127.0.0.1', port, agent: false };
await send('string', `http://127.0.0.1:${port}/a?b=c#d`, { agent: false });
await send('URL', new URL(`http://127.0.0.1:${port}/`), { agent: false, method: 'PUT' });
await send('user', `http://me:p%40ss@127.0.0.1:${port}/`, { agent: false });
await send('options', { ...base, path: '/p', method: 'delete' });
await send('hostname wins', { ...base, hostname: '127.0.0.1', host: 'example.com' });
await send('headers', { ...base, headers: { 'X-One': '1', host: 'mine', 'x-list': ['a', 'b'] } });
await send('header list', { ...base, headers: ['X-One', '1', 'Host', 'h'] });
await send('auth', { ...base, auth: 'a:b' });
await send('setHost', { ...base, setHost: false, headers: { host: 'still' } });
await send('bare', { ...base, setDefaultHeaders: false, headers: { host: 'x' } });
await send('post', { ...base, method: 'POST' });
await send('port as text', { ...base, port: String(port) });
await new Promise((resolve) => { const req = http.request({ ...base, method: 'POST' }, (res) => { let text = ''; res.on('data', (piece) => { text += piece; }).on('end', () => { console.log('set later', text); resolve(); }); }); req.setHeader('X-Late', 'y'); console.log(req.getHeader('x-late'), req.getHeader('Host') === `127.0.0.1:${port}`); req.end('data'); attempt('too late', () => req.setHeader('x', 'y')); });
attempt('space in the path', () => http.get({ ...base, path: '/a b' }));
attempt('method', () => http.request({ ...base, method: 'A B' }));
attempt('method type', () => http.request({ ...base, method: 1 }));
attempt('protocol', () => http.get('https://127.0.0.1/'));
attempt('host type', () => http.get({ host: 1 }));
attempt('agent', () => http.get({ ...base, agent: {} }));
attempt('url', () => http.get('nonsense'));
attempt('header', () => http.get({ ...base, headers: { 'a b': 'c' } }));
server.close();
