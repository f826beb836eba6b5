// insecureHTTPParser lets control characters and folded lines pass; without it they are errors.
import http from 'node:http';
import net from 'node:net';

function serve(options) {
  return new Promise((resolve) => {
    const server = http.createServer(options, (req, res) => res.end(JSON.stringify(req.headers['x-odd'])));
    server.on('clientError', (error, socket) => {
      console.log('clientError', error.code, error.reason);
      socket.destroy();
    });
    server.listen(0, () => {
      const client = net.connect(server.address().port);
      let text = '';
      client.on('data', (piece) => {
        text += piece;
        client.end();
      });
      client.on('error', () => {});
      client.on('close', () => server.close(() => resolve(text.split('\r\n\r\n')[1] ?? 'nothing')));
      client.write('GET / HTTP/1.1\r\nHost: x\r\nX-Odd: a\x08b\r\nConnection: close\r\n\r\n');
    });
  });
}
console.log('strict', await serve({}));
console.log('lenient', await serve({ insecureHTTPParser: true }));
const raw = net.createServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nX-Odd: a;\r\n b\r\nContent-Length: 0\r\n\r\n')));
raw.listen(0, () => {
  const get = (options, done) =>
    http
      .get({ port: raw.address().port, agent: false, ...options }, (res) => {
        console.log('response', JSON.stringify(res.headers['x-odd']));
        res.resume().on('close', done);
      })
      .on('error', (error) => {
        console.log('error', error.code);
        done();
      });
  get({}, () => get({ insecureHTTPParser: true }, () => raw.close()));
});
try {
  http.request({ insecureHTTPParser: 1 });
} catch (error) {
  console.log(error.code, error.message);
}
