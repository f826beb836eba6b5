// Connections that break.
import net from 'node:net';
const pause = (ms = 30) => new Promise((resolve) => setTimeout(resolve, ms));
const pair = async () => {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const accepted = new Promise((resolve) => server.once('connection', resolve));
  const client = net.connect(server.address().port, '127.0.0.1');
  const remote = await accepted;
  await new Promise((resolve) => (client.connecting ? client.once('connect', resolve) : resolve()));
  const log = [];
  for (const [name, socket] of [['client', client], ['remote', remote]]) for (const event of ['end', 'close', 'error']) socket.on(event, (value) => log.push(`${name} ${event} ${value instanceof Error ? `${value.code} ${value.message} ${value.syscall} ${value.errno}` : value ?? ''}`.trim()));
  return { server, client, remote, log };
};
{ const { server, client, remote, log } = await pair(); remote.resume(); client.resetAndDestroy(); await pause(); console.log('reset', log, remote.destroyed); server.close(); }
{ const { server, client, remote, log } = await pair(); client.resume(); remote.destroy(new Error('mine')); await pause(); console.log('destroy with an error', log, client.destroyed); server.close(); }
{ const { server, client, remote, log } = await pair(); remote.on('data', () => {}); client.write('x'); client.destroy(); await pause(); console.log('destroy after a write', log); server.close(); }
{ const { server, client, remote, log } = await pair(); client.resume(); remote.destroy(); await pause(); log.push(`write ${client.writable} ${client.destroyed}`); console.log('peer destroyed', log); server.close(); }
{ const log = []; const socket = new net.Socket(); socket.on('error', (error) => log.push(`${error.code} ${error.message}`)).on('close', (hadError) => log.push(`close ${hadError}`)); socket.resetAndDestroy(); await pause(); console.log('never connected', log, socket.destroyed); }
{ const log = []; const server = net.createServer((remote) => remote.on('error', () => {})).listen(0, '127.0.0.1'); await new Promise((resolve) => server.on('listening', resolve)); const socket = net.connect(server.address().port, '127.0.0.1'); socket.on('connect', () => log.push('connect')).on('close', (hadError) => log.push(`close ${hadError}`)); socket.destroy(); log.push(`${socket.connecting} ${socket.destroyed}`); await pause(); console.log('destroyed while connecting', log); server.close(); }
