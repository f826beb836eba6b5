// The order of events of one exchange, on both sides of the server.
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

const watch = (log, name, emitter, events) => { for (const event of events) emitter.on(event, () => log.push(`${name} ${event}`)); };
for (const kind of ['get', 'get read', 'post unread', 'post read', 'post async']) {
  const log = [];
  const [server, port] = await serve(async (req, res) => {
    watch(log, 'res', res, ['prefinish', 'finish', 'close', 'pipe', 'drain']);
    if (kind !== 'get') watch(log, 'req', req, kind.endsWith('unread') ? ['close', 'aborted', 'error'] : ['end', 'close', 'aborted', 'error']);
    log.push(`complete ${req.complete}`);
    if (kind.endsWith(' read')) req.resume();
    if (kind === 'post async') for await (const piece of req) log.push(`piece ${piece}`);
    if (kind === 'post read') await new Promise((resolve) => req.on('end', resolve));
    if (kind !== 'post unread') queueMicrotask(() => log.push('microtask'));
    process.nextTick(() => log.push('tick'));
    res.end('ok', () => log.push('callback'));
    log.push(`ended ${res.writableEnded} ${res.writableFinished} ${res.finished} ${res.headersSent} complete ${req.complete}`);
    res.on('close', () => log.push(`closed ${res.closed} ${res.destroyed} ${res.writableFinished} socket ${res.socket}`));
  });
  if (kind.startsWith('get')) await get(port);
  else await new Promise((resolve) => http.request({ host: '127.0.0.1', port, method: 'POST', agent: false }, (res) => res.resume().on('end', resolve)).end('body'));
  await new Promise((resolve) => server.close(resolve));
  console.log(kind, log);
}
