// A response that nobody reads keeps its connection.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const [server, port] = await serve((req, res) => res.end('x'.repeat(1000)));
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const sizes = () => [agent.sockets, agent.freeSockets, agent.requests].map((lists) => Object.values(lists).map((list) => list.length).join()).join('|');
const held = await new Promise((resolve) => http.get({ host: '127.0.0.1', port, agent }, resolve));
await new Promise((resolve) => setTimeout(resolve, 20));
console.log('held', sizes(), held.complete, held.readableEnded);
let second = false;
const waiting = new Promise((resolve) => http.get({ host: '127.0.0.1', port, agent }, (res) => { second = true; res.resume().on('end', resolve); }));
await new Promise((resolve) => setTimeout(resolve, 50));
console.log('second answered', second, sizes());
held.resume();
await waiting;
await new Promise((resolve) => setTimeout(resolve, 20));
console.log('second answered', second, sizes());
// Without a listener for the response it is read away.
http.get({ host: '127.0.0.1', port, agent });
await new Promise((resolve) => setTimeout(resolve, 50));
console.log('dumped', sizes());
// Destroying one that nobody read gives its connection up.
const third = await new Promise((resolve) => http.get({ host: '127.0.0.1', port, agent }, resolve));
third.destroy();
await new Promise((resolve) => setTimeout(resolve, 50));
console.log('destroyed', sizes());
agent.destroy();
server.close();
