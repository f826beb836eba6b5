// What an agent is made of, and what it refuses.
import http from 'node:http';
const agent = new http.Agent({ keepAlive: true, maxSockets: 3, timeout: 50 });
console.log(agent.maxSockets, agent.maxFreeSockets, agent.maxTotalSockets, agent.keepAlive, agent.keepAliveMsecs, agent.scheduling, agent.defaultPort, agent.protocol, agent.totalSocketCount);
console.log(agent.options);
for (const options of [{ scheduling: 'x' }, { maxTotalSockets: 0 }, { maxTotalSockets: 'x' }, { maxTotalSockets: Number.NaN }]) {
  try { new http.Agent(options); console.log('fine', options); } catch (error) { console.log(error.name, error.code, error.message); }
}
for (const options of [undefined, {}, { host: 'a', port: 1 }, { host: 'a', port: 1, localAddress: 'b' }, { host: 'a', port: 1, family: 4 }, { host: 'a', family: 5 }, { socketPath: '/tmp/x' }]) console.log(agent.getName(options));
for (const given of [1, 'x', {}, true]) {
  try { http.get({ agent: given, port: 1 }); console.log('fine'); } catch (error) { console.log(error.name, error.code, error.message); }
}
for (const options of [{ protocol: 'https:' }, { path: '/a b' }, { method: 'A B' }, { host: 1 }, { hostname: {} }, { timeout: 'x' }, { port: 70_000 }, { headers: { host: ['a'] } }, { headers: { 'bad name': 'x' } }, { insecureHTTPParser: 1 }, { maxHeaderSize: -1 }, { localAddress: 'x' }]) {
  try { http.request(options).on('error', () => {}).destroy(); console.log('fine', options); } catch (error) { console.log(error.name, error.code, error.message); }
}
const mine = new http.Agent();
const before = http.globalAgent;
http.globalAgent = mine;
console.log(http.globalAgent === mine, before === mine);
http.globalAgent = before;
