// server.close() with idle and busy connections.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const pause = (ms = 30) => new Promise((resolve) => setTimeout(resolve, ms));
const log = [];
{
  const [server, port] = await serve((req, res) => setTimeout(() => res.end('slow'), 60));
  const agent = new http.Agent({ keepAlive: true });
  await new Promise((resolve) => http.get({ host: '127.0.0.1', port, agent }, (res) => res.resume().on('end', resolve)));
  await pause();
  server.on('close', () => log.push('event'));
  server.close(() => log.push('idle closed'));
  log.push(`listening ${server.listening} ${server.address()}`);
  await pause();
  log.push(Object.keys(agent.freeSockets).length);
  server.close((error) => log.push(`again ${error?.code} ${error?.message}`));
  await pause();
}
{
  const [server, port] = await serve((req, res) => setTimeout(() => res.end('slow'), 60));
  const agent = new http.Agent({ keepAlive: true });
  const answered = new Promise((resolve) => http.get({ host: '127.0.0.1', port, agent }, (res) => { log.push(`connection ${res.headers.connection}`); res.resume().on('end', resolve); }));
  await pause();
  server.close(() => log.push('busy closed'));
  await answered;
  log.push('answered');
  await pause();
  await new Promise((resolve) => http.get({ host: '127.0.0.1', port, agent: false }).on('error', (error) => { log.push(`new ${error.code}`); resolve(); }));
  agent.destroy();
  await pause();
}
{
  const [server, port] = await serve(() => {});
  const failed = new Promise((resolve) => http.get({ host: '127.0.0.1', port, agent: false }).on('error', (error) => { log.push(`dropped ${error.code} ${error.message}`); resolve(); }));
  await pause();
  server.getConnections((error, count) => log.push(`connections ${count}`));
  server.close(() => log.push('all closed'));
  server.closeIdleConnections();
  await pause();
  server.closeAllConnections();
  await failed;
  await pause();
}
{ const server = http.createServer(); server.close((error) => log.push(`never listened ${error.code}`)); await pause(); }
{ await using server = http.createServer().listen(0); log.push(`using ${server.listening}`); }
console.log(log);
