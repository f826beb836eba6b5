// The client hangs up in the middle of its own upload.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});
const watch = (log, name, emitter, events) => { for (const event of events) emitter.on(event, (value) => log.push(`${name} ${event}${value instanceof Error ? ` ${value.code} ${value.message}` : ''}`)); };
const settle = () => new Promise((resolve) => setTimeout(resolve, 60));

for (const kind of ['events', 'iteration', 'pipeline']) {
  const log = [];
  const { pipeline } = await import('node:stream/promises');
  const { Writable } = await import('node:stream');
  const [server, port] = await serve(async (req, res) => {
    watch(log, 'res', res, ['finish', 'close', 'error']);
    if (kind === 'events') { watch(log, 'req', req, ['aborted', 'close', 'end', 'error']); req.on('data', (piece) => log.push(`data ${piece}`)); }
    else if (kind === 'iteration') { try { for await (const piece of req) log.push(`piece ${piece}`); log.push('whole'); } catch (error) { log.push(`caught ${error.code} ${error.message}`); } }
    else { try { await pipeline(req, new Writable({ write: (piece, _, done) => { log.push(`piece ${piece}`); done(); } })); } catch (error) { log.push(`caught ${error.code} ${error.message}`); } }
  });
  const req = http.request({ host: '127.0.0.1', port, method: 'POST', headers: { 'content-length': 100 }, agent: false });
  req.on('error', (error) => log.push(`client ${error.code}`));
  req.write('half');
  setTimeout(() => req.destroy(), 30);
  await settle(); await settle();
  server.close();
  console.log(kind, log);
}
