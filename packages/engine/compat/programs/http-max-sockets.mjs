// maxSockets: requests wait for a connection.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

let open = 0; let most = 0;
const [server, port] = await serve((req, res) => { open++; most = Math.max(most, open); setTimeout(() => { open--; res.end(req.url); }, 20); });
for (const keepAlive of [true, false]) {
  most = 0;
  const agent = new http.Agent({ keepAlive, maxSockets: 2 });
  const order = [];
  const all = Array.from({ length: 6 }, (_, i) => new Promise((resolve) => http.get({ host: '127.0.0.1', port, path: `/${i}`, agent }, (res) => { res.resume().on('end', () => { order.push(i); resolve(); }); })));
  const sizes = () => [agent.sockets, agent.freeSockets, agent.requests].map((lists) => Object.values(lists).map((list) => list.length).join()).join('|');
  console.log(sizes());
  await all;
  for (const each of all) await each;
  await new Promise((resolve) => setTimeout(resolve, 20));
  console.log(keepAlive, most, order, sizes(), agent.totalSocketCount);
  agent.destroy();
}
server.close();
