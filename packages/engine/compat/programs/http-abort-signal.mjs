// AbortSignal on requests.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const [server, port] = await serve((req, res) => { req.on('close', () => {}); if (req.url === '/body') { res.write('some'); return; } setTimeout(() => res.end('x'), 50); });
const run = (name, path, signal, then) => new Promise((resolve) => {
  const log = [];
  const req = http.get({ host: '127.0.0.1', port, path, signal, agent: false }, (res) => { res.on('data', () => {}).on('end', () => log.push('end')).on('error', (error) => log.push(`res ${error.name} ${error.code} ${error.message}`)).on('aborted', () => log.push('aborted')); then?.(); });
  req.on('error', (error) => log.push(`${error.name} ${error.code} ${error.message} ${error.cause?.name ?? error.cause}`));
  req.on('close', () => { setTimeout(() => { console.log(name, log, req.destroyed, req.aborted); resolve(); }, 20); });
});
await run('aborted before', '/', AbortSignal.abort());
{ const controller = new AbortController(); setTimeout(() => controller.abort(), 10); await run('before the response', '/', controller.signal); }
{ const controller = new AbortController(); setTimeout(() => controller.abort('why'), 10); await run('with a reason', '/', controller.signal); }
{ const controller = new AbortController(); await run('in the body', '/body', controller.signal, () => controller.abort()); }
{ const controller = new AbortController(); await run('never', '/', controller.signal); controller.abort(); }
{ const req = http.get({ host: '127.0.0.1', port, agent: false }); const log = []; for (const event of ['abort', 'error', 'close']) req.on(event, (value) => log.push(value instanceof Error ? value.message : event)); req.abort(); req.abort(); await new Promise((resolve) => setTimeout(resolve, 30)); console.log('abort()', log, req.aborted); }
{ const req = http.get({ host: '127.0.0.1', port, agent: false }); const log = []; req.on('error', (error) => log.push(error.message)); req.on('close', () => log.push('close')); req.destroy(new Error('mine')); await new Promise((resolve) => setTimeout(resolve, 30)); console.log('destroy(error) at once', log); }
server.close();
