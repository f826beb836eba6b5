// The connection of a request is a socket to whoever looks at it.
import http from 'node:http';
import net from 'node:net';

const server = http.createServer((req, res) => {
  const { socket } = req;
  console.log(socket instanceof net.Socket, socket === res.socket, socket === req.connection, socket.server === server);
  console.log(socket.readyState, socket.connecting, socket.pending, socket.destroyed, socket.readable, socket.writable);
  console.log(socket.remoteAddress, socket.remoteFamily, typeof socket.remotePort, socket.localAddress, socket.localPort === server.address().port);
  console.log(socket.address().family, socket.bytesRead > 0, socket.bytesWritten);
  console.log(socket.readableHighWaterMark, socket.writableHighWaterMark, socket.timeout);
  try {
    socket.setEncoding('utf8');
  } catch (error) {
    console.log(error.code, error.message);
  }
  console.log(socket.setNoDelay() === socket, socket.setKeepAlive(true) === socket, socket.ref() === socket);
  socket.on('close', (failed) => console.log('close', failed, socket.destroyed, socket.readyState));
  res.sendDate = false;
  res.on('finish', () => console.log('written', socket.bytesWritten));
  res.end('h\u00e4llo');
});
server.listen(0, '127.0.0.1', () => {
  http.get({ port: server.address().port, host: '127.0.0.1', agent: false }, (res) => {
    const { socket } = res;
    console.log('client', socket.remotePort === server.address().port, socket.remoteAddress, socket.readyState);
    res.resume().on('end', () => {
      console.log('client read', socket.bytesRead, socket.bytesWritten > 0);
      server.close();
    });
  });
});
