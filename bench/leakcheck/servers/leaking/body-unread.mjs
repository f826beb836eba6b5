import { Agent, get } from 'node:http';

const PORT = Number(process.env.UPSTREAM_PORT);

export async function createService() {
  const agent = new Agent({ keepAlive: true });
  return {
    request: () => ({ path: '/rate', expect: 503 }),
    handler(_request, response) {
      get({ host: '127.0.0.1', port: PORT, path: '/error', agent }, (answer) => {
        // Nobody reads the body of an error: its connection stays busy.
        if (answer.statusCode !== 200) return response.writeHead(503).end('no rate');
        answer.pipe(response);
      });
    },
    async close() {
      for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets) socket.destroy();
    },
  };
}
