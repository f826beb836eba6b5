// Bytes into the program's own buffer, and families of addresses.
import net from 'node:net';
import { once } from 'node:events';
const server = net.createServer((socket) => { console.log('seen from', socket.remoteAddress, socket.remoteFamily, socket.localAddress); socket.end('hello world'); }).listen(0);
await once(server, 'listening');
const { port } = server.address();
const buffer = Buffer.alloc(4);
const pieces = [];
const socket = net.connect({ port, host: '127.0.0.1', onread: { buffer, callback(size, bytes) { pieces.push(bytes.toString('latin1', 0, size)); if (pieces.length === 2) { this.pause(); setTimeout(() => this.resume(), 5); } return true; } } });
socket.on('data', () => console.log('never'));
await once(socket, 'end');
console.log(pieces, socket.bytesRead);
const only4 = net.createServer((each) => { console.log('seen from', each.remoteAddress, each.remoteFamily); each.end(); }).listen(0, '127.0.0.1');
await once(only4, 'listening');
const plain = net.connect(only4.address().port, '127.0.0.1').resume();
await once(plain, 'close');
const clash = net.createServer().listen(only4.address().port, '127.0.0.1');
const [error] = await once(clash, 'error');
console.log(error.code, error.syscall, error.address);
for (const args of [[{ port: 'x' }], [{ port: 70_000 }], [{}], [{ path: 1 }], [{ port: 0, signal: 1 }], [true]]) {
  try { net.createServer().listen(...args).close(); console.log('fine'); } catch (thrown) { console.log(thrown.name, thrown.code, thrown.message); }
}
for (const options of ['x', 1]) try { net.createServer(options); } catch (thrown) { console.log(thrown.code, thrown.message); }
server.close();
only4.close();
