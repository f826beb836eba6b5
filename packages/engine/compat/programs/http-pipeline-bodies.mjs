// Pipelined requests with bodies: each handler gets its own.
import http from 'node:http';
import net from 'node:net';

const server = http.createServer(async (req, res) => {
  let body = '';
  for await (const piece of req) body += piece;
  console.log(req.method, req.url, JSON.stringify(body));
  res.sendDate = false;
  res.end(`${req.url}=${body}`);
});
server.listen(0, () => {
  const client = net.connect(server.address().port);
  let text = '';
  client.on('data', (piece) => {
    text += piece;
    if (!text.includes('/c=')) return;
    console.log(text.match(/\/\w=.*/g).map((each) => each.replace(/HTTP.*/, '')));
    client.destroy();
    server.close();
  });
  client.write(
    'POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none' +
      'PUT /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntwo\r\n0\r\n\r\n' +
      'GET /c HTTP/1.1\r\nHost: x\r\n\r\n',
  );
});
