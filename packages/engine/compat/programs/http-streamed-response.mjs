// A response in pieces, with callbacks; head first with flushHeaders.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const log = [];
const [server, port] = await serve(async (req, res) => {
  res.setHeader('x', 'y');
  res.flushHeaders();
  console.log(res.headersSent, res.writableLength);
  await new Promise((resolve) => setTimeout(resolve, 20));
  console.log(res.write('one ', () => log.push('one')), res.write(Buffer.from('two '), () => log.push('two')), res.write('7468726565', 'hex', () => log.push('three')), res.write('', () => log.push('nothing')));
  process.nextTick(() => log.push('tick'));
  Promise.resolve().then(() => log.push('microtask'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  res.on('finish', () => log.push('finish'));
  res.end(' four', () => log.push('end'));
});
await new Promise((resolve) => http.get({ host: '127.0.0.1', port, agent: false }, (res) => {
  console.log(res.statusCode, res.headers['transfer-encoding'], res.headers['content-length']);
  let text = '';
  res.on('data', (piece) => { text += piece; }).on('end', () => { console.log(text); resolve(); });
}));
console.log(log);
server.close();
