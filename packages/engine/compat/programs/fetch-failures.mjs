// fetch that fails, and bodies that cannot be read.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const [server, port] = await serve((req, res) => { if (req.url === '/drop') res.destroy(); else if (req.url === '/half') { res.setHeader('content-length', 10); res.write('half'); setTimeout(() => res.destroy(), 20); } else res.end('{"a":1}'); });
const base = `http://127.0.0.1:${port}`;
const attempt = async (name, run) => { try { console.log(name, await run()); } catch (error) { console.log(name, error.name, error.message, '|', error.cause?.name, error.cause?.code, error.cause?.message); } };
await attempt('dropped', () => fetch(`${base}/drop`));
await attempt('half', async () => (await fetch(`${base}/half`)).text());
await attempt('twice', async () => { const res = await fetch(base); await res.text(); return res.text(); });
await attempt('get with body', () => fetch(base, { body: 'x' }));
await attempt('bad method', () => fetch(base, { method: 'a b' }));
await attempt('no url', () => fetch('nonsense'));
await attempt('credentials', () => fetch('http://a:b@127.0.0.1/'));
await attempt('scheme', () => fetch('foo:bar'));
await attempt('aborted before', () => fetch(base, { signal: AbortSignal.abort() }));
await attempt('aborted with a reason', () => fetch(base, { signal: AbortSignal.abort(new Error('why')) }));
await attempt('unknown host', async () => { try { await fetch('http://nowhere.invalid/'); } catch (error) { console.log(error.message, error.cause.syscall, error.cause.hostname); } return 'done'; });
server.close();
