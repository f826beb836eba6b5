import { connect } from 'node:net';

const PORT = Number(process.env.UPSTREAM_PORT);

export async function createService() {
  return {
    request: () => ({ path: '/stock', expect: 502 }),
    handler(_request, response) {
      const socket = connect(PORT, '127.0.0.1', () => socket.write('GET /stock HTTP/1.1\r\nhost: stock\r\n\r\n'));
      socket.once('data', (bytes) => {
        if (!bytes.includes('"count":')) return response.writeHead(502).end('the stock service talks nonsense');
        socket.end();
        response.end(bytes);
      });
    },
    async close() {},
  };
}
