// Servers of sockets: counting, limits, closing.
import net from 'node:net';
const pause = (ms = 30) => new Promise((resolve) => setTimeout(resolve, ms));
const log = [];
const server = net.createServer((socket) => { socket.resume(); socket.on('error', () => {}); });
server.maxConnections = 2;
server.on('drop', (info) => log.push(`drop ${Object.keys(info).join()} ${info.remoteAddress}`));
await new Promise((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
const { port } = server.address();
const clients = [1, 2, 3].map((n) => net.connect(port, '127.0.0.1').on('close', () => log.push(`client ${n} closed`)).on('error', (error) => log.push(`client ${n} ${error.code}`)).resume());
await pause(60);
server.getConnections((error, count) => log.push(`connections ${error} ${count}`));
await pause();
server.close((error) => log.push(`closed ${error}`));
log.push(`listening ${server.listening}`);
await pause();
clients[0].end(); clients[1].destroy();
await pause();
console.log(log);
const failing = net.createServer().listen(port, '127.0.0.1');
await new Promise((resolve) => failing.on('listening', resolve));
const second = net.createServer();
second.on('error', (error) => console.log(error.message.replace(String(port), 'PORT')));
second.listen(port, '127.0.0.1');
await pause();
failing.close();
{ await using own = net.createServer(); own.listen(0); console.log(own.listening); }
