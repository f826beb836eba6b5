// One connection for several requests.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

let connections = 0;
const [server, port] = await serve((req, res) => res.end(`${req.url} on ${req.socket.remotePort === first ? 'first' : 'another'}`));
let first;
server.on('connection', (socket) => { connections++; first ??= socket.remotePort; });
const agent = new http.Agent({ keepAlive: true });
const sizes = () => [agent.sockets, agent.freeSockets, agent.requests].map((lists) => Object.values(lists).map((list) => list.length).join()).join('|');
const get = (path) => new Promise((resolve) => { const req = http.get({ host: '127.0.0.1', port, path, agent }, (res) => { let text = ''; res.on('data', (piece) => { text += piece; }).on('end', () => { console.log(text, 'reused', req.reusedSocket, res.headers.connection, res.headers['keep-alive'], 'during', sizes()); }); }); req.on('close', () => resolve(req)); });
for (const path of ['/1', '/2', '/3']) { await get(path); console.log('after', sizes()); await new Promise((resolve) => setImmediate(resolve)); console.log('free', sizes(), agent.totalSocketCount); }
await Promise.all([get('/4'), get('/5')]);
await new Promise((resolve) => setImmediate(resolve));
console.log(connections, sizes(), Object.keys(agent.freeSockets).map((name) => name.replace(String(port), 'PORT')));
server.close(() => console.log('closed'));
await new Promise((resolve) => setTimeout(resolve, 50));
console.log(sizes(), agent.totalSocketCount);
