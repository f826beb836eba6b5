// noDelay and keepAlive reach the handle once, and only when they change.
import net from 'node:net';

function recorder(name) {
  const log = [];
  const handle = { readStart() {}, setNoDelay: (on) => log.push(['noDelay', on]), setKeepAlive: (on, seconds) => log.push(['keepAlive', on, seconds]) };
  return { socket: new net.Socket({ handle }), show: () => console.log(name, JSON.stringify(log)) };
}
const first = recorder('no delay');
first.socket.setNoDelay().setNoDelay(true).setNoDelay(1).setNoDelay(false).setNoDelay(0);
first.show();
const second = recorder('keep alive');
second.socket.setKeepAlive().setKeepAlive(true).setKeepAlive(true, 1500).setKeepAlive(true, 1999).setKeepAlive(false, 1999).setKeepAlive(true, 'x');
second.show();
const server = net.createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: 3500 }, (socket) => socket.end());
console.log(server.noDelay, server.keepAlive, server.keepAliveInitialDelay);
server.listen(0, () => {
  const socket = net.connect({ port: server.address().port, noDelay: true });
  const { setNoDelay } = socket._handle;
  socket._handle.setNoDelay = function (...args) {
    console.log('at connect', args);
    return setNoDelay.apply(this, args);
  };
  socket.resume().on('close', () => server.close());
});
