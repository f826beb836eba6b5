// optimizeEmptyRequests: a request that has no body is read to its end before its handler sees it.
import http from 'node:http';

const server = http.createServer({ optimizeEmptyRequests: true }, (req, res) => {
  console.log(req.method, req.headers['content-length'], req.complete, req.readableEnded, req.destroyed);
  req.on('end', () => console.log('end', req.method));
  req.resume();
  res.end();
});
server.listen(0, async () => {
  for (const [method, body] of [['GET'], ['DELETE'], ['HEAD'], ['POST', 'x'], ['POST', '']]) {
    await new Promise((resolve) => {
      const headers = body === undefined ? {} : { 'content-length': body.length };
      http.request({ port: server.address().port, method, headers, agent: false }, (res) => res.resume().on('close', resolve)).end(body);
    });
  }
  server.close();
});
try {
  http.createServer({ optimizeEmptyRequests: 'yes' });
} catch (error) {
  console.log(error.code, error.message);
}
