// Half-closed connections, and writing to one.
import net from 'node:net';
const pause = (ms = 30) => new Promise((resolve) => setTimeout(resolve, ms));
const pair = async (options = {}, clientOptions = {}) => {
  const server = net.createServer(options);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const accepted = new Promise((resolve) => server.once('connection', resolve));
  const client = net.connect({ port: server.address().port, host: '127.0.0.1', ...clientOptions });
  const remote = await accepted;
  await new Promise((resolve) => (client.connecting ? client.once('connect', resolve) : resolve()));
  return { server, client, remote };
};
const watch = (log, name, socket) => { for (const event of ['data', 'end', 'finish', 'close', 'error']) socket.on(event, (value) => log.push(`${name} ${event} ${value instanceof Error ? `${value.code} ${value.message}` : event === 'data' || event === 'close' ? value : ''}`.trim())); };
{ const log = []; const { server, client, remote } = await pair({ allowHalfOpen: true }, { allowHalfOpen: true }); watch(log, 'client', client); watch(log, 'remote', remote); client.end('question'); await pause(); log.push(`remote may write ${remote.writable} ${remote.readyState} client ${client.readyState}`); remote.end('answer'); await pause(); server.close(); console.log('question and answer', log); }
{ const log = []; const { server, client, remote } = await pair(); watch(log, 'client', client); watch(log, 'remote', remote); client.end(); await pause(); log.push(`write ${remote.write('late')}`); await pause(); server.close(); console.log('write after both ended', log); }
{ const log = []; const { server, client, remote } = await pair({}, {}); watch(log, 'client', client); remote.on('error', (error) => log.push(`remote error ${error.code}`)).on('close', () => log.push('remote close')); client.end('x'); await pause(); log.push(`unread remote ${remote.destroyed} ${remote.readableLength} ${remote.readableEnded}`); remote.resume(); await pause(); log.push(`read remote ${remote.destroyed} ${remote.readableEnded}`); server.close(); console.log('unread end', log); }
{ const log = []; const { server, client, remote } = await pair(); watch(log, 'remote', remote); client.end(); client.write('after end', (error) => log.push(`written ${error.code}`)); client.on('error', (error) => log.push(`client ${error.code} ${error.message}`)); await pause(); server.close(); console.log('write after end', log); }
{ const log = []; const { server, client, remote } = await pair(); watch(log, 'remote', remote); client.destroy(); client.write('x', (error) => log.push(`written ${error?.code}`)); log.push(`${client.destroyed} ${client.readyState}`); await pause(); server.close(); console.log('write after destroy', log); }
