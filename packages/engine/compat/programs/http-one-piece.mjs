// What a handler writes in one tick leaves in one piece; flushHeaders() sends the head alone.
import http from 'node:http';
import net from 'node:net';

const server = http.createServer((req, res) => {
  res.sendDate = false;
  if (req.url === '/flush') {
    res.flushHeaders();
    setTimeout(() => res.end('late'), 10);
    return;
  }
  res.write('one');
  res.write('two');
  if (req.url === '/together') res.end('three');
  else setTimeout(() => res.end('three'), 10);
});
async function ask(path) {
  const client = net.connect(server.address().port);
  client.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  const pieces = [];
  for await (const piece of client) pieces.push(piece.toString().split('\r\n\r\n').length - 1);
  console.log(path, pieces.length);
}
server.listen(0, async () => {
  for (const path of ['/together', '/apart', '/flush']) await ask(path);
  server.close();
});
