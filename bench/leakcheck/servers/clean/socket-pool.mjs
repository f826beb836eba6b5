import { connect } from 'node:net';

const PORT = Number(process.env.UPSTREAM_PORT);
const MOST = 8;

export async function createService() {
  const idle = [];
  const all = new Set();
  const open = () => {
    const socket = connect(PORT, '127.0.0.1');
    all.add(socket);
    return socket;
  };
  return {
    request: () => ({ path: '/stock', expect: 502 }),
    handler(_request, response) {
      const socket = idle.pop() ?? open();
      socket.once('data', (bytes) => {
        // Full: one that came when all were busy goes.
        if (idle.length < MOST) idle.push(socket);
        else socket.destroy();
        if (!bytes.includes('"count":')) response.writeHead(502).end('the stock service talks nonsense');
        else response.end(bytes);
      });
      socket.write('GET /stock HTTP/1.1\r\nhost: stock\r\n\r\n');
    },
    async close() {
      for (const socket of all) socket.destroy();
    },
  };
}
