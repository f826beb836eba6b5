// ends: exit 0
// Numbers that were never given out, standard streams, and a socket's.
import fs from 'node:fs';
import net from 'node:net';
const server = net.createServer((socket) => socket.on('error', () => {})).listen(0);
await new Promise((resolve) => server.once('listening', resolve));
const client = net.connect(server.address().port);
client.on('error', () => {});
await new Promise((resolve) => client.once('connect', resolve));
const codes = new Set();
for (const fd of [-1, 3, 4, 5, 6, 7, 100, 1023, 2 ** 31 - 1]) {
  for (const attempt of [() => fs.closeSync(fd), () => fs.writeSync(fd, 'x'), () => fs.fstatSync(fd), () => fs.readSync(fd, Buffer.alloc(1)), () => fs.ftruncateSync(fd)]) {
    try { attempt(); } catch (error) { codes.add(error.code); }
  }
}
console.log([...codes].every((code) => typeof code === 'string'));
client.destroy();
server.close();
console.log('survived');
