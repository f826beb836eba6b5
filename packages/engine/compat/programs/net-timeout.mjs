// Idle sockets.
import net from 'node:net';
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const log = [];
const server = net.createServer((socket) => { socket.setTimeout(60, () => { log.push('server timeout'); socket.end('idle'); }); socket.resume(); }).listen(0, '127.0.0.1');
await new Promise((resolve) => server.on('listening', resolve));
const client = net.connect({ port: server.address().port, host: '127.0.0.1', timeout: 1000 });
client.on('timeout', () => log.push('client timeout')).on('data', (data) => log.push(`data ${data}`)).on('close', () => log.push('close'));
await new Promise((resolve) => client.on('connect', resolve));
for (let i = 0; i < 3; i++) { await pause(30); client.write('busy'); }
log.push('idle from here');
await pause(150);
console.log(log, client.timeout);
client.setTimeout(0);
server.close();
