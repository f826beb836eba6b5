// An exception in a request handler ends the process.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

process.on('uncaughtExceptionMonitor', (error, origin) => { console.log(origin, error.name, error.message, error.stack.split('\n')[1].includes('at refuse')); process.exit(1); });
function refuse() {
  throw new TypeError('no such order');
}
const [, port] = await serve((req, res) => {
  if (req.url === '/ok') { res.end('fine'); return; }
  refuse();
});
http.get({ host: '127.0.0.1', port, path: '/ok', agent: false }, (res) => { res.resume().on('end', () => { http.get({ host: '127.0.0.1', port, path: '/bad', agent: false }).on('error', () => console.log('client error')); }); });
