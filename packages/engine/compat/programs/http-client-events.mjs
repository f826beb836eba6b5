// The order of events on the client's side.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

for (const method of ['GET', 'POST']) {
  const log = [];
  const [server, port] = await serve((req, res) => { req.resume(); req.on('end', () => { res.write('a'); res.end('b'); }); });
  await new Promise((resolve) => {
    const req = http.request({ host: '127.0.0.1', port, method, agent: false });
    for (const event of ['socket', 'finish', 'response', 'close', 'error', 'abort', 'timeout']) req.on(event, () => log.push(`req ${event}`));
    req.on('socket', (socket) => { log.push(`connecting ${socket.connecting}`); for (const event of ['connect', 'ready', 'close', 'free']) socket.on(event, () => log.push(`socket ${event}`)); });
    req.on('response', (res) => {
      let text = '';
      for (const event of ['end', 'close', 'aborted', 'error']) res.on(event, () => log.push(`res ${event} complete ${res.complete}`));
      res.on('data', (piece) => { text += piece; }).on('end', () => log.push(text));
      log.push(`reused ${req.reusedSocket} ended ${req.writableEnded} ${req.writableFinished}`);
    });
    req.on('close', () => setTimeout(resolve, 20));
    log.push(`write ${method === 'POST' ? req.write('x', () => log.push('written')) : '-'} headersSent ${req.headersSent}`);
    req.end(() => log.push('end callback'));
    log.push(`ended ${req.writableEnded} ${req.writableFinished} ${req.destroyed} ${req.method} ${req.path} ${req.host} ${req.protocol}`);
  });
  await new Promise((resolve) => server.close(resolve));
  console.log(method, log);
}
