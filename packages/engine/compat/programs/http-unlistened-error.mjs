// A request's error that nobody listens for ends the process.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const [server, port] = await serve((req, res) => res.destroy());
process.on('uncaughtExceptionMonitor', (error) => { console.log(error.code, error.message); process.exit(1); });
process.on('exit', (code) => console.log('exit', code));
http.get({ host: '127.0.0.1', port, agent: false });
