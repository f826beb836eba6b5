// The client hangs up in the middle of a streamed response.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});
const watch = (log, name, emitter, events) => { for (const event of events) emitter.on(event, (value) => log.push(`${name} ${event}${value instanceof Error ? ` ${value.code} ${value.message}` : ''}`)); };
const settle = () => new Promise((resolve) => setTimeout(resolve, 60));

const log = [];
const [server, port] = await serve((req, res) => {
  watch(log, 'res', res, ['finish', 'close', 'error']);
  watch(log, 'req', req, ['aborted', 'close', 'error']);
  res.write('first');
  const timer = setInterval(() => { if (res.destroyed) { clearInterval(timer); log.push(`write ${res.write('more')}`); } else res.write('more'); }, 10);
});
await new Promise((resolve) => {
  const req = http.get({ host: '127.0.0.1', port, agent: false }, (res) => {
    watch(log, 'client res', res, ['aborted', 'close', 'end', 'error']);
    res.once('data', (piece) => { log.push(`got ${piece}`); res.destroy(); });
  });
  watch(log, 'client', req, ['error']);
  req.on('close', () => { log.push('client close'); resolve(); });
});
await settle();
server.close();
console.log(log.filter((each) => each.startsWith('client')));
console.log(log.filter((each) => !each.startsWith('client')));
