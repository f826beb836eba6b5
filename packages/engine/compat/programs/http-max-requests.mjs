// maxRequestsPerSocket.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const [server, port] = await serve((req, res) => res.end('x'));
server.maxRequestsPerSocket = 2;
let connections = 0;
server.on('connection', () => { connections++; });
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
for (let i = 0; i < 5; i++) await new Promise((resolve) => http.get({ host: '127.0.0.1', port, agent }, (res) => { console.log(res.statusCode, res.headers.connection, res.headers['keep-alive']); res.resume().on('end', () => setTimeout(resolve, 10)); }));
console.log(connections);
agent.destroy();
server.close();
