// ends: exit 0
// Writes far more than the peer reads, and never waits for 'drain'.
import net from 'node:net';
let received = 0;
const server = net.createServer((socket) => {
  socket.pause();
  setTimeout(() => socket.resume(), 10);
  socket.on('data', (bytes) => { received += bytes.length; });
  socket.on('end', () => { socket.end(); server.close(); });
});
server.listen(0, () => {
  const socket = net.connect(server.address().port, () => {
    for (let i = 0; i < 200; i++) socket.write(Buffer.alloc(100_000, 1));
    socket.end();
  });
});
await new Promise((resolve) => server.on('close', resolve));
console.log(received);
console.log('survived');
