// Answering before the body has arrived.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const log = [];
const [server, port] = await serve((req, res) => {
  if (req.url === '/early') { res.writeHead(413).end('too large'); res.on('finish', () => log.push(`finish complete ${req.complete}`)); req.on('close', () => log.push(`close complete ${req.complete} aborted ${req.aborted}`)); }
  else res.end('second');
});
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const req = http.request({ host: '127.0.0.1', port, method: 'POST', path: '/early', headers: { 'content-length': 20 }, agent }, (res) => { res.resume(); res.on('end', () => log.push(`client end ${res.statusCode}`)); });
req.write('0123456789');
await new Promise((resolve) => setTimeout(resolve, 50));
req.end('0123456789');
await new Promise((resolve) => req.on('close', resolve));
await new Promise((resolve) => http.get({ host: '127.0.0.1', port, agent }, (res) => { res.resume(); res.on('end', () => { log.push(`again ${res.statusCode}`); resolve(); }); }));
console.log(log);
agent.destroy();
server.close();
