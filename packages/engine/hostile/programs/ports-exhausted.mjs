// ends: exit 0 | stalled 137
import net from 'node:net';
let listening = 0;
const failed = new Set();
for (let i = 0; i < 1e5; i++) {
  const server = net.createServer();
  server.on('error', (error) => failed.add(error.code));
  server.on('listening', () => listening++);
  server.listen(0);
}
setTimeout(() => {
  console.log(listening > 100, [...failed]);
  console.log('survived');
  process.exit(0);
}, 1000);
