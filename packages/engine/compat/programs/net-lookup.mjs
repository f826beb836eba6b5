// Names by the program's own lookup; options that nothing can connect with.
import net from 'node:net';
import { once } from 'node:events';
const server = net.createServer((socket) => socket.end('hi')).listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();
const attempt = async (options) => {
  const log = [];
  try {
    const socket = net.connect({ port, host: 'service.test', ...options });
    socket.on('lookup', (error, address, family, host) => log.push(`lookup ${error?.message ?? null} ${address} ${family} ${host}`));
    socket.on('data', (bytes) => log.push(`data ${bytes}`));
    await new Promise((resolve) => socket.on('error', (error) => log.push(`${error.name} ${error.code} ${error.message.replaceAll(String(port), 'PORT')}`)).on('close', resolve));
  } catch (error) {
    log.push(`thrown ${error.name} ${error.code} ${error.message}`);
  }
  return log;
};
console.log(await attempt({ lookup: (host, options, done) => done(null, options.all ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1', 4) }));
console.log(await attempt({ family: 4, lookup: (host, options, done) => { console.log(host, options); done(null, '127.0.0.1', 4); } }));
console.log(await attempt({ lookup: (host, options, done) => { console.log(host, options); setImmediate(done, Object.assign(new Error('mine'), { code: 'EMINE' })); } }));
console.log(await attempt({ family: 4, lookup: (host, options, done) => done(null, 'nonsense', 4) }));
console.log(await attempt({ family: 4, lookup: (host, options, done) => done(null, '127.0.0.1', 9) }));
console.log(await attempt({ lookup: (host, options, done) => done(null, [{ address: undefined, family: 4 }]) }));
for (const options of [{ lookup: 'x' }, { localAddress: 'x' }, { localPort: 'x' }, { port: true }, { port: -1 }, { port: 'x' }, { hints: 7777 }, { autoSelectFamily: 1 }, { autoSelectFamilyAttemptTimeout: 0 }, { objectMode: true }, { host: 1 }]) console.log(await attempt(options));
server.close();
