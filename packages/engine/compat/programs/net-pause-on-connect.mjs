// pauseOnConnect: nothing is read before the socket is resumed.
import net from 'node:net';

const server = net.createServer({ pauseOnConnect: true }, (socket) => {
  socket.on('data', (bytes) => console.log('data', bytes.toString()));
  socket.on('end', () => console.log('end', socket.bytesRead));
  console.log('connected', socket.isPaused(), socket.readableFlowing);
  setTimeout(() => {
    console.log('later', socket.bytesRead, socket.readableLength);
    socket.resume();
  }, 20);
  socket.on('close', () => server.close());
});
server.listen(0, () => net.connect(server.address().port).end('hello'));
