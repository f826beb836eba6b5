// A fast reader: 'drain' still follows every write that filled the buffer.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const log = [];
const [server, port] = await serve((req, res) => {
  res.on('drain', () => { log.push('drain'); if (log.filter((each) => each === 'drain').length === 1) { log.push(`small ${res.write('x')}`); res.end(); } });
  log.push(`large ${res.write(Buffer.alloc(70_000), () => log.push('large written'))}`, `need ${res.writableNeedDrain}`);
});
await new Promise((resolve) => http.get({ host: '127.0.0.1', port, agent: false }, (res) => res.resume().on('end', resolve)));
console.log(log);
server.close();
