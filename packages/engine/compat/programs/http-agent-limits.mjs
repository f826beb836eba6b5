// Free sockets: how many are kept, in which order they are used, and what a closing server does to them.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const ports = new Map();
const [server, port] = await serve((req, res) => { if (!ports.has(req.socket.remotePort)) ports.set(req.socket.remotePort, ports.size); res.end(String(ports.get(req.socket.remotePort))); });
const sizes = (agent) => [agent.sockets, agent.freeSockets].map((lists) => Object.values(lists).map((list) => list.length).join()).join('|');
const get = (agent) => new Promise((resolve) => http.get({ host: '127.0.0.1', port, agent }, (res) => { let text = ''; res.on('data', (piece) => { text += piece; }).on('end', () => resolve(text)); }));
const pause = (ms = 30) => new Promise((resolve) => setTimeout(resolve, ms));
const few = new http.Agent({ keepAlive: true, maxFreeSockets: 1 });
await Promise.all([get(few), get(few), get(few)]); await pause(); console.log('maxFreeSockets', sizes(few)); few.destroy(); await pause();
for (const scheduling of ['fifo', 'lifo']) {
  ports.clear();
  const agent = new http.Agent({ keepAlive: true, scheduling });
  await Promise.all([get(agent), get(agent)]); await pause();
  const used = []; for (let i = 0; i < 4; i++) { used.push(await get(agent)); await pause(); }
  console.log(scheduling, used, sizes(agent)); agent.destroy();
}
const total = new http.Agent({ maxTotalSockets: 1 });
console.log('maxTotalSockets', await Promise.all([get(total), get(total)]).then(() => 'all answered'), sizes(total));
const shortLived = new http.Agent({ keepAlive: true, timeout: 50 });
await get(shortLived); await pause(); console.log('timeout', sizes(shortLived)); await pause(80); console.log('timed out', sizes(shortLived));
const kept = new http.Agent({ keepAlive: true });
await get(kept); await pause(); console.log('kept', sizes(kept));
server.closeIdleConnections(); await pause(); console.log('server closed idle', sizes(kept));
try { new http.Agent({ scheduling: 'filo' }); } catch (error) { console.log(error.code, error.message); }
console.log(http.globalAgent.keepAlive, http.globalAgent.maxSockets, http.globalAgent.maxFreeSockets, http.globalAgent.scheduling, kept.getName({ host: 'a', port: 1 }), kept.getName(), kept.getName({ host: 'a', port: 1, localAddress: 'b', family: 4 }));
server.close();
