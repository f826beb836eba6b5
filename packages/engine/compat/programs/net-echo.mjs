// A byte stream there and back: events in order on both sides.
import net from 'node:net';
const watch = (log, name, emitter, events) => { for (const event of events) emitter.on(event, (value) => log.push(`${name} ${event}${event === 'data' ? ` ${value}` : event === 'close' ? ` ${value}` : ''}`)); };
const EVENTS = ['connect', 'ready', 'data', 'end', 'finish', 'close', 'error', 'timeout', 'drain'];
for (const allowHalfOpen of [false, true]) {
  const log = [];
  const server = net.createServer({ allowHalfOpen }, (socket) => { watch(log, 'server', socket, EVENTS); socket.on('data', (data) => socket.write(`echo ${data}`)); socket.on('end', () => { log.push(`server writable ${socket.writable}`); if (allowHalfOpen) setTimeout(() => socket.end('bye'), 20); }); });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.on('listening', resolve));
  const client = net.connect({ port: server.address().port, host: '127.0.0.1' }, () => log.push('callback'));
  watch(log, 'client', client, EVENTS);
  log.push(`${client.connecting} ${client.pending} ${client.readyState}`);
  await new Promise((resolve) => client.on('connect', resolve));
  log.push(`${client.connecting} ${client.pending} ${client.readyState} ${client.remoteAddress} ${client.remoteFamily}`);
  client.write('one', () => log.push('written'));
  await new Promise((resolve) => client.once('data', resolve));
  client.end('two', () => log.push('ended'));
  await new Promise((resolve) => client.on('close', resolve));
  await new Promise((resolve) => server.close(resolve));
  console.log(allowHalfOpen, log.filter((each) => !each.startsWith('server')), log.filter((each) => each.startsWith('server')));
  console.log(client.bytesRead, client.bytesWritten, client.destroyed, client.readyState, client.pending);
}
