// Without keep-alive each request has its own connection.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

let connections = 0;
const [server, port] = await serve((req, res) => { res.end(req.headers.connection); });
server.on('connection', (socket) => { connections++; socket.on('close', (hadError) => console.log('server socket closed', hadError)); });
for (const agent of [new http.Agent(), false]) {
  for (let i = 0; i < 2; i++) {
    await new Promise((resolve) => { const req = http.get({ host: '127.0.0.1', port, agent }, (res) => { let text = ''; res.on('data', (piece) => { text += piece; }).on('end', () => console.log(text, res.headers.connection, req.shouldKeepAlive, req.reusedSocket)); }); req.on('close', () => setTimeout(resolve, 20)); });
  }
}
console.log(connections);
server.close();
