// A client that asks for the connection to end.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const [server, port] = await serve((req, res) => { res.end('x'); });
server.on('connection', (socket) => socket.on('close', () => console.log('server saw it close')));
const agent = new http.Agent({ keepAlive: true });
for (const headers of [{ connection: 'close' }, { Connection: 'keep-alive' }]) {
  await new Promise((resolve) => { const req = http.get({ host: '127.0.0.1', port, agent, headers }, (res) => { console.log(res.headers.connection, req.shouldKeepAlive); res.resume().on('end', () => setTimeout(resolve, 20)); }); });
  console.log(Object.keys(agent.freeSockets).length);
}
agent.destroy();
server.close();
