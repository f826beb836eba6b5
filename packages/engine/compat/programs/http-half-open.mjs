// A client that ends before it has its answer: nothing comes, unless the server says that it may.
import http from 'node:http';
import net from 'node:net';

for (const allow of [false, true]) {
  const server = http.createServer((_req, res) => setTimeout(() => res.end('late'), 10));
  server.httpAllowHalfOpen = allow;
  await new Promise((resolve) => {
    server.listen(0, () => {
      const client = net.connect({ port: server.address().port, allowHalfOpen: true });
      let text = '';
      client.on('data', (piece) => (text += piece));
      client.on('end', () => client.end());
      client.on('close', () => server.close(resolve));
      client.on('close', () => console.log(allow, text.includes('late')));
      client.end('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    });
  });
}
