// A client that pipelines and leaves: every request that waits is aborted.
import http from 'node:http';
import net from 'node:net';

let seen = 0;
const server = http.createServer((req, res) => {
  req.on('aborted', () => console.log('aborted', req.url));
  req.on('error', (error) => console.log('error', req.url, error.code));
  res.on('close', () => console.log('response closed', req.url, res.writableFinished));
  if (++seen === 2) client.destroy();
});
let client;
server.listen(0, () => {
  client = net.connect(server.address().port);
  client.write('GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n');
  client.on('close', () => server.close(() => console.log('server closed')));
});
