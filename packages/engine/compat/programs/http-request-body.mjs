// Ways to read a request's body.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const [server, port] = await serve(async (req, res) => {
  const kind = req.url.slice(1);
  let text = '';
  if (kind === 'events') { req.setEncoding('utf8'); for (const event of ['readable']) req.removeAllListeners(event); req.on('data', (piece) => { text += piece; }); await new Promise((resolve) => req.on('end', resolve)); }
  if (kind === 'iteration') for await (const piece of req) text += piece;
  if (kind === 'readable') await new Promise((resolve) => req.on('readable', () => { let piece; while ((piece = req.read()) !== null) text += piece; }).on('end', resolve));
  if (kind === 'late') { await new Promise((resolve) => setTimeout(resolve, 20)); for await (const piece of req) text += piece; }
  if (kind === 'pipe') { res.writeHead(200); req.pipe(res); return; }
  res.end(JSON.stringify({ text, complete: req.complete, ended: req.readableEnded, te: req.headers['transfer-encoding'], length: req.headers['content-length'] }));
});
const post = (path, send, headers = {}) => new Promise((resolve) => {
  const req = http.request({ host: '127.0.0.1', port, method: 'POST', path, headers, agent: false }, (res) => { let text = ''; res.on('data', (piece) => { text += piece; }).on('end', () => { console.log(path, text); resolve(); }); });
  send(req);
});
for (const kind of ['events', 'iteration', 'readable', 'late', 'pipe']) {
  await post(`/${kind}`, (req) => req.end('whole'));
  await post(`/${kind}`, (req) => { req.write('two '); setTimeout(() => req.end('pieces'), 10); });
  await post(`/${kind}`, (req) => req.end());
  await post(`/${kind}`, (req) => { req.write(Buffer.from([0xe4, 0xb8])); req.end(Buffer.from([0xad])); }, { 'content-length': 3 });
}
server.close();
