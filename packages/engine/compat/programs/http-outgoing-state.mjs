// The state that a response shows as it goes.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});
const get = (port, options = {}) => new Promise((resolve, reject) => {
  http.get({ host: '127.0.0.1', port, agent: false, ...options }, (res) => {
    let text = '';
    res.setEncoding('utf8').on('data', (piece) => { text += piece; }).on('end', () => resolve({ res, text }));
  }).on('error', reject);
});

const state = (res) => [res.headersSent, res.writable, res.writableEnded, res.writableFinished, res.finished, res.destroyed, res.closed, res.errored, res.writableHighWaterMark, res.writableObjectMode, res.writableNeedDrain, res.socket === null ? 'no socket' : res.socket.destroyed].join(' ');
const log = [];
const [server, port] = await serve((req, res) => {
  log.push(`start ${state(res)} ${res.statusCode} ${res.statusMessage} ${res.sendDate} ${res.shouldKeepAlive} ${res.chunkedEncoding} ${res.useChunkedEncodingByDefault} ${res.req === req} ${res.connection === res.socket} ${res.strictContentLength}`);
  res.write('a'); log.push(`written ${state(res)} ${res.chunkedEncoding} ${res.statusMessage}`);
  res.end('b'); log.push(`ended ${state(res)}`);
  process.nextTick(() => log.push(`tick ${state(res)}`));
  res.on('finish', () => log.push(`finish ${state(res)}`));
  res.on('close', () => log.push(`close ${state(res)}`));
  log.push(`req ${req.complete} ${req.destroyed} ${req.readable} ${req.aborted} ${req.readableEnded}`);
  req.on('close', () => log.push(`req close ${req.complete} ${req.destroyed} ${req.readable} ${req.aborted} ${req.readableEnded}`));
});
await get(port);
await new Promise((resolve) => server.close(resolve));
console.log(log);
const idle = new http.ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 });
idle.setHeader('a', 'b'); console.log(idle.getHeaders(), idle.headersSent, idle.socket, idle instanceof http.OutgoingMessage);
const { Stream, Writable } = await import('node:stream'); console.log(idle instanceof Stream, idle instanceof Writable);
console.log(http.METHODS.length, http.METHODS.includes('QUERY'), Object.keys(http.STATUS_CODES).length, http.STATUS_CODES[418], http.maxHeaderSize);
