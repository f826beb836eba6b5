// Timeouts of requests, responses, sockets and servers.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const [server, port] = await serve((req, res) => { if (req.url === '/never') return; setTimeout(() => res.end('late'), 100); });
const run = (name, options, prepare) => new Promise((resolve) => {
  const log = [];
  const req = http.get({ host: '127.0.0.1', port, agent: false, ...options }, (res) => { res.resume().on('end', () => log.push(res.statusCode)); });
  for (const event of ['timeout', 'error']) req.on(event, (value) => log.push(value instanceof Error ? `${value.code} ${value.message}` : event));
  req.on('close', () => { console.log(name, log); resolve(); });
  prepare?.(req, log);
});
await run('option', { timeout: 30 });
await run('option and destroy', { timeout: 30, path: '/never' }, (req) => req.on('timeout', () => req.destroy()));
await run('destroy with error', { timeout: 30, path: '/never' }, (req) => req.on('timeout', () => req.destroy(new Error('took too long'))));
await run('setTimeout', {}, (req, log) => req.setTimeout(30, () => log.push('callback')));
await run('long enough', { timeout: 500 });
await run('socket', {}, (req, log) => req.on('socket', (socket) => socket.setTimeout(30, () => log.push('socket timeout'))));
try { http.get({ host: '127.0.0.1', port, timeout: 'x' }); } catch (error) { console.log(error.code, error.message); }
server.close();
for (const [name, prepare] of [['res', (req, res, log) => res.setTimeout(30, () => { log.push('res timeout'); res.end('timed out'); })], ['req', (req, res, log) => req.setTimeout(30, () => log.push('req timeout'))], ['server', () => {}]]) {
  const log = [];
  const [own, ownPort] = await serve((req, res) => prepare(req, res, log));
  if (name === 'server') own.setTimeout(30, (socket) => { log.push('server timeout'); socket.destroy(); });
  await new Promise((resolve) => { const req = http.get({ host: '127.0.0.1', port: ownPort, agent: false }, (res) => res.resume().on('end', () => log.push(`answered ${res.statusCode}`))); req.on('error', (error) => log.push(error.code)); req.on('close', resolve); });
  await pause(20);
  own.close();
  console.log(name, log);
}
{
  const [own, ownPort] = await serve((req, res) => res.end('x'), { keepAliveTimeout: 50, keepAliveTimeoutBuffer: 20 });
  const agent = new http.Agent({ keepAlive: true });
  await new Promise((resolve) => http.get({ host: '127.0.0.1', port: ownPort, agent }, (res) => { console.log(res.headers['keep-alive']); res.resume().on('end', resolve); }));
  await pause(20); own.getConnections((_, count) => console.log('kept', count));
  await pause(120); own.getConnections((_, count) => console.log('after the timeout', count, Object.keys(agent.freeSockets).length));
  await pause(10); own.close();
}
