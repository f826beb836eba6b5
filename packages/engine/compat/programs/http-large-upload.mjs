// A large body, read slowly: the client has to wait.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const SIZE = 5_000_000;
const [server, port] = await serve(async (req, res) => {
  let bytes = 0;
  for await (const piece of req) { bytes += piece.length; if (bytes < 200_000) await new Promise((resolve) => setTimeout(resolve, 5)); }
  res.end(String(bytes));
});
await new Promise((resolve) => {
  const req = http.request({ host: '127.0.0.1', port, method: 'PUT', agent: false }, (res) => { let text = ''; res.on('data', (piece) => { text += piece; }).on('end', () => { console.log(Number(text) === SIZE); resolve(); }); });
  let left = SIZE; let waits = 0;
  const more = () => { while (left > 0) { const size = Math.min(50_000, left); left -= size; if (!req.write(Buffer.alloc(size))) { waits++; req.once('drain', more); return; } } req.end(); console.log('waited', waits > 0); };
  more();
});
server.close();
