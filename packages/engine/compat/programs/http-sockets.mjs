// What is known of the connection under a message.
import http from 'node:http';
import net from 'node:net';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const [server, port] = await serve((req, res) => {
  const { socket } = req;
  console.log(socket.remoteAddress, socket.remoteFamily, socket.remotePort > 0, socket.localAddress, socket.localPort === port, JSON.stringify(socket.address()).replace(String(port), 'PORT'));
  console.log(socket.readyState, socket.destroyed, socket.connecting, socket.pending, socket instanceof net.Socket, socket.server === server, req.connection === socket, res.socket === socket, socket.encrypted, typeof socket.setNoDelay(true).setKeepAlive(true).ref().unref().ref);
  res.end();
});
server.on('connection', (socket) => { console.log('connection', socket.remoteAddress, socket instanceof net.Socket); socket.on('close', () => console.log('connection closed')); });
await new Promise((resolve) => { const req = http.get({ host: '127.0.0.1', port, agent: false }, (res) => { console.log('client', res.socket.remotePort === port, res.socket.localPort > 0, res.socket === req.socket, req.connection === req.socket, res.socket instanceof net.Socket); res.resume().on('end', () => { console.log('ended', res.socket?.destroyed); resolve(); }); }); });
await new Promise((resolve) => setTimeout(resolve, 20));
// A connection without a request counts as well.
const silent = net.connect(port, '127.0.0.1');
await new Promise((resolve) => silent.on('connect', resolve));
await new Promise((resolve) => setTimeout(resolve, 20));
server.getConnections((_, count) => console.log('connections', count));
await new Promise((resolve) => setTimeout(resolve, 20));
server.close(() => console.log('closed'));
silent.on('close', () => console.log('silent closed')).on('end', () => console.log('silent end'));
silent.resume();
silent.end();
