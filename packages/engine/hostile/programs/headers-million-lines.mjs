// ends: exit 0
import net from 'node:net';
import http from 'node:http';
const server = http.createServer((request, response) => response.end('ok'));
server.on('clientError', (error, socket) => { console.log(error.code); socket.destroy(); });
server.listen(0, () => {
  const socket = net.connect(server.address().port, () => {
    socket.write('GET / HTTP/1.1\r\n');
    socket.write('a: b\r\n'.repeat(1e6));
  });
  socket.on('error', (error) => console.log(error.code));
  socket.on('close', () => { console.log('survived'); process.exit(0); });
  setTimeout(() => { console.log('survived'); process.exit(0); }, 60_000);
});
