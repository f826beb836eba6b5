// ends: turns
// Two sockets that answer each other for ever.
import net from 'node:net';
const server = net.createServer((socket) => socket.pipe(socket)).listen(0, () => {
  const client = net.connect(server.address().port, () => { client.pipe(client); client.write('again'); });
});
