// The server drops the connection: before the head, in the body, with and without an error.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});
const watch = (log, name, emitter, events) => { for (const event of events) emitter.on(event, (value) => log.push(`${name} ${event}${value instanceof Error ? ` ${value.code} ${value.message}` : ''}`)); };
const settle = () => new Promise((resolve) => setTimeout(resolve, 60));

const ways = {
  'res.destroy()': (req, res) => res.destroy(),
  'res.destroy(error)': (req, res) => { res.on('error', () => {}); res.destroy(new Error('boom')); },
  'req.destroy()': (req) => req.destroy(),
  'socket.destroy()': (req) => req.socket.destroy(),
  'after the head': (req, res) => { res.flushHeaders(); setTimeout(() => res.destroy(), 20); },
  'in the body': (req, res) => { res.write('some'); setTimeout(() => req.socket.destroy(), 20); },
  'short of its length': (req, res) => { res.setHeader('content-length', 10); res.write('some'); setTimeout(() => req.socket.destroy(), 20); },
};
for (const [name, way] of Object.entries(ways)) {
  const log = [];
  const serverLog = [];
  const [server, port] = await serve((req, res) => { watch(serverLog, 'res', res, ['close', 'finish']); watch(serverLog, 'req', req, ['close', 'aborted']); way(req, res); });
  server.on('clientError', (error, socket) => { serverLog.push(`clientError ${error.message}`); socket.destroy(); });
  await new Promise((resolve) => {
    const req = http.get({ host: '127.0.0.1', port, agent: false }, (res) => { watch(log, 'res', res, ['aborted', 'end', 'close', 'error']); res.on('data', (piece) => log.push(`data ${piece}`)); res.on('close', () => log.push(`complete ${res.complete} ${res.aborted}`)); });
    watch(log, 'req', req, ['error']);
    req.on('close', () => { log.push('req close'); resolve(); });
  });
  await settle();
  server.close();
  console.log(name, log, serverLog);
}
