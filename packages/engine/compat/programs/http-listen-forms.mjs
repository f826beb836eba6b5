// The forms of listen(), and what they refuse.
import http from 'node:http';

const attempt = (name, run) => { try { run(); console.log(name, 'allowed'); } catch (error) { console.log(name, error.name, error.code, error.message); } };
const forms = [[0], ['0'], [undefined], [null], [0, '127.0.0.1'], [0, 'localhost'], [{ port: 0 }], [{ port: 0, host: '127.0.0.1' }], [0, '0.0.0.0'], [0, '127.0.0.1', 511], []];
for (const form of forms) {
  const server = http.createServer();
  const log = [];
  server.on('listening', () => log.push('event'));
  const returned = server.listen(...form, () => log.push('callback'));
  log.push(returned === server, server.listening === (form[1] !== 'localhost'));
  process.nextTick(() => log.push('tick'));
  await new Promise((resolve) => server.on('listening', () => setTimeout(resolve, 5)));
  const { address, family, port } = server.address();
  console.log(JSON.stringify(form), log, form[1] === 'localhost' ? '-' : address, form[1] === 'localhost' ? '-' : family, port > 0);
  await new Promise((resolve) => server.close(resolve));
}
const server = http.createServer();
attempt('too large', () => server.listen(70_000));
attempt('negative', () => server.listen({ port: -1 }));
attempt('no number', () => server.listen({ port: 'x1' }));
attempt('no port', () => server.listen({}));
attempt('true', () => server.listen({ port: true }));
server.listen(0);
attempt('twice', () => server.listen(0));
console.log(server.timeout, server.keepAliveTimeout, server.headersTimeout, server.requestTimeout, server.maxHeadersCount, server.maxRequestsPerSocket);
server.close();
const closedAtOnce = http.createServer().listen(0, () => console.log('never'));
closedAtOnce.close(() => console.log('closed at once'));
const controller = new AbortController();
const aborted = http.createServer().listen({ port: 0, signal: controller.signal }, () => { aborted.on('close', () => console.log('closed by its signal')); controller.abort(); });
