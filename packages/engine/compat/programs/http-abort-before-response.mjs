// The client hangs up while the handler works.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});
const watch = (log, name, emitter, events) => { for (const event of events) emitter.on(event, (value) => log.push(`${name} ${event}${value instanceof Error ? ` ${value.code} ${value.message}` : ''}`)); };
const settle = () => new Promise((resolve) => setTimeout(resolve, 60));

for (const listening of [true, false]) {
  const log = [];
  const [server, port] = await serve((req, res) => {
    watch(log, 'res', res, ['finish', 'close', 'error']);
    watch(log, 'req', req, ['aborted', 'close', 'end', ...(listening ? ['error'] : [])]);
    req.socket.on('close', (hadError) => log.push(`socket close ${hadError}`));
    setTimeout(() => {
      log.push(`then req ${req.aborted} ${req.destroyed} ${req.complete} ${req.errored?.code} res ${res.destroyed} ${res.closed} ${res.writableEnded} ${res.writableFinished} socket ${res.socket?.destroyed}`);
      log.push(`write ${res.write('x', (error) => log.push(`written ${error?.code}`))}`);
      res.end('too late', (error) => log.push(`ended ${error?.code}`));
    }, 40);
    setTimeout(() => req2.destroy(), 10);
  });
  const req2 = http.get({ host: '127.0.0.1', port, agent: false });
  watch(log, 'client', req2, ['error', 'close', 'abort', 'response']);
  await new Promise((resolve) => req2.on('close', resolve));
  await settle();
  server.close();
  console.log(listening, log);
}
