// Two Content-Length headers are no message, whoever sends them.
import http from 'node:http';

const server = http.createServer((_req, res) => {
  res.setHeader('Content-Length', [2, 2]);
  res.end('ok');
});
server.on('clientError', (error, socket) => {
  console.log('clientError', error.code, error.message);
  socket.destroy();
});
server.listen(0, () => {
  const options = { port: server.address().port, agent: false };
  http.get(options).on('error', (error) => {
    console.log('response', error.code, error.message);
    http
      .get({ ...options, headers: { 'Content-Length': [1, 2] } })
      .on('error', (reset) => {
        console.log('request', reset.code);
        server.close();
      });
  });
});
