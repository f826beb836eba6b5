// An unref'd server and socket let the process end.
import net from 'node:net';
const server = net.createServer((socket) => socket.unref()).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => { console.log('connected'); client.unref(); server.unref(); });
});
process.on('exit', (code) => console.log('exit', code));
