// Requests over connections that the program makes itself: sockets, other streams, agents of its own.
import http from 'node:http';
import net from 'node:net';
import { Duplex, duplexPair } from 'node:stream';
import { once } from 'node:events';
const server = http.createServer(async (req, res) => { let body = ''; for await (const piece of req) body += piece; res.end(`${req.method} ${req.url} ${body} ${req.headers.connection}`); });
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();
const ask = (options, body) => new Promise((resolve) => {
  const req = http.request(options, async (res) => { let text = ''; for await (const piece of res) text += piece; resolve(`${res.statusCode} ${text}`); });
  req.on('error', (error) => resolve(`${error.code} ${error.message}`));
  req.end(body);
});
let seen;
console.log(await ask({ createConnection: (options) => { seen = net.connect(port, '127.0.0.1'); return seen; }, path: '/socket' }), seen instanceof net.Socket);
console.log(await ask({ createConnection: (options, done) => { setImmediate(() => done(null, net.connect(port, '127.0.0.1'))); }, path: '/later', method: 'POST' }, 'body'));
console.log(await ask({ createConnection: (options, done) => { setImmediate(() => done(new Error('no connection today'))); } }));
console.log(await ask({ createConnection: () => { throw new Error('thrown'); } }));
{
  const [client, remote] = duplexPair();
  server.emit('connection', remote);
  console.log(await ask({ createConnection: () => client, path: '/pair', method: 'PUT' }, 'over a pair'), client instanceof Duplex);
}
class Counting extends http.Agent {
  made = 0;
  createConnection(options, done) { this.made++; return super.createConnection(options, done); }
}
const agent = new Counting({ keepAlive: true });
console.log(await ask({ agent, port, host: '127.0.0.1', path: '/one' }), agent.made);
await new Promise((resolve) => setImmediate(resolve));
console.log(await ask({ agent, port, host: '127.0.0.1', path: '/two' }), agent.made);
agent.destroy();
class Failing extends http.Agent { createConnection(options, done) { process.nextTick(done, new Error('nothing there')); } }
console.log(await ask({ agent: new Failing() }));
console.log(await ask({ lookup: (host, options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]), host: 'service.test', port, path: '/lookup' }));
server.close();
server.closeAllConnections();
